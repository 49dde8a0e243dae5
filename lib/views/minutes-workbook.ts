import type { PlainDate } from "../domain/dates.ts";
import type { ProposedRow } from "../domain/rows-draft.ts";
import type { CellValue } from "../ports/spreadsheet.ts";
import type { NewColumn, NewWorkbook } from "../ports/workbook-file.ts";
import { missingOf } from "./minutes-notes.ts";

/** A column of 任务 that minutes can fill. */
export interface TaskColumn {
  readonly code: string;
  readonly header: string;
  readonly width: number;
  readonly kind: string;
}

/** What the workbook to look at shows beside each row. */
export interface ShownRow extends ProposedRow {
  readonly mark: string;
  readonly source: string;
}

/** A row for each item: the proposed cells, what is missing, how it was read, and the words it came from. The same rows always give the same workbook. */
export function minutesWorkbook(
  preface: readonly string[],
  rows: readonly ShownRow[],
  columns: readonly TaskColumn[],
): NewWorkbook {
  return {
    title: "待确认任务",
    sheets: [
      {
        title: "待确认任务",
        preface,
        columns: [ITEM, ...columns.map(columnOf), ...EXPLAINED],
        rows: rows.map((row) => [
          row.item,
          ...columns.map((column) => cellOf(column, row)),
          missingOf(row.cells).join("、"),
          row.notes.join("\n"),
          row.mark,
          clipped(row.source),
        ]),
        frozenColumns: 1,
      },
    ],
  };
}

const ITEM: NewColumn = { header: "项", width: 6, format: "text" };
const EXPLAINED: readonly NewColumn[] = [
  { header: "还缺（必填）", width: 16, format: "text" },
  { header: "怎样读出", width: 60, format: "text" },
  { header: "原文序号", width: 10, format: "text" },
  { header: "原文", width: 60, format: "text" },
];

const columnOf = ({ header, width, kind }: TaskColumn): NewColumn => ({
  header,
  width,
  format: kind === "date" ? "date" : "text",
});

function cellOf({ code, kind }: TaskColumn, { cells }: ProposedRow): CellValue {
  const value = cells[code] ?? null;
  return kind === "date" && value !== null ? { date: value as PlainDate } : value;
}

/** A cell of a sheet holds 32,767 characters. */
const clipped = (text: string): string => (text.length <= 2000 ? text : `${text.slice(0, 1999).toWellFormed()}…`);
