import type { BrierScores, Calibrated, CalibrationBin } from "../domain/calibration.ts";
import type { PlainDate } from "../domain/dates.ts";
import type { ForecastRule, MilestoneForecast, ProjectForecast } from "../domain/forecast.ts";
import type { RuleInForce } from "../domain/rule.ts";
import { FORECAST_LIGHT, recordWords } from "./forecast-words.ts";
import { oneLine } from "./one-line.ts";
import { type TableColumn, textTable } from "./text-table.ts";
import { percentWords, shortDayWords } from "./words.ts";

/** One milestone with its names. */
export interface NamedForecast {
  readonly key: string;
  readonly name: string;
  readonly forecast: MilestoneForecast;
}

const COLUMNS: readonly TableColumn[] = [
  { header: "节点" },
  { header: "名称" },
  { header: "责任单位" },
  { header: "计划完成" },
  { header: "可能逾期", right: true },
  { header: "五成完成于" },
  { header: "八成完成于" },
  { header: "逾期/例数", right: true },
  { header: "" },
];

const rowOf = ({ key, name, forecast }: NamedForecast): readonly string[] => [
  oneLine(key, 40),
  oneLine(name, 24),
  oneLine(forecast.unit, 24),
  forecast.planned ?? "",
  chanceWords(forecast.chanceLate),
  forecast.median,
  forecast.likelyBy,
  `${forecast.casesLate}/${forecast.cases}${forecast.record === "all" ? "（各单位）" : ""}`,
  forecast.warns ? FORECAST_LIGHT : "",
];

const chanceWords = (chance: number | null): string => (chance === null ? "—" : percentWords(chance, 0));

/** All milestones that warn, likeliest first. */
export const warnedText = (
  warned: readonly NamedForecast[],
  rule: RuleInForce<ForecastRule>,
  asOf: PlainDate,
): string =>
  [
    `截至${shortDayWords(asOf)}，${warned.length} 个节点可能逾期（预测不计分、不排名）。`,
    ruleWords(rule),
    ...(warned.length === 0 ? [] : textTable(COLUMNS, warned.map(rowOf))),
  ].join("\n");

const ruleWords = ({ name, from, source, value }: RuleInForce<ForecastRule>): string =>
  `规则：${name}（${from} 起；${source}）：可能性不低于 ${percentWords(value.threshold, 0)}、${value.horizonDays} 天内到期的提示；本单位不足 ${value.fewestCases} 例的看各单位；推演 ${value.samples} 次。`;

/** Every open milestone of a project, and its finish. */
export function projectForecastText(
  title: string,
  { seed, rule, finish }: ProjectForecast,
  milestones: readonly NamedForecast[],
): string {
  return [
    title,
    ruleWords(rule),
    `随机种子：${seed}（同一台账、同一天、同一种子，结果相同）`,
    ...textTable(COLUMNS, milestones.map(rowOf)),
    ...(finish === null ? [] : [finishWords(finish)]),
  ].join("\n");
}

const finishWords = (finish: MilestoneForecast): string =>
  `项目完工（节点 ${finish.seq}）须于 ${finish.planned} 前：${chanceWords(finish.chanceLate)} 的可能逾期，五成于 ${finish.median} 前，八成于 ${finish.likelyBy} 前完成。${recordWords(finish)}。`;

const BIN_COLUMNS: readonly TableColumn[] = [
  { header: "预测可能性" },
  { header: "次数", right: true },
  { header: "平均预测", right: true },
  { header: "实际逾期", right: true },
];

const binRow = ({ from, to, cases, forecast, late }: CalibrationBin): readonly string[] => [
  `${Math.round(from * 100)}–${percentWords(to, 0)}`,
  String(cases),
  percentWords(forecast, 1),
  percentWords(late, 1),
];

const brierWords = ({ forecast, never, average }: BrierScores): string =>
  `预测 ${forecast.toFixed(4)}；一律按期 ${never.toFixed(4)}；一律按当时平均逾期率 ${average.toFixed(4)}`;

/** Of those forecast at 70 %, how many were late; and whether that is better than saying nothing or the average. */
export function calibrationText(found: Calibrated): string {
  const { days, cases, milestones, open, bins, expected, late, warned, brier, uncertain } = found;
  if (cases === 0) return `${days.length} 个周一的预测都还没有结果，无从核对。`;
  return [
    `按当时所知重算 ${days[0]} 至 ${days.at(-1)} 的 ${days.length} 个周一：${cases} 次预测（${milestones} 个节点）已有结果，${open} 次尚无结果或计划已调整。`,
    ...textTable(BIN_COLUMNS, bins.map(binRow)),
    `预计逾期 ${expected.toFixed(1)} 次，实际逾期 ${late} 次；提示过${FORECAST_LIGHT}的 ${warned.cases} 次中，${warned.late} 次逾期。`,
    `均方误差（Brier，越小越准）：${brierWords(brier)}。`,
    ...(uncertain.cases === 0 || uncertain.cases === cases
      ? []
      : [
          `除去当时已几乎必然逾期的（可能性 95% 及以上，多因前置节点已晚），余 ${uncertain.cases} 次：${brierWords(uncertain.brier)}。`,
        ]),
  ].join("\n");
}
