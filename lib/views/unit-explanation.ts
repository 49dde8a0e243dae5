import {
  attainmentOf,
  hasCase,
  INDICATOR_NAMES,
  type IndicatorCode,
  type IndicatorPart,
  type IndicatorValue,
  type LeftOut,
  type PartReason,
  rateOf,
  targetOf,
} from "../domain/indicator.ts";
import type { CellRef } from "../domain/light.ts";
import type { RankingRow } from "../domain/ranking-block.ts";
import { compare, decimal, multiply, ONE, type Ratio, ratio, sum, toNumber } from "../domain/ratio.ts";
import type { OvershootRule, ScoreItem, ScoreRules } from "../domain/score.ts";
import type { UnitMonth } from "../domain/unit-month.ts";
import { basisWords } from "./ranking.ts";
import { isMoney } from "./ranking-workbook.ts";
import { NO_CASE, percentWords, periodWords, scoreWords, wanWords } from "./words.ts";

/** How the sheet names things: a cell as people find it, a row by its name; "" for what it does not have. */
export interface Places {
  cell(ref: CellRef): string;
  name(subject: string): string;
}

/** Every figure of a unit's month, line by line, so that a calculator reaches the same last decimal. */
export function unitExplanation(
  month: UnitMonth,
  row: RankingRow | null,
  rules: ScoreRules,
  places: Places,
): readonly string[] {
  const { score } = month;
  const live = score.items.filter((item) => item.points !== null);
  const liveWeight = sum(live.map((item) => decimal(item.weight)));
  return [
    `${month.unit.name} ${periodWords(month.period)}月度评分 ${scoreWords(score.total)}${row === null ? "" : `：${row.note}`}`,
    `序时依据：${basisWords(month.basis)}。`,
    ...score.items.flatMap((item) => itemLines(item, month, rules, liveWeight, places)),
    ...month.falseReports.map((report) => `督查 ${report.inspection} 认定虚报，扣 ${rules.falseDataPenalty} 分。`),
    ...month.adjustments.map((entry) => `加减分 ${entry.key}：${entry.points} 分（${entry.reason}）。`),
    totalLine(month),
  ];
}

function totalLine({ score }: UnitMonth): string {
  const items = score.items.filter((item) => item.points !== null).map((item) => item.points!);
  const extras = [score.falseDataPenalty, score.adjustment].filter((points) => points !== 0);
  const terms = [...items, ...extras].map((points) => (points / 100).toFixed(2)).join(" + ");
  return `总分 = ${terms === "" ? "0" : terms.replaceAll("+ -", "− ")} = ${scoreWords(score.total)}`;
}

function itemLines(
  item: ScoreItem,
  month: UnitMonth,
  rules: ScoreRules,
  liveWeight: Ratio,
  places: Places,
): readonly string[] {
  const value = month.values.find((entry) => entry.code === item.code)!;
  const head = `【${INDICATOR_NAMES[item.code]}】权重 ${item.weight}，`;
  return [
    `${head}${hasCase(value) ? rateLine(value) : `${NO_CASE} 无对应项目，权重按比例分摊`}`,
    ...(item.points === null ? [] : [`  得分：${formula(item, value, rules.overshoot, liveWeight)}`]),
    ...value.parts.map((part) => `  ${partLine(value.code, part, places)}`),
    ...value.leftOut.map((entry) => `  ${leftOutLine(entry, places)}`),
  ];
}

function rateLine(value: IndicatorValue): string {
  const { code } = value;
  const [done, due, whole] = [value.numerator, value.due, value.denominator].map((figure) => amount(code, figure));
  const unit = isMoney(code) ? " 万元" : "";
  const rate = `${done}${unit} ÷ ${whole}${unit} = ${percentWords(rateOf(value)!)}`;
  return compare(targetOf(value)!, ONE) === 0
    ? rate
    : `${rate}；目标 ${due}${unit} ÷ ${whole}${unit} = ${percentWords(targetOf(value)!)}`;
}

const amount = (code: IndicatorCode, figure: Ratio): string =>
  isMoney(code) ? wanWords(toNumber(figure)) : String(toNumber(figure));

/** What to type into a calculator: only whole figures and figures of the rules, rounded once at the end. */
function formula(item: ScoreItem, value: IndicatorValue, rule: OvershootRule, liveWeight: Ratio): string {
  const points = scoreWords(item.points!);
  if (item.zeroedForFalseData) return `认定虚报，该项 ${points}`;
  const spread = compare(liveWeight, ratio(100)) === 0 ? "" : ` × 100 ÷ ${toNumber(liveWeight)}`;
  const weight = `${item.weight}${spread}`;
  const attained = `${amount(item.code, value.numerator)} ÷ ${amount(item.code, value.due)}`;
  const attainment = attainmentOf(value)!;
  if (compare(attainment, ONE) < 0) return `${attained} × ${weight} = ${points}`;
  const extra = item.code === "investment" ? overshootFormula(attained, attainment, rule) : "";
  return `达到目标，得满权重 ${weight}${extra} = ${points}`;
}

function overshootFormula(attained: string, attainment: Ratio, rule: OvershootRule): string {
  if (compare(attainment, ONE) === 0) return "";
  const percent = `${attained} × 100`;
  const bent = compare(multiply(attainment, ratio(100)), decimal(rule.firstUpTo)) > 0;
  const terms = bent
    ? `(${rule.firstUpTo} − 100) × ${rule.first} + (${percent} − ${rule.firstUpTo}) × ${rule.beyond}`
    : `(${percent} − 100) × ${rule.first}`;
  return ` + 超额加分 ${terms}（至多 ${rule.cap}）`;
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

function partLine(code: IndicatorCode, part: IndicatorPart, places: Places): string {
  const reason =
    (code === "issues" || code === "services") && part.because === "not-done" ? STILL_OPEN : PART_WORDS[part.because];
  const said = [figuresWords(code, part), reason].filter((words) => words !== "").join("，");
  return `${subjectWords(part.subject, places)}：${said}${cellWords(part.restsOn, places)}`;
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

const leftOutLine = (entry: LeftOut, places: Places): string =>
  `${subjectWords(entry.subject, places)}：未计入（${LEFT_OUT_WORDS[entry.because]}）${cellWords(entry.restsOn, places)}`;

const subjectWords = (subject: string, places: Places): string => `${subject} ${places.name(subject)}`.trim();

function cellWords(cells: readonly CellRef[], places: Places): string {
  const found = new Set(cells.map((cell) => places.cell(cell)).filter((words) => words !== ""));
  return found.size === 0 ? "" : `〔${[...found].join("、")}〕`;
}
