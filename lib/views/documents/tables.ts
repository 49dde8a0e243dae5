import type { ChapterFields, ParagraphFields } from "./fields.ts";

export interface DocumentTable {
  readonly title: string;
  /** Three to seven columns. */
  readonly head: readonly string[];
  /** As many cells as there are columns. */
  readonly rows: readonly (readonly string[])[];
}

type TableFields = Pick<ChapterFields, "表3" | "表4" | "表5" | "表6" | "表7">;

/** Tables of a chapter, in the loops that fit their number of columns; on paper those of fewer columns come first. */
export function tableFields(tables: readonly DocumentTable[]): TableFields {
  for (const { title, head, rows } of tables)
    if (head.length < 3 || head.length > 7 || rows.some((row) => row.length !== head.length))
      throw new Error(`a table of ${head.length} columns, or a row that differs from it: ${title}`);
  const having = (columns: number) => tables.filter(({ head }) => head.length === columns).map(tableRound);
  return { 表3: having(3), 表4: having(4), 表5: having(5), 表6: having(6), 表7: having(7) } as unknown as TableFields;
}

const tableRound = ({ title, head, rows }: DocumentTable) => ({
  表题: title,
  ...Object.fromEntries(head.map((name, at) => [`表头${at + 1}`, name])),
  行: rows.map((row) => Object.fromEntries(row.map((cell, at) => [`列${at + 1}`, cell]))),
});

export const paragraphFields = (texts: readonly string[]): readonly ParagraphFields[] =>
  texts.map((text) => ({ 正文: text }));

/** A chapter; what is left out is empty. */
export const chapterFields = (
  title: string,
  parts: {
    readonly paragraphs?: readonly string[];
    readonly sections?: readonly { readonly title: string; readonly paragraphs: readonly string[] }[];
    readonly tables?: readonly DocumentTable[];
    readonly notes?: readonly string[];
  },
): ChapterFields => ({
  标题: title,
  段落: paragraphFields(parts.paragraphs ?? []),
  节: (parts.sections ?? []).map((section) => ({ 标题: section.title, 段落: paragraphFields(section.paragraphs) })),
  ...tableFields(parts.tables ?? []),
  表注: paragraphFields(parts.notes ?? []),
});
