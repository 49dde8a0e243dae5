import type { PlainDate } from "../../domain/dates.ts";
import {
  PUBLIC_COLUMNS,
  type PublicTableCode,
  type PublicValue,
  type ValueKind,
} from "../../domain/publication/public-columns.ts";
import { ratio } from "../../domain/ratio.ts";
import { groupWords } from "../ranking-block-notes.ts";
import { fixed, NO_CASE, percentWords, wanWords } from "../words.ts";
import { CODE_WORDS } from "./public-words.ts";

export const kindOf = (table: PublicTableCode, column: string): ValueKind =>
  (PUBLIC_COLUMNS[table] as Readonly<Record<string, ValueKind>>)[column]!;

export const isFigure = (kind: ValueKind): boolean => ["money", "score", "share", "whole"].includes(kind);

/** 2026年6月12日 */
export const fullDay = (day: PlainDate): string => `${+day.slice(0, 4)}年${+day.slice(5, 7)}月${+day.slice(8, 10)}日`;

/** A value as a page shows it; nothing is —, whatever the reason. */
export function valueWords(table: PublicTableCode, column: string, value: PublicValue): string {
  if (value === null || value === "") return NO_CASE;
  if (column === "change") return changeWords(Number(value));
  const kind = kindOf(table, column);
  if (kind === "day") return String(value);
  if (typeof value === "string") return textWords(column, value);
  if (kind === "money") return wanWords(value);
  if (kind === "score") return fixed(ratio(value, 100), 2);
  return kind === "share" ? percentWords(ratio(value, 1000)) : String(value);
}

/** The same for a table that is reckoned with: no thousands separators, no percent sign, nothing is empty. */
export function plainValue(table: PublicTableCode, column: string, value: PublicValue): string {
  if (value === null) return "";
  if (typeof value === "string") return textWords(column, value);
  const kind = kindOf(table, column);
  if (kind === "whole") return String(value);
  return valueWords(table, column, value).replaceAll(",", "");
}

export const textWords = (column: string, text: string): string =>
  column === "group" ? groupWords(text) : (CODE_WORDS[column]?.[text] ?? text);

const changeWords = (places: number): string =>
  places === 0 ? "持平" : places > 0 ? `升 ${places} 位` : `降 ${-places} 位`;
