import { isFigure, type Part, type Sentence } from "./figure.ts";

/** A paragraph of ours, under a name that stays the same whatever its figures. */
export interface Paragraph extends Sentence {
  readonly id: string;
}

/** Three to seven columns. */
export interface PaperTable {
  readonly id: string;
  readonly title: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly (readonly Part[])[])[];
}

export interface PaperSection {
  readonly title: string;
  readonly paragraphs: readonly Paragraph[];
}

export interface PaperChapter {
  readonly key: "overview" | "indicators" | "ranking" | "lists" | "tasks" | "next";
  readonly title: string;
  readonly paragraphs: readonly Paragraph[];
  readonly sections: readonly PaperSection[];
  readonly tables: readonly PaperTable[];
  readonly notes: readonly Paragraph[];
}

export type ChapterBody = Omit<PaperChapter, "key" | "title">;

/** A circular before it is laid out. */
export interface CircularPaper {
  readonly title: string;
  readonly opening: readonly Paragraph[];
  readonly chapters: readonly PaperChapter[];
}

/** Sentences one after the other as one paragraph. */
export const paragraph = (id: string, ...sentences: readonly Sentence[]): Paragraph => ({
  id,
  text: sentences.map(({ text }) => text).join(""),
  figures: sentences.flatMap(({ figures }) => figures),
});

/** All paragraphs in the order of the paper. */
export const paragraphsOf = ({ opening, chapters }: CircularPaper): readonly Paragraph[] => [
  ...opening,
  ...chapters.flatMap(({ paragraphs, sections, notes }) => [
    ...paragraphs,
    ...sections.flatMap((section) => section.paragraphs),
    ...notes,
  ]),
];

export const cellText = (parts: readonly Part[]): string =>
  parts.map((part) => (typeof part === "string" ? part : isFigure(part) ? part.shown : part.given)).join("");
