import type { RawCell, RawRow, SheetSnapshot } from "../ports/spreadsheet.ts";
import { MONEY_UNITS, WAN } from "./cells/money.ts";
import { type Facts, foundText } from "./cells/problem.ts";
import { headerForm, isBlank } from "./clean.ts";
import { type Column, PROJECT_NAME, type TabDef } from "./column.ts";
import { nearColumn } from "./near-headers.ts";

/** A known column where it stands in the sheet. */
export interface BoundColumn {
  readonly column: Column;
  /** 0-based, -1 when the sheet lacks it. */
  readonly index: number;
  /** Power of ten of 元 that a bare figure means (money only). */
  readonly power: number;
  /** As it stands in the sheet; the definition's where the sheet lacks it. */
  readonly header: string;
}

export interface LayoutProblem {
  readonly problem: string;
  readonly facts: Facts;
  /** 1-based row and 0-based column, null when there is no such cell. */
  readonly place: { readonly row: number; readonly index: number } | null;
  readonly header: string;
}

/** Where the table of a tab begins and which of its columns stand where. */
export interface Layout {
  readonly headerRow: number;
  /** The headers as they are understood, column A first: merged ones filled down, with the unit of the group above them. */
  readonly header: readonly (string | null)[];
  readonly firstRow: number;
  readonly columns: readonly BoundColumn[];
  /** 0-based positions of the tab's system columns, null where the sheet lacks them. */
  readonly system: readonly (number | null)[];
  readonly problems: readonly LayoutProblem[];
  /** A required header is missing: the tab is not read. */
  readonly stopped: boolean;
}

const DEEPEST_HEADER = 5;

interface Wanted {
  readonly column: Column;
  readonly power: number;
}

type Matcher = (form: string) => Wanted | null;
type ByForm = ReadonlyMap<string, Column>;

const forms = new WeakMap<TabDef, ByForm>();
const matchers = new WeakMap<TabDef, Matcher>();

/** The tab's columns by the forms of their headers and aliases. */
function formsOf(tab: TabDef): ByForm {
  const known = forms.get(tab);
  if (known !== undefined) return known;
  const named = tab.columns.flatMap((column) =>
    [column.header, ...column.aliases].map((header) => [headerForm(header), column] as const),
  );
  const byForm = new Map(named);
  forms.set(tab, byForm);
  return byForm;
}

/** Matches a header's form: exactly, by an alias, or with a remark in brackets; money only with a unit of money. */
function matcherOf(tab: TabDef): Matcher {
  const known = matchers.get(tab);
  if (known !== undefined) return known;
  const byForm = formsOf(tab);
  const matcher: Matcher = (form) => {
    const column = byForm.get(form);
    if (column !== undefined) return { column, power: WAN };
    return bracketed(byForm, form);
  };
  matchers.set(tab, matcher);
  return matcher;
}

const REMARK = /^([^([【]+)[([【](.+)[)\]】]$/;
const MONEY_REMARK = /^(?:单位[:：]?)?(元|千元|万元?|百万元|千万元|亿元?)(?:[,、].*)?$/;
const COUNT_REMARK = /^(?:单位[:：]?)?(?:个?工作日|[个项家分次名])$/;

function bracketed(byForm: ByForm, form: string): Wanted | null {
  const found = REMARK.exec(form);
  const column = found === null ? undefined : byForm.get(found[1]!);
  if (found === null || column === undefined) return null;
  const remark = found[2]!;
  if (column.kind === "money") {
    const unit = MONEY_REMARK.exec(remark);
    return unit === null ? null : { column, power: MONEY_UNITS[unit[1]!]! };
  }
  if (column.kind === "int" || column.kind === "num") return COUNT_REMARK.test(remark) ? { column, power: WAN } : null;
  return { column, power: WAN };
}

/** null: the sheet holds nothing at all. `ours` says the program has written into this workbook before. */
export function layoutOf(tab: TabDef, sheet: SheetSnapshot, ours: boolean): Layout | null {
  const header = headerRowOf(tab, headRows(tab, sheet));
  if (header === null) return sheet.rows.length === 0 ? null : withoutHeader();
  const bound = bindColumns(tab, header);
  const missing = missingHeaders(bound.columns, header.number);
  return {
    headerRow: header.number,
    header: header.cells.map((cell) => (typeof cell === "string" ? cell : null)),
    firstRow: firstDataRow(sheet, header.number),
    columns: bound.columns,
    system: systemPositions(tab, sheet, header, ours),
    problems: [...bound.problems, ...missing, ...nearHeaders(tab, header, bound.columns)],
    stopped: missing.length > 0,
  };
}

const withoutHeader = (): Layout => ({
  headerRow: 0,
  header: [],
  firstRow: Number.POSITIVE_INFINITY,
  columns: [],
  system: [],
  problems: [{ problem: "header-row-missing", facts: { rows: DEEPEST_HEADER }, place: null, header: "" }],
  stopped: true,
});

const headerText = (cell: RawCell | undefined): string => (typeof cell === "string" ? headerForm(cell) : "");

/** The first rows with headers merged over several of them filled down, and a unit of money that stands over a group of columns put to each of them. */
function headRows(tab: TabDef, { rows, merges }: SheetSnapshot): readonly RawRow[] {
  const first = rows.filter(({ number }) => number <= DEEPEST_HEADER);
  const textAt = (number: number, index: number): RawCell =>
    first.find((row) => row.number === number)?.cells[index] ?? null;
  const over = merges.filter(({ top }) => top < DEEPEST_HEADER);
  const match = matcherOf(tab);
  return first.map((row) => {
    const cells = [...row.cells];
    for (const { top, bottom, left } of over)
      if (top < row.number && row.number <= bottom && isBlank(cells[left])) {
        while (cells.length < left) cells.push(null);
        cells[left] = textAt(top, left);
      }
    for (const { top, bottom, left, right } of over)
      if (bottom === row.number - 1 && left < right) addUnit(cells, left, right, unitIn(textAt(top, left)), match);
    return { number: row.number, cells };
  });
}

/** 投资（亿元） over 总投资 and 年度计划投资: the remark with the unit, "" when there is none. */
function unitIn(cell: RawCell): string {
  const remark = REMARK.exec(headerText(cell))?.[2] ?? "";
  return MONEY_REMARK.test(remark) ? remark : "";
}

function addUnit(cells: RawCell[], left: number, right: number, unit: string, match: Matcher): void {
  for (let index = left; unit !== "" && index <= right; index++) {
    const form = headerText(cells[index]);
    if (match(form)?.column.kind === "money" && !REMARK.test(form)) cells[index] = `${cells[index]}（${unit}）`;
  }
}

/** The row among the first five that names most of the tab's columns; the upper one wins a tie. */
function headerRowOf(tab: TabDef, rows: readonly RawRow[]): RawRow | null {
  let best: RawRow | null = null;
  let most = 0;
  for (const row of rows) {
    if (row.number > DEEPEST_HEADER) break;
    const named = countNamed(tab, row);
    if (named > most) [best, most] = [row, named];
  }
  return best;
}

function countNamed(tab: TabDef, row: RawRow): number {
  const match = matcherOf(tab);
  const codes = new Set<string>();
  for (const cell of row.cells) {
    const wanted = match(headerText(cell));
    if (wanted !== null) codes.add(wanted.column.code);
  }
  return codes.size;
}

function bindColumns(tab: TabDef, header: RawRow): { columns: BoundColumn[]; problems: LayoutProblem[] } {
  const match = matcherOf(tab);
  const bound = new Map<string, BoundColumn>();
  const problems: LayoutProblem[] = [];
  header.cells.forEach((cell, index) => {
    const wanted = match(headerText(cell));
    if (wanted === null) return;
    const text = foundText(cell);
    const { code } = wanted.column;
    if (bound.has(code)) problems.push(twice(text, header.number, index));
    else bound.set(code, { column: wanted.column, index, power: wanted.power, header: wanted.column.header });
  });
  const columns = tab.columns.map(
    (column) => bound.get(column.code) ?? { column, index: -1, power: WAN, header: column.header },
  );
  return { columns, problems };
}

const twice = (header: string, row: number, index: number): LayoutProblem => ({
  problem: "header-twice",
  facts: { header },
  place: { row, index },
  header,
});

const missingHeaders = (columns: readonly BoundColumn[], row: number): LayoutProblem[] =>
  columns
    .filter(({ column, index }) => column.required && index < 0)
    .map(({ column: { header } }) => ({
      problem: "header-missing",
      facts: { header, headerRow: row },
      place: null,
      header,
    }));

/** Headers nobody knows that may mean a column the sheet seems to lack. */
function nearHeaders(tab: TabDef, header: RawRow, columns: readonly BoundColumn[]): LayoutProblem[] {
  const taken = new Set(columns.map(({ index }) => index));
  const lacking = new Set(columns.filter(({ index }) => index < 0).map(({ column }) => column.code));
  const ours = new Set(tab.system.map(({ title }) => headerForm(title)));
  return header.cells.flatMap((cell, index) => {
    const form = headerText(cell);
    if (form === "" || taken.has(index) || ours.has(form)) return [];
    const column = nearColumn(form, formsOf(tab));
    if (column === null || !lacking.has(column.code)) return [];
    const place = { row: header.number, index };
    return [{ problem: "header-near", facts: { known: column.header }, place, header: foundText(cell) }];
  });
}

/** A header may be merged over several rows; the data begin below the deepest of them. */
const firstDataRow = (sheet: SheetSnapshot, headerRow: number): number =>
  1 +
  sheet.merges
    .filter(({ top, bottom }) => top <= headerRow && bottom >= headerRow)
    .reduce((last, merge) => Math.max(last, merge.bottom), headerRow);

/**
 * Ours is the rightmost column of that header: we add at the right. In a workbook we never wrote to, a column of that name
 * that holds anything is somebody's own and is left alone.
 */
function systemPositions(tab: TabDef, sheet: SheetSnapshot, header: RawRow, ours: boolean): (number | null)[] {
  const forms = header.cells.map(headerText);
  return tab.system.map(({ title }) => {
    const index = forms.lastIndexOf(headerForm(title));
    if (index < 0) return null;
    return ours || isEmptyBelow(sheet, header.number, index) ? index : null;
  });
}

const isEmptyBelow = (sheet: SheetSnapshot, headerRow: number, index: number): boolean =>
  sheet.rows.every((row) => row.number <= headerRow || row.cells[index] === null || row.cells[index] === undefined);

/** The copy of the project's name is compared, not stored. */
export const isEcho = (column: Column, tab: TabDef): boolean => column.code === PROJECT_NAME && tab.code !== "projects";
