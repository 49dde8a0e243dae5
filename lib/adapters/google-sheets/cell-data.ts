import { epochDay, fromEpochDay } from "../../domain/dates.ts";
import { type CellFormat, type CellValue, isSheetDate, type RawCell } from "../../ports/spreadsheet.ts";
import { holds, writable } from "../xlsx/cell-xml.ts";
import type { CellData } from "./fields.ts";

/** Day 0 of a serial number. Source: Google Sheets API, "DateTime serialization". */
const FIRST_DAY = epochDay("1899-12-30");
/** 9999-12-31. */
const LAST_SERIAL = 2_958_465;

export const serialOf = (date: string): number => epochDay(date) - FIRST_DAY;

const ERRORS: Readonly<Record<string, string>> = {
  NULL_VALUE: "#NULL!",
  DIVIDE_BY_ZERO: "#DIV/0!",
  VALUE: "#VALUE!",
  REF: "#REF!",
  NAME: "#NAME?",
  NUM: "#NUM!",
  N_A: "#N/A",
  LOADING: "#NOVALUE",
};

/** As the workbook holds it; a formula is its value, and one that shows nothing is nothing. */
export function rawCell(cell: CellData): RawCell {
  const value = cell.effectiveValue;
  if (value === undefined || value === null) return null;
  if (typeof value.stringValue === "string") return value.stringValue === "" ? null : value.stringValue;
  if (typeof value.numberValue === "number") return dayOrNumber(value.numberValue, cell);
  if (typeof value.boolValue === "boolean") return value.boolValue;
  return value.errorValue ? { error: ERRORS[value.errorValue.type ?? ""] ?? "#ERROR!" } : null;
}

function dayOrNumber(serial: number, cell: CellData): RawCell {
  const type = cell.effectiveFormat?.numberFormat?.type;
  const isDay = (type === "DATE" || type === "DATE_TIME") && serial >= 1 && serial <= LAST_SERIAL;
  return isDay ? { date: fromEpochDay(FIRST_DAY + Math.floor(serial)) } : serial;
}

/** A typed value, never a formula: text that begins with = + - @ is text. */
export function cellData(value: CellValue): CellData {
  const wanted = writable(value, false);
  if (wanted === null) return {};
  if (typeof wanted === "string") return { userEnteredValue: { stringValue: wanted } };
  if (typeof wanted === "number") return { userEnteredValue: { numberValue: wanted } };
  if (typeof wanted === "boolean") return { userEnteredValue: { boolValue: wanted } };
  return { userEnteredValue: { numberValue: serialOf(wanted.date) } };
}

export const NUMBER_FORMATS: Readonly<Record<CellFormat | "number", { type: string; pattern?: string } | null>> = {
  text: null,
  number: null,
  date: { type: "DATE", pattern: "yyyy-mm-dd" },
  int: { type: "NUMBER", pattern: "0" },
  decimal1: { type: "NUMBER", pattern: "#,##0.0" },
  decimal2: { type: "NUMBER", pattern: "#,##0.00" },
  percent1: { type: "PERCENT", pattern: "0.0%" },
};

/** A column shows all its figures in one format: a day among others, or a figure among days, is written out. */
export function fitted(value: CellValue, format: CellFormat): CellValue {
  if (format === "date") return typeof value === "number" ? String(value) : value;
  return isSheetDate(value) ? value.date : value;
}

/** Whether the cell holds the value; how people choose to see a day is theirs. */
export function stands(raw: RawCell, value: CellValue): boolean {
  if (typeof raw === "number" && isSheetDate(value)) return raw === serialOf(value.date);
  if (typeof value === "number" && raw !== null && typeof raw === "object" && "date" in raw)
    return serialOf(raw.date) === value;
  return holds(raw, value, false);
}
