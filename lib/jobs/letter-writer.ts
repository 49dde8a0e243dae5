import type { Instant, PlainDate } from "../domain/dates.ts";
import type { History } from "../domain/history.ts";
import type { Ledger, Notice, NoticeKind, NoticeRecord } from "../domain/notice.ts";
import { addresseeOf, type Directory } from "../domain/recipients.ts";
import type { Attachment } from "../ports/mailer.ts";
import type { WriteWorkbook } from "../ports/workbook-file.ts";
import { writeLetter } from "../views/letter.ts";
import type { BoardLinks } from "./board-links.ts";
import type { DraftFile } from "./draft-files.ts";
import type { WrittenLetter } from "./one-letter.ts";
import type { Outside } from "./outside.ts";
import { sinceLastLetter } from "./owed-notices.ts";
import type { StaleNotes } from "./stale-notes.ts";

export interface LetterSources {
  readonly asOf: PlainDate;
  /** The moment of the reading. */
  readonly readAt: Instant;
  readonly directory: Directory;
  /** All notices that stand after this run, told before or not. */
  readonly notices: readonly Notice[];
  /** The kinds those notices answer for; left out: daily's. */
  readonly kinds?: readonly NoticeKind[];
  /** As it was before this run's letters. */
  readonly ledger: Ledger;
  readonly history: History;
  /** What a letter with these matters must say of workbooks that could not be read; left out: all were. */
  readonly stale?: StaleNotes;
  /** The recipient's own way to the board; left out: none. */
  readonly boardOf?: BoardLinks;
  readonly writeWorkbook: WriteWorkbook;
  readonly document: Outside["document"];
  readonly draftFile: (id: string) => Promise<DraftFile>;
  /** A unit's own calculation of a result that is consulted about; null: none was frozen. */
  readonly calculation: (draft: string, unit: string) => Promise<Attachment | null>;
}

const DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** What `deliver` asks for every letter: its words and its files. */
export function letterWriter(sources: LetterSources) {
  const since = sinceLastLetter(sources.notices, sources.ledger, sources.history, sources.kinds);
  return async (
    recipient: string,
    owed: readonly NoticeRecord[],
    { mayRepeat }: { readonly mayRepeat: boolean },
  ): Promise<WrittenLetter> => {
    const { asOf, readAt, directory } = sources;
    const notices = await withWholeFiles(sources, owed);
    const told = since(recipient);
    const stale = sources.stale?.([...notices, ...told.standing]) ?? [];
    const board = sources.boardOf?.(recipient) ?? null;
    const context = { asOf, readAt, mayRepeat, stale, board, ...told };
    const letter = writeLetter(addresseeOf(directory, recipient), notices, context);
    const lists = letter.attachments.map(async ({ filename, workbook }) => ({
      filename,
      contentType: XLSX,
      content: await sources.writeWorkbook(workbook),
    }));
    const carried = notices.filter((notice) => letter.carried.includes(notice.key));
    return {
      ...letter,
      attachments: [
        ...(await Promise.all(lists)),
        ...(await filesOfDrafts(sources, carried)),
        ...(await calculations(sources, carried)),
        ...(await forms(sources, carried)),
      ],
    };
  };
}

/** The blank form of a written report, once in a letter that asks for any. */
async function forms({ document }: LetterSources, notices: readonly NoticeRecord[]): Promise<Attachment[]> {
  if (!notices.some(({ kind }) => kind === "written-report")) return [];
  return [{ ...(await document("书面报告")), contentType: DOCX }];
}

/** What a unit is consulted about: its own figures alone. */
async function calculations({ calculation }: LetterSources, notices: readonly NoticeRecord[]): Promise<Attachment[]> {
  const own = notices.filter(({ kind }) => kind === "consultation");
  const files = await Promise.all(own.map(({ item }) => calculation(String(item.facts.calculation), item.unit)));
  return files.flatMap((file) => file ?? []);
}

/** A draft to confirm, or what was confirmed: its own file, byte for byte. */
async function filesOfDrafts({ draftFile }: LetterSources, notices: readonly NoticeRecord[]): Promise<Attachment[]> {
  const files = await Promise.all([...new Set(notices.flatMap(draftOf))].map(draftFile));
  return files.flatMap((file) =>
    file === null || file === "tampered" ? [] : [{ ...file, contentType: typeOf(file.filename) }],
  );
}

/** What was changed after its confirmation is told to nobody: it stays owed. */
async function withWholeFiles({ draftFile }: LetterSources, notices: readonly NoticeRecord[]): Promise<NoticeRecord[]> {
  const whole = notices.map(async (notice) => {
    const files = await Promise.all(draftOf(notice).map(draftFile));
    return files.includes("tampered") ? [] : [notice];
  });
  return (await Promise.all(whole)).flat();
}

const draftOf = ({ item }: NoticeRecord): readonly string[] =>
  typeof item.facts.draft === "string" ? [item.facts.draft] : [];

const typeOf = (filename: string): string => (filename.endsWith(".docx") ? DOCX : XLSX);
