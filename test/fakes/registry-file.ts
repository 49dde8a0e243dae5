import { writeFile } from "node:fs/promises";
import { writeWorkbook } from "../../lib/adapters/xlsx/new-workbook.ts";
import { isValue } from "../../lib/domain/field.ts";
import type { Registry, Row } from "../../lib/domain/registry.ts";
import type { CellValue } from "../../lib/ports/spreadsheet.ts";
import type { NewSheet } from "../../lib/ports/workbook-file.ts";
import type { Column } from "../../lib/registry/column.ts";
import { TABS, type TabDef } from "../../lib/registry/tabs.ts";
import type { TemplateRow, TemplateRows } from "../../sheets-templates/registry-sheets.ts";

const WAN = 10_000;

/** Rows as people type them, by column code, from a registry that was never typed. */
export function typedRows(registry: Registry): TemplateRows {
  return Object.fromEntries(
    TABS.map((tab) => [tab.code, (registry[tab.code] as readonly Row[]).map((row) => typedRow(row, tab.columns))]),
  ) as TemplateRows;
}

function typedRow(row: Row, columns: readonly Column[]): TemplateRow {
  const values = row as unknown as Record<string, unknown>;
  const months = Array.isArray(values.months) ? Object.fromEntries(values.months.map((v, i) => [`m${i + 1}`, v])) : {};
  const all: Record<string, unknown> = { ...values, ...months };
  return Object.fromEntries(columns.map((column) => [column.code, typedCell(all[column.code], column)]));
}

function typedCell(value: unknown, { kind }: Column): CellValue {
  if (value === null || value === undefined || !isValue(value as never)) return null;
  if (kind === "money") return (value as number) / WAN;
  if (kind === "date") return { date: String(value) };
  if (Array.isArray(value)) return value.join("、");
  if (typeof value === "boolean") return value ? "是" : "否";
  return typeof value === "number" ? value : String(value);
}

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
