import { epochDay, type PlainDate } from "../../domain/dates.ts";
import { cellText, escapeCell, escapeXml } from "./xml-text.ts";

export const XML_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/** Text between tags; what XML cannot hold is left out. */
export const xmlText = (text: string): string => escapeXml(cellText(text));
export const xmlAttribute = (text: string): string => xmlText(text).replaceAll("\n", "&#10;");
/** Text of a cell: `_x000D_` as typed stays as typed. */
export const cellXmlText = (text: string): string => escapeCell(cellText(text));

/** Serial of a day in the 1900 date system, right from 1900-03-01 on. */
export const dateSerial = (day: PlainDate): number => epochDay(day) - epochDay("1899-12-30");

/** A sheet's name as it stands in a formula. */
export const quotedSheet = (title: string): string => `'${title.replaceAll("'", "''")}'`;
