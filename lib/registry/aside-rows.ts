import type { AsideIndex, AsideRows } from "../domain/aside-rows.ts";
import type { Month } from "../domain/dates.ts";
import type { Orphans } from "../domain/judge-input.ts";
import type { DraftRow } from "./cell-reader.ts";
import type { Reading } from "./reading.ts";
import type { UnreadTab } from "./unread-tabs.ts";

/**
 * What was set aside of 月报 and 节点, by project; of a tab that could not be read, any row of its workbook's projects. Rows that count with a project which
 * is gone, and reports without any figure, are none of it.
 */
export function asideRowsOf(
  { tabs, registry }: Pick<Reading, "tabs" | "registry">,
  orphans: Orphans,
  unread: readonly UnreadTab[],
): AsideIndex {
  const index = new Map<string, { reports: Set<Month | null>; milestones: Set<number | null> }>();
  const of = ({ project }: { readonly project?: unknown }) => {
    if (typeof project !== "string") return null;
    const known = index.get(project) ?? { reports: new Set<Month | null>(), milestones: new Set<number | null>() };
    index.set(project, known);
    return known;
  };
  const rowsOf = (tab: "monthlyReports" | "milestones"): readonly DraftRow[] => {
    const counting = new Set<unknown>(orphans[tab]);
    const aside = (tabs.get(tab) ?? []).flatMap((reading) => [...reading.aside.values()]);
    return counting.size === 0 ? aside : aside.filter((row) => !counting.has(row));
  };
  for (const row of rowsOf("monthlyReports").filter(holdsFigure))
    of(row)?.reports.add(typeof row.month === "string" ? row.month : null);
  for (const row of rowsOf("milestones")) of(row)?.milestones.add(typeof row.seq === "number" ? row.seq : null);
  for (const { workbook, tab } of unread.filter((one) => one.tab !== "projects"))
    for (const { code } of registry.projects.filter((project) => project.workbook === workbook))
      of({ project: code })?.[tab === "milestones" ? "milestones" : "reports"].add(null);
  return index satisfies ReadonlyMap<string, AsideRows>;
}

/** A row with only its key is not yet a report, twice no more than once. */
const holdsFigure = ({ invested, investedYtd }: DraftRow): boolean =>
  (invested ?? null) !== null || (investedYtd ?? null) !== null;
