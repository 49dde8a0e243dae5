import type { Light } from "../domain/light.ts";
import type { NewWorkbook } from "../ports/workbook-file.ts";

/** A letter before it is set in HTML or plain text. Every text is one line, already clipped. */
export interface LetterModel {
  readonly subject: string;
  readonly greeting: string;
  readonly lead: readonly string[];
  readonly sections: readonly Section[];
  /** After the last matter: what else there is to say, thanks included. */
  readonly tail: readonly string[];
  /** What stands under the line at the end: why this letter, when computed, how to ask back. */
  readonly closing: readonly string[];
  /** The reader's own way to the board; null: none. */
  readonly board: BoardWay | null;
}

/** `words` name it and end with a colon; `url` is of our own making and goes into the letter as it stands. */
export interface BoardWay {
  readonly words: string;
  readonly url: string;
}

export type Section = MattersSection | BriefSection | TableSection;

/** Numbered matters: what to do, then why, then where. Numbers run on from section to section. */
export interface MattersSection {
  readonly form: "matters";
  readonly title: string;
  readonly entries: readonly Entry[];
  /** Entries there are in all, when some were left out. */
  readonly total?: number;
  /** So many entries at most, where the reader needs it shorter than others. */
  readonly most?: number;
}

export interface Entry {
  readonly badge: Badge;
  /** What it is about: set in bold. */
  readonly title: string;
  /** How it stands, following the title. */
  readonly status: string;
  readonly lines: readonly string[];
}

/** A sentence that explains a rule. */
const EXPLAINS = "（规则：";

/** Matters of one kind have one rule: it is explained with the first of them. */
export function explainedOnce(entries: readonly Entry[]): Entry[] {
  const said = new Set<string>();
  return entries.map((entry) => {
    const lines = entry.lines.filter((line) => !said.has(line));
    for (const line of lines) if (line.includes(EXPLAINS)) said.add(line);
    return { ...entry, lines };
  });
}

type Headline = Pick<Entry, "title" | "status">;

/** Between title and status; brackets need no blank. */
export const headlineGap = ({ title, status }: Headline): string =>
  title === "" || status === "" || /[」）]$/.test(title) || status.startsWith("（") ? "" : " ";

/** Title and status as one line. */
export const headline = (entry: Headline): string => `${entry.title}${headlineGap(entry)}${entry.status}`;

/** A word in brackets; a light colours it, the word says it too. */
export interface Badge {
  readonly word: string;
  readonly light: Light | null;
}

/** One line each. */
export interface BriefSection {
  readonly form: "brief";
  readonly title: string;
  readonly entries: readonly Brief[];
  readonly total?: number;
  /** So many entries at most, where the reader needs it shorter than others. */
  readonly most?: number;
}

export interface Brief {
  readonly badge: Badge | null;
  readonly text: string;
}

export interface TableSection {
  readonly form: "table";
  readonly title: string;
  readonly headers: readonly string[];
  readonly entries: readonly (readonly string[])[];
  readonly total?: number;
  /** So many entries at most, where the reader needs it shorter than others. */
  readonly most?: number;
}

export interface LetterAttachment {
  readonly filename: string;
  readonly workbook: NewWorkbook;
}

/** Words done; `attachments` are set into bytes by whoever has a workbook writer. */
export interface Letter {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** Keys of the notices this letter tells; the others of the person stay owed. */
  readonly carried: readonly string[];
  readonly attachments: readonly LetterAttachment[];
}

/** Rows of a table and matters of a list stop here; the whole list is attached. Source: design.md decision 5. */
export const MOST_ROWS = 60;

/** Each section cut to `most` entries, saying how many there are. */
export const cutSections = (model: LetterModel, most: number): LetterModel => ({
  ...model,
  sections: model.sections.map((section) => cutSection(section, Math.min(most, section.most ?? most))),
});

function cutSection(section: Section, most: number): Section {
  const total = section.total ?? section.entries.length;
  if (total <= most) return section;
  return { ...section, total, entries: section.entries.slice(0, most) } as Section;
}

export const leftOut = (section: Section): number => Math.max(0, (section.total ?? 0) - section.entries.length);
