import { type DrawnLine, type Edits, merged } from "../../domain/circular/kept.ts";
import {
  type CircularPaper,
  cellText,
  type PaperChapter,
  type PaperTable,
  type Paragraph,
} from "../../domain/circular/paper.ts";
import type { ChapterFields, DocumentFields, ParagraphFields } from "./fields.ts";
import { chapterFields, type DocumentTable, paragraphFields } from "./tables.ts";

export type OurLine = Pick<DrawnLine, "id" | "text">;

/** A circular as the template takes it, with what the office wrote into it. `lines` are those of `circularLines`, as they are to be read now. */
export function circularFields(
  paper: CircularPaper,
  lines: readonly DrawnLine[],
  office: string,
): DocumentFields["通报"] {
  const drawn = drawnAs(lines);
  const { after, textOf } = drawn;
  return {
    草稿: true,
    标志: office,
    发文字号: "",
    标题: textOf(TITLE),
    主送: textOf(ADDRESSED).replace(/[：:]$/, ""),
    段落: drawn.from([TITLE, ADDRESSED], paper.opening),
    章: paper.chapters.map((chapter) => chapterOf(chapter, drawn)),
    ...{ 排名: [], 红榜: [], 黑榜: [], 注: [] },
    办公室段落: paragraphFields(after(END)),
    附件: [],
    落款: office,
    日期: "",
    ...{ 联系人: "", 联系电话: "", 抄送: "" },
    印发机关: office,
    印发日期: "",
  };
}

const TITLE = "@title";
const ADDRESSED = "@addressed";
/** What stood after something that is no longer there stands at the end. */
const END = "$";

const chapterAnchor = ({ key }: PaperChapter): string => `#${key}`;
const sectionAnchor = (chapter: PaperChapter, title: string): string => `${chapterAnchor(chapter)}/${title}`;
const tableAnchor = ({ id }: PaperTable): string => `=${id}`;

/** Every line of ours in the order of the paper, under the name that own paragraphs are kept by. */
export const circularLines = ({ title, opening, chapters }: CircularPaper): readonly OurLine[] => [
  { id: TITLE, text: title },
  { id: ADDRESSED, text: "各有关单位：" },
  ...opening,
  ...chapters.flatMap((chapter) => [
    { id: chapterAnchor(chapter), text: chapter.title },
    ...chapter.paragraphs,
    ...chapter.sections.flatMap((section, index) => [
      { id: sectionAnchor(chapter, section.title), text: `（${NUMBERS[index]}）${section.title}` },
      ...section.paragraphs,
    ]),
    ...chapter.tables.map((table) => ({ id: tableAnchor(table), text: table.title })),
    ...chapter.notes,
  ]),
];

/** What a letter says of it: its title and number stand above, its tables are in the file. */
export const circularText = (lines: readonly OurLine[]): readonly string[] =>
  lines
    .filter(({ id, text }) => text !== "" && ![TITLE, ADDRESSED, "opening"].includes(id))
    .map(({ id, text }) => (id.startsWith("=") ? `${text}：见附件。` : text));

const NUMBERS = "一二三四五六七八九十";

interface Drawn {
  /** Own paragraphs that stand after one of these. */
  readonly after: (...anchors: readonly string[]) => readonly string[];
  readonly textOf: (id: string) => string;
  /** A list of paragraphs: own ones that follow what is before it, then each of ours that was not taken out with its own ones. */
  readonly from: (anchors: readonly string[], paragraphs: readonly Paragraph[]) => readonly ParagraphFields[];
}

/** Own lines stand after the line of ours before them. */
function drawnAs(lines: readonly DrawnLine[]): Drawn {
  const texts = new Map(lines.filter(({ id }) => id !== "").map(({ id, text }) => [id, text]));
  const own = new Map<string, string[]>();
  let anchor = TITLE;
  for (const { id, text } of lines) {
    if (id !== "") anchor = id;
    else own.set(anchor, [...(own.get(anchor) ?? []), text]);
  }
  const after: Drawn["after"] = (...anchors) => anchors.flatMap((one) => own.get(one) ?? []);
  const textOf = (id: string): string => texts.get(id) ?? "";
  const ours = (id: string): readonly string[] => (texts.has(id) ? [textOf(id)] : []);
  const from: Drawn["from"] = (anchors, paragraphs) =>
    paragraphFields([...after(...anchors), ...paragraphs.flatMap(({ id }) => [...ours(id), ...after(id)])]);
  return { after, textOf, from };
}

function chapterOf(chapter: PaperChapter, { from, textOf }: Drawn): ChapterFields {
  const { paragraphs, sections, tables, notes } = chapter;
  const fields = chapterFields(textOf(chapterAnchor(chapter)) || chapter.title, {
    tables: tables.map((table) => tableOf(table, textOf(tableAnchor(table)))),
  });
  return {
    ...fields,
    段落: from([chapterAnchor(chapter)], paragraphs),
    节: sections.map((section) => {
      const anchor = sectionAnchor(chapter, section.title);
      return { 标题: textOf(anchor) || section.title, 段落: from([anchor], section.paragraphs) };
    }),
    表注: from(tables.map(tableAnchor), notes),
  };
}

const tableOf = ({ head, rows }: PaperTable, title: string): DocumentTable => ({
  title,
  head,
  rows: rows.map((row) => row.map(cellText)),
});

/**
 * Our lines as they are to be read now, with the office's own among them: what it worded anew while our figures stand, without what it took out. A
 * heading or a table's name that was taken out stays: something stands under it.
 */
export function linesWith(ours: readonly OurLine[], edits: Edits): readonly DrawnLine[] {
  const { texts } = merged(ours, edits);
  const removed = new Set(edits.removed.filter((id) => !/^[#=@]/.test(id)));
  const ids = new Set(ours.map(({ id }) => id));
  const byAnchor = Map.groupBy(edits.own, ({ after }) => (ids.has(after) ? after : after === "" ? TITLE : END));
  const own = (anchor: string): readonly DrawnLine[] =>
    (byAnchor.get(anchor) ?? []).map(({ text }) => ({ id: "", text, ours: "" }));
  const end = own(END);
  return [
    ...ours.flatMap(({ id, text }) => {
      const line = { id, text: texts.get(id) ?? text, ours: text };
      return [...(removed.has(id) ? [] : [line]), ...own(id)];
    }),
    ...(end.length === 0 ? [] : [{ id: END, text: "", ours: "" }, ...end]),
  ];
}
