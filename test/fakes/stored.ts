import type { WorkbookSnapshot } from "../../lib/ports/spreadsheet.ts";
import type { StoredTab, TabRead } from "../../lib/ports/store.ts";
import { tabsRead } from "../../lib/registry/history-rows.ts";

/** What a store would give back of a workbook that was read just now. */
export const storedTabs = (workbook: WorkbookSnapshot): StoredTab[] =>
  tabsRead(workbook).map(({ rows, ...tab }) => ({
    ...tab,
    rows: [...rows].map(({ key, json }) => ({ key, json: json() })),
  }));

const marks = new Map<string, number>();
const markOf = (text: string): number => {
  const mark = marks.get(text) ?? marks.size;
  marks.set(text, mark);
  return mark;
};

/** A tab as a reader of workbooks would hand it to a store. */
export const asRead = ({ rows, ...tab }: StoredTab): TabRead => ({
  ...tab,
  rows: rows.map(({ key, json }) => ({ key, mark: markOf(json), json: () => json })),
});
