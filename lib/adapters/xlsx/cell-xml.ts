import { type CellValue, isSheetDate, isSheetError, type RawCell } from "../../ports/spreadsheet.ts";
import { cellName } from "./address.ts";
import { serialOfDay } from "./serial-dates.ts";
import { cellText, escapeCell, needsPreserve } from "./xml-text.ts";

/** What a cell will hold once written: "" and what is no number become nothing, text is cut and cleaned, a day out of range is text. */
export function writable(value: CellValue, date1904: boolean): CellValue {
  if (typeof value === "string") return cellText(value) || null;
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  if (typeof value === "object" && value !== null && serialOfDay(value.date, date1904) === null) return value.date;
  return value;
}

/** Whether the cell already holds the value. Numbers may have lost their 16th digit in another program. */
export function holds(raw: RawCell, value: CellValue, date1904: boolean): boolean {
  const wanted = writable(value, date1904);
  if (raw === wanted) return true;
  if (wanted === null) return raw === "";
  if (raw === null || isSheetError(raw)) return false;
  if (isSheetDate(raw)) return typeof wanted === "object" && raw.date === wanted.date;
  if (typeof wanted === "object") return false;
  if (typeof raw === "number" && typeof wanted === "number") {
    return Math.abs(raw - wanted) <= 1e-14 * Math.max(Math.abs(raw), Math.abs(wanted));
  }
  return false;
}

/** Text a spreadsheet would take for a formula when somebody edits the cell: it gets a style that says "this is text". */
export const looksLikeFormula = (value: CellValue): boolean => typeof value === "string" && /^[=+\-@\t]/.test(value);

/** `<c>` with a value, never with a formula; `names` carries the prefix of the part. An empty value keeps only its style. */
export function cellXml(
  prefix: string,
  column: number,
  row: number,
  value: CellValue,
  style: number,
  date1904: boolean,
): string {
  const p = prefix === "" ? "" : `${prefix}:`;
  const wanted = writable(value, date1904);
  const open = `<${p}c r="${cellName(column, row)}"${style === 0 ? "" : ` s="${style}"`}`;
  if (wanted === null) return style === 0 ? "" : `${open}/>`;
  if (typeof wanted === "number") return `${open}><${p}v>${wanted}</${p}v></${p}c>`;
  if (typeof wanted === "boolean") return `${open} t="b"><${p}v>${wanted ? 1 : 0}</${p}v></${p}c>`;
  if (typeof wanted === "object") return `${open}><${p}v>${serialOfDay(wanted.date, date1904)}</${p}v></${p}c>`;
  const preserve = needsPreserve(wanted) ? ' xml:space="preserve"' : "";
  return `${open} t="inlineStr"><${p}is><${p}t${preserve}>${escapeCell(wanted)}</${p}t></${p}is></${p}c>`;
}

/** Scratch for comparing; grows to the largest text. */
let scratch = Buffer.allocUnsafe(4096);

/** Whether bytes [from, to) are the text as we would write it: spares decoding what did not change. */
export function isWrittenAs(bytes: Buffer, from: number, to: number, text: string): boolean {
  const written = escapeCell(cellText(text));
  if (written.length > to - from) return false;
  if (written.length * 3 > scratch.length) scratch = Buffer.allocUnsafe(written.length * 3);
  const length = scratch.write(written, 0, "utf8");
  return length === to - from && bytes.compare(scratch, 0, length, from, to) === 0;
}
