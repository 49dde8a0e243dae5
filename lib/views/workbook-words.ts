import type { PlainDate } from "../domain/dates.ts";
import type { StaleWorkbook } from "../domain/stale-workbook.ts";
import { oneLine } from "./one-line.ts";
import { UNSUPPORTED } from "./refusals.ts";
import { shortDayWords } from "./words.ts";

type Facts = Readonly<Record<string, string | number>>;

const NAME = 40;

/** 丙县分表未能读取，其数据截至6月10日 */
export const staleWords = ({ name, since }: StaleWorkbook, asOf: PlainDate): string =>
  `${oneLine(name, NAME)}未能读取，${since === null ? "其中的行未计入" : `其数据截至${shortDayWords(since, asOf)}`}`;

const ADDRESSES: Readonly<Record<string, string>> = {
  "not-xlsx": "地址不是 .xlsx 文件",
  "outside-folder": "地址不在台账所在的文件夹之内",
  "the-registry": "地址就是台账本身",
  "name-taken": "名称与台账的文件名相同",
  "not-gsheet": "地址不是 gsheet:编号",
  twice: "与前面的行是同一个工作簿",
};

/** What is wrong with an address of 分表, and what is to be done: two sentences without full stops. No path of the machine is told. */
export function unreadWords(error: string, { reason }: Facts): readonly [why: string, advice: string] {
  if (error === "workbook-secret")
    return ["含有涉密标记，整本未读，其中的行未计入", "请立即按保密规定处理，移出后再运行"];
  if (error === "workbook-missing") return ["找不到这个文件", "请核对地址，相对于台账所在的文件夹填写"];
  if (error === "workbook-address")
    return [ADDRESSES[String(reason)] ?? "地址不能用", "请填台账所在文件夹或其下的一个 .xlsx 文件，每个工作簿一行"];
  if (error === "workbook-unsupported") {
    const [why = "不能处理", ...way] = (UNSUPPORTED[String(reason)] ?? "不能处理").split("，");
    return [why, way.length === 0 ? "请换成普通的 .xlsx 文件" : way.join("，")];
  }
  if (error === "workbook-unshared") return ["没有共享给本系统的账号", "请把表格共享给本系统的账号，并允许编辑"];
  if (error === "workbook-open") return ["正由他人打开", "请关闭后等下一次运行"];
  if (error === "workbook-unanswered") return ["限定时间内没有读完", "下次运行再读；几天都这样的，请查读取分表的程序"];
  if (error === "google-busy" || error === "google-unreachable")
    return ["Google 多次没有应答", "请打开该表格看看；打得开的不必处理，下次运行再读"];
  if (error === "workbook-unread-then") return ["那时没有读到", "不必处理"];
  return ["打不开", "请检查是否共享给本系统、有无权限"];
}
