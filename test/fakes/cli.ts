import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import ExcelJS from "exceljs";
import { onTestFinished } from "vitest";

export { duban, dubanProcess, type Ran } from "./duban.ts";

/** A folder of the test's own, gone afterwards. */
export function folder(): string {
  const dir = mkdtempSync(join(tmpdir(), "duban-test-"));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
}

/** Settings of an office with its own outbox. `now` stands still. */
export const office = (dir: string, now: string) => ({
  DUBAN_REGISTRY: join(dir, "台账.xlsx"),
  DUBAN_MAIL: `outbox:${join(dir, "outbox")}`,
  DUBAN_ALLOWED_DOMAINS: "jia.example",
  DUBAN_NOW: now,
});

/** A sheet as rows of plain values, read by another library than ours. Row 1 of the sheet is element 0. */
export async function sheetRows(file: string, title: string): Promise<readonly (readonly unknown[])[]> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.readFile(file);
  const sheet = workbook.getWorksheet(title);
  const rows: unknown[][] = [];
  sheet?.eachRow({ includeEmpty: true }, (row) => rows.push((row.values as unknown[]).slice(1)));
  return rows;
}
