import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { writeWorkbook } from "../../lib/adapters/xlsx/new-workbook.ts";
import { openXlsx } from "../../lib/adapters/xlsx/xlsx-spreadsheet.ts";
import type { CellValue, RawCell, SheetSnapshot } from "../../lib/ports/spreadsheet.ts";
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

/** Every tab, also one in which nobody has typed yet. What stands in the file beside people's cells — our columns and our tabs — stays there. */
export async function writeOver(file: string, rows: TemplateRows): Promise<void> {
  const before = existsSync(file) ? (await openXlsx(file, { name: "" }).read(() => true)).sheets : [];
  const standing = new Map(before.map((sheet) => [sheet.title, sheet]));
  const people = TABS.map((tab) => withOurColumns(handMade(tab, rows[tab.code] ?? []), tab, standing.get(tab.title)));
  const ours = before.filter(({ title }) => !TABS.some((tab) => tab.title === title)).map(copied);
  await writeFile(file, await writeWorkbook({ title: "项目台账", sheets: [...people, ...ours] }));
}

const asTyped = (cell: RawCell | undefined): CellValue => {
  if (cell === undefined || cell === null) return null;
  return typeof cell === "object" && "error" in cell ? cell.error : cell;
};

const ourColumn = (header: CellValue) => ({ header: String(header ?? ""), width: 12, format: "text" as const });

/** The columns right of people's, each cell with the row of its key. */
function withOurColumns(made: NewSheet, { columns, key }: TabDef, standing: SheetSnapshot | undefined): NewSheet {
  const ours = standing?.rows[0]?.cells.slice(columns.length).map(asTyped) ?? [];
  if (standing === undefined || ours.length === 0) return made;
  const at = key.map((code) => columns.findIndex((column) => column.code === code));
  const keyOf = (cells: readonly (RawCell | CellValue)[]): string =>
    JSON.stringify(at.map((index) => cells[index] ?? null));
  const beside = new Map(standing.rows.map(({ cells }) => [keyOf(cells), cells.slice(columns.length).map(asTyped)]));
  return {
    ...made,
    columns: [...made.columns, ...ours.map(ourColumn)],
    rows: made.rows.map((row) => [...row, ...ours.map((_, index) => beside.get(keyOf(row))?.[index] ?? null)]),
  };
}

/** A tab as it stood; its first row takes the place of the headers. */
function copied({ title, rows }: SheetSnapshot): NewSheet {
  const lines = new Map(rows.map(({ number, cells }) => [number, cells.map(asTyped)]));
  const width = Math.max(1, ...rows.map(({ cells }) => cells.length));
  const last = rows.at(-1)?.number ?? 1;
  const line = (number: number): readonly CellValue[] =>
    Array.from({ length: width }, (_, index) => lines.get(number)?.[index] ?? null);
  return { title, columns: line(1).map(ourColumn), rows: Array.from({ length: last - 1 }, (_, at) => line(at + 2)) };
}
