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
