import { oneLine } from "../one-line.ts";
import { chapterMark, type PackChapter, type PackPaper, type PackTable, sectionMark } from "../packs/paper.ts";
import type { AgendaFields, ChapterFields, ItemFields } from "./fields.ts";
import { chapterFields, type DocumentTable } from "./tables.ts";

/** Rows of an annex that are printed; the whole list is in the workbook. */
const MOST_ROWS = 200;

const documentTable = ({ title, head, rows }: PackTable): DocumentTable => ({
  title,
  head,
  rows: rows.slice(0, MOST_ROWS),
});

const chapter = ({ title, paragraphs, sections, tables }: PackChapter, index: number): ChapterFields =>
  chapterFields(`${chapterMark(index)}${title}`, {
    paragraphs,
    sections: sections.map((section, at) => ({ ...section, title: `${sectionMark(at)}${section.title}` })),
    tables: tables.map(documentTable),
  });

/** The chapters, and the whole lists behind them as chapters of their own: 附表1 未解决的问题. */
export const packChapters = ({ chapters, annexes }: PackPaper): readonly ChapterFields[] => [
  ...chapters.map(chapter),
  ...annexes.map((table, index) =>
    chapterFields(`附表${annexes.length > 1 ? index + 1 : ""}　${table.title}`, {
      tables: [documentTable({ ...table, title: "" })],
      notes:
        table.rows.length > MOST_ROWS
          ? [`共 ${table.rows.length} 行，以上为前 ${MOST_ROWS} 行，全部各行见工作簿。`]
          : [],
    }),
  ),
];

export const agendaFields = ({ agenda }: PackPaper): readonly AgendaFields[] =>
  agenda.map(({ text, unit, minutes }, index) => ({
    序号: String(index + 1),
    内容: `${text}（${minutes} 分钟）`,
    单位: unit,
  }));

/** Their numbers in the registry come when they are confirmed as rows. */
export const itemFields = ({ items }: PackPaper): readonly ItemFields[] =>
  items.map(({ number, content, lead, cooperating, due }) => ({
    序号: String(number),
    编号: "",
    内容: content,
    牵头单位: oneLine(lead, 40),
    配合单位: cooperating.map((unit) => oneLine(unit, 40)).join("、"),
    时限: due,
  }));
