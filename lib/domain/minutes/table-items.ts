import { markOf } from "./blocks.ts";
import { cellsRead } from "./cell-roles.ts";
import { duePhrases, vagueWords } from "./due-words.ts";
import { type LabelKind, labelKind } from "./labels.ts";
import type { Vocabulary } from "./mentions.ts";
import { plainForm, withoutInnerBlanks } from "./plain-form.ts";
import type { RawItem } from "./raw-item.ts";

type ColumnKind = LabelKind | "content" | "number";

/** The better the heading says what is to be done, the sooner its column is the content. */
const CONTENT = [
  /议定事项|交办事项|工作任务|任务内容|主要任务|重点任务/,
  /事项|任务|工作要求|整改措施|解决措施|办理意见|落实措施/,
  /工作内容|内容|措施|要求|问题/,
];

interface Columns {
  readonly header: number;
  readonly content: number;
  readonly number: number | null;
  readonly kinds: readonly ColumnKind[];
}

function columnsOf(rows: readonly (readonly string[])[]): Columns | null {
  for (const [header, row] of rows.slice(0, 3).entries()) {
    const titles = row.map((cell) => plainForm(cell).replace(/\s/g, ""));
    const content = contentColumn(titles);
    const kinds = titles.map(
      (title, index): ColumnKind =>
        index === content ? "content" : /^序号?$|编号/.test(title) ? "number" : kindOf(title),
    );
    const useful = kinds.some((kind) => ["lead", "responsible", "due"].includes(kind));
    if (content !== null && useful) return { header, content, number: at(kinds.indexOf("number")), kinds };
  }
  return null;
}

const at = (index: number): number | null => (index < 0 ? null : index);
const kindOf = (title: string): LabelKind => (title.length <= 12 ? labelKind(title) : "other");

function contentColumn(titles: readonly string[]): number | null {
  for (const words of CONTENT) {
    const index = titles.findIndex(
      (title) => words.test(title) && !/单位|部门|领导|时限|时间|责任/.test(title) && title.length <= 12,
    );
    if (index >= 0) return index;
  }
  return null;
}

export const isItemTable = (rows: readonly (readonly string[])[]): boolean => columnsOf(rows) !== null;

/** Every row of a table with 事项 and 牵头单位 or 完成时限 is an item; a table without them has none. */
export function itemsOfTable(rows: readonly (readonly string[])[], vocabulary: Vocabulary): readonly RawItem[] {
  const columns = columnsOf(rows);
  if (columns === null) return [];
  return rows.slice(columns.header + 1).flatMap((row) => itemOfRow(row, columns, vocabulary) ?? []);
}

function itemOfRow(row: readonly string[], columns: Columns, vocabulary: Vocabulary): RawItem | null {
  const raw = withoutInnerBlanks((row[columns.content] ?? "").replaceAll("\n", ""));
  const content = raw.slice(markOf(plainForm(raw))?.words.length ?? 0).trim();
  if (content === "" || /^(?:合计|小计|总计|备注)/.test(plainForm(content))) return null;
  const valuesOf = (kind: ColumnKind): readonly string[] =>
    columns.kinds
      .flatMap((one, index) => (one === kind ? [plainForm(lines(row[index] ?? ""))] : []))
      .filter((value) => value.trim() !== "");
  const read = cellsRead(
    {
      lead: valuesOf("lead"),
      responsible: valuesOf("responsible"),
      cooperating: valuesOf("cooperating"),
      leader: valuesOf("leader"),
      due: valuesOf("due").map((value) => value.replace(/\s/g, "")),
    },
    vocabulary,
  );
  const number = columns.number === null ? "" : (row[columns.number] ?? "").trim();
  const plain = plainForm(content);
  const inside = read.phrases.length === 0 && read.vague === null;
  return {
    mark: number,
    content,
    source: row.map((cell) => cell.replaceAll("\n", " ").trim()).join(" | "),
    lead: read.lead,
    cooperating: read.cooperating,
    leaders: read.leaders,
    phrases: inside ? duePhrases(plain).filter(({ limit }) => limit) : read.phrases,
    vague: read.vague ?? vagueWords(plain),
    carried: [],
  };
}

/** Line breaks in a cell part names; plain form would make blanks of them. */
const lines = (cell: string): string =>
  cell
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .join("、");
