import type { RawRow } from "../../ports/spreadsheet.ts";
import { type Area, parseArea } from "./address.ts";
import { type OpenPackage, partText, relationsOf, type SheetPart } from "./open-package.ts";
import { parseFrame } from "./read-workbook.ts";
import { BODY, type RowScan } from "./row-scan.ts";
import { type SheetFrame, streamSheet } from "./sheet-stream.ts";
import { attr, child, childrenOf, parseXml, type XmlElement } from "./xml-tree.ts";

/** How far people (and we) use a sheet: cells with a value or a formula, merged areas, tables, the filter. */
export interface UsedArea {
  /** 0-based; −1 for an empty sheet. */
  readonly right: number;
  /** Last row with a value, 1-based; merged areas count. */
  readonly bottom: number;
  readonly filter: Area | null;
  readonly tables: readonly TablePart[];
}

export interface TablePart {
  readonly part: string;
  readonly text: string;
  readonly root: XmlElement;
  readonly area: Area;
}

/** How far the values of a sheet reach, and what stands around its rows. */
export interface SheetExtent {
  readonly right: number;
  readonly bottom: number;
  readonly frame: SheetFrame;
}

/** What a reading of a sheet saw: a publication into the same bytes need not look again. */
export interface SheetReading extends SheetExtent {
  /** Rows that hold something, from above. */
  readonly rows: readonly RawRow[];
  /** Columns in which a formula stands. */
  readonly formulas: ReadonlySet<number>;
}

export async function usedArea(book: OpenPackage, sheet: SheetPart, known?: SheetExtent): Promise<UsedArea> {
  const { right, bottom, frame } = known ?? (await extentOf(book, sheet));
  const root = parseFrame(frame.head, frame.tail, frame.prefix, sheet.title);
  const tables = tableParts(book, sheet.part!);
  const filter = parseArea(attr(child(root, "autoFilter") ?? root, "ref") ?? "");
  const areas = [...mergedAreas(root), ...tables.map((table) => table.area), ...(filter ? [filter] : [])];
  const merged = mergedAreas(root).filter((area) => area.top <= bottom);
  return {
    right: Math.max(right, ...areas.map((area) => area.right)),
    bottom: Math.max(bottom, ...merged.map((area) => area.bottom), ...tables.map((table) => table.area.bottom)),
    filter,
    tables,
  };
}

async function extentOf(book: OpenPackage, sheet: SheetPart): Promise<SheetExtent> {
  let right = -1;
  let bottom = 0;
  const isUsed = (row: RowScan): boolean => {
    for (let i = row.count - 1; i >= 0; i--) {
      if (row.body[i] === BODY.none && row.formula[i]! < 0) continue;
      right = Math.max(right, row.column[i]!);
      bottom = row.number;
      return true;
    }
    return false;
  };
  const frame = await streamSheet(book.find(sheet.part!)!, {
    // The last cells tell, unless they are empty.
    row: (scanner) => void (isUsed(scanner.cellsFrom(right + 1)) || isUsed(scanner.cells())),
  });
  return { right, bottom, frame };
}

function mergedAreas(root: XmlElement): Area[] {
  const merges = child(root, "mergeCells");
  return (merges ? childrenOf(merges, "mergeCell") : []).flatMap((cell) => parseArea(attr(cell, "ref") ?? "") ?? []);
}

function tableParts(book: OpenPackage, sheetPart: string): TablePart[] {
  const parts = relationsOf(book.find, sheetPart).filter((rel) => rel.kind === "table");
  return parts.flatMap((rel) => {
    const text = partText(book.find, rel.target);
    const root = parseXml(text, rel.target);
    const area = parseArea(attr(root, "ref") ?? "");
    return area ? [{ part: rel.target, text, root, area }] : [];
  });
}
