import { epochDay } from "../../../lib/domain/dates.ts";
import { type CellValue, isSheetDate } from "../../../lib/ports/spreadsheet.ts";
import type { Written } from "./new-workbook.ts";

export const serialOf = (date: string): number => epochDay(date) - epochDay("1899-12-30");

export const asWritten = (value: CellValue): Written => (isSheetDate(value) ? { date: serialOf(value.date) } : value);
