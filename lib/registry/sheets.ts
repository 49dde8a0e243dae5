import type { Finding } from "../domain/finding.ts";
import type { SheetSnapshot, WorkbookSnapshot } from "../ports/spreadsheet.ts";
import { headerForm } from "./clean.ts";
import type { TabDef } from "./column.ts";
import { type Layout, layoutOf } from "./layout.ts";
import { tabFinding } from "./note.ts";
import { TABS } from "./tabs.ts";

const byTitle = new Map(TABS.map((tab) => [headerForm(tab.title), tab]));

/** The tab a sheet is, by its title; null for sheets that are none of ours to read. */
export const tabTitled = (title: string): TabDef | null => byTitle.get(headerForm(title)) ?? null;

export interface FoundSheet {
  readonly workbook: string;
  readonly tab: TabDef;
  readonly sheet: SheetSnapshot;
  readonly layout: Layout;
}

export interface FoundSheets {
  readonly sheets: readonly FoundSheet[];
  readonly findings: readonly Finding[];
}

/** A tab that the program writes. */
export const isSystemTitle = (title: string): boolean => headerForm(title).startsWith("系统-");

/** The program has written into this workbook before: its stamp, or at least one of its tabs, stands there. */
const isOurs = (workbook: WorkbookSnapshot): boolean => workbook.stamp !== null || workbook.titles.some(isSystemTitle);

/** The tabs of one workbook; of two with the same title the first counts. */
export function sheetsOf(workbook: WorkbookSnapshot): FoundSheets {
  const sheets = new Map<TabDef, FoundSheet>();
  const findings: Finding[] = [];
  for (const sheet of workbook.sheets) {
    const tab = tabTitled(sheet.title);
    if (tab === null) continue;
    if (sheets.has(tab)) {
      findings.push(tabFinding(workbook.name, tab.code, "tab-twice", { title: sheet.title }));
      continue;
    }
    const layout = layoutOf(tab, sheet, isOurs(workbook));
    if (layout !== null) sheets.set(tab, { workbook: workbook.name, tab, sheet, layout });
  }
  return { sheets: [...sheets.values()], findings: [...findings, ...unshownColumns(workbook)] };
}

/** People look for verdicts where none are shown. */
const unshownColumns = ({ name, unshown = [] }: WorkbookSnapshot): Finding[] =>
  unshown.flatMap(({ sheet, cell, inTheWay }) => {
    const tab = tabTitled(sheet);
    return tab === null ? [] : [{ ...tabFinding(name, tab.code, "columns-unshown", { inTheWay }), cell }];
  });

/** All workbooks together. The office's own tabs are read from the first workbook only. */
export function findSheets(workbooks: readonly WorkbookSnapshot[]): FoundSheets {
  const found = workbooks.map(sheetsOf);
  const sheets = found.flatMap((one, index) => one.sheets.filter((sheet) => isRead(sheet, index)));
  const elsewhere = found.flatMap((one, index) =>
    one.sheets.filter((sheet) => !isRead(sheet, index) && hasRows(sheet)),
  );
  const notes = elsewhere.map(({ workbook, tab }) => tabFinding(workbook, tab.code, "admin-tab-elsewhere"));
  return { sheets, findings: [...found.flatMap((one) => one.findings), ...notes] };
}

const isRead = ({ tab }: FoundSheet, workbookIndex: number): boolean =>
  tab.section === "department" || workbookIndex === 0;

const hasRows = ({ sheet, layout }: FoundSheet): boolean => sheet.rows.some((row) => row.number >= layout.firstRow);
