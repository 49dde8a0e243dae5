import type { Finding } from "../domain/finding.ts";
import type { StoredHistory } from "../ports/store.ts";
import { tabFinding } from "./note.ts";
import { placeOf } from "./places.ts";
import type { Reading } from "./reading.ts";
import { isTabCode } from "./tabs.ts";

/**
 * Tabs that were read before and are not in their workbook any more, renamed or deleted: nothing in them is judged, and that must not go unseen. A tab
 * whose rows all stand in another workbook now, and one that has a finding of its own, is none.
 */
export function goneTabs(
  reading: Pick<Reading, "places" | "registry" | "findings">,
  histories: ReadonlyMap<string, StoredHistory>,
  isRead: (workbook: string) => boolean,
): readonly Finding[] {
  const told = new Set(
    reading.findings.flatMap(({ workbook, tab, key }) => (key === "" ? [`${workbook}/${tab}`] : [])),
  );
  return [...histories].flatMap(([workbook, { tabs }]) =>
    [...tabs].flatMap(([tab, lives]) => {
      if (!isRead(workbook) || !isTabCode(tab) || told.has(`${workbook}/${tab}`)) return [];
      if (placeOf(reading.places, workbook, tab) !== null) return [];
      const present = new Set(reading.registry[tab].map(({ key }) => key));
      const rows = [...lives].filter(([key, life]) => life.at(-1)?.json != null && !present.has(key)).length;
      return rows === 0 ? [] : [tabFinding(workbook, tab, "tab-gone", { rows })];
    }),
  );
}
