import type { PlainDate } from "../../domain/dates.ts";
import type { TabCode } from "../../domain/registry.ts";
import type { CellValue } from "../../ports/spreadsheet.ts";
import type { Outside } from "../outside.ts";

/** A row as people type it, by column code. Money is 万元. */
export type TypedRow = Readonly<Record<string, CellValue>>;
export type TypedRows = { readonly [T in TabCode]?: readonly TypedRow[] };

/**
 * What a rehearsed year is played on: a workbook people type into, and what a run needs from outside. In memory for the command; files and SMTP, or Google,
 * DynamoDB and SES, in the tests.
 */
export interface RehearsalOffice {
  /**
   * People save the workbook: these rows, nothing else of theirs, our stamp as it stood. Every tab of lib/registry/tabs stands there, also one without rows, with
   * all the columns of its definition in that order, headers in its first row. Rows that a confirmed draft appended are among them from the next morning on.
   */
  readonly type: (rows: TypedRows) => Promise<void>;
  /**
   * The office at 07:30 of a day. The clock goes on by a second with each look at it, and is the same one until `close`: a run, and what people do after it, lie
   * one behind the other. A mailer that sends (or keeps) is expected: `null` would be a fault.
   */
  readonly open: (day: PlainDate) => Promise<OpenOffice>;
}

export interface OpenOffice {
  readonly outside: Outside;
  readonly close: () => Promise<void>;
}

/** One person types on one day. `change` sees the rows of the tab by key and leaves them changed. */
export interface TypedDeed {
  readonly on: PlainDate;
  readonly tab: TabCode;
  readonly change: (rows: Map<string, TypedRow>) => void;
}

/** A city and what its people type in a year; the deeds in the order of their days. */
export interface RehearsedCity {
  readonly start: TypedRows;
  readonly deeds: readonly TypedDeed[];
  /** What was done to look better, to be found again. */
  readonly planted: readonly PlantedCheat[];
}

export interface PlantedCheat {
  readonly cheat: string;
  readonly tab: TabCode;
  readonly key: string;
  /** The day on which it was typed. */
  readonly on: PlainDate;
}

/** What is left where somebody stops: the days that are rehearsed, both included. */
export interface RehearsalSpan {
  readonly from: PlainDate;
  readonly to: PlainDate;
}
