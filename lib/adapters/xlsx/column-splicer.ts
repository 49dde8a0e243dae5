import type { CellFormat, CellValue, RawCell, SystemColumns } from "../../ports/spreadsheet.ts";
import { columnName } from "./address.ts";
import { type CellContext, cellValue } from "./cell-value.ts";
import { cellXml, holds, isWrittenAs, looksLikeFormula, writable } from "./cell-xml.ts";
import type { ChangeLog } from "./change-log.ts";
import type { PartRewriter } from "./part-rewriter.ts";
import { Refusal } from "./refusal.ts";
import { BODY, type RowScan, TYPE } from "./row-scan.ts";
import type { RowScanner } from "./row-scanner.ts";
import type { Window } from "./sheet-stream.ts";
import type { OurStyles } from "./style-book.ts";
import { bodyStyle } from "./system-tab-sheet.ts";
import type { SheetReading } from "./used-area.ts";

/** One cell of a row that is ours: where, what it is to hold, and under which format. */
export interface WantedCell {
  readonly column: number;
  readonly value: CellValue;
  readonly format: CellFormat;
  readonly header: boolean;
  /** Style to begin from where no cell stands yet (that of the row above); null: ours for the format. */
  readonly base: number | null;
}

/** For a row of the sheet: our cells in it from left to right, or null when the row is none of ours. */
export type WantedCells = (row: number) => readonly WantedCell[] | null;

/** The cells of our columns: headers of added columns, values by key, nothing for a row without a usable key. */
export function wantedCells(columns: SystemColumns, positions: readonly number[]): WantedCells {
  const order = positions.map((_, i) => i).sort((a, b) => positions[a]! - positions[b]!);
  const cell = (i: number, value: CellValue, header: boolean) => ({
    column: positions[i]!,
    value,
    format: columns.headers[i]!.format,
    header,
    base: null,
  });
  const added = order.filter((i) => columns.positions[i] === null);
  const headers = added.map((i) => cell(i, columns.headers[i]!.title, true));
  // One set of cells for all rows: half a million objects a run are felt.
  const cells = order.map((i) => cell(i, null, false));
  return (row) => {
    if (row === columns.headerRow) return headers;
    const key = columns.rowKeys.get(row);
    if (key === undefined) return null;
    const values = key === null ? undefined : columns.values.get(key);
    for (let n = 0; n < order.length; n++) cells[n]!.value = values?.[order[n]!] ?? null;
    return cells;
  };
}

/** Of a sheet that was read before only the rows that differ are asked for: the others need not be looked at again. For each row, in order. */
export function differing(wanted: WantedCells, reading: SheetReading | undefined, date1904: boolean): WantedCells {
  if (reading === undefined) return wanted;
  const { rows, formulas } = reading;
  let at = 0;
  return (row) => {
    const stands = rows[at]?.number === row ? rows[at++]!.cells : NOTHING;
    const cells = wanted(row);
    if (cells === null || cells.some(({ column }) => formulas.has(column))) return cells;
    return cells.every(({ column, value }) => holds(stands[column] ?? null, value, date1904)) ? null : cells;
  };
}

const NOTHING: readonly RawCell[] = [];

/** Puts our cells into the rows of one sheet; every other byte of a row is copied. */
export class ColumnSplicer {
  rowsChanged = 0;
  formulasReplaced = false;
  private readonly sheet: string;
  private readonly prefix: () => string;
  private readonly wanted: WantedCells;
  private readonly rewriter: PartRewriter | null;
  private readonly context: CellContext;
  private readonly styles: OurStyles;
  private readonly log: ChangeLog;

  constructor(
    sheet: string,
    prefix: () => string,
    wanted: WantedCells,
    rewriter: PartRewriter | null,
    context: CellContext,
    styles: OurStyles,
    log: ChangeLog,
  ) {
    this.sheet = sheet;
    this.prefix = prefix;
    this.wanted = wanted;
    this.rewriter = rewriter;
    this.context = context;
    this.styles = styles;
    this.log = log;
  }

  row(scanner: RowScanner, window: Window): void {
    const cells = this.wanted(scanner.row.number);
    if (!cells || cells.length === 0) return;
    const scan = scanner.cellsFrom(cells[0]!.column);
    const edits: Edit[] = [];
    let i = 0;
    for (const cell of cells) {
      while (i < scan.count && scan.column[i]! < cell.column) i++;
      const here = i < scan.count && scan.column[i] === cell.column;
      const edit = here ? this.replaced(scan, i, window, cell) : this.inserted(scan, i, cell);
      if (edit) edits.push(edit);
    }
    if (edits.length === 0) return;
    this.rowsChanged++;
    if (this.rewriter) this.write(scan, window, edits, cells.at(-1)!.column);
  }

  private replaced(scan: RowScan, i: number, window: Window, cell: WantedCell): Edit | null {
    const formula = scan.formula[i]! >= 0;
    if (!formula && this.standsAlready(scan, i, window.bytes, cell.value)) return null;
    const raw = cellValue(scan, i, window.bytes, this.context);
    if (!formula && holds(raw, cell.value, this.context.date1904)) return null;
    if (formula) this.refuseSpreadFormula(scan, i, window);
    this.note(scan.number, cell, raw);
    const style = this.keptStyle(scan.style[i]!, cell);
    return { from: scan.cellStart[i]!, to: scan.cellEnd[i]!, by: this.xml(scan.number, cell, style) };
  }

  private standsAlready(scan: RowScan, i: number, bytes: Buffer, value: CellValue): boolean {
    if (typeof value !== "string" || scan.type[i] !== TYPE.inline || scan.body[i] === BODY.rich) return false;
    return scan.body[i] !== BODY.none && isWrittenAs(bytes, scan.from[i]!, scan.to[i]!, value);
  }

  private inserted(scan: RowScan, i: number, cell: WantedCell): Edit | null {
    if (writable(cell.value, this.context.date1904) === null) return null;
    this.note(scan.number, cell, null);
    const at = i < scan.count ? scan.cellStart[i]! : scan.closeStart;
    return { from: at, to: at, by: this.xml(scan.number, cell, this.newStyle(cell)) };
  }

  /** A row that does not stand in the sheet at all. */
  newRow(number: number, cells: readonly WantedCell[]): string {
    const p = this.prefix() === "" ? "" : `${this.prefix()}:`;
    const written = cells.map((cell) => this.xml(number, cell, this.newStyle(cell)));
    this.rowsChanged++;
    return `<${p}row r="${number}">${written.join("")}</${p}row>`;
  }

  private newStyle(cell: WantedCell): number {
    if (cell.header) return this.styles.header;
    return cell.base === null ? bodyStyle(cell.value, cell.format, this.styles) : this.keptStyle(cell.base, cell);
  }

  private note(row: number, cell: WantedCell, before: RawCell): void {
    this.log.add(this.sheet, cell.column, row, before, cell.value);
  }

  private xml(row: number, cell: WantedCell, style: number): string {
    return cellXml(this.prefix(), cell.column, row, cell.value, style, this.context.date1904);
  }

  /** People may have coloured our column: their style stays unless the value would read back as something else under it. */
  private keptStyle(style: number, cell: WantedCell): number {
    const { value } = cell;
    if (looksLikeFormula(value)) return this.styles.quoted;
    const isDay = typeof value === "object" && value !== null;
    const showsDay = this.context.dates[style] === 1 || style === this.styles.body.date;
    if (isDay || typeof value === "number")
      return isDay === showsDay ? style : bodyStyle(value, cell.format, this.styles);
    return style;
  }

  /** A formula shared with, or spilling into, other cells cannot be taken away alone. */
  private refuseSpreadFormula(scan: RowScan, i: number, window: Window): void {
    this.formulasReplaced = true;
    const tag = window.bytes.toString("latin1", scan.formula[i]!, scan.cellEnd[i]!);
    const area = /^<[^>]*\sref\s*=\s*["']([^"']*)["']/.exec(tag)?.[1];
    if (area === undefined || !area.includes(":")) return;
    throw new Refusal("formula-in-system-column", `${this.sheet} ${columnName(scan.column[i]!)}${scan.number}`);
  }

  private write(scan: RowScan, window: Window, edits: readonly Edit[], last: number): void {
    const rewriter = this.rewriter!;
    const tag = window.bytes.toString("utf8", scan.start, scan.openEnd);
    const wider = withSpan(tag, last);
    if (scan.openEnd === scan.end) {
      const open = wider.replace(/\s*\/>$/, ">");
      const cells = edits.map((edit) => edit.by).join("");
      const name = /^<([^\s/>]+)/.exec(tag)![1]!;
      rewriter.replace(window, scan.start, scan.end, `${open}${cells}</${name}>`);
      return;
    }
    if (wider !== tag) rewriter.replace(window, scan.start, scan.openEnd, wider);
    for (const edit of joined(edits)) rewriter.replace(window, edit.from, edit.to, edit.by);
  }
}

interface Edit {
  readonly from: number;
  readonly to: number;
  readonly by: string;
}

/** What is put in at one place goes there at once. */
function joined(edits: readonly Edit[]): readonly Edit[] {
  const [first] = edits;
  if (first === undefined || edits.some(({ from, to }) => from !== first.from || to !== first.from)) return edits;
  return [{ ...first, by: edits.map((edit) => edit.by).join("") }];
}

/** `spans` is a hint for readers; one that is too narrow is a lie, so it is widened. */
function withSpan(tag: string, last: number): string {
  const found = /\sspans\s*=\s*["']([^"']*:)(\d+)\s*["']/.exec(tag);
  if (found === null || Number(found[2]) === 0 || Number(found[2]) > last) return tag;
  const [written, from] = found;
  return `${tag.slice(0, found.index)} spans="${from}${last + 1}"${tag.slice(found.index + written.length)}`;
}
