import { DISCLOSURE_CATEGORIES } from "../../domain/disclosure/categories.ts";
import type { PublicRow } from "../../domain/publication/public-columns.ts";
import { html } from "../html.ts";
import { linkFrom } from "./addresses.ts";
import { pageOf } from "./page.ts";
import { CATEGORY_FOLDERS, sectionOf } from "./public-words.ts";
import type { SiteFile } from "./site-files.ts";
import { downloads, heldWords, inPages, pager, type SiteGround } from "./site-ground.ts";
import { tableOf } from "./table.ts";
import { fullDay } from "./value-words.ts";

const SECTION = sectionOf("disclosures");

const pathOf = (category: string, at: number): string =>
  `disclosures/${CATEGORY_FOLDERS[category]!}${at === 0 ? "" : `-${at + 1}`}.html`;

/** The eight categories with how much stands in each, and each by itself, newest first. Source: 国办发〔2017〕94号. */
export function disclosurePages(ground: SiteGround): readonly SiteFile[] {
  const table = ground.tables("disclosures")[0]!;
  const byCategory = Map.groupBy(table.rows, ({ category }) => String(category));
  return [
    overviewPage(ground, byCategory),
    ...DISCLOSURE_CATEGORIES.flatMap((category) => categoryPages(ground, category, byCategory.get(category) ?? [])),
  ];
}

type ByCategory = ReadonlyMap<string, readonly PublicRow[]>;

function overviewPage(ground: SiteGround, byCategory: ByCategory): SiteFile {
  const path = "disclosures/index.html";
  const table = ground.tables("disclosures")[0]!;
  const lines = DISCLOSURE_CATEGORIES.map(
    (category) =>
      html`<li><a href="${linkFrom(path, pathOf(category, 0))}">${category}</a><span>${byCategory.get(category)?.length ?? 0} 项</span></li>
`,
  );
  return {
    path,
    day: null,
    text: (day) =>
      pageOf({
        ...{ path, office: ground.site.office, section: SECTION.folder, title: SECTION.title },
        source: `来源：${SECTION.source}。截至${fullDay(day)}。`,
        body: html`<p>${SECTION.about}共列示 ${table.rows.length} 项。${heldWords(table)}</p>
<h2>八类信息</h2>
<ul class="index">
${lines}</ul>
${downloads(path, table)}`,
      }),
  };
}

function categoryPages(ground: SiteGround, category: string, rows: readonly PublicRow[]): readonly SiteFile[] {
  const parts = inPages(rows);
  const paths = parts.map((_, at) => pathOf(category, at));
  return parts.map((some, at) => ({
    path: paths[at]!,
    day: null,
    text: (day) =>
      pageOf({
        ...{ path: paths[at]!, office: ground.site.office, section: SECTION.folder },
        title: `${SECTION.title}：${category}${at === 0 ? "" : `（第 ${at + 1} 页）`}`,
        source: `来源：${SECTION.source}。截至${fullDay(day)}。`,
        body:
          some.length === 0
            ? html`<p>尚无已公开的事项。</p>
`
            : html`${tableOf({
                ...{ table: "disclosures", rows: some, page: paths[at]!, pages: ground.pages },
                ...{ caption: `${category}：${rows.length} 项`, without: ["category"] },
              })}${pager(paths[at]!, paths)}`,
      }),
  }));
}
