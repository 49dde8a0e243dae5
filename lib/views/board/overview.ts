import type { Light } from "../../domain/light.ts";
import { ratio } from "../../domain/ratio.ts";
import { type Html, html } from "../html.ts";
import { lightWord, monthWords } from "../notice-lines.ts";
import { oneLine } from "../one-line.ts";
import { completionWords, NO_CASE, percentWords, sumWords } from "../words.ts";
import type { Board, BoardTally, NamedTally } from "./board.ts";
import { LIGHT_SIGNS, sign } from "./marks.ts";
import { boardNotes, sumNotes } from "./overview-notes.ts";
import type { BoardQuery } from "./query.ts";

const ORDER: readonly Light[] = ["red", "yellow", "blue", "grey", "green", "exempt", "none"];
/** Field of each light in bars. */
const FIELDS: Readonly<Record<Light, string>> = {
  red: "vr",
  yellow: "vy",
  blue: "vb",
  grey: "va",
  green: "vg",
  exempt: "ve",
  none: "vn",
};

/** Projects of none of the known counties or categories. */
export const REST = "其他";

/** An address that asks for something of the board. */
type LinkTo = (asked: Partial<BoardQuery>) => string;

/** Lights, investment, what is overdue, and what the sums lack. Every part adds up to the total. */
export function overviewSection(board: Board, link: LinkTo): Html {
  const { total, counties, categories, large } = board;
  const whole: Line = { head: "全部", look: "all", tally: total };
  const among: readonly Line[] = large === null ? [] : [{ head: "超亿元", look: "big", tally: large }];
  return html`<section id="overview" aria-labelledby="h-overview"><h2 id="h-overview">总览 <small>全部 ${total.projects} 个项目</small></h2>
${tiles(board, link)}${investment(board)}
<details class="by" open><summary>按属地、按类别</summary><div class="two">${tallyTable("按属地", [...named(counties, "county", link), whole])}${tallyTable("按类别", [...named(categories, "category", link), ...among, whole])}</div></details>
${boardNotes(board).map((note) => html`<p class="nt">${note}</p>`)}
</section>
`;
}

/** 无 by itself would say that there are none. */
const lightName = (light: Light): string => (light === "none" ? "无灯" : lightWord(light));

/** Shown at nought, too. */
const ALWAYS: readonly Light[] = ["red", "yellow", "blue", "grey", "green"];

function tiles({ total, issues }: Board, link: LinkTo): Html {
  const lights = ORDER.filter((light) => ALWAYS.includes(light) || total.lights[light] !== undefined);
  return html`<ul class="tiles"><li><a href="?#projects"><b>${total.projects}</b> 个项目</a></li>${lights.map(
    (light) =>
      html`<li class="t-${light}"><a href="${link({ light: lightWord(light) })}">${sign(LIGHT_SIGNS[light])}<b>${total.lights[light] ?? 0}</b> ${lightName(light)}</a></li>`,
  )}<li><b>${total.overdue}</b> 逾期节点</li><li><a href="${link({ light: "预测" })}"><b>${total.forecastLate}</b> 预测可能逾期</a></li><li><a href="#issues"><b>${issues.length}</b> 未解决问题</a></li></ul>`;
}

/** 年度投资完成 43.1%（120.3 亿元），计划进度 45.8%（…），差 2.7 个百分点。 */
function investment(board: Board): Html {
  const { sums } = board.total;
  const besides = sumNotes(board).map((note) => html`<p class="nt">${note}</p>`);
  if (sums.annualPlan === 0) return html`<div class="inv"><p>尚无可计的年度投资。</p>${besides}</div>`;
  const [done, planned, apart] = completionWords(
    ratio(sums.done, sums.annualPlan),
    ratio(sums.planned, sums.annualPlan),
  );
  return html`<div class="inv">${shareBar(sums)}<p>截至${monthWords(sums.month, board.asOf)}，年度投资完成 <b>${done}</b>（${sumWords(sums.done)}），计划进度 <b>${planned}</b>（${sumWords(sums.planned)}），${apart}；年度计划 ${sumWords(sums.annualPlan)}。</p>${besides}</div>`;
}

/** What is done as a field, where the plan stands as a stroke. */
function shareBar({ done, planned, annualPlan }: BoardTally["sums"]): Html {
  const place = (part: number): number => Math.round(Math.min(Math.max(part / annualPlan, 0), 1) * 1000) / 10;
  return html`<svg class="pb" aria-hidden="true"><rect class="pt" width="100%"/><rect class="pd" width="${place(done)}%"/><rect class="pm" x="${place(planned)}%" width="2"/></svg>`;
}

/** One line of a table. */
interface Line {
  readonly head: Html | string;
  readonly look: "" | "all" | "big";
  readonly tally: BoardTally;
}

/** A name asks for its projects; what has none of the known names cannot be asked for. */
const named = (tallies: readonly NamedTally[], field: "county" | "category", link: LinkTo): readonly Line[] =>
  tallies.map((tally) => {
    const { name } = tally;
    const head = name === null ? REST : html`<a href="${link({ [field]: name })}">${oneLine(name, 30)}</a>`;
    return { head, look: "", tally };
  });

function tallyTable(title: string, lines: readonly Line[]): Html {
  const heads = ["项目", "灯", "投资完成 / 计划", "逾期节点", "预测逾期"];
  return html`<table class="tally"><caption>${title}</caption><thead><tr><th scope="col">${title.slice(1)}</th>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead><tbody>${lines.map(tallyRow)}</tbody></table>`;
}

const tallyRow = ({ head, look, tally }: Line): Html =>
  html`<tr${look === "" ? "" : html` class="${look}"`}><th scope="row">${head}</th><td>${tally.projects}</td><td>${lightsBar(tally)}<span class="ln">${lightCounts(tally)}</span></td><td>${shareCell(tally)}</td><td>${tally.overdue}</td><td>${tally.forecastLate}</td></tr>
`;

const lightCounts = ({ lights }: BoardTally): string =>
  ORDER.flatMap((light) => (lights[light] === undefined ? [] : [`${lightName(light)} ${lights[light]}`])).join(" ");

/** Fields as wide as their share, in the order of the words beside them. */
function lightsBar({ lights, projects }: BoardTally): Html {
  let before = 0;
  const fields = ORDER.map((light) => {
    const count = lights[light] ?? 0;
    if (count === 0) return html``;
    const [x, width] = [before, count].map((part) => Math.round((part / projects) * 1000) / 10);
    before += count;
    return html`<rect class="${FIELDS[light]}" x="${x!}%" width="${width!}%"/>`;
  });
  return html`<svg class="lts" aria-hidden="true">${fields}</svg>`;
}

function shareCell({ sums }: BoardTally): Html {
  if (sums.annualPlan === 0) return html`${NO_CASE}`;
  const [done, planned] = [sums.done, sums.planned].map((part) => percentWords(ratio(part, sums.annualPlan)));
  return html`${shareBar(sums)}<span class="ln">${done!} / ${planned!}</span>`;
}
