import type { Finding } from "../domain/finding.ts";
import { PLAN_WORDS } from "./plan-finding-words.ts";
import { dayWords, shortDayWords } from "./words.ts";
import { unreadWords } from "./workbook-words.ts";

/** What is wrong, and what to do: two sentences without their full stops. */
export interface FindingWords {
  readonly problem: string;
  readonly advice: string;
}

type Facts = Finding["facts"];
type Sentence = (finding: Finding, facts: Facts) => FindingWords;

const words = (problem: string, advice: string): FindingWords => ({ problem, advice });
const quote = (text: string | number | undefined): string => `“${text ?? ""}”`;

/** Where a cell may stay empty, saying so spares a guess. */
const OR_BLANK = "；没有的请留空";
const DATE_FORM = `请写成 2026-03-05 这样的格式${OR_BLANK}`;
const MONTH_FORM = "请写成 2026-09 这样的格式";

/** 如为…，请改为 X — or the form where no value can be offered. */
const ifMeant = (finding: Finding, when: string, form: string): string =>
  finding.suggestion === "" ? form : `${when}请改为 ${finding.suggestion}`;

const nearestWords = ({ suggestion }: Finding): string => (suggestion === "" ? "" : `，最接近${quote(suggestion)}`);
const changeTo = ({ suggestion }: Finding, otherwise: string): string =>
  suggestion === "" ? otherwise : `如是，请改为${quote(suggestion)}；否则${otherwise}`;
/** In a cell of several words the one that is wrong. */
const culprit = ({ found, facts }: Finding): string => quote(facts.unknown ?? found);

const DATES: Readonly<Record<string, Sentence>> = {
  "date-unreadable": (f) => words(`${quote(f.found)} 不是有效日期`, DATE_FORM),
  "date-no-such-day": (f, { month, day }) =>
    words(`${quote(f.found)} 不是有效日期，${month} 月没有 ${day} 日`, ifMeant(f, "如为月底，", DATE_FORM)),
  "date-no-such-month": (f, { month }) => words(`${quote(f.found)} 不是有效日期，没有 ${month} 月`, DATE_FORM),
  "date-serial": (f) =>
    words(`${quote(f.found)} 是日期的内部序号，不是日期`, `如为 ${f.suggestion}，请把单元格设为日期格式或照此填写`),
  "date-period": (f) => words(`${quote(f.found)} 是一个时段，这里要填具体哪一天`, DATE_FORM),
  "date-no-year": (f) => words(`${quote(f.found)} 没有写年份`, ifMeant(f, "如为该年，", DATE_FORM)),
  "date-no-plan-year": (f) =>
    words(`${quote(f.found)} 没有写年份，「规则」表也没有“计划年度”`, "请写明年份，或由管理员在「规则」表填写计划年度"),
  "date-short-year": (f) => words(`${quote(f.found)} 的年份只有两位`, ifMeant(f, "如为该日，", DATE_FORM)),
  "date-implausible": (f) => words(`${quote(f.found)} 的年份不在 1990—2099 之间`, "请核对年份"),
  "date-differs": (f, { milestone, name, day }) =>
    words(
      `${f.found === "" ? "几个同名节点的日期不一致，其中" : `${quote(f.found)} 与`}节点 ${milestone}（${name}）的实际完成 ${day}${f.found === "" ? "" : " 不一致"}`,
      "请核对，两处写同一天",
    ),
  "month-unreadable": (f) => words(`${quote(f.found)} 不是有效月份`, ifMeant(f, "如为该月，", MONTH_FORM)),
  "month-serial": (f) => words(`${quote(f.found)} 是日期的内部序号，不是月份`, ifMeant(f, "如为该月，", MONTH_FORM)),
  "period-unreadable": (f) => words(`${quote(f.found)} 不是有效期间`, "请写成 2026-09、2026Q3 或 2026 这样的格式"),
  "quarter-unreadable": (f) => words(`${quote(f.found)} 不是有效季度`, "请写成 2026Q1 这样的格式"),
};

/** No figure is ever advised. Source: 统计法, domain.md. */
const FIGURES: Readonly<Record<string, Sentence>> = {
  "money-unreadable": (f) =>
    words(`${quote(f.found)} 不是金额`, `请只填数字（万元），或在数字后写明亿元、万元、元${OR_BLANK}`),
  "money-fraction": (f) => words(`${quote(f.found)} 有不足一元的尾数`, "请精确到元"),
  "money-negative": (f) => words(`${quote(f.found)} 是负数`, "请核对，投资数不为负"),
  "money-too-large": (f) => words(`${quote(f.found)} 过大，无法计算`, "请核对数字和单位"),
  "money-order": (f, { against }) =>
    words(
      `${quote(f.found)} 的数量级与${against === "" ? "一般项目" : against}不符`,
      "请核对单位是万元还是亿元、元；无误的不必改",
    ),
  "number-unreadable": (f) => words(`${quote(f.found)} 不是数字`, `请只填数字${OR_BLANK}`),
  "number-not-whole": (f) => words(`${quote(f.found)} 不是整数`, "请填整数"),
  "number-negative": (f) => words(`${quote(f.found)} 是负数`, "请核对"),
  "number-too-large": (f, { max }) => words(`${quote(f.found)} 大于 ${max}`, `请填 0 到 ${max} 之间的数`),
  "percent-unreadable": (f) => words(`${quote(f.found)} 不是百分数`, "请写成 90% 这样的格式"),
  "percent-without-sign": (f) => words(`${quote(f.found)} 没有百分号`, `如为 ${f.suggestion}，请照此填写`),
};

const CHOICES: Readonly<Record<string, Sentence>> = {
  "enum-unknown": (f, { values }) =>
    words(`${quote(f.found)} 不是可选的值${nearestWords(f)}`, changeTo(f, `请从“${values}”中选一项`)),
  "list-unknown": (f, { values }) =>
    words(`${culprit(f)} 不是可选的值${nearestWords(f)}`, changeTo(f, `请从“${values}”中选，多个用、分开`)),
  "bool-unreadable": (f) => words(`${quote(f.found)} 不是“是”或“否”`, `请填“是”或“否”${OR_BLANK}`),
  "name-unknown": (f, { table }) =>
    words(
      `${culprit(f)} 不在「${table}」表${nearestWords(f)}`,
      changeTo(f, `请核对，确为新增的先在「${table}」表登记`),
    ),
  "alias-ambiguous": (f) => words(`${culprit(f)} 是几个单位共用的别名`, "请写单位全称"),
  "person-ambiguous": (f, { units }) =>
    words(`「人员」表中有几位${quote(f.found)}（${units}）`, `请写成 ${f.suggestion} 这样的形式`),
  "person-elsewhere": (f, { units }) =>
    words(`${quote(f.found)} 与「人员」表不符，该姓名的单位是${units}`, `如是，请写成 ${f.suggestion}`),
  "project-unknown": (f) =>
    words(`${quote(f.found)} 不在「项目」表${nearestWords(f)}`, changeTo(f, "请核对项目编号，或先在「项目」表登记")),
  "project-name-differs": (f, { name }) =>
    words(`${quote(f.found)} 与「项目」表的名称${quote(name)}不一致`, "请核对项目编号是否填错；编号无误的，请改名称"),
};

/** A formula whose result the file does not hold: nobody typed that word. */
const NO_VALUE = "#NOVALUE";
export const typedWords = (found: string): string => (found === NO_VALUE ? "（公式，没有计算结果）" : found);

/** An address that stands nowhere for one run is forgotten. */
const BOUNCED = "请更正邮箱，应发的随后补发；邮箱无误且已能收信的，清空、运行一次后再填回";

const TEXTS: Readonly<Record<string, Sentence>> = {
  "cell-error": (f) =>
    f.found === NO_VALUE
      ? words("公式没有计算结果", "请打开表格重新计算并保存，或直接填写")
      : words(`${quote(f.found)} 是公式错误`, "请改正公式，或直接填写"),
  "id-unreadable": (f) => words(`${quote(f.found)} 不是编号`, "请把单元格设为文本格式后重新填写"),
  "email-unreadable": (f) => words(`${quote(f.found)} 不是有效邮箱`, "请写成 name@example.gov.cn 这样的格式"),
  "email-line-break": () => words("邮箱中有换行", "请只填一个邮箱，不要换行"),
  "email-bounced": (f, { on }) => words(`${quote(f.found)} ${dayWords(String(on))}退信，不再向它发信`, BOUNCED),
  "email-complained": (f, { on }) =>
    words(`${quote(f.found)} ${dayWords(String(on))}被收件人标为垃圾邮件，不再向它发信`, BOUNCED),
  "email-missing": () => words("没有邮箱，无法收到提醒", "请补填邮箱"),
  "url-unreadable": (f) => words(`${quote(f.found)} 不是有效网址`, "请填以 http:// 或 https:// 开头的完整网址"),
  "required-missing": () => words("没有填写", "请补填"),
};

const TABS: Readonly<Record<string, Sentence>> = {
  "key-duplicate": (f, { count }) => words(`${quote(f.found)} 出现 ${count} 次，都未计入`, "请只保留一行"),
  "tab-missing": ({ tab }) =>
    tab === "monthlyReports"
      ? words("工作簿中没有这张表：不催报，也不判进度", "按月调度的，请从空白模板复制这张表")
      : words("工作簿中没有这张表，或表中没有内容", "请补上；可从空白模板复制"),
  "tab-gone": (_, { rows }) =>
    words(
      `这张表以前读到过，现在工作簿中没有，其中 ${rows} 行未计入`,
      "改了名或误删的，请恢复原名和内容；确已不用的，不必处理",
    ),
  "columns-unshown": (_, { inTheWay }) =>
    inTheWay === ""
      ? words("系统列没有显示，公式已损坏或被删除", "请管理员运行 duban init --repair")
      : words(`系统列没有显示，${inTheWay} 填有内容，占了位置`, `请把 ${inTheWay} 的内容移到别处`),
  "tab-twice": (_, { title }) => words(`有几张表都叫${quote(title)}，只读第一张`, "请合并或改名"),
  "header-row-missing": (_, { rows }) =>
    words(`前 ${rows} 行中找不到表头，整张表未读`, "请把表头放在前五行内，名称与模板一致"),
  "header-missing": (_, { header }) =>
    words(`缺少必需的列${quote(header)}，整张表未读`, "请补上这一列，名称与模板一致"),
  "header-near": (_, { known }) =>
    words(
      `不认识这个表头，这一列未读；本表没有${quote(known)}一列`,
      `如就是${quote(known)}，请把表头改成这个名称；如不是，不必处理`,
    ),
  "header-twice": (_, { header }) => words(`表头${quote(header)}出现两次，只读左边一列`, "请删去或改名"),
  "note-strayed": (_, { rows, count }) =>
    words(
      `有 ${count} 行（第 ${rows} 行）的系统说明讲的是别的行，可能只排序或移动了部分列`,
      "请核对这些行各格是否仍属同一项，必要时从备份恢复；排序时请选中整张表",
    ),
  "workbook-unread": (_, { name, error, reason, since }) => {
    const [why, advice] = unreadWords(String(error), { reason: String(reason) });
    const then = since === "" || since === undefined ? "其中的行未计入" : `其数据截至${shortDayWords(String(since))}`;
    return words(`${name} 未能读取：${why}${why.endsWith("未计入") ? "" : `，${then}`}`, advice);
  },
  "totals-skipped": (_, { rows }) => words(`第 ${rows} 行是合计、小计或表尾说明，未计入`, "不必处理"),
  "admin-tab-elsewhere": () => words("这张表只从总表读取，此处内容未读", "请填到总表"),
  "plan-year-missing": () =>
    words("没有“计划年度”，不写年份的计划日期无法读取", "请由管理员增加一行：参数“计划年度”，值如 2026"),
  "rule-unknown": (f) =>
    words(`没有名为${quote(f.found)}的参数${nearestWords(f)}`, changeTo(f, "可用参数见 duban rules")),
  "rule-unreadable": (f, { parameter, hint }) =>
    words(`参数${quote(parameter)}的值${quote(f.found)} 无法读取`, String(hint ?? "")),
};

/** Nothing of the kind is said of a required cell. */
export const withoutBlank = (advice: string): string => advice.replace(OR_BLANK, "");

/** Every code of a finding with its sentences. Codes are stable: they stand in the store and in --json. */
export const FINDING_WORDS: Readonly<Record<string, Sentence>> = {
  ...DATES,
  ...FIGURES,
  ...CHOICES,
  ...TEXTS,
  ...TABS,
  ...PLAN_WORDS,
};
