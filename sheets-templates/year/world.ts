import { addDays, type PlainDate } from "../../lib/domain/dates.ts";
import type { TabCode } from "../../lib/domain/registry.ts";
import { isWorkday } from "../../lib/domain/working-days.ts";
import { builtInCalendar } from "../../lib/jobs/assess.ts";
import type { CellValue } from "../../lib/ports/spreadsheet.ts";
import type { TemplateRow, TemplateRows } from "../registry-sheets.ts";

/** What people do to make figures look better, or forget; each is to be found again. */
export type Cheat =
  | "back-dated"
  | "plan-moved"
  | "plan-moved-when-red"
  | "withdrawn"
  | "flipped"
  | "deleted"
  | "figure-fell"
  | "figure-vanished"
  | "solved-withdrawn"
  | "closed-by-doer";

export interface Planted {
  readonly cheat: Cheat;
  readonly tab: TabCode;
  readonly key: string;
  /** The day on which it was typed. */
  readonly on: PlainDate;
}

/** One person types on one day. `change` sees the rows of the tab and leaves them changed. */
export interface Deed {
  readonly on: PlainDate;
  readonly tab: TabCode;
  readonly change: (rows: Rows) => void;
  readonly cheat?: Cheat;
  readonly key?: string;
  /** A slip of the pen: what is typed cannot be read until somebody mends it. */
  readonly slip?: true;
}

/** Rows of a tab by key, in the order of the sheet; rows are replaced, never edited. */
export type Rows = Map<string, TemplateRow>;

export interface World {
  readonly start: TemplateRows;
  readonly deeds: readonly Deed[];
  readonly planted: readonly Planted[];
}

export const CALENDAR = builtInCalendar();
export const isOfficeDay = (day: PlainDate): boolean => isWorkday(CALENDAR, day);

/** The day itself or the next on which an office is open. */
export function officeDay(day: PlainDate): PlainDate {
  let found = day;
  while (!isOfficeDay(found)) found = addDays(found, 1);
  return found;
}

export const dateCell = (day: PlainDate): CellValue => ({ date: day });

/** Types values into cells of one row; a row that is gone stays gone. */
export const typing =
  (key: string, cells: TemplateRow) =>
  (rows: Rows): void => {
    const row = rows.get(key);
    if (row !== undefined) rows.set(key, { ...row, ...cells });
  };

export const adding =
  (key: string, row: TemplateRow) =>
  (rows: Rows): void => {
    rows.set(key, row);
  };

export const removing =
  (key: string) =>
  (rows: Rows): void => {
    rows.delete(key);
  };

/** Somebody types into cells of a row that stands there, on the day or the next on which an office is open. */
export const typed = (tab: TabCode, on: PlainDate, key: string, cells: TemplateRow): Deed => ({
  on: officeDay(on),
  tab,
  change: typing(key, cells),
});

/** Somebody adds a row. */
export const added = (tab: TabCode, on: PlainDate, key: string, row: TemplateRow): Deed => ({
  on: officeDay(on),
  tab,
  change: adding(key, row),
});

/** Somebody goes through all rows of a tab, those the program appended as well, and fills what is to be filled on that day. */
export const goingThrough = (
  tab: TabCode,
  on: PlainDate,
  cellsOf: (row: TemplateRow, key: string, day: PlainDate) => TemplateRow | null,
): Deed => ({
  on,
  tab,
  change: (rows) => {
    for (const [key, row] of rows) {
      const cells = cellsOf(row, key, on);
      if (cells !== null) rows.set(key, { ...row, ...cells });
    }
  },
});

/** The day in a cell; null where there is none. */
export const dayIn = (cell: TemplateRow[string] | undefined): PlainDate | null =>
  typeof cell === "object" && cell !== null ? cell.date : null;
