import type { Finding } from "../domain/finding.ts";
import type { RawRow } from "../ports/spreadsheet.ts";
import { cellAddress } from "./address.ts";
import type { DraftRow, Sources } from "./cell-reader.ts";
import { cellFinding, tabFinding, unitOfRow } from "./note.ts";
import type { PlacedTab } from "./places.ts";
import { checkProject, type KnownProjects, projectColumns } from "./project-refs.ts";
import { type ReadRow, type RowProblem, rowReader } from "./row-reader.ts";
import { type SheetRows, sheetRows } from "./sheet-rows.ts";
import type { FoundSheet } from "./sheets.ts";

/** One tab of one workbook: where its rows stand, the good ones among them, and what is wrong with the others. */
export interface TabReading {
  readonly place: PlacedTab;
  /** One per data row; null = set aside. */
  readonly rows: readonly (DraftRow | null)[];
  /** What could be read of rows set aside, by their number. */
  readonly aside: ReadonlyMap<number, DraftRow>;
  readonly findings: readonly Finding[];
  /** Rows in which only a system column holds something. */
  readonly leftover: readonly number[];
}

export function layoutFindings({ workbook, tab, layout }: FoundSheet): Finding[] {
  return layout.problems.map(({ problem, facts, place, header }) => ({
    ...tabFinding(workbook, tab.code, problem, facts, header),
    cell: place === null ? "" : cellAddress(place.row, place.index),
  }));
}

/** Reads the data rows of a tab that is not stopped. `known` null: references to projects are not looked at. */
export function readTab(found: FoundSheet, sources: Sources, known: KnownProjects | null): TabReading {
  const { workbook, tab, sheet, layout } = found;
  const read = rowReader(tab, layout.columns, sources);
  const refs = projectColumns(tab, layout.columns);
  const lines = sheetRows(tab, layout, sheet);
  const rows: (DraftRow | null)[] = [];
  const keys: (string | null)[] = [];
  const rowNumbers: number[] = [];
  const aside = new Map<number, DraftRow>();
  const findings = [...layoutFindings(found), ...totalsNote(found, lines)];
  for (const line of lines.data) {
    const one = read(workbook, line.cells);
    const check =
      known === null || refs.project === null ? NO_CHECK : checkProject(one, refs.project, refs.echo, tab, known);
    const good = one.good && !check.setsAside;
    addFindings(findings, found, line, one, one.problems, sources);
    addFindings(findings, found, line, one, check.problems, sources);
    if (!good) aside.set(line.number, one.row);
    rows.push(good ? one.row : null);
    keys.push(one.key === "" ? null : one.key);
    rowNumbers.push(line.number);
  }
  const place = { workbook, tab: tab.code, sheet: sheet.title, layout, rowNumbers, keys };
  return { place, rows, aside, findings, leftover: lines.leftover };
}

const NO_CHECK = { problems: [], setsAside: false };

function totalsNote({ workbook, tab }: FoundSheet, { totals }: SheetRows): Finding[] {
  if (totals.length === 0) return [];
  return [
    tabFinding(workbook, tab.code, "totals-skipped", {
      rows: rowList(totals.map((total) => total.row)),
      count: totals.length,
    }),
  ];
}

const MOST_ROWS_NAMED = 20;

/** 12、87 — cut at twenty, for sentences. */
export const rowList = (rows: readonly number[]): string =>
  rows.slice(0, MOST_ROWS_NAMED).join("、") + (rows.length > MOST_ROWS_NAMED ? " 等" : "");

function addFindings(
  findings: Finding[],
  { workbook, tab }: FoundSheet,
  line: RawRow,
  read: ReadRow,
  problems: readonly RowProblem[],
  { unitOfProject }: Sources,
): void {
  for (const { bound, found } of problems) {
    const unit = unitOfRow(tab, read.row, unitOfProject);
    const place = {
      workbook,
      tab: tab.code,
      key: read.key,
      row: line.number,
      index: bound.index,
      header: bound.header,
      unit,
      required: bound.column.required,
    };
    findings.push(cellFinding(place, line.cells[bound.index], found));
  }
}
