import { type Figure, type Operand, type Part, type Sentence, sentence } from "../domain/circular/figure.ts";
import type { ComparedUnit, Comparison } from "../domain/circular/high-low.ts";
import { INDICATOR_NAMES, type IndicatorCode } from "../domain/indicator.ts";
import type { RankingGroup } from "../domain/ranking-block.ts";
import { ratio } from "../domain/ratio.ts";
import { oneLine } from "./one-line.ts";
import { groupWords } from "./ranking.ts";
import { percentWords } from "./words.ts";

type Topic = readonly [topic: string, measure: string];

/** How a circular begins to speak of an indicator, and of what its percent is; others by their own name. */
const TOPICS: Readonly<Partial<Record<IndicatorCode, Topic>>> = {
  investment: ["投资完成", "完成计划进度的"],
  starts: ["项目开工", "开工率"],
  completions: ["竣工投产", "竣工投产率"],
  funding: ["资金到位", "到位资金为计划进度的"],
  milestones: ["节点推进", "节点按期率"],
  issues: ["问题办结", "问题办结率"],
  reporting: ["月报报送", "按时报送率"],
  inspection: ["督导评分", "平均得分率"],
  registration: ["项目入统", "入统率"],
  enterprises: ["新增规上企业", "完成年度目标的"],
};

/** A block and the id of the draft it was confirmed as. */
export interface ConfirmedAs {
  readonly draft: string;
}

/** One paragraph for each live indicator: each group in a sentence of its own. What names nobody is left out; all left out, so is the paragraph. */
export const indicatorSentences = (
  comparisons: readonly Comparison[],
  confirmed: ConfirmedAs,
): readonly (readonly Sentence[])[] =>
  [...Map.groupBy(comparisons, ({ code }) => code).values()]
    .map((groups) => groups.filter(({ because }) => because === "named"))
    .filter((groups) => groups.length > 0)
    .map((groups) => groups.map((one, index) => comparisonSentence(one, confirmed, index === 0)));

/** 从投资完成情况看，县区、园区组 13 家完成计划进度的 95.3%，较高的是甲县（112.3%）、乙县（108.0%）；较低的是丙县（71.2%）。 */
function comparisonSentence(one: Comparison, confirmed: ConfirmedAs, isFirst: boolean): Sentence {
  const [topic, measure] = TOPICS[one.code] ?? [INDICATOR_NAMES[one.code], INDICATOR_NAMES[one.code]];
  const begin = isFirst ? `从${topic}情况看，` : "";
  return sentence(
    `${begin}${groupName(one.group)} `,
    countOf(one, confirmed),
    ` 家${one.code === "inspection" ? "" : "合计"}${measure} `,
    overallOf(one, confirmed),
    ...named(one.code, "，较高的是", one.high, confirmed),
    ...named(one.code, one.high.length > 0 ? "；较低的是" : "，较低的是", one.low, confirmed),
    "。",
  );
}

/** 县区、园区组 */
export const groupName = (group: RankingGroup): string => `${groupWords(group)}组`;

const place = ({ draft }: ConfirmedAs, { row, item }: ComparedUnit, field: string): Operand => ({
  draft,
  path: `rows.${row}.items.${item}.${field}`,
});

const named = (
  code: IndicatorCode,
  words: string,
  units: readonly ComparedUnit[],
  confirmed: ConfirmedAs,
): readonly Part[] =>
  units.flatMap((unit, index) => [
    `${index === 0 ? words : "、"}`,
    { given: oneLine(unit.unit, 40) },
    "（",
    share(unit.shown, [unit], confirmed),
    ...fractionParts(code, unit, confirmed),
    "）",
  ]);

/** Of so few that one more would change it: said beside the percent. */
const COUNTED: readonly IndicatorCode[] = [
  "starts",
  "completions",
  "milestones",
  "issues",
  "reporting",
  "registration",
];

/** ，3/4 */
function fractionParts(code: IndicatorCode, unit: ComparedUnit, confirmed: ConfirmedAs): readonly Part[] {
  if (!COUNTED.includes(code)) return [];
  const count = (field: "done" | "due", name: string): Figure => ({
    shown: String(unit[field]),
    kind: "count",
    from: { do: "sum", of: [place(confirmed, unit, name)] },
  });
  return ["，", count("done", "numerator"), "/", count("due", "due")];
}

function share(shown: number, units: readonly ComparedUnit[], confirmed: ConfirmedAs): Figure {
  const of = (field: string): readonly Operand[] => units.map((unit) => place(confirmed, unit, field));
  return {
    shown: percentWords(ratio(shown, 1000)),
    kind: "percent",
    from: { do: "share", part: of("numerator"), whole: of("due") },
  };
}

const overallOf = (one: Comparison, confirmed: ConfirmedAs): Figure => share(one.overall, one.compared, confirmed);

const countOf = ({ compared }: Comparison, confirmed: ConfirmedAs): Figure => ({
  shown: String(compared.length),
  kind: "count",
  from: { do: "count", of: compared.map((unit) => place(confirmed, unit, "rate")) },
});
