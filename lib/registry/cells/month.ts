import { isRealDay, type Month, monthOf } from "../../domain/dates.ts";
import { isSheetDate, type RawCell } from "../../ports/spreadsheet.ts";
import { serialDay } from "./date.ts";
import { dayWritten, plainDateText } from "./date-words.ts";
import { type CellProblem, problem } from "./problem.ts";

const MONTH = /^(\d{4})(?:年|[-/.])?(\d{2})月?份?$|^(\d{4})(?:年|[-/.])(\d)月?份?$/;
const NO_YEAR = /^(\d{1,2})月份?$/;
const QUARTER = /^(\d{4})年?[-/]?第?(?:q([1-4])|([1-4])季度?)$/i;
const YEAR = /^(\d{4})年?$/;

const pad = (n: number): string => String(n).padStart(2, "0");
const plausibleYear = (year: number): boolean => year >= 1990 && year <= 2099;

/** 2026-09, 2026年9月, 202609, or the date Excel made of it. Null for blanks. Source: registry.md "Kinds of cell". */
export function readMonth(cell: RawCell, planYear: number | null): Month | null | CellProblem {
  if (cell === null) return null;
  if (typeof cell === "object" && isSheetDate(cell)) return monthOf(cell.date);
  if (typeof cell === "number") return monthOfNumber(cell);
  if (typeof cell !== "string") return problem("month-unreadable");
  const text = plainDateText(cell);
  return text === "" ? null : (monthInText(text) ?? monthMissing(text, planYear));
}

/** 2026.1 as a number may be January or October: it is asked, not guessed. */
function monthOfNumber(n: number): Month | CellProblem {
  const serial = Number.isInteger(n) && n >= 30_000 && n < 80_000;
  if (serial) return problem("month-serial", {}, monthOf(serialDay(n)));
  return (Number.isInteger(n) ? monthInText(String(n)) : null) ?? problem("month-unreadable");
}

function monthInText(text: string): Month | null {
  const found = MONTH.exec(text);
  if (found) return monthOfParts(+(found[1] ?? found[3])!, +(found[2] ?? found[4])!);
  const day = dayWritten(text);
  if (day === null || day.year === null || !isRealDay(day.year, day.month, day.day)) return null;
  return monthOfParts(day.year, day.month);
}

const monthOfParts = (year: number, month: number): Month | null =>
  plausibleYear(year) && month >= 1 && month <= 12 ? `${year}-${pad(month)}` : null;

function monthMissing(text: string, planYear: number | null): CellProblem {
  const found = NO_YEAR.exec(text);
  const month = found && planYear !== null ? monthOfParts(planYear, +found[1]!) : null;
  return problem("month-unreadable", {}, month ?? "");
}

/** 2026-09, 2026Q3 or 2026. Null for blanks. */
export function readPeriod(cell: RawCell): string | null | CellProblem {
  if (cell === null) return null;
  const text = typeof cell === "number" || typeof cell === "string" ? plainDateText(String(cell)) : "";
  const year = YEAR.exec(text);
  if (year && plausibleYear(+year[1]!)) return year[1]!;
  const quarter = quarterInText(text);
  if (quarter !== null) return quarter;
  const month = readMonth(cell, null);
  return typeof month === "object" && month !== null ? problem("period-unreadable", {}, month.suggestion) : month;
}

/** 2026Q3, 2026年三季度. Null for blanks. */
export function readQuarter(cell: RawCell): string | null | CellProblem {
  if (cell === null) return null;
  const text = typeof cell === "string" ? plainDateText(cell) : "?";
  return text === "" ? null : (quarterInText(text) ?? problem("quarter-unreadable"));
}

function quarterInText(text: string): string | null {
  const found = QUARTER.exec(text);
  return found && plausibleYear(+found[1]!) ? `${found[1]}Q${found[2] ?? found[3]}` : null;
}
