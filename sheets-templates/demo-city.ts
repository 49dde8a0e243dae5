import { packWorkbook, workbookParts } from "../lib/adapters/xlsx/new-workbook.ts";
import type { CellValue } from "../lib/ports/spreadsheet.ts";
import type { NewSheet, NewWorkbook } from "../lib/ports/workbook-file.ts";
import { messyCity } from "./demo-mess.ts";
import { registrySheets } from "./registry-sheets.ts";
import { type SheetMess, withSpecialCells } from "./special-cells.ts";

export { DEMO_AS_OF } from "./demo-day.ts";
export { PLANTED, type Planted } from "./demo-mess.ts";

const headerIndex = (sheet: NewSheet, start: string): number => {
  const index = sheet.columns.findIndex(({ header }) => header.startsWith(start));
  if (index < 0) throw new RangeError(`no column ${start} in ${sheet.title}`);
  return index;
};

const replaced = <T>(list: readonly T[], index: number, item: T): readonly T[] => list.with(index, item);

/** 总投资 in 亿元, with a line break in its header, as one department likes it. */
function inYi(sheet: NewSheet): NewSheet {
  const at = headerIndex(sheet, "总投资");
  const scaled = (cell: CellValue | undefined): CellValue =>
    typeof cell === "number" ? cell / 10_000 : (cell ?? null);
  return {
    ...sheet,
    columns: replaced(sheet.columns, at, { ...sheet.columns[at]!, header: "总投资\n（亿元）", format: "decimal2" }),
    rows: sheet.rows.map((row) => replaced(row, at, scaled(row[at]))),
  };
}

/** A column of the department's own, left of the remarks. */
function withOwnColumn(sheet: NewSheet): NewSheet {
  const at = headerIndex(sheet, "备注");
  const own = (index: number): CellValue => (index % 17 === 4 ? "已电话核实" : index % 23 === 9 ? "周三再问" : null);
  return {
    ...sheet,
    columns: [
      ...sheet.columns.slice(0, at),
      { header: "科室自用", width: 14, format: "text" },
      ...sheet.columns.slice(at),
    ],
    rows: sheet.rows.map((row, index) => [...row.slice(0, at), own(index), ...row.slice(at)]),
  };
}

/** Rows `from` to `to` (0-based data rows) of a column merged: only the first keeps its value. */
const merged = (sheet: NewSheet, column: number, from: number, to: number): NewSheet => ({
  ...sheet,
  rows: sheet.rows.map((row, index) => (index > from && index <= to ? replaced(row, column, null) : row)),
});

const letters = (column: number): string => String.fromCharCode(65 + column);
const areaOf = (column: number, from: number, to: number): string =>
  `${letters(column)}${from + 2}:${letters(column)}${to + 2}`;

/** Three neighbours with the same lead unit, and one project's number beside all of its milestones. */
function withMerges(sheets: readonly NewSheet[]): { sheets: readonly NewSheet[]; messes: readonly SheetMess[] } {
  const projects = sheets.findIndex(({ title }) => title === "项目");
  const milestones = sheets.findIndex(({ title }) => title === "节点");
  const lead = headerIndex(sheets[projects]!, "牵头单位");
  const rows = sheets[projects]!.rows;
  const run = rows.findIndex(
    (row, index) => index > 100 && [1, 2].every((next) => rows[index + next]?.[lead] === row[lead]),
  );
  const chain = sheets[milestones]!.rows.flatMap((row, index) => (row[0] === "P-005" ? [index] : []));
  const [first, last] = [chain[0]!, chain.at(-1)!];
  return {
    sheets: sheets.map((sheet, index) => {
      if (index === projects) return merged(sheet, lead, run, run + 2);
      return index === milestones ? merged(merged(sheet, 0, first, last), 1, first, last) : sheet;
    }),
    messes: [
      { sheet: projects + 1, merges: [areaOf(lead, run, run + 2)], hiddenRows: [12, 13, 45] },
      {
        sheet: milestones + 1,
        merges: [areaOf(0, first, last), areaOf(1, first, last)],
        hiddenRows: Array.from({ length: 11 }, (_, index) => 100 + index),
      },
    ],
  };
}

/** demo.xlsx: the invented city with the mess real people make. */
export function demoCity(): Promise<Uint8Array> {
  const sheets = registrySheets(messyCity()).map((sheet) =>
    sheet.title === "项目" ? withOwnColumn(inYi(sheet)) : sheet,
  );
  const { sheets: mergedSheets, messes } = withMerges(sheets);
  const workbook: NewWorkbook = { title: "澜江市重点项目台账", sheets: mergedSheets };
  return packWorkbook(withSpecialCells(workbookParts(workbook), messes));
}
