import type { RawCell } from "../../ports/spreadsheet.ts";
import { richText } from "./rich-text.ts";
import { BODY, type RowScan, TYPE } from "./row-scan.ts";
import { dayOfIso, dayOfSerial } from "./serial-dates.ts";
import type { SharedStrings } from "./shared-strings.ts";
import type { StyleDates } from "./style-dates.ts";
import type { TextPool } from "./text-pool.ts";
import { unescapeCell, unescapeXml } from "./xml-text.ts";

/** What is needed to tell what a cell's bytes mean. */
export interface CellContext {
  readonly dates: StyleDates;
  readonly date1904: boolean;
  /** Called at the first shared string only: the table may be large. */
  readonly strings: () => SharedStrings;
  readonly pool: TextPool;
}

const NO_VALUE = Object.freeze({ error: "#NOVALUE" });
/** A numeric cell that holds no number: no program writes one, but a file may have been made by hand. */
const NO_NUMBER = Object.freeze({ error: "#NUM!" });

/** The value of the row's i-th cell. */
export function cellValue(row: RowScan, i: number, bytes: Buffer, context: CellContext): RawCell {
  const body = row.body[i]!;
  const type = row.type[i]!;
  if (body === BODY.none) return row.formula[i]! >= 0 ? (type === TYPE.text ? "" : NO_VALUE) : null;
  const from = row.from[i]!;
  const to = row.to[i]!;
  if (type === TYPE.number) {
    if (from === to) return row.formula[i]! >= 0 ? NO_VALUE : null;
    const value =
      body === BODY.plain ? numberOf(bytes, from, to) : numberOfText(textOf(body, bytes, from, to, context.pool));
    return numberOrDay(value, row.style[i]!, context);
  }
  if (type === TYPE.shared && body === BODY.plain) return context.strings().get(numberOf(bytes, from, to));
  const text = textOf(body, bytes, from, to, context.pool);
  if (type === TYPE.shared) return context.strings().get(numberOfText(text));
  if (type === TYPE.boolean) return text.trim() === "1" || text.trim() === "true";
  if (type === TYPE.error) return { error: text };
  if (type === TYPE.date) return dayOfIso(text) ?? text;
  return text;
}

function textOf(body: number, bytes: Buffer, from: number, to: number, pool: TextPool): string {
  if (body === BODY.plain) return pool.text(bytes, from, to);
  if (body === BODY.entities) return unescapeCell(unescapeXml(pool.raw(bytes, from, to)));
  const xml = bytes.toString("utf8", from, to);
  return richText(xml.startsWith("<") && /^<([\w.-]+:)?is[\s>/]/.test(xml) ? xml : `<v>${xml}</v>`);
}

function numberOrDay(value: number, style: number, context: CellContext): RawCell {
  if (!Number.isFinite(value)) return NO_NUMBER;
  if (context.dates[style] !== 1) return value;
  return dayOfSerial(value, context.date1904) ?? value;
}

/** Exact for up to 15 digits (one correctly rounded division); anything else goes through the language's own reader. */
function numberOf(bytes: Buffer, from: number, to: number): number {
  let p = from;
  const negative = bytes[p] === 45;
  if (negative) p++;
  let digits = 0;
  let value = 0;
  let scale = 0;
  for (; p < to; p++) {
    const digit = bytes[p]! - 48;
    if (digit >= 0 && digit <= 9) {
      value = value * 10 + digit;
      digits++;
      if (scale > 0) scale++;
    } else if (bytes[p] === 46 && scale === 0) scale = 1;
    else return slowNumber(bytes, from, to);
  }
  if (digits === 0 || digits > 15) return slowNumber(bytes, from, to);
  const exact = scale > 1 ? value / POWERS[scale - 1]! : value;
  return negative ? -exact : exact;
}

const POWERS = Array.from({ length: 16 }, (_, i) => 10 ** i);

const slowNumber = (bytes: Buffer, from: number, to: number): number =>
  numberOfText(bytes.toString("latin1", from, to));

/** NaN for what is no number. */
const numberOfText = (text: string): number => (text.trim() === "" ? Number.NaN : Number(text.trim()));
