import type { PlainDate } from "../domain/dates.ts";
import type { MilestoneForecast, ProjectForecast } from "../domain/forecast.ts";
import type { MilestoneVerdict } from "../domain/milestone.ts";
import type { Project } from "../domain/registry.ts";
import { oneLine } from "./one-line.ts";
import { shortDayWords } from "./words.ts";

/** What stands under 预警 in place of a light: no light, so nothing counts it. */
export const FORECAST_LIGHT = "蓝（预测）";

/**
 * Why a milestone may become late, for 系统说明 and `explain`. It speaks of tenths and thirds of a month, so that it stands from day to day until something changes.
 * 蓝（预测）：本单位计划日已到的 14 个节点有 9 个因自身原因逾期；按此并参照各单位记录、剩余时间推算，约有八成可能逾期，到6月下旬才有八成把握完成。预测不计分、不排名。
 */
export const forecastSentence = (forecast: MilestoneForecast, asOf: PlainDate): string =>
  `${FORECAST_LIGHT}：${forecastReason(forecast, asOf)}预测不计分、不排名。`;

/** Beside a light of its own (灰, 临期). */
export const forecastAside = (forecast: MilestoneForecast, asOf: PlainDate): string =>
  `预测：${forecastReason(forecast, asOf)}预测不计分、不排名。`;

const forecastReason = (forecast: MilestoneForecast, asOf: PlainDate): string =>
  `${recordWords(forecast)}${waitingWords(forecast, "，且", "")}；${basisWords(forecast)}，${outlookWords(forecast, asOf)}。`;

/** 约有八成可能逾期，到6月下旬才有八成把握完成: `likelyBy` is the day by which four in five end, not the likeliest one. In the third of the planned day itself it says that it comes after it. */
export function outlookWords({ chanceLate, likelyBy, planned }: MilestoneForecast, asOf: PlainDate): string {
  const chance = chanceLate ?? 0;
  const day = thirdWords(likelyBy, asOf);
  const isAfter = planned !== null && planned < likelyBy && thirdWords(planned, asOf) === day;
  return `${chanceWords(chance)}，到${day}${chance < 0.5 ? "" : `${isAfter ? "、计划日之后" : ""}才`}有八成把握完成`;
}

const TENTHS = "〇一两三四五六七八九";

/** To the nearest tenth; the first words are kept for what hardly leaves a way out. */
function chanceWords(chance: number): string {
  if (chance >= 0.995) return "已难以按期";
  if (chance < 0.05) return "逾期的可能很小";
  return `约有${TENTHS[Math.min(Math.round(chance * 10), 9)]}成可能逾期`;
}

/** 6月下旬; with its year when that is another one. */
export function thirdWords(day: PlainDate, asOf: PlainDate): string {
  const third = ["上", "中", "下"][Math.min(Math.floor((+day.slice(8) - 1) / 10), 2)];
  const year = day.slice(0, 4) === asOf.slice(0, 4) ? "" : `${day.slice(0, 4)}年`;
  return `${year}${+day.slice(5, 7)}月${third}旬`;
}

/** What it rests on, with the number of cases. `we`: 本单位 in the sheet, 贵单位 in a mail. */
export function recordWords({ record, cases, casesLate }: MilestoneForecast, we = "本单位"): string {
  if (record === "none") return "已有结果的节点太少，不作推算";
  const whose = record === "unit" ? we : `${we}已有结果的节点太少，各单位合计`;
  return `${whose}计划日已到的 ${cases} 个节点${casesLate === 0 ? "没有" : `有 ${casesLate} 个`}因自身原因逾期${casesLate === 0 ? "的" : ""}`;
}

/** Neither figure follows from the unit's own alone: the record of all counts beside it, and what is still open so near its day is less likely to be early. */
const basisWords = ({ record }: MilestoneForecast): string =>
  `按此并参照${record === "unit" ? "各单位记录、" : ""}剩余时间推算`;

/** Named only where the wait makes a difference. */
const waitingWords = ({ waitsFor }: MilestoneForecast, before: string, after: string): string =>
  waitsFor.length === 0 ? "" : `${before}前置节点 ${waitsFor.slice(0, 3).join("、")} 尚未完成${after}`;

/** What a mail says: the day it is likely to be done and what to do, and the record, which is the same for all of a unit. */
export const forecastWords = (
  forecast: MilestoneForecast,
  { rule }: Pick<ProjectForecast, "rule">,
  verdict: MilestoneVerdict,
) => ({
  action: `${waitingWords(forecast, "", "，")}${outlookWords(forecast, verdict.asOf)}。请提前安排；有困难的，请在「问题」表说明卡点。`,
  reason: `${recordWords(forecast, "贵单位")}，${basisWords(forecast)}（规则：${rule.name}，${rule.from} 起）；预测不计分、不排名。`,
});

/** 2 个项目的 3 个节点可能逾期；其中P-031 滨河路改造应于11月20日完工，约有八成可能逾期，到12月下旬才有八成把握完成。 */
export function leaderForecastLine(
  projects: number,
  milestones: number,
  first: { readonly project: Project; readonly finish: MilestoneForecast } | null,
  asOf: PlainDate,
): string {
  const count = `${projects} 个项目的 ${milestones} 个节点可能逾期`;
  if (first === null) return `${count}。`;
  const { project, finish } = first;
  const name = `${oneLine(project.code, 30)} ${oneLine(project.name, 40)}`;
  return `${count}；其中${name}应于${shortDayWords(finish.planned!, asOf)}完工，${outlookWords(finish, asOf)}。`;
}
