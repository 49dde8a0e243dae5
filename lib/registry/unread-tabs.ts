import type { Finding } from "../domain/finding.ts";
import { placeOf } from "./places.ts";
import type { Reading } from "./reading.ts";
import { tabOf } from "./tabs.ts";

/** A tab that stands in a workbook and could not be read. Its finding says why. */
export interface UnreadTab {
  readonly workbook: string;
  readonly tab: "projects" | "milestones" | "monthlyReports";
}

const isJudged = (tab: string): tab is UnreadTab["tab"] =>
  tab === "projects" || tab === "milestones" || tab === "monthlyReports";

/** Tabs without which nobody can be judged. 月报 that is not there at all is asked of nobody, 节点 neither. */
export function unreadTabs({ findings, places }: Pick<Reading, "findings" | "places">): readonly UnreadTab[] {
  const unread = new Map<string, UnreadTab>();
  for (const finding of findings) {
    const { workbook, tab } = finding;
    if (isJudged(tab) && isOfTab(finding) && placeOf(places, workbook, tab) === null)
      unread.set(`${workbook}/${tab}`, { workbook, tab });
  }
  return [...unread.values()];
}

const isOfTab = ({ key, code, tab }: Finding): boolean => key === "" && (code !== "tab-missing" || tab === "projects");

/** 「项目」表; one of a 分表 with its workbook. */
export const unreadTabName = ({ workbook, tab }: UnreadTab, main: string): string =>
  `${workbook === main ? "" : workbook}「${tabOf(tab).title}」表`;
