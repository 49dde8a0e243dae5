import type { RawCell, SheetSnapshot, Wanted, WorkbookSnapshot } from "../ports/spreadsheet.ts";
import { headerForm, withoutBlanks } from "./clean.ts";
import { isSystemTitle, tabTitled } from "./sheets.ts";

/** 涉密事项严禁纳入: the workbook must not be read. Carries the workbook's name and nothing of its content. */
export class SecrecyError extends Error {
  readonly workbook: string;

  constructor(workbook: string) {
    super(`secrecy marking in ${workbook}`);
    this.name = "SecrecyError";
    this.workbook = workbook;
  }
}

/** A cell that is nothing but the marking, or the marking with its period: 秘密 · 【机密】 · 绝密★长期 · 密级：秘密. */
const WHOLE = /^(?:密级[:：]?)?[[【(〔《「]?(?:绝密|机密|秘密)(?:级|件|文件|事项|资料)?[\])】〕》」]?(?:[★☆*].*)?$/;
/** The marking inside a text: with a star, in brackets of its own, or after 密级. */
const INSIDE = /(?:绝密|机密|秘密)级?[★☆]|密级[:：](?:绝密|机密|秘密)/;
const IN_BRACKETS = /[[【(〔](?:绝密|机密|秘密)(?:级|件)?[\])】〕]/;
/** In the name of a file or tab also at the very beginning or standing free. */
const IN_NAME = /^(?:绝密|机密|秘密)|(?<![\p{L}\p{N}])(?:绝密|机密|秘密)(?![\p{L}\p{N}])/u;
const BARE = /^(?:绝密|机密|秘密)级?$/;
const NEGATED = /^(?:非|不|无|未)/;
const LEVEL_HEADERS = new Set(["密级", "涉密等级", "保密等级", "保密级别", "涉密级别", "秘密等级"]);

const mayMark = (text: string): boolean => text.includes("密");

/** What is read of a workbook: our tabs, matched like headers, and of people's other tabs whatever may be a marking. */
export const wantedTitle: Wanted = (title) => tabTitled(title) !== null || (isSystemTitle(title) ? false : mayMark);

export function isMarkedText(text: string): boolean {
  if (!mayMark(text)) return false;
  const plain = withoutBlanks(text);
  return isMarkedAnywhere(plain) || IN_BRACKETS.test(plain);
}

/** On people's own tabs a word in brackets may be their advice: 请勿填写【秘密】事项. */
const isMarkedAnywhere = (plain: string): boolean => WHOLE.test(plain) || INSIDE.test(plain);

export const isMarkedName = (name: string): boolean =>
  mayMark(name) && (isMarkedText(name) || IN_NAME.test(withoutBlanks(name)));

/** A cell of a column 密级: any of the three words counts, unless it is denied (非秘密, 不涉密). */
export function isMarkedLevel(text: string): boolean {
  const plain = withoutBlanks(text);
  return /绝密|机密|秘密/.test(plain) && !NEGATED.test(plain);
}

/**
 * Looks at the file's name, the titles of all tabs, and on every tab at the columns 密级 and the cells that are nothing but a marking.
 * A word inside a name (商业秘密保护中心) is no marking. Throws SecrecyError.
 */
export function refuseSecrets(workbook: WorkbookSnapshot): void {
  if (cleared.has(workbook)) return;
  const names = [baseName(workbook.name), ...workbook.titles, ...workbook.sheets.map((sheet) => sheet.title)];
  if (names.some(isMarkedName) || workbook.sheets.some(isMarkedSheet)) throw new SecrecyError(workbook.name);
  cleared.add(workbook);
}

/** Both passes of reading ask; three million cells are looked at once. */
const cleared = new WeakSet<WorkbookSnapshot>();

const baseName = (path: string): string => path.replace(/^.*[\\/]/, "").replace(/\.[a-z]{2,4}$/i, "");

function isMarkedSheet(sheet: SheetSnapshot): boolean {
  const levels = new Set<number>();
  const isOurs = tabTitled(sheet.title) !== null;
  const choices = isOurs ? NO_CHOICES : choicesIn(sheet);
  const isMarked = isOurs ? isMarkedText : (text: string) => isMarkedAnywhere(withoutBlanks(text));
  for (const row of sheet.rows) {
    if (row.number <= 5) rememberLevels(row.cells, levels);
    for (let index = 0; index < row.cells.length; index++) {
      const cell = row.cells[index];
      if (typeof cell !== "string" || !mayMark(cell) || choices.has(index)) continue;
      if (isMarked(cell) || (levels.has(index) && isMarkedLevel(cell))) return true;
    }
  }
  return false;
}

const NO_CHOICES: ReadonlySet<number> = new Set();

/** Columns of a tab of people's own that offer the levels to choose from (公开、内部、秘密、机密): more than one stands there bare. */
function choicesIn({ rows }: SheetSnapshot): ReadonlySet<number> {
  const bare = new Map<number, Set<string>>();
  for (const { cells } of rows)
    for (const [index, cell] of cells.entries()) {
      const text = typeof cell === "string" ? withoutBlanks(cell) : "";
      if (BARE.test(text)) bare.set(index, (bare.get(index) ?? new Set()).add(text));
    }
  return new Set([...bare].filter(([, levels]) => levels.size > 1).map(([index]) => index));
}

function rememberLevels(cells: readonly RawCell[], levels: Set<number>): void {
  cells.forEach((cell, index) => {
    if (typeof cell === "string" && LEVEL_HEADERS.has(headerForm(cell))) levels.add(index);
  });
}
