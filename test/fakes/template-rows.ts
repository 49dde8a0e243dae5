import type { Registry, Row } from "../../lib/domain/registry.ts";
import type { CellValue } from "../../lib/ports/spreadsheet.ts";
import type { Column } from "../../lib/registry/column.ts";
import { TABS } from "../../lib/registry/tabs.ts";
import type { TemplateRow, TemplateRows } from "../../sheets-templates/registry-sheets.ts";

const YUAN_PER_WAN = 10_000;

/** A made-up registry as people would have typed it: money in 万元, lists with 、, the twelve months of a plan side by side. */
export const templateRowsOf = (registry: Registry): TemplateRows =>
  Object.fromEntries(TABS.map((tab) => [tab.code, registry[tab.code].map((row) => typed(row, tab.columns))]));

function typed(row: Row, columns: readonly Column[]): TemplateRow {
  const values = row as unknown as Readonly<Record<string, unknown>>;
  return Object.fromEntries(columns.map((column) => [column.code, cell(heldIn(values, column.code), column)]));
}

/** m1 … m12 are held as one array. */
const heldIn = (row: Readonly<Record<string, unknown>>, code: string): unknown =>
  /^m\d+$/.test(code) && Array.isArray(row.months) ? row.months[+code.slice(1) - 1] : row[code];

function cell(value: unknown, column: Column): CellValue {
  if (value === null || value === undefined || (typeof value === "object" && !Array.isArray(value))) return null;
  if (Array.isArray(value)) return value.join("、");
  if (typeof value === "boolean") return value ? "是" : "否";
  if (typeof value === "number") return column.kind === "money" ? value / YUAN_PER_WAN : value;
  return column.kind === "date" ? { date: String(value) } : String(value);
}
