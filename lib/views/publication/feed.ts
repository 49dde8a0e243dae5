import { compareText } from "../../domain/compare-text.ts";
import type { PlainDate } from "../../domain/dates.ts";
import type { PublicRow } from "../../domain/publication/public-columns.ts";
import type { PublicTable } from "../../domain/publication/public-site.ts";
import { html } from "../html.ts";
import { lastingId, projectPath, tablePath } from "./addresses.ts";
import { SITE_TITLE, sectionOf } from "./public-words.ts";
import { confirmedWords, periodTitle, type SiteGround } from "./site-ground.ts";

export interface NewsItem {
  /** Stable: a corrected result is the same entry, updated. */
  readonly name: string;
  readonly title: string;
  readonly path: string;
  readonly day: PlainDate;
  readonly words: string;
}

const MOST = 50;

/** What was published last, newest first. */
export function newsOf(ground: SiteGround): readonly NewsItem[] {
  const results = ground.site.tables.filter(({ code, confirmedOn }) => confirmedOn !== null && code !== "sums");
  const disclosed = ground.tables("disclosures").flatMap(({ rows }) => rows);
  const news = [...results.map(resultItem), ...disclosed.map(disclosedItem)];
  const byName = new Map(news.map((item) => [item.name, item]));
  const sorted = [...byName.values()].sort((a, b) => compareText(b.day, a.day) || compareText(a.name, b.name));
  return sorted.slice(0, MOST);
}

/** A page as a reader of news follows it: from where the file lies, while nobody said where the site stands. */
export const linkOf = ({ site }: SiteGround, path: string): string => site.address + path;

function resultItem(table: PublicTable): NewsItem {
  const { folder, title } = sectionOf(table.code);
  return {
    name: `${table.code}/${table.period}`,
    title: `${periodTitle(table)}${title}`,
    path: tablePath(folder, table),
    day: table.confirmedOn!,
    words: `${confirmedWords(table)}。`,
  };
}

const disclosedItem = (row: PublicRow): NewsItem => ({
  name: `disclosures/${row.project}/${row.category}/${row.item}/${row.link}`,
  title: `${row.projectName}：${row.item}`,
  path: projectPath(String(row.project)),
  day: String(row.disclosedOn),
  words: `${row.category}，${row.discloser}公开。`,
});

const atomTime = (day: PlainDate): string => `${day}T00:00:00+08:00`;

/** Atom (RFC 4287). */
export function feedOf(ground: SiteGround): string {
  const news = newsOf(ground);
  const entries = news.map(
    ({ name, title: words, path, day, words: summary }) => html`<entry>
<id>${lastingId(name)}</id>
<title>${words}</title>
<link rel="alternate" type="text/html" href="${linkOf(ground, path)}"/>
<updated>${atomTime(day)}</updated>
<summary>${summary}</summary>
</entry>
`,
  );
  return html`<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN">
<id>${lastingId(`feed/${ground.site.office}`)}</id>
<title>${SITE_TITLE}（${ground.site.office}）</title>
<link rel="self" type="application/atom+xml" href="${linkOf(ground, "feed.xml")}"/>
<link rel="alternate" type="text/html" href="${linkOf(ground, "index.html")}"/>
<author><name>${ground.site.office}</name></author>
<updated>${atomTime(news[0]?.day ?? "2000-01-01")}</updated>
${entries}</feed>
`.markup;
}
