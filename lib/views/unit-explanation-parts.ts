import type { PlainDate } from "../domain/dates.ts";
import type { IndicatorCode, IndicatorPart, JudgedMilestone, LeftOut, PartReason } from "../domain/indicator.ts";
import type { CellRef } from "../domain/light.ts";
import { fullDayWords } from "./document-words.ts";
import { oneLine } from "./one-line.ts";
import { isMoney } from "./ranking-workbook.ts";
import { shortDayWords, wanWords } from "./words.ts";

/** How the sheet names things: a cell as people find it, a row by its name; "" for what it does not have. */
export interface Places {
  cell(ref: CellRef): string;
  name(subject: string): string;
}

const PART_WORDS: Readonly<Record<PartReason, string>> = {
  sum: "",
  "last-reported": "当月未报，取最近一次所报",
  "never-reported": "今年尚无月报，按 0 计",
  "funds-blank": "最近一次月报的到位资金未填，按 0 计",
  done: "已完成",
  "done-own-part": "晚于计划完成，延误不在本单位，计为按期",
  "not-done": "未完成",
  "waiting-for-predecessor": "未完成，因前置节点或豁免顺延，计为按期",
  "no-milestones": "没有节点，计一个未按期",
  "in-time": "按时",
  late: "逾期",
  missing: "未报",
  score: "",
  "plan-and-actual": "",
  counts: "",
  "count-missing": "前一项未填，按 0 计",
  "earlier-counts": "本期未填，取今年最近一期所填",
  "earlier-count-missing": "本期未填，取今年最近一期所填，其中前一项未填，按 0 计",
};

const COUNTED: ReadonlySet<PartReason> = new Set([
  "counts",
  "count-missing",
  "earlier-counts",
  "earlier-count-missing",
]);

/** An issue with 办结日期 may still be open: say what closes it. Source: domain.md "13710". */
const STILL_OPEN = "未销号（须办结、附佐证，并由责任单位以外的人核查通过）";

/** One part of an indicator: what it counts for, and its cells. */
export function partLine(code: IndicatorCode, part: IndicatorPart, places: Places): string {
  const reason =
    (code === "issues" || code === "services") && part.because === "not-done" ? STILL_OPEN : PART_WORDS[part.because];
  const said = [figuresWords(code, part), ...judgedWords(part.judged), limitWords(part.limit), reason]
    .filter((words) => words !== "")
    .join("，");
  return `${subjectWords(part.subject, places)}：${said}${cellWords(part.restsOn, places)}`;
}

/** With its year: a problem may be older than the period. */
const limitWords = (limit: PlainDate | undefined): string => (limit === undefined ? "" : `时限${fullDayWords(limit)}`);

/** 按原计划5月10日判定，已扣除豁免 12 天: what its own cells do not show. */
function judgedWords(judged: JudgedMilestone | undefined): readonly string[] {
  if (judged === undefined) return [];
  const { planned, adjustment, exemptDays, root } = judged;
  const by = adjustment === null ? "按原计划" : `按已同意的调整 ${oneLine(adjustment, 40)}，计划`;
  return [
    planned === null ? "" : `${by}${shortDayWords(planned)}判定`,
    exemptDays === 0 ? "" : `已扣除豁免 ${exemptDays} 天`,
    root === null ? "" : `源头节点 ${root.key}（${oneLine(root.unit, 40)}）`,
  ];
}

function figuresWords(code: IndicatorCode, part: IndicatorPart): string {
  if (isMoney(code)) {
    const [done, plan, due] = [part.numerator, part.denominator, part.due].map(wanWords);
    const spread = part.months === null ? "月计划累加" : `${plan} × ${part.months.join(" ÷ ")}`;
    return `${code === "funding" ? "到位" : "完成"} ${done} 万元，年度计划 ${plan} 万元，序时 ${due} 万元（${spread}）`;
  }
  if (part.because === "score") return `评分 ${part.numerator}`;
  if (part.because === "plan-and-actual") return `实际 ${part.numerator}，计划 ${part.denominator}`;
  return COUNTED.has(part.because) ? `${part.numerator} ÷ ${part.denominator}` : "";
}

const LEFT_OUT_WORDS: Readonly<Record<LeftOut["because"], string>> = {
  exempt: "豁免",
  unreadable: "所填内容无法读取",
  "not-read": "所在分表读不到，无法判定",
  "set-aside": "有关的行重复或无法读取，无法判定",
  "no-annual-plan": "没有年度计划投资",
};

/** What stays out, and why. */
export const leftOutLine = (entry: LeftOut, places: Places): string =>
  `${subjectWords(entry.subject, places)}：未计入（${LEFT_OUT_WORDS[entry.because]}）${cellWords(entry.restsOn, places)}`;

const subjectWords = (subject: string, places: Places): string => `${subject} ${places.name(subject)}`.trim();

function cellWords(cells: readonly CellRef[], places: Places): string {
  const found = new Set(cells.map((cell) => places.cell(cell)).filter((words) => words !== ""));
  return found.size === 0 ? "" : `〔${[...found].join("、")}〕`;
}
