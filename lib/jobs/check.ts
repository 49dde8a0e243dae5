import type { PlainDate } from "../domain/dates.ts";
import type { Finding } from "../domain/finding.ts";
import { wantedTitle } from "../registry/reading.ts";
import { strayedNotes } from "../registry/strayed-notes.ts";
import { TABS } from "../registry/tabs.ts";
import { readAll } from "./assess.ts";
import type { Outside } from "./outside.ts";
import { standingOf, workbookFact } from "./standing.ts";

export interface CheckResult {
  readonly workbook: string;
  /** Good rows by tab title. */
  readonly rows: Readonly<Record<string, number>>;
  readonly findings: readonly Finding[];
  readonly standing: string;
}

/** Reads and judges nothing but the cells. Throws SecrecyError, PortError. */
export async function checkWorkbook({ spreadsheet, store, workbook }: Outside, asOf: PlainDate): Promise<CheckResult> {
  const snapshot = await spreadsheet.read(wantedTitle);
  const { reading, findings } = readAll([snapshot], asOf);
  const counts = TABS.map(({ code, title }) => [title, reading.registry[code].length] as const);
  return {
    workbook,
    rows: Object.fromEntries(counts.filter(([, count]) => count > 0)),
    findings: [...findings, ...strayedNotes(reading, [snapshot])],
    standing: standingOf(store.id, await workbookFact(store, workbook), snapshot.stamp),
  };
}
