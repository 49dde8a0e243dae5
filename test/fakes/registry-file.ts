import { writeFile } from "node:fs/promises";
import { writeWorkbook } from "../../lib/adapters/xlsx/new-workbook.ts";
import type { NewSheet } from "../../lib/ports/workbook-file.ts";
import { TABS, type TabDef } from "../../lib/registry/tabs.ts";
import type { TemplateRow, TemplateRows } from "../../sheets-templates/registry-sheets.ts";

/** A registry made by hand: plain headers and rows, no drop-downs, none of our tabs or columns. Money is 万元. */
export async function writeRegistry(file: string, rows: TemplateRows): Promise<void> {
  const sheets = TABS.filter(({ code }) => (rows[code] ?? []).length > 0).map((tab) => handMade(tab, rows[tab.code]!));
  await writeFile(file, await writeWorkbook({ title: "项目台账", sheets }));
}

const handMade = ({ title, columns }: TabDef, rows: readonly TemplateRow[]): NewSheet => ({
  title,
  columns: columns.map(({ header, kind }) => ({ header, width: 12, format: kind === "date" ? "date" : "text" })),
  rows: rows.map((row) => columns.map(({ code }) => row[code] ?? null)),
});
