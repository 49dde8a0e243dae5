import {
  AlignmentType,
  type IParagraphOptions,
  type IRunOptions,
  LineRuleType,
  Paragraph,
  Tab,
  TabStopType,
  TextRun,
} from "docx";
import { BODY, CLOSER, characters, FANG, HEI, KAI, LINE, points, SONG, TITLE } from "./measures.ts";

export const run = (text: string, more: IRunOptions = {}): TextRun =>
  new TextRun({ text, font: FANG, size: BODY, characterSpacing: CLOSER, ...more });

export const line = (children: readonly TextRun[], more: IParagraphOptions = {}): Paragraph =>
  new Paragraph({ spacing: LINE, children, ...more });

export const emptyLine = (more: IParagraphOptions = {}): Paragraph => line([], more);

/** A paragraph must stand there and show nothing. */
export const hairline = (): Paragraph =>
  new Paragraph({ spacing: { line: points(1), lineRule: LineRuleType.EXACT, before: 0, after: 0 } });

/** Body text: two characters in. Source: 7.3.3. */
export const body = (...children: readonly (TextRun | string)[]): Paragraph => line(runsOf(children), BODY_FORM);

/** Not stretched to both edges: 28 characters fill the line as they are, and LibreOffice 7.4 drops a comma that hangs over a stretched one. */
const BODY_FORM = { indent: { firstLine: characters(2) }, alignment: AlignmentType.LEFT } as const;

const runsOf = (children: readonly (TextRun | string)[]): TextRun[] =>
  children.map((child) => (typeof child === "string" ? run(child) : child));

/** 一、 A heading stays with what follows. */
export const heading = (text: string): Paragraph =>
  line([run(text, { font: HEI })], { indent: { firstLine: characters(2) }, keepNext: true, keepLines: true });

/** （一） */
export const subheading = (text: string): Paragraph =>
  line([run(text, { font: KAI })], { indent: { firstLine: characters(2) }, keepNext: true, keepLines: true });

export const titleLine = (text: string): Paragraph =>
  line([run(text, { font: SONG, size: TITLE, characterSpacing: 0 })], {
    alignment: AlignmentType.CENTER,
    keepLines: true,
    keepNext: true,
  });

/** Two lines below the head, one above what follows. Source: 7.3.1. */
export const titleLines = (text: string): readonly Paragraph[] => [
  emptyLine(),
  emptyLine(),
  titleLine(text),
  emptyLine(),
];

/** {#name} and {/name}: a paragraph that holds nothing else is gone when the document is filled. */
export const opens = (name: string): Paragraph => line([run(`{#${name}}`)]);
export const closes = (name: string): Paragraph => line([run(`{/${name}}`)]);

export const within = <T>(name: string, ...children: readonly T[]): readonly (T | Paragraph)[] => [
  opens(name),
  ...children,
  closes(name),
];

/** The paragraphs of a loop {正文}. */
export const bodyLoop = (name: string): readonly Paragraph[] => within(name, body("{正文}"));

/** The last paragraphs before the signature: the very last stays with it, so that it never stands alone on a page. */
export const lastBodyLoop = (name: string): readonly Paragraph[] => keptLoop(name, "末");

/** The same of paragraphs within chapters: the last of the last chapter. */
export const tailBodyLoop = (name: string): readonly Paragraph[] => keptLoop(name, "尾");

const keptLoop = (name: string, last: "末" | "尾"): readonly Paragraph[] =>
  within(
    name,
    ...within(last, line([run("{正文}")], { ...BODY_FORM, keepNext: true })),
    line([run(`{^${last}}`)]),
    body("{正文}"),
    closes(last),
  );

/** Centred on the date below it, which stands four characters from the right. Source: 7.3.5.1, papers that are sealed. */
export const signature = (name: string, date: string): readonly Paragraph[] => [
  line([new TextRun({ children: [new Tab(), name], font: FANG, size: BODY, characterSpacing: CLOSER })], {
    tabStops: [{ type: TabStopType.CENTER, position: characters(24) - points(DATE_WIDTH / 2) }],
    keepNext: true,
    keepLines: true,
  }),
  line([run(date)], { alignment: AlignmentType.RIGHT, indent: { right: characters(4) }, keepNext: true }),
];

/** “2026年6月12日” in points: three characters and seven figures of half their width. */
const DATE_WIDTH = 104;
