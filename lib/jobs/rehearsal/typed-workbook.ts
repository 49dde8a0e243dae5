import type {
  NewRows,
  RawCell,
  RawRow,
  SheetSnapshot,
  Spreadsheet,
  WorkbookSnapshot,
  WorkbookStamp,
} from "../../ports/spreadsheet.ts";
import { TABS, type TabDef } from "../../registry/tabs.ts";
import type { TypedRow, TypedRows } from "./office.ts";

/** A workbook in memory: people type whole tabs, the program publishes beside them. */
export interface TypedWorkbook extends Spreadsheet {
  readonly type: (rows: TypedRows) => void;
  /** As typed last, with what was appended since. */
  readonly rows: () => TypedRows;
}

/** `name` as people call the file. Nothing of it is read back but its stamp. */
export function typedWorkbook(name: string): TypedWorkbook {
  let sheets: readonly SheetSnapshot[] = [];
  let typed: TypedRows = {};
  let stamp: WorkbookStamp | null = null;
  let saved = 0;
  const revision = (): string => `typed-${saved}`;
  const save = (): { readonly revision: string } => {
    saved += 1;
    return { revision: revision() };
  };
  return {
    rows: () => typed,
    type: (rows) => {
      typed = rows;
      sheets = TABS.flatMap((tab) => sheetOf(tab, rows[tab.code] ?? []));
      save();
    },
    read: async (wanted): Promise<WorkbookSnapshot> => ({
      ...{ name, revision: revision(), stamp, titles: sheets.map(({ title }) => title) },
      sheets: sheets.filter(({ title }) => wanted(title) === true),
    }),
    publish: async (publication) => {
      stamp = publication.stamp;
      return { cellsChanged: 0, rowsPublished: {}, changes: [], ...save() };
    },
    append: async (added) => {
      sheets = sheets.some(({ title }) => title === added.sheet)
        ? sheets.map((sheet) => withRows(sheet, added))
        : sheets;
      return save();
    },
  };
}

/** Headers in the first row, as in a new registry. A tab stands there even without rows: what is appended finds its place. */
function sheetOf(tab: TabDef, rows: readonly TypedRow[]): readonly SheetSnapshot[] {
  const head = { number: 1, cells: tab.columns.map(({ header }) => header) };
  const typed = rows.map((row, index) => ({
    number: index + 2,
    cells: tab.columns.map(({ code }): RawCell => row[code] ?? null),
  }));
  return [{ title: tab.title, rows: [head, ...typed], merges: [] }];
}

function withRows(sheet: SheetSnapshot, added: NewRows): SheetSnapshot {
  if (sheet.title !== added.sheet) return sheet;
  const last = sheet.rows.at(-1)?.number ?? added.headerRow;
  const rows = added.rows.map((values, index): RawRow => {
    const cells = new Array<RawCell>(Math.max(...added.positions) + 1).fill(null);
    for (const [at, position] of added.positions.entries()) cells[position] = values[at] ?? null;
    return { number: last + index + 1, cells };
  });
  return { ...sheet, rows: [...sheet.rows, ...rows] };
}
