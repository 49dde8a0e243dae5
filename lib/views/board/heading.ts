import { type Html, html } from "../html.ts";
import { momentWords } from "../office-time.ts";
import { oneLine } from "../one-line.ts";
import { dayWords, shortDayWords } from "../words.ts";
import { type Axis, monthsOf, placeOf } from "./axis.ts";
import type { Board, BoardScope } from "./board.ts";
import { sign, todayLine } from "./marks.ts";

/** The registry as people call it: a file's name without its ending. */
const registryName = (title: string): string => oneLine(title.replace(/\.xlsx$/i, ""), 40);

/** Whose eyes it is made for; who sees all is not told that something is left out. */
function whoseWords({ asOf, scope, whole, projects }: Board, person: NonNullable<BoardScope["person"]>): string {
  const name = `${oneLine(person.name, 20)}（${oneLine(person.unit, 30)}）`;
  const what = whole
    ? `${name}可查看全部 ${projects.length} 个项目`
    : `仅显示与${name}有关的 ${projects.length} 个项目`;
  return `${what}${scope.until === null ? "" : `，链接有效至${dayWords(scope.until, asOf)}`}。`;
}

/** What it is, of which day, for whom. */
export function heading(board: Board): Html {
  const { title, asOf, at, scope } = board;
  const whose = scope.person === null ? "" : html`<p class="scope">${whoseWords(board, scope.person)}</p>`;
  const year = asOf.slice(0, 4);
  return html`<header class="top"><h1>重点项目挂图作战 <small>${registryName(title)}</small></h1>
<p class="day"><b>截至 ${year}年${shortDayWords(asOf)}</b>（依据 ${momentWords(at)} 的表格）</p>${whose}
<nav aria-label="本页"><a href="#overview">总览</a> <a href="#projects">项目</a> <a href="#issues">问题</a> <a href="#ranking">排名</a></nav>
</header>
`;
}

/** Months over the chains; they stay in sight while the rows go by. */
export const axisHead = (axis: Axis): Html => {
  const months = monthsOf(axis).map(
    ({ month, middle }) => html`<text x="${middle}%" y="15">${month}<tspan class="mo">月</tspan></text>`,
  );
  const today = placeOf(axis, axis.asOf);
  return html`<div class="axis" aria-hidden="true"><svg class="chain"><use href="#M"/>${months}${todayLine(axis, "32")}<text class="td" x="${today}%" y="29">今天</text></svg></div>
`;
};

const SIGNS: readonly (readonly [string, string])[] = [
  ["P", "计划完成日（与实际不同时）"],
  ["D", "已完成（在实际完成日）"],
  ["DY", "本月完成，曾逾期"],
  ["N", "未到期（在计划完成日）；项目无灯"],
  ["R", "红：严重滞后"],
  ["Y", "黄：滞后"],
  ["B", "蓝：轻微滞后或临期"],
  ["A", "灰：无法判定"],
  ["G", "绿：正常"],
  ["E", "免：豁免"],
  ["K", "关键节点"],
];

const BARS: readonly (readonly [string, string])[] = [
  ["lr", "逾期天数（红、黄、蓝）"],
  ["nb", "尚需工期（按最早）"],
  ["pf", "预测延后（八成可能在此前完成）"],
];

/** What every sign and bar means, in words. */
export const legend = (): Html =>
  html`<details class="legend"><summary>图例</summary><ul>${SIGNS.map(
    ([name, words]) => html`<li>${sign(name)} ${words}</li>`,
  )}${BARS.map(
    ([look, words]) =>
      html`<li><svg class="lg" aria-hidden="true"><rect class="${look}" width="100%"/></svg> ${words}</li>`,
  )}<li>‹n、n› 本年以前、以后的节点数；竖线为今天</li></ul></details>
`;
