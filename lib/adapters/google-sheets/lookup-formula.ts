import { columnName } from "../xlsx/address.ts";

/** The hidden tab in which the formulas look: one row for every key as typed, our values beside it. */
export const LOOKUP_TAB = "系统-对照";
/** What a row shows that the last run did not see. */
export const UNMATCHED = "未匹配";

const BETWEEN = "¦";

export interface LookupShape {
  readonly sheetId: number;
  /** 1-based. The formula stands in this row. */
  readonly headerRow: number;
  /** Ends of the grid are given as cells: a whole column would not move along when a row is put in above the header. */
  readonly lastRow: number;
  /** 0-based, in the order of the key. */
  readonly keyColumns: readonly number[];
  readonly titles: readonly string[];
}

/**
 * The one array lookup of a department tab. It begins at its own row, so that a row put in right below the header moves nothing out of line, and
 * shows what the tab of keys holds only where the key is the very same text: capitals, full width and wildcards do not match by chance.
 */
export function lookupFormula({ sheetId, headerRow, lastRow, keyColumns, titles }: LookupShape): string {
  const ranges = keyColumns.map((column) => `${columnName(column)}${headerRow}:${columnName(column)}${lastRow}`);
  const key = [quote(String(sheetId)), ...ranges.map(codedRange)].join(`&"${BETWEEN}"&`);
  const last = columnName(titles.length);
  const numbers = titles.map((_, at) => at + 2).join(",");
  const same = `EXACT(VLOOKUP(${key},'${LOOKUP_TAB}'!A:A,1,FALSE),${key})`;
  const values = `VLOOKUP(${key},'${LOOKUP_TAB}'!A:${last},{${numbers}},FALSE)`;
  const shown = `IF(${ranges.join("&")}="",,IF(${same},${values},"${UNMATCHED}"))`;
  const headers = `{${titles.map(quote).join(",")}}`;
  return `=ARRAYFORMULA(IF(ROW(${ranges[0]})=ROW(),${headers},IFERROR(${shown},"${UNMATCHED}")))`;
}

const quote = (text: string): string => `"${text.replaceAll('"', '""')}"`;

/** Figures and days by thousandths, so that no locale and no format of the cell has a say. */
const codedRange = (range: string): string => `IF(ISNUMBER(${range}),"n"&TEXT(${range}*1000,"0"),"t"&${range})`;

/** A cell of the key as it stands, days as their serial number. */
export type KeyCell = string | number | boolean | null;

/** What the formula makes of these cells; null for a key it could mistake for another's. */
export function codedKey(sheetId: number, cells: readonly KeyCell[]): string | null {
  const parts = cells.map(codedCell);
  if (parts.some((part) => part === null || part.includes(BETWEEN) || WILD.test(part))) return null;
  return [String(sheetId), ...parts].join(BETWEEN);
}

/** VLOOKUP takes these for something else. */
const WILD = /[*?~]/;

/** The tab (sheetId) whose key this is. */
export const sheetOfCode = (code: unknown): string => (typeof code === "string" ? code.split(BETWEEN)[0]! : "");

function codedCell(cell: KeyCell): string | null {
  if (cell === null) return "t";
  if (typeof cell === "number") return Math.abs(cell) < LARGEST ? `n${thousandths(cell)}` : null;
  return typeof cell === "boolean" ? `t${cell ? "TRUE" : "FALSE"}` : `t${cell}`;
}

/** Beyond it, thousandths are no longer exact. */
const LARGEST = 1e12;

/** Halves go away from zero, as TEXT rounds. */
const thousandths = (value: number): string => String(Math.sign(value) * Math.round(Math.abs(value) * 1000) || 0);

/** Whether a formula is one of ours, however it was edited. */
export const isOurLookup = (formula: string): boolean => formula.includes(LOOKUP_TAB);

/** Equal but for what Sheets itself may write otherwise. */
export const sameFormula = (a: string, b: string): boolean => plain(a) === plain(b);
const plain = (formula: string): string => formula.replace(/[\s'$]/g, "").toUpperCase();

/** The last row one of ours looks at; 0 when that cannot be told. */
export const lookupEnd = (formula: string): number =>
  Number(/ROW\([^:()]*:\$?[A-Z]+\$?(\d+)\)/.exec(formula)?.[1] ?? 0);

/** How many columns one of ours fills. */
export const lookupWidth = (formula: string): number =>
  /\{(2(?:\s*,\s*\d+)*)\}/.exec(formula)?.[1]?.split(",").length ?? 1;
