import type { Random } from "../random.ts";
import { type Edit, sheetTitled } from "./edits.ts";
import { GoogleError } from "./errors.ts";
import { columnLetters } from "./formula/letters.ts";
import type { Human } from "./human.ts";
import type { Sheet, Workbook } from "./model.ts";

export interface Habits {
  /** Tabs that people work in. */
  readonly tabs: readonly string[];
  /** What people type besides copies of what stands there. */
  readonly texts: readonly string[];
  readonly kinds: readonly Edit["kind"][];
}

const TEXTS = ["", "12", "2026-03-05", "2026年9月", "001", "P-１", "是", "50%", "=1+1", "'=1+1", "-3", " 空格 ", "*"];

/** Everything but what takes a header away. */
export const EVERYDAY: readonly Edit["kind"][] = ["type", "paste", "sort", "insertRows", "deleteRows", "moveRows"];

export interface Tried {
  readonly edit: Edit;
  /** What the box said; null = done. */
  readonly refusal: string | null;
}

/** A person who does `n` things; what is refused is told, not thrown. */
export function randomEdits(
  human: Human,
  book: () => Workbook,
  random: Random,
  n: number,
  habits: Partial<Habits> = {},
): readonly Tried[] {
  return Array.from({ length: n }, () => tried(human, randomEdit(book(), random, habits)));
}

function tried(human: Human, edit: Edit): Tried {
  try {
    human.edit(edit);
    return { edit, refusal: null };
  } catch (error) {
    if (error instanceof GoogleError) return { edit, refusal: error.message };
    throw error;
  }
}

/** One edit, made where something stands. */
export function randomEdit(book: Workbook, random: Random, habits: Partial<Habits> = {}): Edit {
  const visible = book.sheets
    .filter(({ properties }) => properties.hidden !== true)
    .map(({ properties }) => properties.title);
  const tabs = (habits.tabs ?? visible).filter((title) => visible.includes(title));
  const tab = random.pick(tabs.length === 0 ? visible : tabs);
  const kind = random.pick(habits.kinds ?? EVERYDAY);
  return editOf(kind, tab, sheetTitled(book, tab), random, habits.texts ?? TEXTS);
}

function editOf(kind: Edit["kind"], tab: string, sheet: Sheet, random: Random, texts: readonly string[]): Edit {
  const header = sheet.properties.gridProperties.frozenRowCount ?? 1;
  const rows = Math.max(sheet.rows.length, header + 1);
  const width = Math.max(1, ...sheet.rows.map((row) => row.length));
  const row = (): number => header + 1 + random.below(rows - header);
  const column = columnLetters(random.below(width));
  const count = 1 + random.below(2);
  const text = (): string => (random.below(2) === 0 ? random.pick(texts) : copied(sheet, random));
  if (kind === "type") return { kind, tab, cell: `${column}${row()}`, text: text() };
  if (kind === "paste") return { kind, tab, cell: `${column}${row()}`, texts: [[text(), text()], [text()]] };
  if (kind === "sort") return { kind, tab, column, descending: random.below(2) === 0 };
  if (kind === "rename")
    return { kind, tab, title: `${tab.replace(/（改）$/, "")}${tab.endsWith("（改）") ? "" : "（改）"}` };
  if (kind === "insertColumn" || kind === "deleteColumn") return { kind, tab, column };
  if (kind === "moveRows") return { kind, tab, at: row(), count: 1, to: row() };
  return { kind, tab, at: row(), count };
}

/** A text that already stands somewhere in the tab: how keys come to stand there twice. */
function copied(sheet: Sheet, random: Random): string {
  const texts = sheet.rows.flatMap((row) => row.flatMap((cell) => cell.userEnteredValue?.stringValue ?? []));
  return texts.length === 0 ? "" : random.pick(texts);
}
