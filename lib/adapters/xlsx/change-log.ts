import type { CellChange, CellValue, RawCell } from "../../ports/spreadsheet.ts";
import { cellName } from "./address.ts";

/** Counts cells that change, and names them when somebody wants to see them. */
export class ChangeLog {
  readonly changes: CellChange[] = [];
  cells = 0;
  readonly keeps: boolean;

  constructor(keep: boolean) {
    this.keeps = keep;
  }

  add(sheet: string, column: number, row: number, before: RawCell, after: CellValue): void {
    this.cells++;
    if (this.keeps) this.changes.push({ sheet, cell: cellName(column, row), before, after });
  }

  addAll(other: ChangeLog): void {
    this.cells += other.cells;
    for (const change of other.changes) this.changes.push(change);
  }
}
