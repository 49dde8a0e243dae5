import type { PlainDate } from "../../domain/dates.ts";
import { html } from "../html.ts";
import { lastingId } from "./addresses.ts";
import { linkOf, newsOf } from "./feed.ts";
import { SITE_TITLE } from "./public-words.ts";
import type { SiteGround } from "./site-ground.ts";

const DAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** As RSS writes a day, whatever the machine's language: Mon, 19 Oct 2026 00:00:00 +0800. */
export function rssTime(day: PlainDate): string {
  const [year, month, date] = day.split("-").map(Number) as [number, number, number];
  const weekday = DAYS[new Date(Date.UTC(year, month - 1, date)).getUTCDay()];
  return `${weekday}, ${day.slice(8)} ${MONTHS[month - 1]} ${year} 00:00:00 +0800`;
}

/** RSS 2.0 of the same news, for readers that know no Atom. What keeps an item itself is its guid. */
export function rssOf(ground: SiteGround): string {
  const items = newsOf(ground).map(
    ({ name, title, path, day, words }) => html`<item>
<title>${title}</title>
<link>${linkOf(ground, path)}</link>
<guid isPermaLink="false">${lastingId(name)}</guid>
<pubDate>${rssTime(day)}</pubDate>
<description>${words}</description>
</item>
`,
  );
  return html`<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0">
<channel>
<title>${SITE_TITLE}（${ground.site.office}）</title>
<link>${linkOf(ground, "index.html")}</link>
<description>最近公开的结果和事项</description>
<language>zh-cn</language>
${items}</channel>
</rss>
`.markup;
}
