import type { SystemColumns } from "../../ports/spreadsheet.ts";
import { MAX_COLUMN } from "./address.ts";
import type { CellContext } from "./cell-value.ts";
import type { ChangeLog } from "./change-log.ts";
import { ColumnSplicer, differing, wantedCells } from "./column-splicer.ts";
import type { OpenPackage, SheetPart } from "./open-package.ts";
import { PartRewriter } from "./part-rewriter.ts";
import { Refusal } from "./refusal.ts";
import { headWith, tailWith } from "./sheet-frame.ts";
import { streamSheet } from "./sheet-stream.ts";
import type { OurStyles } from "./style-book.ts";
import { tableWithColumns } from "./table-part.ts";
import { type SheetReading, type UsedArea, usedArea } from "./used-area.ts";
import type { GrownSheet } from "./workbook-part.ts";
import type { ArchiveEntry } from "./zip.ts";

/** What became of one department tab. */
export interface HostResult {
  readonly rowsChanged: number;
  /** The sheet's new part, null when no byte of it changes. */
  readonly entry: Promise<ArchiveEntry> | null;
  readonly tables: ReadonlyMap<string, string>;
  readonly grown: GrownSheet | null;
  readonly formulasReplaced: boolean;
}

/** Puts our columns' values into a department tab. With `write` false nothing is packed, only the log is filled. */
export async function publishColumns(
  book: OpenPackage,
  sheet: SheetPart,
  columns: SystemColumns,
  context: CellContext,
  styles: OurStyles,
  log: ChangeLog,
  write: boolean,
  reading?: SheetReading,
): Promise<HostResult> {
  const added = columns.headers.filter((_, i) => columns.positions[i] === null);
  const used = added.length > 0 ? await usedArea(book, sheet, reading) : null;
  const plan = used ? placedRight(columns, used) : { positions: columns.positions as readonly number[], growth: null };
  const entry = book.find(sheet.part!)!;
  const rewriter = write ? new PartRewriter(entry) : null;
  let prefix = "";
  const wanted = differing(wantedCells(columns, plan.positions), reading, context.date1904);
  const splicer = new ColumnSplicer(sheet.title, () => prefix, wanted, rewriter, context, styles, log);
  const frame = await streamSheet(entry, {
    head(text, headPrefix) {
      prefix = headPrefix;
      if (!plan.growth || !rewriter) return;
      rewriter.replaceHead(Buffer.byteLength(text), headWith(text, prefix, plan.growth.reach, plan.growth.columns));
    },
    row: (scanner, window) => splicer.row(scanner, window),
    passed: (window, upTo) => rewriter?.passed(window, upTo),
  });
  const lights = columns.headers.flatMap((header, i) => (header.light ? [plan.positions[i]!] : []));
  const filter = plan.growth?.filter ?? null;
  const tail = () =>
    tailWith(frame.head, frame.tail, prefix, { filter, lights, firstRow: columns.headerRow + 1, styles });
  return {
    rowsChanged: splicer.rowsChanged,
    entry: rewriter?.begun ? rewriter.finish(tail()) : null,
    tables: plan.growth?.tables ?? new Map(),
    grown: plan.growth ? { title: sheet.title, ...plan.growth.edge } : null,
    formulasReplaced: splicer.formulasReplaced,
  };
}

/** New columns stand right of everything used; table, filter and print range follow when they ended just there. */
function placedRight(columns: SystemColumns, used: UsedArea) {
  let next = Math.max(used.right, ...columns.positions.map((position) => position ?? -1)) + 1;
  const first = next;
  const positions = columns.positions.map((position) => position ?? next++);
  const right = next - 1;
  if (right > MAX_COLUMN) throw new Refusal("sheet-full", columns.sheet);
  const added = columns.headers
    .map((header, i) => ({
      column: positions[i]!,
      width: header.width,
      title: header.title,
      old: columns.positions[i],
    }))
    .filter((one) => one.old === null);
  const titles = added.map((one) => one.title);
  const tables = new Map<string, string>();
  const edges = [];
  for (const table of used.tables) {
    const touches = table.area.right === first - 1 && table.area.top === columns.headerRow;
    const text = touches ? tableWithColumns(table, titles) : null;
    if (text !== null) tables.set(table.part, text);
  }
  const filterGrows = used.filter !== null && used.filter.right === first - 1;
  edges.push({ top: 1, left: 0, right: first - 1, bottom: 0 });
  return {
    positions,
    growth: {
      columns: added,
      reach: { top: 1, left: 0, right, bottom: columns.headerRow },
      filter: filterGrows ? { ...used.filter!, right } : null,
      tables,
      edge: { edges, right, bottom: 0 },
    },
  };
}
