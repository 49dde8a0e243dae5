import type { Merge, RawCell, RawRow } from "../../ports/spreadsheet.ts";
import { rawCell } from "./cell-data.ts";
import type { ApiSheet, CellData } from "./fields.ts";
import { locksOn } from "./locks.ts";
import type { KeyCell } from "./lookup-formula.ts";

export interface FormulaCell {
  /** 1-based. */
  readonly row: number;
  /** 0-based. */
  readonly column: number;
  readonly text: string;
}

/** One tab as read; a chart or a connected sheet has a title and no cells. */
export interface Grid {
  readonly sheetId: number;
  readonly title: string;
  readonly hidden: boolean;
  readonly isGrid: boolean;
  readonly rowCount: number;
  readonly columnCount: number;
  readonly frozenRows: number;
  readonly frozenColumns: number;
  readonly rows: readonly RawRow[];
  readonly merges: readonly Merge[];
  readonly formulas: readonly FormulaCell[];
  /** Editors of each protection of the whole tab. */
  readonly locks: readonly (readonly string[])[];
  readonly api: ApiSheet;
}

export function gridOf(api: ApiSheet): Grid {
  const { properties } = api;
  const size = properties?.gridProperties;
  const rows: RawRow[] = [];
  const formulas: FormulaCell[] = [];
  for (const [at, { values }] of (api.data?.[0]?.rowData ?? []).entries()) {
    const cells = rowCells(values ?? [], at + 1, formulas);
    if (cells.length > 0) rows.push({ number: at + 1, cells });
  }
  return {
    sheetId: properties?.sheetId ?? 0,
    title: properties?.title ?? "",
    hidden: properties?.hidden ?? false,
    isGrid: (properties?.sheetType ?? "GRID") === "GRID",
    rowCount: size?.rowCount ?? 0,
    columnCount: size?.columnCount ?? 0,
    frozenRows: size?.frozenRowCount ?? 0,
    frozenColumns: size?.frozenColumnCount ?? 0,
    merges: (api.merges ?? []).map((range) => ({
      top: (range.startRowIndex ?? 0) + 1,
      bottom: range.endRowIndex ?? 0,
      left: range.startColumnIndex ?? 0,
      right: (range.endColumnIndex ?? 0) - 1,
    })),
    rows,
    formulas,
    locks: locksOn(api),
    api,
  };
}

/** Up to the last cell that holds something. */
function rowCells(values: readonly CellData[], row: number, formulas: FormulaCell[]): RawCell[] {
  const cells: RawCell[] = [];
  for (let column = 0; column < values.length; column++) {
    const cell = values[column]!;
    const formula = cell.userEnteredValue?.formulaValue;
    if (typeof formula === "string") formulas.push({ row, column, text: formula });
    const value = rawCell(cell);
    if (value === null) continue;
    while (cells.length < column) cells.push(null);
    cells.push(value);
  }
  return cells;
}

/** The cell as a formula sees it: days are their serial number. */
export function keyCellAt(grid: Grid, row: number, column: number): KeyCell {
  const value = grid.api.data?.[0]?.rowData?.[row - 1]?.values?.[column]?.effectiveValue;
  return value?.stringValue ?? value?.numberValue ?? value?.boolValue ?? null;
}
