import type { RawCell, RawRow, SheetSnapshot } from "../ports/spreadsheet.ts";
import { isBlank, withoutBlanks } from "./clean.ts";
import type { TabDef } from "./column.ts";
import type { Layout } from "./layout.ts";

/** The rows below the header: what people wrote, what is a total or a note below the table, what is only a leftover of ours. */
export interface SheetRows {
  /** Merged cells filled down. */
  readonly data: readonly RawRow[];
  readonly totals: readonly { readonly row: number; readonly text: string }[];
  /** Rows where nobody wrote anything but a system column still holds something. */
  readonly leftover: readonly number[];
}

export function sheetRows(tab: TabDef, layout: Layout, sheet: SheetSnapshot): SheetRows {
  const human = layout.columns.filter((bound) => bound.index >= 0).map((bound) => bound.index);
  const keys = layout.columns
    .filter((bound) => tab.key.includes(bound.column.code) && bound.index >= 0)
    .map((bound) => bound.index);
  const fill = fillDown(sheet, layout);
  const data: RawRow[] = [];
  const totals: { row: number; text: string }[] = [];
  const leftover: number[] = [];
  for (const row of sheet.rows) {
    if (row.number < layout.firstRow) continue;
    if (!holdsAny(row, human)) {
      if (holdsAny(row, layout.system)) leftover.push(row.number);
      continue;
    }
    const total = totalWord(row, keys);
    if (total !== "") totals.push({ row: row.number, text: total });
    else data.push(fill(row));
  }
  return { data, totals, leftover };
}

function holdsAny(row: RawRow, indices: readonly (number | null)[]): boolean {
  for (const index of indices) if (index !== null && !isBlank(row.cells[index])) return true;
  return false;
}

const TOTAL = /^[\p{L}\p{N}()]{0,12}(?:合计|小计|总计|共计)(?:[(（].*[)）])?[:：]?$/u;
/** What offices write below a table: 填表说明：… 填报人：张三 */
const FOOT = /^(?:填[表报](?:说明|人|单位|日期|时间)|说明|备注|注|审核人?|制表人?|负责人|联系人)[:：]/;

/** A row is a total, or stands below the table, when its key says so, or when it has no key and some cell does. "" = it is neither. */
function totalWord(row: RawRow, keys: readonly number[]): string {
  let keyless = true;
  for (const index of keys) {
    const cell = row.cells[index];
    if (isBlank(cell)) continue;
    keyless = false;
    const word = totalIn(cell) || footIn(cell);
    if (word !== "") return word;
  }
  if (!keyless) return "";
  for (const cell of row.cells) {
    const word = totalIn(cell);
    if (word !== "") return word;
  }
  const written = row.cells.filter((cell) => !isBlank(cell));
  return written.length <= MOST_IN_FOOT ? footIn(written[0]) : "";
}

/** 填报人, 审核人, 填报日期. */
const MOST_IN_FOOT = 3;

function totalIn(cell: RawCell | undefined): string {
  if (typeof cell !== "string" || !cell.includes("计")) return "";
  const plain = withoutBlanks(cell);
  return TOTAL.test(plain) ? plain : "";
}

function footIn(cell: RawCell | undefined): string {
  if (typeof cell !== "string" || !/[:：]/.test(cell)) return "";
  const plain = withoutBlanks(cell);
  return FOOT.test(plain) ? plain : "";
}

/** A vertically merged cell holds its value in every row it covers; rows that hold nothing else stay empty. */
function fillDown(sheet: SheetSnapshot, layout: Layout): (row: RawRow) => RawRow {
  const merges = sheet.merges.filter((merge) => merge.bottom > merge.top && merge.top >= layout.firstRow);
  if (merges.length === 0) return (row) => row;
  const tops = new Set(merges.map((merge) => merge.top));
  const anchors = new Map(sheet.rows.filter((row) => tops.has(row.number)).map((row) => [row.number, row.cells]));
  const fills = new Map<number, [index: number, cell: RawCell][]>();
  const last = sheet.rows.at(-1)?.number ?? 0;
  for (const { top, bottom, left } of merges) {
    const cell = anchors.get(top)?.[left] ?? null;
    if (cell === null) continue;
    for (let row = top + 1; row <= Math.min(bottom, last); row++)
      fills.set(row, [...(fills.get(row) ?? []), [left, cell]]);
  }
  return (row) => filled(row, fills.get(row.number) ?? []);
}

function filled(row: RawRow, fills: readonly (readonly [number, RawCell])[]): RawRow {
  if (fills.length === 0) return row;
  const width = Math.max(row.cells.length, ...fills.map(([index]) => index + 1));
  const cells = Array.from({ length: width }, (_, index) => row.cells[index] ?? null);
  for (const [index, cell] of fills) if (isBlank(cells[index])) cells[index] = cell;
  return { number: row.number, cells };
}
