import { type Cell, EMPTY, type NumberFormat } from "./model.ts";

const DAY = 86_400_000;
const serial = (year: number, month: number, day: number): number =>
  (Date.UTC(year, month - 1, day) - Date.UTC(1899, 11, 30)) / DAY;

interface Read {
  readonly number: number;
  readonly format: NumberFormat | null;
}

const DATES: readonly (readonly [RegExp, string])[] = [
  [/^(\d{4})-(\d{1,2})-(\d{1,2})$/, "yyyy-mm-dd"],
  [/^(\d{4})\/(\d{1,2})\/(\d{1,2})$/, "yyyy/m/d"],
  [/^(\d{4})年(\d{1,2})月(\d{1,2})日$/, 'yyyy"年"m"月"d"日"'],
  [/^(\d{4})[-/](\d{1,2})$/, "yyyy-mm"],
  [/^(\d{4})年(\d{1,2})月$/, 'yyyy"年"m"月"'],
];

/**
 * A cell after somebody typed into it (USER_ENTERED): numbers, dates, months, percents, truth values and formulas are
 * recognised, unless the cell is formatted as text or the text begins with an apostrophe. An empty text empties the cell.
 */
export function typedInto(cell: Cell, text: string): Cell {
  const { userEnteredValue, ...rest } = cell;
  if (text === "") return Object.keys(rest).length === 0 ? EMPTY : rest;
  if (text.startsWith("'")) return { ...rest, userEnteredValue: { stringValue: text.slice(1) } };
  if (cell.userEnteredFormat?.numberFormat?.type === "TEXT")
    return { ...rest, userEnteredValue: { stringValue: text } };
  if (/^=./.test(text)) return { ...rest, userEnteredValue: { formulaValue: text } };
  if (/^(true|false)$/i.test(text)) return { ...rest, userEnteredValue: { boolValue: text.toLowerCase() === "true" } };
  const read = numberIn(text.trim());
  return read === null ? { ...rest, userEnteredValue: { stringValue: text } } : withNumber(rest, read);
}

/** A format that somebody chose stays. */
function withNumber(cell: Cell, { number, format }: Read): Cell {
  const numbered = { ...cell, userEnteredValue: { numberValue: number } };
  if (format === null || cell.userEnteredFormat?.numberFormat !== undefined) return numbered;
  return { ...numbered, userEnteredFormat: { ...cell.userEnteredFormat, numberFormat: format } };
}

function numberIn(text: string): Read | null {
  if (/^[+-]?(\d+|\d{1,3}(,\d{3})+)(\.\d*)?$|^[+-]?\.\d+$/.test(text)) return { number: plain(text), format: null };
  if (/^[+-]?\d+(\.\d+)?%$/.test(text))
    return {
      number: plain(text.slice(0, -1)) / 100,
      format: { type: "PERCENT", pattern: text.includes(".") ? "0.00%" : "0%" },
    };
  return dateIn(text);
}

const plain = (text: string): number => Number(text.replaceAll(",", ""));

function dateIn(text: string): Read | null {
  for (const [shape, pattern] of DATES) {
    const [, year, month, day = "1"] = shape.exec(text) ?? [];
    if (year === undefined) continue;
    const number = serial(Number(year), Number(month), Number(day));
    const real = new Date(Date.UTC(1899, 11, 30) + number * DAY);
    const exists = real.getUTCMonth() + 1 === Number(month) && real.getUTCDate() === Number(day);
    return exists ? { number, format: { type: "DATE", pattern } } : null;
  }
  return null;
}
