import { compareText } from "../../domain/compare-text.ts";
import { columnsOf, type PublicRow } from "../../domain/publication/public-columns.ts";
import type { PublicTable } from "../../domain/publication/public-site.ts";
import { type Html, html } from "../html.ts";
import { NO_CASE, wanWords } from "../words.ts";
import { linkFrom, projectPath } from "./addresses.ts";
import { pageOf } from "./page.ts";
import { sectionOf, titleOfColumn } from "./public-words.ts";
import type { SiteFile } from "./site-files.ts";
import { downloads, heldWords, inPages, pager, type SiteGround } from "./site-ground.ts";
import { tableOf } from "./table.ts";
import { fullDay, valueWords } from "./value-words.ts";

const SECTION = sectionOf("projects");

/** The list in force, in pages, with its counts and sums by category before it. */
export function listPages(ground: SiteGround): readonly SiteFile[] {
  const table = ground.tables("projects")[0]!;
  const parts = inPages(table.rows);
  const paths = parts.map((_, at) => `projects/${at === 0 ? "index" : `list-${at + 1}`}.html`);
  return parts.map((rows, at) => ({
    path: paths[at]!,
    day: null,
    text: (day) =>
      pageOf({
        ...{ path: paths[at]!, office: ground.site.office, section: SECTION.folder },
        title: at === 0 ? SECTION.title : `${SECTION.title}（第 ${at + 1} 页）`,
        source: `来源：${SECTION.source}。截至${fullDay(day)}。`,
        body: html`<p>${SECTION.about}共列示 ${table.rows.length} 个项目。${heldWords(table)}</p>
${at === 0 ? overview(table) : ""}${pager(paths[at]!, paths)}${tableOf({
  ...{ table: "projects", rows, page: paths[at]!, pages: ground.pages },
  caption: `项目清单${parts.length > 1 ? `（第 ${at + 1} 页，共 ${parts.length} 页）` : ""}`,
})}${pager(paths[at]!, paths)}${downloads(paths[at]!, table)}`,
      }),
  }));
}

/** Sums are of the figures shown; how many projects show none stands beside them. */
function overview({ rows }: PublicTable): Html {
  if (rows.length === 0) return html``;
  const byCategory = [...Map.groupBy(rows, ({ category }) => String(category))].sort(inUsualOrder);
  const lines = [...byCategory.map(([title, some]) => lineOf(title, some)), lineOf("合计", rows)];
  return html`<table role="table">
<caption>按类别合计（所列数字之和）</caption>
<thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">类别</th><th role="columnheader" scope="col" class="figure">项目数</th><th role="columnheader" scope="col" class="figure">总投资（万元）</th><th role="columnheader" scope="col" class="figure">年度计划投资（万元）</th><th role="columnheader" scope="col" class="figure">未列总投资的项目</th></tr></thead>
<tbody role="rowgroup">
${lines}</tbody>
</table>
`;
}

/** As plans list them; what the office added comes after. */
const USUAL = ["产业", "基础设施", "民生", "生态环保", "文化旅游"];
const orderOf = (category: string): number => (USUAL.includes(category) ? USUAL.indexOf(category) : USUAL.length);
const inUsualOrder = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number =>
  orderOf(a) - orderOf(b) || compareText(a, b);

function lineOf(title: string, rows: readonly PublicRow[]): Html {
  const sum = (column: string): string => {
    const figures = rows.flatMap((row) => (typeof row[column] === "number" ? [row[column]] : []));
    return figures.length === 0 ? NO_CASE : wanWords(figures.reduce((all, one) => all + one, 0));
  };
  const without = rows.filter(({ totalInvestment }) => totalInvestment === null).length;
  return html`<tr role="row"><th role="rowheader" scope="row" data-label="类别">${title}</th><td role="cell" class="figure" data-label="项目数">${rows.length}</td><td role="cell" class="figure" data-label="总投资（万元）">${sum("totalInvestment")}</td><td role="cell" class="figure" data-label="年度计划投资（万元）">${sum("annualPlan")}</td><td role="cell" class="figure" data-label="未列总投资的项目">${without}</td></tr>
`;
}

/** Every project by itself: what the list says of it, and what was disclosed. */
export const projectPages = (ground: SiteGround): readonly SiteFile[] =>
  (ground.tables("projects")[0]?.rows ?? []).map((row) => projectPage(ground, row));

function projectPage(ground: SiteGround, row: PublicRow): SiteFile {
  const code = String(row.code);
  const path = projectPath(code);
  const disclosed = ground.disclosures.get(code) ?? [];
  return {
    path,
    day: null,
    text: (day) =>
      pageOf({
        ...{ path, office: ground.site.office, section: SECTION.folder, title: String(row.name) },
        source: `来源：${SECTION.source}，已主动公开的事项。截至${fullDay(day)}。`,
        body: html`<dl>
${columnsOf("projects").map(
  ([
    column,
  ]) => html`<div><dt>${titleOfColumn("projects", column)}</dt><dd>${valueWords("projects", column, row[column] ?? null)}</dd></div>
`,
)}</dl>
<h2>已公开的事项</h2>
${
  disclosed.length === 0
    ? html`<p>尚无已公开的事项。</p>
`
    : tableOf({
        ...{ table: "disclosures", rows: disclosed, page: path, pages: ground.pages },
        ...{ caption: `已公开 ${disclosed.length} 项`, without: ["project", "projectName"] },
      })
}<p class="back"><a href="${linkFrom(path, "projects/index.html")}">返回项目清单</a></p>
`,
      }),
  };
}
