import type { PlainDate } from "../../domain/dates.ts";
import { progressLampOf } from "../../domain/progress-sums.ts";
import type { ProgressLamp } from "../../domain/project-lamps.ts";
import { ratio } from "../../domain/ratio.ts";
import { type Html, html } from "../html.ts";
import { monthWords } from "../notice-lines.ts";
import { oneLine } from "../one-line.ts";
import { NO_CASE, percentWords } from "../words.ts";
import type { Axis } from "./axis.ts";
import type { BoardProject } from "./board.ts";
import { chainSvg } from "./chain.ts";
import { nowWords } from "./chain-words.ts";
import { chosenOf, isForecastLate, searchText } from "./facts.ts";
import { isolated } from "./isolated.ts";
import { badge } from "./marks.ts";
import { projectSheet } from "./sheet.ts";

/** Clips of names from cells, in characters. */
export const CODE = 30;
export const NAME = 50;
export const UNIT = 30;

/** What is looked for and sorted by, as the query asks for it. */
const data = (project: BoardProject, places: readonly number[]): Html => {
  const { verdict, unit, leader } = project;
  const { county, category } = verdict.project;
  const { light, forecast, overdue, money } = chosenOf(project);
  const fields: readonly (readonly [string, string | number])[] = [
    ["county", oneLine(county, 100)],
    ["unit", oneLine(unit, 100)],
    ["leader", oneLine(leader, 100)],
    ["category", oneLine(category, 100)],
    ["light", light],
    ["forecast", forecast ? "1" : ""],
    ["overdue", overdue || ""],
    ["money", money?.join(" ") ?? ""],
    ["search", searchText(project)],
    ["places", places.join(" ")],
  ];
  return html`${fields.filter(([, value]) => value !== "").map(([name, value]) => html` data-${name}="${value}"`)}`;
};

export interface Placed {
  readonly axis: Axis;
  /** Its place in each order of BOARD_SORTS. */
  readonly places: readonly number[];
  /** false: not asked for; the script may show it. */
  readonly isShown: boolean;
}

/** One project: its row, which opens, and its page. */
export function projectArticle(project: BoardProject, { axis, places, isShown }: Placed): Html {
  const { verdict, unit, leader, large, listed } = project;
  const { code, name, county } = verdict.project;
  const who = [oneLine(county, UNIT), ...(unit === county ? [] : [oneLine(unit, UNIT)]), oneLine(leader, UNIT)];
  return html`<article class="project" id="p-${code}"${data(project, places)}${isShown ? "" : html` hidden`}><details><summary>${badge(verdict.light)}<h3>${oneLine(name, NAME)}</h3><span class="mt"><span class="cd">${oneLine(code, CODE)}</span> ${who.filter(Boolean).map((one, at) => html`${at === 0 ? "" : " · "}${isolated(one)}`)}${large ? html` <span class="tag">超亿元</span>` : ""}${listed ? "" : html` <span class="tag">不在今年清单</span>`}${isForecastLate(project) ? html` <span class="tag fc">预测可能逾期</span>` : ""}</span><span class="pg">${progress(project)}<span class="nw">${isolated(nowWords(project, axis.asOf))}</span></span>${chainSvg(project, axis)}</summary>
<noscript>${projectSheet(project, axis)}</noscript></details></article>
`;
}

/** 43.1% 计划 45.8%, and the same as a bar with a mark where the plan stands. */
function progress({ verdict }: BoardProject): Html {
  const lamp = progressLampOf(verdict);
  const { annualPlan, done, planned } = lamp ?? { annualPlan: null, done: null, planned: null };
  if (!annualPlan || done === null)
    return html`<span class="pc"><b>${NO_CASE}</b> ${WITHOUT[lamp?.because ?? ""] ?? "无月报"}</span>`;
  const share = ratio(done, annualPlan);
  const wanted = planned === null ? null : ratio(planned, annualPlan);
  const mark = wanted === null ? "" : html`<rect class="pm" x="${barPlace(planned!, annualPlan)}%" width="2"/>`;
  return html`<svg class="pb" aria-hidden="true"><rect class="pt" width="100%"/><rect class="pd" width="${barPlace(done, annualPlan)}%"/>${mark}</svg><span class="pc"><b>${percentWords(share)}</b>${wanted === null ? "" : html` 计划 ${percentWords(wanted)}`}${oldWords(lamp, verdict.asOf)}</span>`;
}

/** （截至8月） where the month that counts was not reported. */
const oldWords = (lamp: ProgressLamp | undefined, asOf: PlainDate): string =>
  lamp === undefined || lamp.lastReported === null || lamp.lastReported === lamp.month
    ? ""
    : `（截至${monthWords(lamp.lastReported, asOf)}）`;

/** Why there is no share of the plan. */
const WITHOUT: Readonly<Record<string, string>> = {
  "no-annual-plan": "无年度计划",
  "not-under-construction": "前期或储备",
  "in-operation": "已投产",
  "no-report-due-yet": "月报未到期",
  exempt: "豁免期内",
  unreadable: "无法判定",
};

/** Percent of the bar, never beyond it. */
const barPlace = (part: number, whole: number): number =>
  Math.round(Math.min(Math.max(part / whole, 0), 1) * 1000) / 10;
