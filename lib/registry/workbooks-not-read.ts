import type { Finding } from "../domain/finding.ts";
import type { WorkbookSnapshot } from "../ports/spreadsheet.ts";
import { quoted } from "./clean.ts";
import { tabFinding } from "./note.ts";
import type { Reading } from "./reading.ts";

/** What 分表 lists and nobody read is said, not passed over in silence. */
export function workbooksNotRead(
  { registry }: Pick<Reading, "registry">,
  snapshots: readonly WorkbookSnapshot[],
): readonly Finding[] {
  const first = snapshots[0];
  const read = new Set(snapshots.map(({ name }) => name));
  const names = registry.workbooks.map(({ name }) => name).filter((name) => !read.has(name));
  if (first === undefined || names.length === 0) return [];
  return [tabFinding(first.name, "workbooks", "workbooks-not-read", { names: quoted(names.join("、")) })];
}
