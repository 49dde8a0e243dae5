import { epochDay, type PlainDate } from "../../domain/dates.ts";

export const XML_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

const MAX_CELL_TEXT = 32_767;
/** Control characters but tab, line feed and carriage return, and the two that are no characters. */
const FORBIDDEN = /[^\P{Cc}\t\n\r\u0080-\u009F]|\uFFFE|\uFFFF/gu;
const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** Text as it may stand between tags or in an attribute; what XML cannot hold is left out. */
export const xmlText = (text: string): string =>
  text
    .toWellFormed()
    .replace(FORBIDDEN, "")
    .replace(/\r\n?/g, "\n")
    .replace(/[&<>"]/g, (sign) => ENTITIES[sign]!);

export const xmlAttribute = (text: string): string => xmlText(text).replace(/\n/g, "&#10;");

/** Text of a cell: clipped to what a cell holds, and `_x000D_` as typed stays as typed. */
export const cellText = (text: string): string =>
  xmlText(text.slice(0, MAX_CELL_TEXT).replace(/_x([0-9A-Fa-f]{4}_)/g, "_x005F_x$1"));

/** 0 → A, 26 → AA. */
export function columnLetters(column: number): string {
  const rest = Math.floor(column / 26);
  const letter = String.fromCharCode(65 + (column % 26));
  return rest === 0 ? letter : columnLetters(rest - 1) + letter;
}

/** Serial of a day in the 1900 date system, right from 1900-03-01 on. */
export const dateSerial = (day: PlainDate): number => epochDay(day) - epochDay("1899-12-30");

/** A sheet's name as it stands in a formula. */
export const quotedSheet = (title: string): string => `'${title.replaceAll("'", "''")}'`;
