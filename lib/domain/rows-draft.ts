import type { TabCode } from "./registry.ts";

/** Cells of a proposed row by column code: plain dates as "2026-06-30", text as text. What cannot be read is left out. */
export type ProposedCells = Readonly<Record<string, string | number | boolean>>;

/** One proposed row; `item` names it for `confirm --items`, in the order of the draft from "1" on. */
export interface ProposedRow {
  readonly item: string;
  readonly cells: ProposedCells;
  /** How each cell was read and what was left blank, for people. */
  readonly notes: readonly string[];
}

/** Body of a draft of kind "rows": rows that are appended to `tab` of the registry once an admin confirms them, all or item by item. */
export interface RowsDraft {
  readonly tab: TabCode;
  /** What it was made from: a file's name, a month. */
  readonly source: string;
  readonly rows: readonly ProposedRow[];
}
