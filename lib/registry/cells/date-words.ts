import { dateOf, daysInMonth, isRealDay, type PlainDate } from "../../domain/dates.ts";
import { cleanText } from "../clean.ts";

const DIGITS = "〇一二三四五六七八九";
const TIME = /[t\s]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:z|[+-]\d{2}:?\d{2})?$/i;
const WEEKDAY = /[(（]?(?:周|星期)[一二三四五六日天][)）]?$/;

/** No date is written with more characters; looking for one in 32,767 would take minutes. */
const LONGEST = 60;

/** Full-width and Chinese digits as plain ones, time of day and weekday cut off, no blanks: `二〇二六年三月五日` → `2026年3月5日`. */
export function plainDateText(text: string): string {
  const clean = cleanText(text);
  if (clean.length > LONGEST) return clean;
  return clean
    .replace(TIME, "")
    .replace(WEEKDAY, "")
    .replaceAll(" ", "")
    .replace(/[〇零○一二三四五六七八九十]+/g, plainNumber);
}

function plainNumber(run: string): string {
  const digit = (character: string): string => String(Math.max(0, DIGITS.indexOf(character)));
  if (!run.includes("十")) return Array.from(run, digit).join("");
  const [tens = "", ones = ""] = run.split("十");
  return (tens === "" ? "1" : digit(tens)) + (ones === "" ? "0" : digit(ones));
}

export interface DayParts {
  readonly year: number | null;
  readonly month: number;
  readonly day: number;
}

const FULL = /^(\d{4})(?:年|[-/.])(\d{1,2})(?:月|[-/.])(\d{1,2})[日号]?$/;
const COMPACT = /^(\d{4})(\d{2})(\d{2})$/;
const NO_YEAR = /^()(\d{1,2})月(\d{1,2})[日号]?$/;

/** A day written out, real or not; without a year `year` is null. */
export function dayWritten(text: string): DayParts | null {
  const found = FULL.exec(text) ?? COMPACT.exec(text) ?? NO_YEAR.exec(text);
  return found && { year: found[1] === "" ? null : +found[1]!, month: +found[2]!, day: +found[3]! };
}

const YEAR = "(?:(\\d{4})(?:年|[-/.])?)?";
const MONTH_END = new RegExp(`^${YEAR}(\\d{1,2})月份?(?:底|末)?$`);
const MONTH_FORM = /^(\d{4})(?:[-/.]?)(\d{2})$|^(\d{4})[-/.](\d)$/;
const THIRD = new RegExp(`^${YEAR}(\\d{1,2})月份?([上中下])旬$`);
const QUARTER = new RegExp(`^${YEAR}第?(?:([1-4])季度|q([1-4]))(?:底|末)?$`, "i");
const HALF = new RegExp(`^${YEAR}([上下])半年$`);
const YEAR_END = /^(?:(\d{4})年?)?(?:年?(?:底|末)|年内)$|^(\d{4})年$/;

const yearIn = (text: string | undefined): number | null => (text === undefined ? null : +text);

/** A period means its last day; 上旬 the 10th, 中旬 the 20th. `day` 0 = the month's last day. */
export function periodEnd(text: string): DayParts | null {
  const end = (year: string | undefined, month: number, day = 0): DayParts => ({ year: yearIn(year), month, day });
  let found = MONTH_END.exec(text);
  if (found) return end(found[1], +found[2]!);
  found = MONTH_FORM.exec(text);
  if (found) return end(found[1] ?? found[3], +(found[2] ?? found[4])!);
  found = THIRD.exec(text);
  if (found) return end(found[1], +found[2]!, { 上: 10, 中: 20, 下: 0 }[found[3]!]);
  found = QUARTER.exec(text);
  if (found) return end(found[1], 3 * +(found[2] ?? found[3])!);
  found = HALF.exec(text);
  if (found) return end(found[1], found[2] === "上" ? 6 : 12);
  found = YEAR_END.exec(text);
  return found && end(found[1] ?? found[2], 12);
}

/** The day of the parts in `year` when they name none; null when there is no such day. */
export function dayOf(parts: DayParts, year: number): PlainDate | null {
  if (parts.month < 1 || parts.month > 12) return null;
  const day = parts.day === 0 ? daysInMonth(year, parts.month) : parts.day;
  return isRealDay(year, parts.month, day) ? dateOf(year, parts.month, day) : null;
}
