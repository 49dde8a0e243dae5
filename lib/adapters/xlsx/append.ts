import type { NewRows } from "../../ports/spreadsheet.ts";
import { MAX_ROW } from "./address.ts";
import { ChangeLog } from "./change-log.ts";
import { ColumnSplicer, type WantedCell } from "./column-splicer.ts";
import type { OpenPackage } from "./open-package.ts";
import { PackageEdit } from "./package-edit.ts";
import { PartRewriter } from "./part-rewriter.ts";
import { putStyles, sheetNamed } from "./publish.ts";
import { cellContext, stylesText } from "./read-workbook.ts";
import { Refusal } from "./refusal.ts";
import { headWith, tailWith } from "./sheet-frame.ts";
import { streamSheet } from "./sheet-stream.ts";
import { EMPTY_STYLES, withOurStyles } from "./style-book.ts";
import { tableDownTo } from "./table-part.ts";
import { type UsedArea, usedArea } from "./used-area.ts";
import { workbookWith } from "./workbook-part.ts";
import type { ArchiveEntry } from "./zip.ts";

/** The archive with whole new rows below the last used row of the tab; table, filter and print range follow. */
export async function appendInto(book: OpenPackage, rows: NewRows): Promise<readonly ArchiveEntry[]> {
  if (book.rootRels.some((rel) => rel.kind === "origin")) throw new Refusal("digitally-signed");
  const sheet = sheetNamed(book, rows.sheet);
  if (!sheet?.part) throw new Refusal("missing-sheet", rows.sheet);
  const used = await usedArea(book, sheet);
  const first = Math.max(used.bottom, rows.headerRow) + 1;
  const last = first + rows.rows.length - 1;
  if (last > MAX_ROW) throw new Refusal("sheet-full", rows.sheet);
  const oldStyles = stylesText(book);
  const { text: newStyles, styles } = withOurStyles(oldStyles ?? EMPTY_STYLES);
  const above = new Map<number, number>();
  const wanted = (row: number) => (row < first || row > last ? null : newCells(rows, row - first, above));
  const rewriter = new PartRewriter(book.find(sheet.part)!);
  let prefix = "";
  const splicer = new ColumnSplicer(
    sheet.title,
    () => prefix,
    wanted,
    rewriter,
    cellContext(book),
    styles,
    new ChangeLog(false),
  );
  let next = first;
  const newRowsBefore = (row: number): string => {
    let xml = "";
    for (; next < row && next <= last; next++) xml += splicer.newRow(next, wanted(next)!);
    next = Math.max(next, row + 1);
    return xml;
  };
  const right = Math.max(...rows.positions);
  const frame = await streamSheet(book.find(sheet.part)!, {
    head(text, headPrefix) {
      prefix = headPrefix;
      const reach = { top: 1, left: 0, right, bottom: last };
      rewriter.replaceHead(Buffer.byteLength(text), headWith(text, prefix, reach, []));
    },
    row(scanner, window) {
      const scan = scanner.row;
      if (scan.number === first - 1 && scan.number > rows.headerRow) {
        scanner.cells();
        for (let i = 0; i < scan.count; i++) above.set(scan.column[i]!, scan.style[i]!);
      }
      if (scan.number < first) return;
      const xml = newRowsBefore(scan.number);
      if (xml !== "") rewriter.replace(window, scan.start, scan.start, xml);
      splicer.row(scanner, window);
    },
    passed: (window, upTo) => rewriter.passed(window, upTo),
  });
  const rest = newRowsBefore(last + 1);
  const filter = used.filter?.bottom === used.bottom ? { ...used.filter, bottom: last } : null;
  const tail = tailWith(frame.head, frame.tail, prefix, { filter, lights: [], firstRow: first, styles });
  const edit = new PackageEdit(book);
  edit.set((await rewriter.finish(rest + tail))!);
  putTables(edit, used, last);
  if (newStyles !== oldStyles) putStyles(edit, book, newStyles);
  const edge = { top: 1, left: 0, right: -1, bottom: used.bottom };
  edit.setText(
    book.workbookPart,
    workbookWith(book, [], [{ title: sheet.title, edges: [edge], right: -1, bottom: last }], []),
  );
  return edit.entries();
}

function newCells(rows: NewRows, index: number, above: ReadonlyMap<number, number>): WantedCell[] {
  const values = rows.rows[index]!;
  return rows.positions
    .map((column, i) => ({
      column,
      value: values[i] ?? null,
      format: "text" as const,
      header: false,
      base: above.get(column) ?? null,
    }))
    .sort((a, b) => a.column - b.column);
}

function putTables(edit: PackageEdit, used: UsedArea, last: number): void {
  for (const table of used.tables) {
    const text = table.area.bottom === used.bottom ? tableDownTo(table, last) : null;
    if (text !== null) edit.setText(table.part, text);
  }
}
