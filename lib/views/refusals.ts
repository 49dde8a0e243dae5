import type { PlainDate } from "../domain/dates.ts";
import { holderWords } from "./holder-words.ts";
import { templateFaultWords, unreadableTemplateWords } from "./template-fault-words.ts";
import { dayWords, periodWords, shortDayWords } from "./words.ts";

type Facts = Readonly<Record<string, string | number>>;

/** Why a workbook is not handled, and the way out. Reasons are those of the xlsx adapter. */
export const UNSUPPORTED: Readonly<Record<string, string>> = {
  "not-a-zip": "不是 xlsx 文件，可能已损坏，请用表格软件打开后另存为 .xlsx",
  corrupt: "文件已损坏，请从备份恢复，或用表格软件打开修复后另存为 .xlsx",
  encrypted: "设有打开密码，请去掉密码后再运行",
  "legacy-format": "是旧格式（.xls 或 .et），请另存为 .xlsx",
  "binary-workbook": "是二进制格式（.xlsb），请另存为 .xlsx",
  "not-a-workbook": "不是表格文件，请检查路径",
  "strict-namespace": "是“严格开放 XML”格式，请另存为普通的 Excel 工作簿（.xlsx）",
  zip64: "文件过大（zip64），请删去无关的图片、附件后另存",
  "duplicate-entries": "文件内部有重名的部分，请用表格软件打开后另存为 .xlsx",
  "zip-bomb": "压缩内容异常庞大，为安全起见不予打开",
  "too-large": "内容过大，请按县区或部门拆分（「分表」）",
  "compression-method": "采用了不支持的压缩方式，请用表格软件打开后另存为 .xlsx",
  encoding: "文字编码不是 UTF-8，请用表格软件打开后另存为 .xlsx",
  doctype: "含有不允许的文档类型声明，请用表格软件打开后另存为 .xlsx",
  "bad-xml": "内部内容不合规范，请用表格软件打开后另存为 .xlsx",
  "missing-part": "内部缺少必要部分，请用表格软件打开后另存为 .xlsx",
  "rows-out-of-order": "行的次序错乱，请用表格软件打开后另存为 .xlsx",
  "digitally-signed": "带有数字签名，写入会使签名失效，请去掉签名后再运行",
  "formula-in-system-column": "系统列中填有公式，请清除后再运行",
  "system-tab-not-a-worksheet": "与系统表同名的不是普通工作表，请改名",
  "sheet-full": "工作表已满，无法再写入",
  "missing-sheet": "缺少要写入的工作表",
  "out-of-google": "是在线表格，不能另存为文件；只看结果请用 --dry-run",
};

const UNWRITABLE: Readonly<Record<string, string>> = {
  "read-only": "是只读文件，请取消只读",
  EACCES: "或所在文件夹没有写权限，请检查权限",
  EPERM: "或所在文件夹没有写权限，请检查权限",
  EROFS: "所在磁盘只读",
  ENOSPC: "所在磁盘已满，请清理空间",
  EDQUOT: "所在磁盘配额已满，请清理空间",
  ENOENT: "所在文件夹不存在",
};

const isInCloud = (file: string | number | undefined): boolean => String(file).startsWith("dynamodb:");

const WORDS: Readonly<Record<string, (facts: Facts) => string>> = {
  "workbook-open": ({ file, lock, retries }) =>
    `无法写入：${file} 正由他人打开（锁文件 ${lock}）。已重试 ${retries ?? 3} 次，本次结果未写回，提醒未发送。请关闭后重试。`,
  "workbook-changed": ({ file }) =>
    `无法写入：${file} 在运行期间被他人连续保存，本次结果未写回，提醒未发送。请稍后重试。`,
  "workbook-unwritable": ({ file, reason }) =>
    reason === "same-file"
      ? `无法写出：${file} 就是台账本身，--out 请另给一个文件名。`
      : `无法写入：${file} ${UNWRITABLE[String(reason)] ?? `或所在文件夹不可写（${reason}）`}，本次结果未写回，提醒未发送。`,
  "workbook-unreadable": ({ file, reason }) => `无法读取：${file}（${reason}）。请检查路径和权限，必须是一个文件。`,
  "workbook-missing": ({ file }) => `找不到台账：${file}。请检查路径；新建台账请运行 duban init ${file}。`,
  "workbook-unshared": ({ file }) => `无法读取：${file} 没有共享给本系统的账号。请把表格共享给该账号，并允许编辑。`,
  "workbook-refused": ({ file, reason }) =>
    `无法写入：Google 没有接受对 ${file} 的改动（${reason}）。表格未作任何改动，提醒未发送。`,
  "google-login": () => "无法登录 Google：本系统账号的凭据无效或已过期。请检查账号设置。",
  "google-busy": ({ file }) => `暂时不能读写 ${file}：Google 的调用次数已用完。请几分钟后重试。`,
  "google-unreachable": ({ file, reason }) =>
    `连接不上 Google（${reason}），${file} 未读写完成。请稍后重试，不会重复写入。`,
  "workbook-unsupported": ({ file, reason, detail }) =>
    `无法读取：${file} ${UNSUPPORTED[String(reason)] ?? `不能处理（${reason}）`}${detail ? `（${detail}）` : ""}。原文件未作改动。`,
  "store-unreadable": ({ file }) =>
    `运行记录库 ${file} 已损坏或不是记录库。请从备份恢复；没有备份的，移走该文件后运行 duban adopt。`,
  "mail-url-invalid": () => "DUBAN_MAIL 的 smtp 地址不能用，请写成 smtp://用户:密码@主机:端口 或 smtps://…。",
  "store-unwritable": ({ file }) =>
    isInCloud(file)
      ? `运行记录库 ${file} 没有读写权限。请检查运行账号的角色（见 docs/cloud.md）。`
      : `运行记录库 ${file} 不可写。请检查文件夹权限和磁盘空间，或用 DUBAN_STORE 指定本机路径。`,
  "store-too-new": ({ file }) => `运行记录库 ${file} 由更新的版本写成，请升级本程序后再运行。`,
  "store-missing": ({ file, reason }) =>
    reason === "no-table"
      ? `没有运行记录库 ${file}。请先建表（见 docs/cloud.md），或检查 DUBAN_STORE 的表名和区域。`
      : `还没有运行记录库 ${file}，请先运行一次 duban run daily。`,
  "store-busy": ({ file }) =>
    isInCloud(file) ? `运行记录库 ${file} 暂时没有应答，请稍后重试。` : `运行记录库 ${file} 正被占用，请稍后重试。`,
  "store-read-only": ({ file }) => `运行记录库 ${file} 以只读方式打开，不能写入。`,
  "queue-unreachable": ({ reason }) => `连接不上消息队列（${reason}），分表的读写任务没有全部发出。请稍后重试。`,
  "queue-refused": ({ reason }) => `消息队列没有接受任务（${reason}）。请检查队列的网址和运行账号的角色。`,
  "template-fault": ({ file, faults }) => templateFaultWords(String(file), String(faults)),
  "template-unreadable": ({ file, reason, detail }) =>
    unreadableTemplateWords(String(file), String(reason), String(detail)),
  "out-of-time": () => "所剩时间不够再发一封信，本次停在这里，其余由下一次接着做。",
  stopped: () => "收到停止信号，本次停在这里，其余由下一次接着做。",
  "bounce-event-invalid": ({ place }) =>
    `退信通知无法识别（${place === "" ? "内容" : place}），没有作标记。请核对 SES 事件的发布目标。`,
  "document-tampered": ({ name, digest }) =>
    `${name} 存档的文件与确认时的摘要（${digest}）不符，已被改动或丢失，不能取用。请从备份恢复记录库。`,
  busy: ({ host, pid, since }) => `${holderWords(String(host), `，进程 ${pid}，自 ${since}`)}，稍后再试。`,
  "lease-lost": () => "本次运行已被另一次运行接替，未再写入。",
};

export const portErrorWords = (code: string, facts: Facts): string =>
  WORDS[code]?.(facts) ?? `外部故障（${code}）：${JSON.stringify(facts)}`;

export const secrecyWords = (workbook: string): string =>
  `已停止：${workbook} 含有涉密标记。涉密事项严禁纳入本系统，请立即按保密规定处理，移出后再运行。未作任何写入和发送。`;

const monthOfDay = (day: PlainDate): string => periodWords(day.slice(0, 7));

export function refusedDayWords(because: string, asOf: PlainDate, limit: PlainDate): string {
  if (because === "after-today")
    return `不能按 ${asOf} 写回或发信：今天是 ${limit}。只看结果请加 --dry-run 或 --out 文件。`;
  if (because === "known-at-needs-preview") return "--known-at 只用于复算：请同时加 --dry-run 或 --out 文件。";
  if (because === "known-at-before-memory")
    return `无法按那时所知复算：第一次读台账是 ${limit}，此前的内容没有记录。请去掉 --known-at，或给更晚的时间。`;
  if (because === "month-not-over")
    return `不能评${monthOfDay(asOf)}：到截至日期它还没有结束。最近可评的是${monthOfDay(limit)}。`;
  if (because === "month-of-another-year")
    return `不能评${monthOfDay(asOf)}：「规则」中的计划年度是 ${limit.slice(0, 4)}，台账是该年的清单。请给该年的月份。`;
  return `不能按 ${asOf} 写回或发信：最近一次运行已截至 ${limit}（${shortDayWords(limit, asOf)}）。只看结果请加 --dry-run 或 --out 文件。`;
}

/** What drafts a result, told by its period (2026Q3) or by its draft (Q-2026Q3-2). */
function jobFor(name: string): string {
  if (/^(Q-|\d{4}Q)/.test(name)) return "quarterly";
  if (name.startsWith("O-")) return "duban observe result";
  return /^(Y-|\d{4}$)/.test(name) ? "yearly" : "monthly";
}

const CONFIRM: Readonly<Record<string, (facts: Facts) => string>> = {
  "no-such-draft": ({ id }) => `没有草稿 ${id}。请用 duban drafts 查看。`,
  superseded: ({ id, newer }) =>
    newer === "" ? `${id} 已过时，不必再确认。` : `${id} 已被新的草稿取代，请核对 ${newer} 后确认。`,
  "before-lock": ({ id, lockDay }) => `${id} 还不能确认：${dayWords(String(lockDay))}锁定，锁定之后可确认。`,
  "workbooks-missing": ({ id, names }) =>
    `${id} 还不能确认：缺 ${names} 的数据。请按「系统-数据问题」修好并重新运行 ${jobFor(String(id))}，再确认新的草稿。`,
  "months-open": ({ id, names, job, period, open }) =>
    `${id} 还不能确认：${names}的排名尚未发布。请先运行 ${open}，逐月确认，再运行 duban run ${job} --period ${period}，核对新的草稿后确认。`,
  "visits-open": ({ id, names }) => `${id} 还不能确认：观摩结果 ${names} 尚待确认。请先确认，或用 duban drop 撤回。`,
  "months-changed": ({ id, job, period }) =>
    `${id} 还不能确认：它所依据的结果已有更正或增加。请运行 duban run ${job} --period ${period}，核对新的草稿后确认。`,
  dropped: ({ id }) => `${id} 已撤回，不能再确认。请用 duban drafts ${id} 查看由谁、为何撤回。`,
  changed: ({ id }) => `${id} 的内容与起草时的摘要不符，可能被人改过，不能确认。请撤回（duban drop）后重新起草。`,
  "digest-differs": ({ id, digest }) =>
    `${id} 不是您核对的那一份：现在的摘要是 ${String(digest).slice(0, 12)}。请重新核对后再确认。`,
  "name-twice": ({ by }) => `「人员」表中有几位在用的“${by}”，请写成 ${by}（单位）。`,
  "admin-away": ({ by }) => `“${by}” 在「人员」表登记为请假，请假期间不能确认。请由其他管理员确认，或先更正请假日期。`,
  "no-consultation": ({ id }) => `${id} 不征求意见：只有月度、季度、年度评分征求意见。`,
  "not-paired": ({ id }) =>
    `${id} 还不能征求意见：台账与记录库的配对有疑问，各单位收不到信。核实后请先运行 duban adopt。`,
  published: ({ id }) => `${id} 已确认发布，不再征求意见。`,
  "not-reproduced": ({ id, period }) =>
    `${id} 不能征求意见：按起草时的数据复算，得分与草稿不一致（规则、名单或程序可能已变）。请重新运行 ${jobFor(String(period))} --period ${period}，再就新的草稿征求意见。`,
  "consultation-runs": ({ id, until }) =>
    `${id} 还不能确认：正在征求各单位意见，${dayWords(String(until))}为异议截止日，当日起可确认。`,
  "objections-open": ({ id, keys }) =>
    `${id} 还不能确认：「申诉」表中 ${keys} 尚无结论。请核实后填写结论、答复和答复日期；采纳的先改正数据，再重新运行起草。`,
  "objections-undrawn": ({ id, period, keys, today }) =>
    `${id} 还不能确认：「申诉」表中 ${keys} 已采纳，草稿起草在先。请先改正数据，再运行 duban run ${jobFor(String(period))} --period ${period} --known-at ${today}；数据没有变化的，运行后即可确认。`,
  "objections-unread": ({ id, rows }) =>
    `${id} 还不能确认：「申诉」表${rows === "" ? "的表头" : `第 ${rows} 行`}无法识别，可能是本期的异议。请按「系统-数据问题」改正，再填写结论。`,
  "result-not-in-force": ({ id, result }) =>
    `${id} 不能确认：所依据的 ${result} 尚未确认发布，或已重新发布。请先确认结果，再重新起草。`,
  "already-confirmed": ({ id }) => `${id} 已全部确认，不能撤回。`,
  "no-reason": ({ id }) => `撤回 ${id} 要写明理由：--reason 理由。`,
  "whole-only": ({ id }) => `${id} 只能整体确认，不能用 --items 选其中几条。`,
  "no-such-item": ({ id, items }) => `${id} 没有第 ${items} 条。请用 duban drafts ${id} 查看。`,
  "tab-missing": ({ id, tab }) =>
    `${id} 不能写入：台账没有可用的「${tab}」表。请从 duban init 新建的空台账中把该表复制过来，再确认。`,
  "not-an-admin": ({ by }) => `“${by}” 不是「人员」表中在用的管理员，不能确认。`,
  busy: ({ host }) => `${holderWords(String(host), "")}，请稍后再确认。`,
};

export const refusedConfirmWords = (because: string, facts: Facts): string => CONFIRM[because]?.(facts) ?? because;
