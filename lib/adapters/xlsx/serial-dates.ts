import { addDays, epochDay, fromEpochDay, isRealDay, type PlainDate } from "../../domain/dates.ts";
import type { SheetDate } from "../../ports/spreadsheet.ts";

const BASE_1900 = epochDay("1899-12-30");
const BASE_1904 = epochDay("1904-01-01");
/** 9999-12-31, the last day a spreadsheet knows. */
const LAST_1900 = 2_958_465;
/** Serial 60 is 1900-02-29, a day that never was; serials below it are one day ahead. */
const PHANTOM = 60;

const known = new Map<number, SheetDate>();

/** The day of a serial number, its time of day cut off; null for what is no day. The same day is the same object. */
export function dayOfSerial(serial: number, date1904: boolean): SheetDate | null {
  const whole = Math.floor(serial);
  const epoch = date1904 ? epochOf1904(whole) : epochOf1900(whole);
  if (epoch === null) return null;
  const seen = known.get(epoch);
  if (seen) return seen;
  const date = Object.freeze({ date: fromEpochDay(epoch) });
  known.set(epoch, date);
  return date;
}

function epochOf1900(whole: number): number | null {
  if (whole < 1 || whole === PHANTOM || whole > LAST_1900) return null;
  return BASE_1900 + whole + (whole < PHANTOM ? 1 : 0);
}

const epochOf1904 = (whole: number): number | null =>
  whole < 0 || whole > LAST_1900 - 1462 ? null : BASE_1904 + whole;

/** null for a day this workbook's calendar does not hold. */
export function serialOfDay(day: PlainDate, date1904: boolean): number | null {
  const epoch = epochDay(day);
  if (date1904) return epoch < BASE_1904 ? null : epoch - BASE_1904;
  const serial = epoch - BASE_1900;
  if (serial > PHANTOM) return serial;
  return serial >= 2 ? serial - 1 : null;
}

/** Cells of type "d" hold ISO 8601 text. */
export function dayOfIso(text: string): SheetDate | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})(?:T.*)?$/.exec(text.trim());
  if (!match) return null;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  return isRealDay(year, month, day) ? { date: addDays(text.trim().slice(0, 10), 0) } : null;
}
