import type { WorkbookSnapshot } from "../ports/spreadsheet.ts";
import { setDuplicatesAside } from "./duplicates.ts";
import { NOTHING_KNOWN } from "./known-names.ts";
import { readTab } from "./read-tab.ts";
import { sheetsOf, tabTitled } from "./sheets.ts";
import { tabOf } from "./tabs.ts";

const TAB = tabOf("workbooks");

export interface ListedWorkbook {
  readonly name: string;
  /** As typed: full-width brackets and the like are part of a file's name. */
  readonly address: string;
}

/** The good rows of 分表, before anything else is read: which workbooks belong to this registry. */
export function listedWorkbooks(main: WorkbookSnapshot): readonly ListedWorkbook[] {
  if (!main.sheets.some(({ title }) => tabTitled(title) === TAB)) return [];
  const found = sheetsOf(main).sheets.find(({ tab }) => tab === TAB);
  if (found === undefined || found.layout.stopped) return [];
  const { readings } = setDuplicatesAside(TAB, [readTab(found, NOTHING_KNOWN, null)], new Map());
  const column = found.layout.columns.find(({ column }) => column.code === "address")!.index;
  const typed = new Map(found.sheet.rows.map(({ number, cells }) => [number, cells[column]]));
  return readings.flatMap(({ rows, place }) =>
    rows.flatMap((row, at) => {
      const cell = typed.get(place.rowNumbers[at]!);
      return row === null || typeof cell !== "string" ? [] : [{ name: String(row.name), address: cell.trim() }];
    }),
  );
}
