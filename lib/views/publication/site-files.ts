import type { PlainDate } from "../../domain/dates.ts";
import type { PublicSite } from "../../domain/publication/public-site.ts";
import { aboutPage } from "./about-page.ts";
import { dataPath } from "./addresses.ts";
import { csvOf } from "./csv.ts";
import { jsonOf } from "./data.ts";
import { disclosurePages } from "./disclosure-pages.ts";
import { feedOf } from "./feed.ts";
import { firstPage } from "./first-page.ts";
import { listPages, projectPages } from "./project-pages.ts";
import { resultPages } from "./result-pages.ts";
import { rssOf } from "./rss.ts";
import { siteGround } from "./site-ground.ts";
import { STYLE } from "./style.ts";

/** One file of the site. `day` null: it says as of which day it stands, and may go on saying an earlier one while nothing else changes. */
export interface SiteFile {
  readonly path: string;
  readonly day: PlainDate | null;
  readonly text: (day: PlainDate) => string;
}

/** Every file of the site but the manifest, by path. Small letters, figures, hyphens only: the same on every file system. */
export function siteFiles(site: PublicSite): readonly SiteFile[] {
  const ground = siteGround(site);
  const data = site.tables.flatMap((table): readonly SiteFile[] => [
    { path: dataPath(table, "csv"), day: table.confirmedOn ?? "", text: () => csvOf(table) },
    { path: dataPath(table, "json"), day: table.confirmedOn, text: (day) => jsonOf(site, table, day) },
  ]);
  const files = [
    { path: "style.css", day: "", text: () => STYLE },
    { path: "feed.xml", day: "", text: () => feedOf(ground) },
    { path: "rss.xml", day: "", text: () => rssOf(ground) },
    firstPage(ground),
    aboutPage(ground),
    ...listPages(ground),
    ...projectPages(ground),
    ...disclosurePages(ground),
    ...resultPages(ground),
    ...data,
  ];
  return files.toSorted((a, b) => (a.path < b.path ? -1 : 1));
}
