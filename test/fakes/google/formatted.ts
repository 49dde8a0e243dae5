import type { ExtendedValue, NumberFormat } from "./model.ts";

const ERRORS: Readonly<Record<string, string>> = {
  ERROR: "#ERROR!",
  NULL_VALUE: "#NULL!",
  DIVIDE_BY_ZERO: "#DIV/0!",
  VALUE: "#VALUE!",
  REF: "#REF!",
  NAME: "#NAME?",
  NUM: "#NUM!",
  N_A: "#N/A",
  LOADING: "Loading...",
};

/** What a person sees in the cell. */
export function formatted(value: ExtendedValue, format: NumberFormat | undefined): string {
  if (value.stringValue !== undefined) return value.stringValue;
  if (value.boolValue !== undefined) return value.boolValue ? "TRUE" : "FALSE";
  if (value.errorValue !== undefined) return ERRORS[value.errorValue.type] ?? "#ERROR!";
  return value.numberValue === undefined ? "" : formattedNumber(value.numberValue, format);
}

const DEFAULT_PATTERN: Readonly<Record<string, string>> = {
  DATE: "yyyy/m/d",
  DATE_TIME: "yyyy/m/d h:mm:ss",
  TIME: "h:mm:ss",
  PERCENT: "0.00%",
  NUMBER: "#,##0.00",
};

function formattedNumber(number: number, { type, pattern }: NumberFormat = {}): string {
  const wanted = pattern ?? DEFAULT_PATTERN[type ?? ""];
  return wanted === undefined || type === "TEXT" ? general(number) : byPattern(number, wanted);
}

/** At most 15 digits, as a cell without a format. */
export const general = (number: number): string => String(Number(number.toPrecision(15)));

/** Dates (y m d h s), decimals, thousands and percents; other signs of the pattern stand as they are. */
export function byPattern(number: number, pattern: string): string {
  if (pattern === "@" || /^general$/i.test(pattern)) return general(number);
  return /[ymdhs]/i.test(pattern.replaceAll(/"[^"]*"/g, "")) ? dated(number, pattern) : counted(number, pattern);
}

const DAY = 86_400_000;
/** Serial 0 is 30 December 1899. */
const EPOCH = Date.UTC(1899, 11, 30);

function dated(serial: number, pattern: string): string {
  const time = new Date(Math.round(EPOCH + serial * DAY));
  const hasHours = { seen: false };
  return pattern.replaceAll(/"([^"]*)"|y+|m+|d+|h+|s+/gi, (token, literal?: string) => {
    if (literal !== undefined) return literal;
    if (/^h/i.test(token)) hasHours.seen = true;
    return datePart(time, token.toLowerCase(), hasHours.seen);
  });
}

function datePart(time: Date, token: string, afterHours: boolean): string {
  const padded = (n: number): string => String(n).padStart(Math.min(token.length, 2), "0");
  if (token[0] === "y") return token.length > 2 ? String(time.getUTCFullYear()) : padded(time.getUTCFullYear() % 100);
  if (token[0] === "m") return padded(afterHours ? time.getUTCMinutes() : time.getUTCMonth() + 1);
  if (token[0] === "d") return padded(time.getUTCDate());
  return padded(token[0] === "h" ? time.getUTCHours() : time.getUTCSeconds());
}

function counted(number: number, pattern: string): string {
  const percent = pattern.includes("%");
  const decimals = /\.([0#]+)/.exec(pattern)?.[1]?.length ?? 0;
  const fixed = Math.abs(percent ? number * 100 : number).toFixed(decimals);
  const grouped = pattern.includes(",") ? fixed.replace(/\B(?=(?:\d{3})+(?!\d))/g, ",") : fixed;
  const sign = number < 0 && /[1-9]/.test(fixed) ? "-" : "";
  return `${sign}${pattern.replaceAll('"', "").replace(/[#0,.]+/, grouped)}`;
}
