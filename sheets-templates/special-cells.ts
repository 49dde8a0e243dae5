import type { WorkbookParts } from "../lib/adapters/xlsx/new-workbook.ts";

/** What a person's workbook holds and ours never does: error cells, formulas, merges, hidden rows. Marked in the text, put in afterwards. */
const MARK = "\uE000";

export const errorCell = (error: string): string => `${MARK}${error}`;
/** `stored` null: the formula was never calculated. */
export const formulaCell = (formula: string, stored: number | null): string =>
  `${MARK}=${formula}${MARK}${stored ?? ""}`;

export interface SheetMess {
  /** 1-based number of the sheet's part. */
  readonly sheet: number;
  /** "A5:A12". */
  readonly merges: readonly string[];
  readonly hiddenRows: readonly number[];
}

const STRINGS = "xl/sharedStrings.xml";

export function withSpecialCells(parts: WorkbookParts, messes: readonly SheetMess[]): WorkbookParts {
  const special = new Map<string, string>();
  let index = -1;
  const strings = parts.get(STRINGS)!.replace(/<si><t[^>]*>([^<]*)<\/t><\/si>/g, (item, text: string) => {
    index++;
    if (!text.startsWith(MARK)) return item;
    special.set(String(index), contentOf(text.slice(1)));
    return "<si><t/></si>";
  });
  const changed = [...parts].map(([name, xml]): [string, string] => {
    if (name === STRINGS) return [name, strings];
    const number = /^xl\/worksheets\/sheet(\d+)\.xml$/.exec(name)?.[1];
    if (number === undefined) return [name, xml];
    const own = messes.find(({ sheet }) => sheet === Number(number));
    return [name, withHiddenRows(withMerges(withCells(xml, special), own?.merges ?? []), own?.hiddenRows ?? [])];
  });
  return new Map(changed);
}

/** Attributes and content of the cell. */
function contentOf(text: string): string {
  const [formula = "", stored = ""] = text.split(MARK);
  if (!formula.startsWith("=")) return ` t="e"><v>${formula}</v>`;
  return `><f>${formula.slice(1)}</f>${stored === "" ? "" : `<v>${stored}</v>`}`;
}

const withCells = (xml: string, special: ReadonlyMap<string, string>): string =>
  xml.replace(/<c (r="\w+" s="\d+") t="s"><v>(\d+)<\/v><\/c>/g, (cell, start: string, at: string) =>
    special.has(at) ? `<c ${start}${special.get(at)}</c>` : cell,
  );

const withMerges = (xml: string, merges: readonly string[]): string =>
  merges.length === 0
    ? xml
    : xml.replace(
        /(<autoFilter [^>]*\/>)/,
        `$1<mergeCells count="${merges.length}">${merges.map((ref) => `<mergeCell ref="${ref}"/>`).join("")}</mergeCells>`,
      );

const withHiddenRows = (xml: string, rows: readonly number[]): string =>
  rows.reduce((text, row) => text.replace(`<row r="${row}"`, `<row r="${row}" hidden="1"`), xml);
