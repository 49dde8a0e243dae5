import { type ByteCursor, GT, LT, SLASH } from "./byte-cursor.ts";
import { BODY, type RowScan, TYPE } from "./row-scan.ts";
import { CUT_OFF, OPEN, readStartTag } from "./start-tag.ts";

const AMP = 38;

/** Reads the `<c>` at `start` into the row's next place; `column` is where it stands when it does not say so. */
export function scanCell(at: ByteCursor, row: RowScan, start: number, column: number): boolean {
  const i = row.count;
  if (i === row.column.length) row.grow();
  row.column[i] = column;
  row.cellStart[i] = start;
  row.style[i] = 0;
  row.type[i] = TYPE.number;
  row.body[i] = BODY.none;
  row.formula[i] = -1;
  at.pos = start + 2 + at.prefix.length;
  const closed = readStartTag(at, row, i);
  if (closed === CUT_OFF) return false;
  if (closed === OPEN && !scanBody(at, row, i)) return false;
  row.cellEnd[i] = at.pos;
  return true;
}

function scanBody(at: ByteCursor, row: RowScan, i: number): boolean {
  for (;;) {
    const tag = at.toTag();
    if (tag < 0) return false;
    if (at.bytes[tag + 1] === SLASH) return at.endTag("c");
    if (at.isMarkup(tag)) {
      if (!at.skipMarkup()) return false;
    } else if (at.isName(tag + 1, "v")) {
      if (!scanText(at, row, i, tag + 2 + at.prefix.length, "v")) return false;
    } else if (at.isName(tag + 1, "is")) {
      if (!scanInline(at, row, i, tag)) return false;
    } else {
      if (at.isName(tag + 1, "f")) row.formula[i] = tag;
      if (!at.skipElement()) return false;
    }
  }
}

/** Text of `<v>` or `<t>`, whose name ends at `from`. */
function scanText(at: ByteCursor, row: RowScan, i: number, from: number, name: string): boolean {
  const { bytes, end } = at;
  let p = from;
  while (p < end && bytes[p] !== GT) p++;
  if (p >= end) return false;
  if (bytes[p - 1] === SLASH) {
    at.pos = p + 1;
    return true;
  }
  row.from[i] = ++p;
  let body: number = BODY.plain;
  for (; ; p++) {
    while (p < end && bytes[p] !== LT && bytes[p] !== AMP) p++;
    if (p + 1 >= end) return false;
    if (bytes[p] === AMP) {
      if (body === BODY.plain) body = BODY.entities;
    } else if (bytes[p + 1] === SLASH) break;
    else {
      body = BODY.rich;
      at.pos = p;
      if (!at.skipMarkup()) return false;
      p = at.pos - 1;
    }
  }
  row.to[i] = p;
  row.body[i] = body;
  at.pos = p;
  return at.endTag(name);
}

/** `<is>` with one `<t>` is plain text; runs, phonetics and the like are left to a slower reader. */
function scanInline(at: ByteCursor, row: RowScan, i: number, start: number): boolean {
  const { bytes } = at;
  at.pos = start + 3 + at.prefix.length;
  const t = bytes[at.pos] === GT ? at.pos + 1 : -1;
  if (t >= 0 && bytes[t] === LT && at.isName(t + 1, "t")) {
    if (!scanText(at, row, i, t + 2 + at.prefix.length, "t")) return false;
    if (row.body[i] !== BODY.rich && bytes[at.pos] === LT && bytes[at.pos + 1] === SLASH) return at.endTag("is");
  }
  at.pos = start;
  if (!at.skipElement()) return false;
  row.body[i] = BODY.rich;
  row.from[i] = start;
  row.to[i] = at.pos;
  return true;
}
