import { addDays, dateOf, daysInMonth, type PlainDate } from "../../domain/dates.ts";
import { isSheetDate, type RawCell } from "../../ports/spreadsheet.ts";
import { type DayParts, dayOf, dayWritten, periodEnd, plainDateText } from "./date-words.ts";
import { type CellProblem, problem } from "./problem.ts";

export interface DateOptions {
  /** A planned date may be a period, and its year may be missing. */
  readonly planned: boolean;
  /** 规则 计划年度; null = not given. */
  readonly planYear: number | null;
}

/** Outside these a day is a slip of the keyboard (2206, 1900-01-00). */
const FIRST = "1990-01-01";
const LAST = "2099-12-31";

/** Days counted from 1899-12-30 as Excel does; 1982 to 2119, so that amounts and codes are not taken for days. */
const isSerial = (n: number): boolean => n >= 30_000 && n < 80_000;
export const serialDay = (serial: number): PlainDate => addDays("1899-12-30", Math.floor(serial));

/** Source: registry.md "Dates". Null for blanks. */
export function readDate(cell: RawCell, options: DateOptions): PlainDate | null | CellProblem {
  if (cell === null) return null;
  if (typeof cell === "object" && isSheetDate(cell)) return plausible(cell.date);
  if (typeof cell === "number") return isSerial(cell) ? unformatted(cell) : readDateText(String(cell), options);
  return typeof cell === "string" ? readDateText(cell, options) : problem("date-unreadable");
}

const unformatted = (serial: number): CellProblem => problem("date-serial", {}, serialDay(serial));

const plausible = (day: PlainDate): PlainDate | CellProblem =>
  day >= FIRST && day <= LAST ? day : problem("date-implausible", { day });

function readDateText(typed: string, options: DateOptions): PlainDate | null | CellProblem {
  const text = plainDateText(typed);
  if (text === "") return null;
  const written = dayWritten(options.planned ? text.replace(/([日号底末])(?:之前|以前|前)$/, "$1") : text);
  if (written !== null) return writtenDay(written, options);
  if (/^\d{5}(\.\d+)?$/.test(text) && isSerial(+text)) return unformatted(+text);
  return readPeriod(text, options);
}

function writtenDay(parts: DayParts, options: DateOptions): PlainDate | CellProblem {
  if (parts.year === null && !options.planned) return withoutYear(parts, options);
  const year = parts.year ?? options.planYear;
  if (year === null) return problem("date-no-plan-year");
  const day = dayOf(parts, year);
  return day === null ? impossible(parts, year) : plausible(day);
}

function withoutYear(parts: DayParts, { planYear }: DateOptions): CellProblem {
  return problem("date-no-year", {}, planYear === null ? "" : (dayOf(parts, planYear) ?? ""));
}

/** 6月31日 → the month's last day is offered; a 13th month offers nothing. */
function impossible(parts: DayParts, year: number): CellProblem {
  if (parts.month < 1 || parts.month > 12) return problem("date-no-such-month", { month: parts.month });
  const facts = { month: parts.month, day: parts.day };
  const last = dateOf(year, parts.month, daysInMonth(year, parts.month));
  return problem("date-no-such-day", facts, parts.day >= 29 && parts.day <= 31 ? last : "");
}

function readPeriod(text: string, options: DateOptions): PlainDate | CellProblem {
  const parts = periodEnd(text.replace(/([底末])(?:之前|以前|前)$/, "$1"));
  if (parts === null) return unreadable(text);
  if (!options.planned) return problem("date-period");
  const year = parts.year ?? options.planYear;
  if (year === null) return problem("date-no-plan-year");
  const day = dayOf(parts, year);
  return day === null ? problem("date-no-such-month", { month: parts.month }) : plausible(day);
}

const SHORT_YEAR = /^(\d{2})(?:年|[-/.])(\d{1,2})(?:月|[-/.])(\d{1,2})日?$/;

/** 26.3.5 is not guessed at, but offered. */
function unreadable(text: string): CellProblem {
  const short = SHORT_YEAR.exec(text);
  if (short === null) return problem("date-unreadable");
  const day = dayOf({ year: null, month: +short[2]!, day: +short[3]! }, 2000 + +short[1]!);
  return problem("date-short-year", {}, day ?? "");
}
