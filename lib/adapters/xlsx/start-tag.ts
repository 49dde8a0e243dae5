import { type ByteCursor, GT, LT, SLASH } from "./byte-cursor.ts";
import { type RowScan, TYPE } from "./row-scan.ts";

const EQUALS = 61;
const QUOTE = 34;
const APOSTROPHE = 39;
const [R, S, T] = [114, 115, 116];

export const OPEN = 0;
const CLOSED = 1;
export const CUT_OFF = -1;

/** Attributes of a row (cell −1) or of its i-th cell, up to and including `>`: r, s and t are taken, the others passed over. */
export function readStartTag(at: ByteCursor, row: RowScan, cell: number): number {
  const { bytes, end } = at;
  let p = at.pos;
  for (;;) {
    while (p < end && bytes[p]! <= 32) p++;
    if (p + 1 >= end) return CUT_OFF;
    const first = bytes[p]!;
    if (first === GT) {
      at.pos = p + 1;
      return OPEN;
    }
    if (first === SLASH) {
      if (bytes[p + 1] !== GT) at.bad("start tag");
      at.pos = p + 2;
      return CLOSED;
    }
    const name = p;
    while (p < end && bytes[p] !== EQUALS && bytes[p]! > 32 && bytes[p] !== GT && bytes[p] !== LT) p++;
    const nameEnd = p;
    while (p < end && bytes[p]! <= 32) p++;
    if (p >= end) return CUT_OFF;
    if (bytes[p] !== EQUALS) at.bad("attribute");
    p++;
    while (p < end && bytes[p]! <= 32) p++;
    if (p >= end) return CUT_OFF;
    const quote = bytes[p]!;
    if (quote !== QUOTE && quote !== APOSTROPHE) at.bad("attribute");
    const from = ++p;
    while (p < end && bytes[p] !== quote) p++;
    if (p >= end) return CUT_OFF;
    if (nameEnd - name === 1) take(at, row, cell, first, from, p);
    else if (nameEnd - name >= 5 && isXmlns(bytes, name)) at.bad("namespace declared inside rows");
    p++;
  }
}

const isXmlns = (bytes: Buffer, name: number): boolean =>
  bytes[name] === 120 && bytes[name + 1] === 109 && bytes.toString("latin1", name, name + 5) === "xmlns";

function take(at: ByteCursor, row: RowScan, cell: number, name: number, from: number, to: number): void {
  if (cell < 0) {
    if (name !== R) return;
    row.number = digits(at, from, to);
    row.numbered = true;
  } else if (name === R) row.column[cell] = columnOf(at, row, from, to);
  else if (name === S) row.style[cell] = digits(at, from, to);
  else if (name === T) row.type[cell] = cellType(at, from, to);
}

function digits(at: ByteCursor, from: number, to: number): number {
  const { bytes } = at;
  let value = 0;
  for (let p = from; p < to; p++) {
    const digit = bytes[p]! - 48;
    if (digit < 0 || digit > 9 || value > 1e8) at.bad("number");
    value = value * 10 + digit;
  }
  if (from === to) at.bad("number");
  return value;
}

function columnOf(at: ByteCursor, row: RowScan, from: number, to: number): number {
  const { bytes } = at;
  let column = 0;
  let p = from;
  for (; p < to; p++) {
    const letter = (bytes[p]! & 0xdf) - 64;
    if (letter < 1 || letter > 26) break;
    column = column * 26 + letter;
  }
  if (column === 0 || p - from > 3) at.bad("cell address");
  const number = digits(at, p, to);
  if (number !== row.number) adoptNumber(at, row, number);
  return column - 1;
}

/** A row that does not say its number has that of its first cell. */
function adoptNumber(at: ByteCursor, row: RowScan, number: number): void {
  if (row.numbered || row.count > 0 || number < row.number) at.bad("cell address");
  row.number = number;
}

function cellType(at: ByteCursor, from: number, to: number): number {
  const first = at.bytes[from];
  if (to - from === 1) {
    if (first === 115) return TYPE.shared;
    if (first === 110) return TYPE.number;
    if (first === 98) return TYPE.boolean;
    if (first === 101) return TYPE.error;
    if (first === 100) return TYPE.date;
  }
  if (to - from === 3 && first === 115) return TYPE.text;
  if (to - from === 9 && first === 105) return TYPE.inline;
  return at.bad("cell type");
}
