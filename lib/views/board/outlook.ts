import type { PlainDate } from "../../domain/dates.ts";
import type { MilestoneForecast } from "../../domain/forecast.ts";
import { type Html, html } from "../html.ts";
import { oneLine } from "../one-line.ts";
import { percentWords, shortDayWords } from "../words.ts";
import type { Axis } from "./axis.ts";
import type { BoardProject } from "./board.ts";

/** What the forecast says of the finish and of the steps it warns of, with the cases it rests on and its seed. */
export function forecastPart({ forecast, steps }: BoardProject, { asOf }: Axis): Html {
  if (forecast === null) return html``;
  const names = new Map(steps.map(({ verdict }) => [verdict.seq, verdict.milestone.name]));
  const warned = forecast.milestones.filter(({ warns }) => warns);
  const lines = [
    ...(forecast.finish === null || forecast.finish.record === "none"
      ? []
      : [forecastWords("竣工或投产", forecast.finish, asOf)]),
    ...warned.map((one) => forecastWords(`${one.seq} ${oneLine(names.get(one.seq) ?? "", 30)}`, one, asOf)),
  ];
  if (lines.length === 0) return html``;
  return html`<h4>预测（不计分、不排名）</h4><ul>${lines.map((line) => html`<li>${line}</li>`)}</ul><p class="nt">按${oneLine(forecast.rule.name, 30)}，模拟 ${forecast.rule.value.samples} 次，随机种子 ${oneLine(forecast.seed, 40)}。</p>`;
}

/** 竣工验收：计划9月30日，一半可能在10月8日前、八成可能在10月20日前完成，逾期可能 72%（依据：甲县计划日已到的 12 个节点有 7 个因自身原因逾期）。 */
function forecastWords(name: string, one: MilestoneForecast, asOf: PlainDate): string {
  const planned = one.planned === null ? "" : `计划${shortDayWords(one.planned, asOf)}，`;
  const chance = one.chanceLate === null ? "" : `，逾期可能${chanceWords(one.chanceLate)}`;
  const likely = `一半可能在${shortDayWords(one.median, asOf)}前、八成可能在${shortDayWords(one.likelyBy, asOf)}前完成`;
  return `${name}：${planned}${likely}${chance}${recordWords(one)}。`;
}

/** Never certain, since it is a forecast. */
const chanceWords = (chance: number): string => (chance > 0.99 ? "超过 99%" : ` ${percentWords(chance, 0)}`);

function recordWords({ record, unit, cases, casesLate }: MilestoneForecast): string {
  const whose = record === "unit" ? oneLine(unit, 30) : "各单位";
  return `（依据：${whose}计划日已到的 ${cases} 个节点有 ${casesLate} 个因自身原因逾期）`;
}
