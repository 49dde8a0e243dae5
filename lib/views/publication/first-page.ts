import { html } from "../html.ts";
import { linkFrom } from "./addresses.ts";
import { newsOf } from "./feed.ts";
import { pageOf } from "./page.ts";
import { SECTIONS, type Section, SITE_TITLE } from "./public-words.ts";
import type { SiteFile } from "./site-files.ts";
import { periodTitle, type SiteGround } from "./site-ground.ts";
import { fullDay } from "./value-words.ts";

const PATH = "index.html";
const FEW = 10;

/** What there is, and what came last. */
export const firstPage = (ground: SiteGround): SiteFile => ({
  path: PATH,
  day: null,
  text: (day) =>
    pageOf({
      ...{ path: PATH, office: ground.site.office, section: "", title: SITE_TITLE },
      source: `截至${fullDay(day)}。只列可以公开、已经确认的内容。`,
      body: html`<h2>栏目</h2>
<ul class="cards">
${SECTIONS.map(
  (section) =>
    html`<li><h3><a href="${linkFrom(PATH, `${section.folder}/index.html`)}">${section.title}</a></h3><p class="count">${countOf(ground, section)}</p><p>${section.about}</p></li>
`,
)}</ul>
<h2>最近公开</h2>
${newsList(ground)}`,
    }),
});

function countOf(ground: SiteGround, { table }: Section): string {
  const tables = ground.tables(table);
  if (table === "projects") return `${tables[0]!.rows.length} 个项目`;
  if (table === "disclosures") return `${tables[0]!.rows.length} 项`;
  return tables.length === 0 ? "尚无" : `最近：${periodTitle(tables[0]!)}`;
}

function newsList(ground: SiteGround) {
  const news = newsOf(ground).slice(0, FEW);
  if (news.length === 0)
    return html`<p>尚无。</p>
`;
  return html`<ul class="index">
${news.map(
  ({ title, path, day }) => html`<li><a href="${linkFrom(PATH, path)}">${title}</a><span>${day}</span></li>
`,
)}</ul>
`;
}
