import { plainForm, withoutInnerBlanks } from "./plain-form.ts";

/** Minutes as they lie in a file: paragraphs and tables in their order. Cells keep their line breaks. */
export type MinutesBlock =
  | { readonly kind: "paragraph"; readonly text: string }
  | { readonly kind: "table"; readonly rows: readonly (readonly string[])[] };

/** Longer paragraphs are no minutes; what is beyond is not read. */
const LONGEST = 20_000;

/** A text file as blocks: lines broken in the middle of a sentence are joined, rows of | … | and of tabs are tables. */
export function blocksOf(text: string): readonly MinutesBlock[] {
  const blocks: MinutesBlock[] = [];
  let table: (readonly string[])[] = [];
  let open: string | null = null;
  const endTable = (): void => {
    if (table.length > 0) blocks.push({ kind: "table", rows: table });
    table = [];
  };
  const endParagraph = (): void => {
    if (open !== null) blocks.push({ kind: "paragraph", text: withoutInnerBlanks(open.slice(0, LONGEST)) });
    open = null;
  };
  for (const typed of text.split(/\r\n|[\n\r\u2028\u2029\f\v]/)) {
    const line = withoutMarkdown(typed);
    const cells = cellsOf(line);
    if (cells !== null) {
      endParagraph();
      if (!isRule(cells)) table.push(cells);
      continue;
    }
    endTable();
    if (line.trim() === "") endParagraph();
    else if (open !== null && isBroken(open, line)) open += line.trim();
    else {
      endParagraph();
      open = line;
    }
  }
  endParagraph();
  endTable();
  return blocks;
}

function cellsOf(line: string): readonly string[] | null {
  const plain = line.trim();
  if (/^[|｜│┃].*[|｜│┃]$/.test(plain))
    return plain
      .slice(1, -1)
      .split(/[|｜│┃]/)
      .map(cellText);
  const cells = line.split("\t");
  return cells.length >= 3 && !/^\s*\t/.test(line) ? cells.map(cellText) : null;
}

/** Headings and bold of a .md file are no words. */
const withoutMarkdown = (line: string): string => line.replace(/^\s*#{1,6}\s+/, "").replaceAll("**", "");

const cellText = (cell: string): string => cell.replaceAll(/<br\s*\/?>/g, "\n").trim();
const isRule = (cells: readonly string[]): boolean =>
  cells.every((cell) => /^[:\-─—=]*$/.test(cell)) && cells.some((cell) => cell !== "");

/** A full line without an end, and a next one without a beginning of its own. */
const FULL = 20;

function isBroken(open: string, line: string): boolean {
  const last = open.slice(open.lastIndexOf("\n") + 1).trimEnd();
  const next = plainForm(line);
  if (/[。；;：:！？!?]$/.test(last)) return false;
  if (/^(?: {2,}|\u3000)/.test(line) || markOf(next.trim()) !== null || STARTS_LABEL.test(next)) return false;
  return last.length >= FULL || /[，,、（(]$/.test(last);
}

const STARTS_LABEL = /^\s*[[【(]?[\u4e00-\u9fff]{2,8}:/;

/** The number an item begins with. Level 1 is the highest; `length` is how much of the plain text it takes. */
export interface Mark {
  readonly level: number;
  readonly words: string;
}

const MARKS: readonly (readonly [level: number, words: RegExp])[] = [
  [1, /^(?:第[一二三四五六七八九十]{1,3}[条项]?[,、.:]|[一二三四五六七八九十]{1,3}[、.])/],
  [2, /^(?:\([一二三四五六七八九十]{1,3}\)[、.]?|[㈠-㈩])/],
  [3, /^(?:\d{1,2}[.、](?!\d)|\d{1,2}\)|[⒈-⒛]|[•●▪◆■▲]|[-*] )/],
  [4, /^(?:\(\d{1,2}\)[、.]?|[①-⒇])/],
];

export function markOf(plain: string): Mark | null {
  for (const [level, words] of MARKS) {
    const found = words.exec(plain);
    if (found !== null) return { level, words: found[0] };
  }
  return null;
}
