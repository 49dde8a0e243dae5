import type { PublicRow, PublicTableCode } from "../../domain/publication/public-columns.ts";
import type { PublicSite, PublicTable } from "../../domain/publication/public-site.ts";
import { type Html, html } from "../html.ts";
import { periodWords } from "../words.ts";
import { dataPath, linkFrom } from "./addresses.ts";
import { fullDay } from "./value-words.ts";

/** What all pages share: indexes made once. */
export interface SiteGround {
  readonly site: PublicSite;
  readonly tables: (code: PublicTableCode) => readonly PublicTable[];
  /** Projects with a page. */
  readonly pages: ReadonlySet<string>;
  readonly disclosures: ReadonlyMap<string, readonly PublicRow[]>;
}

export function siteGround(site: PublicSite): SiteGround {
  const byCode = Map.groupBy(site.tables, ({ code }) => code);
  const tables: SiteGround["tables"] = (code) => byCode.get(code) ?? [];
  const rows = (code: PublicTableCode): readonly PublicRow[] => tables(code).flatMap((table) => table.rows);
  return {
    site,
    tables,
    pages: new Set(rows("projects").map(({ code }) => String(code))),
    disclosures: Map.groupBy(rows("disclosures"), ({ project }) => String(project)),
  };
}

/** 2026年5月（6月15日确认；更正后的结果） */
export const confirmedWords = ({ confirmedOn, reissued }: PublicTable): string =>
  confirmedOn === null ? "" : `${fullDay(confirmedOn)}确认${reissued ? "，为更正后的结果" : ""}`;

export const periodTitle = ({ code, period }: PublicTable): string =>
  code === "observations" || code === "starts" ? `${periodWords(period)}` : periodWords(period);

/** What keeps rows in is told on one page, never row by row. */
export const heldWords = ({ held }: PublicTable): string => (held === 0 ? "" : `另有 ${held} 行未列示，原因见“说明”。`);

/** The same rows to reckon with. */
export const downloads = (page: string, table: PublicTable): Html =>
  html`<p class="data">下载本表：<a href="${linkFrom(page, dataPath(table, "csv"))}">CSV</a>　<a href="${linkFrom(page, dataPath(table, "json"))}">JSON</a></p>
`;

/** Pages of at most so many rows. */
export const ROWS_A_PAGE = 500;

export function inPages<T>(rows: readonly T[]): readonly (readonly T[])[] {
  const pages: (readonly T[])[] = [];
  for (let at = 0; at === 0 || at < rows.length; at += ROWS_A_PAGE) pages.push(rows.slice(at, at + ROWS_A_PAGE));
  return pages;
}

/** Links to the other pages of a long table; nothing where it has one. */
export function pager(page: string, paths: readonly string[]): Html {
  if (paths.length < 2) return html``;
  const links = paths.map(
    (path, at) =>
      html`<li><a href="${linkFrom(page, path)}"${path === page ? html` aria-current="page"` : ""}>第 ${at + 1} 页</a></li>
`,
  );
  return html`<nav aria-label="分页" class="pager"><ul>
${links}</ul></nav>
`;
}
