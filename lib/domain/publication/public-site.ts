import type { PlainDate } from "../dates.ts";
import type { PublicRow, PublicTableCode } from "./public-columns.ts";
import type { HeldBack } from "./public-row.ts";

/** One table of the site: what stands in it, and since when. */
export interface PublicTable {
  readonly code: PublicTableCode;
  /** 2026-05, 2026Q2, 2026; "" for the tables of the present list. */
  readonly period: string;
  /** When it was confirmed; null: it follows the registry. */
  readonly confirmedOn: PlainDate | null;
  /** It replaced an earlier issue. */
  readonly reissued: boolean;
  readonly rows: readonly PublicRow[];
  /** Rows that stay in the office for what they hold. */
  readonly held: number;
}

/** Everything the public may see, and nothing else: rows of the allow-list. */
export interface PublicSite {
  readonly version: 1;
  /** Who publishes, by its name. */
  readonly office: string;
  /** Where people reach it, with a slash at its end; "" = not known. */
  readonly address: string;
  readonly asOf: PlainDate;
  readonly tables: readonly PublicTable[];
}

/** A row, or a result, that is not shown, for the admin: where it stands and which column decides, never what it says. */
export interface HeldRow {
  readonly table: PublicTableCode;
  readonly period: string;
  /** Where in the registry; "" for a confirmed draft, whose id is the key. */
  readonly tab: string;
  readonly workbook: string;
  readonly key: string;
  readonly column: string;
  readonly because: HeldBack;
}
