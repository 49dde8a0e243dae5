import type { PublicRow } from "../../domain/publication/public-columns.ts";
import type { PublicTable } from "../../domain/publication/public-site.ts";
import { type Html, html } from "../html.ts";
import { groupWords } from "../ranking-block-notes.ts";
import { linkFrom, tablePath } from "./addresses.ts";
import { pageOf } from "./page.ts";
import { CODE_WORDS, SECTIONS, type Section } from "./public-words.ts";
import type { SiteFile } from "./site-files.ts";
import { confirmedWords, downloads, heldWords, periodTitle, type SiteGround } from "./site-ground.ts";
import { tableOf } from "./table.ts";
import { fullDay } from "./value-words.ts";

const RESULTS = SECTIONS.filter(({ table }) => table !== "projects" && table !== "disclosures");

/** Of each kind of result a page that lists its periods, newest first, and a page for each period. */
export const resultPages = (ground: SiteGround): readonly SiteFile[] =>
  RESULTS.flatMap((section) => [
    indexPage(ground, section),
    ...ground.tables(section.table).map((table) => periodPage(ground, section, table)),
  ]);

function indexPage(ground: SiteGround, section: Section): SiteFile {
  const path = `${section.folder}/index.html`;
  const tables = ground.tables(section.table);
  const latest =
    tables
      .map(({ confirmedOn }) => confirmedOn ?? "")
      .sort()
      .at(-1) ?? "";
  const lines = tables.map(
    (table) =>
      html`<li><a href="${linkFrom(path, tablePath(section.folder, table))}">${periodTitle(table)}${section.title}</a><span>${confirmedWords(table)}</span></li>
`,
  );
  const body =
    tables.length === 0
      ? html`<p>尚无已确认的结果。</p>
`
      : html`<ul class="index">
${lines}</ul>
`;
  return {
    path,
    day: latest,
    text: () =>
      pageOf({
        ...{ path, office: ground.site.office, section: section.folder, title: section.title },
        source: `来源：${section.source}。${latest === "" ? "" : `最近一次确认：${fullDay(latest)}。`}`,
        body: html`<p>${section.about}只列已经确认的结果。</p>
${body}`,
      }),
  };
}

function periodPage(ground: SiteGround, section: Section, table: PublicTable): SiteFile {
  const path = tablePath(section.folder, table);
  return {
    path,
    day: table.confirmedOn,
    text: () =>
      pageOf({
        ...{ path, office: ground.site.office, section: section.folder },
        title: `${periodTitle(table)}${section.title}`,
        source: `来源：${section.source}。${confirmedWords(table)}。`,
        body: html`<p>${section.about}${heldWords(table)}</p>
${sumsOf(ground, table, path)}${groupsOf(table).map(([title, rows]) => partOf(ground, table, path, title, rows))}${downloads(path, table)}<p class="back"><a href="${linkFrom(path, `${section.folder}/index.html`)}">返回${section.title}</a></p>
`,
      }),
  };
}

/** What a change of the list comes to, before its rows. */
function sumsOf(ground: SiteGround, { code, period }: PublicTable, page: string): Html {
  const sums = code === "changes" ? ground.tables("sums").find((one) => one.period === period) : undefined;
  if (sums === undefined || sums.rows.length === 0) return html``;
  return html`${tableOf({ table: "sums", rows: sums.rows, caption: "调整前后合计", page, pages: ground.pages })}${downloads(page, sums)}`;
}

/** Groups are ranked apart; moves stand apart; a batch and a visit are one. */
function groupsOf({ code, rows }: PublicTable): readonly (readonly [title: string, rows: readonly PublicRow[]])[] {
  if (code === "changes")
    return ["out", "in", "revalued"].flatMap((move) => {
      const own = rows.filter((row) => row.move === move);
      return own.length === 0 ? [] : [[`${CODE_WORDS.move![move]!}（${own.length} 个）`, own] as const];
    });
  const groups = Map.groupBy(rows, ({ group }) => (typeof group === "string" ? group : ""));
  return [...groups].map(([group, own]) => [group === "" ? "" : `${groupWords(group)}组`, own] as const);
}

function partOf(ground: SiteGround, table: PublicTable, page: string, title: string, rows: readonly PublicRow[]): Html {
  const caption = title === "" ? `${periodTitle(table)}（${rows.length} 行）` : title;
  const without = table.code === "changes" ? movedColumns(rows) : title === "" ? [] : ["group"];
  return tableOf({ table: table.code, rows, caption, page, pages: ground.pages, without });
}

/** Old figures only where there are some. */
const movedColumns = (rows: readonly PublicRow[]): readonly string[] =>
  rows.some(({ totalBefore }) => totalBefore !== null) ? ["move"] : ["move", "totalBefore", "planBefore"];
