import { UNREADABLE } from "../domain/field.ts";
import type { RawCell } from "../ports/spreadsheet.ts";
import { type CellReader, cellReader, type DraftRow, type Sources } from "./cell-reader.ts";
import { type CellProblem, isProblem, problem } from "./cells/problem.ts";
import type { TabDef } from "./column.ts";
import { type BoundColumn, isEcho } from "./layout.ts";
import { MONTH_CODES } from "./tabs-projects.ts";

export interface RowProblem {
  readonly bound: BoundColumn;
  readonly found: CellProblem;
}

/** A row as read: its values by column code; not `good` when its key or a required cell is missing or cannot be read. */
export interface ReadRow {
  readonly row: DraftRow;
  /** "" when the key cannot be told. */
  readonly key: string;
  readonly good: boolean;
  readonly echo: string | null;
  readonly problems: readonly RowProblem[];
}

export type RowReader = (workbook: string, cells: readonly (RawCell | undefined)[]) => ReadRow;

const NO_PROBLEMS: readonly RowProblem[] = [];
const MISSING = problem("required-missing");

interface Step {
  readonly bound: BoundColumn;
  readonly read: CellReader;
  readonly code: string;
  readonly index: number;
  readonly required: boolean;
  readonly echo: boolean;
}

/** Reads one tab's rows; everything that can be decided from the columns is decided here once. */
export function rowReader(tab: TabDef, columns: readonly BoundColumn[], sources: Sources): RowReader {
  const steps = columns.map(
    (bound): Step => ({
      bound,
      read: cellReader(bound.column, bound.power, sources),
      code: bound.column.code,
      index: bound.index,
      required: bound.column.required,
      echo: isEcho(bound.column, tab),
    }),
  );
  const finish = tab.code === "monthlyPlans" ? withMonths : (row: DraftRow) => row;
  return (workbook, cells) => {
    const row: DraftRow = { workbook, key: "" };
    let problems = NO_PROBLEMS;
    let good = true;
    let echo: string | null = null;
    for (const step of steps) {
      const cell = step.index < 0 ? null : (cells[step.index] ?? null);
      const result = cell === null ? null : step.read(cell, row);
      const bad = result === null ? (step.required ? MISSING : null) : isProblem(result) ? result : null;
      if (bad !== null) {
        problems = [...problems, { bound: step.bound, found: bad }];
        if (step.required) good = false;
      }
      if (step.echo) echo = typeof result === "string" ? result : null;
      else row[step.code] = bad !== null && bad !== MISSING ? UNREADABLE : result;
    }
    const key = joinKey(
      tab,
      tab.key.map((code) => row[code]),
    );
    row.key = key;
    return { row: finish(row), key, good: good && key !== "", echo, problems };
  };
}

/** Parts joined by "/"; an optional part left blank is 全市 (节假日). "" when a part is missing or cannot be read. */
export function joinKey(tab: TabDef, parts: readonly unknown[]): string {
  let key = "";
  for (const part of parts) {
    const text = keyPart(part ?? (tab.code === "calendar" && key !== "" ? "全市" : null));
    if (text === "") return "";
    key = key === "" ? text : `${key}/${text}`;
  }
  return key;
}

const keyPart = (value: unknown): string =>
  typeof value === "string" ? value : typeof value === "number" ? String(value) : "";

function withMonths(row: DraftRow): DraftRow {
  const { workbook, key, project, year } = row;
  return { workbook, key, project, year, months: MONTH_CODES.map((code) => row[code]) };
}
