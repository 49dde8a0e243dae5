import type { Finding } from "../domain/finding.ts";
import type { StaleWorkbook } from "../domain/stale-workbook.ts";
import { quoted } from "./clean.ts";
import { addressOf, headerOf } from "./places.ts";
import type { Reading } from "./reading.ts";

/** A workbook of 分表 that was not read, and why. */
export interface UnreadWorkbook extends StaleWorkbook {
  /** Code of a PortError, or SECRET. */
  readonly error: string;
  readonly facts: Readonly<Record<string, string | number>>;
}

/** It carries a marking: nothing of it is used, not even what was read before. */
export const SECRET = "workbook-secret";

/** What 分表 lists and nobody could read is said beside its address, not passed over in silence. */
export const workbooksNotRead = (
  reading: Pick<Reading, "places" | "registry">,
  main: string,
  unread: readonly UnreadWorkbook[],
): readonly Finding[] => unread.map((one) => unreadFinding(reading, main, one));

/** Reasons only: of the facts a path of the machine may be one. */
function unreadFinding(
  { places, registry }: Pick<Reading, "places" | "registry">,
  main: string,
  { name, since, error, facts }: UnreadWorkbook,
): Finding {
  const row = registry.workbooks.find((one) => one.name === name);
  const ref = { workbook: main, tab: "workbooks", key: row?.key ?? name, field: "address" };
  return {
    workbook: main,
    tab: ref.tab,
    key: ref.key,
    cell: addressOf(places, ref)?.cell ?? "",
    header: headerOf(ref.tab, ref.field),
    found: error === SECRET ? "" : quoted(row?.address ?? ""),
    code: "workbook-unread",
    facts: { name: quoted(name), error, reason: String(facts.reason ?? ""), since: since ?? "" },
    suggestion: "",
    unit: "",
  };
}

/** Findings of the other workbooks say which one they are of: in the registry's own a sheet and a cell are enough. */
export const withBooks = (findings: readonly Finding[], main: string): readonly Finding[] =>
  findings.map((finding) =>
    finding.workbook === main ? finding : { ...finding, facts: { ...finding.facts, book: quoted(finding.workbook) } },
  );

/** The findings that a workbook's own 系统-数据问题 shows: its rows, and keys of them that stand elsewhere too. */
export const findingsOf = (findings: readonly Finding[], workbook: string): readonly Finding[] =>
  findings.filter(
    (finding) => finding.workbook === workbook || String(finding.facts.places ?? "").includes(`《${workbook}》`),
  );
