import { columnsOf } from "../../domain/publication/public-columns.ts";
import type { PublicTable } from "../../domain/publication/public-site.ts";
import { titleOfColumn } from "./public-words.ts";
import { plainValue } from "./value-words.ts";

const BYTE_ORDER_MARK = "\ufeff";
/** What a spreadsheet takes for a formula at the beginning of a cell. */
const FORMULA = /^[\s'"]*[=+\-@＝＋－＠|%\t\r]/;
const NUMBER = /^-?\d+(?:\.\d+)?%?$/;

/** RFC 4180 with a byte order mark, so that WPS and Excel read it as UTF-8; text that would be a formula is text. */
export function csvOf(table: PublicTable): string {
  const columns = columnsOf(table.code).map(([column]) => column);
  const lines = [
    columns.map((column) => titleOfColumn(table.code, column)),
    ...table.rows.map((row) => columns.map((column) => plainValue(table.code, column, row[column] ?? null))),
  ];
  return BYTE_ORDER_MARK + lines.map((line) => `${line.map(cellOf).join(",")}\r\n`).join("");
}

function cellOf(text: string): string {
  const safe = FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
  return /[",\r\n']/.test(safe) || safe !== text ? `"${safe.replaceAll('"', '""')}"` : safe;
}
