import type { PlainDate } from "../domain/dates.ts";
import type { LetterDraft } from "../domain/letter-draft.ts";
import { subjectOfLetter } from "../domain/letter-draft.ts";
import type { RowsDraft } from "../domain/rows-draft.ts";
import { addWorkingDays } from "../domain/working-days.ts";
import type { DraftRecord, StoreLock } from "../ports/store.ts";
import { type Fitted, fitRows, tabFor } from "../registry/appending.ts";
import type { Reading } from "../registry/reading.ts";
import { tabOf } from "../registry/tabs.ts";
import { officeNameOn, officeWordOn } from "../rules/letter-rules.ts";
import { letterDocument } from "../views/letter-paper.ts";
import { unfitWords } from "../views/unfit-words.ts";
import type { Book } from "./assess.ts";
import { keepTrail, keepWaiting, openItems, type Release, trailOf, waitingDrafts } from "./draft-trail.ts";
import { freezeFile } from "./frozen-file.ts";
import { numberFor } from "./number-book.ts";
import type { Outside, Remark } from "./outside.ts";
import { RefusedConfirmError } from "./refused-confirm.ts";

export interface Releasing {
  readonly outside: Pick<Outside, "workbook" | "store" | "writeDocument" | "now" | "onStep">;
  readonly lock: StoreLock;
  readonly draft: DraftRecord;
  readonly by: string;
  readonly today: PlainDate;
  /** Chosen items; null = all that are open. */
  readonly items: readonly string[] | null;
  readonly reading: Reading;
  readonly book: Book;
}

type Rows = Pick<RowsDraft, "tab" | "rows"> & Pick<Release, "letter">;

/**
 * An admin lets rows out: what is to be appended goes into the store, and the run that follows appends it. An item is let out once; what was not
 * chosen, and what cannot stand in the tab, stays open. Throws RefusedConfirmError.
 */
export async function releaseRows(releasing: Releasing): Promise<readonly Remark[]> {
  const { outside, lock, draft, by, reading } = releasing;
  const trail = await trailOf(outside.store, draft.id);
  const chosen = chosenOf(releasing, openItems(draft, trail));
  if (chosen.length === 0) return [];
  const found = tabFor(reading, outside.workbook, tabIn(draft));
  if (found === null) throw refused("tab-missing", { id: draft.id, tab: tabOf(tabIn(draft)).title });
  const { letter, tab, rows } = await rowsOf(releasing);
  const fitted = fitRows(found, reading, { tab, rows: rows.filter(({ item }) => chosen.includes(item)) });
  const stood = fitted.unfit.filter(({ because }) => because === "exists").map(({ item }) => item);
  const release = { do: "release" as const, by, at: outside.now(), tab, rows: fitted.rows, stood, letter };
  await keepWaiting(outside.store, lock, [...new Set([...(await waitingDrafts(outside.store)), draft.id])]);
  await keepTrail(outside.store, lock, draft.id, [...trail, { ...release, attempted: [], appendedAt: null }]);
  await outside.onStep("released", draft.id);
  return remarksOf(draft.id, fitted);
}

/** Items that were let out before are no fault: confirming again completes. */
function chosenOf({ draft, items }: Releasing, open: readonly string[]): readonly string[] {
  if (items === null) return open;
  const rows = draft.kind === "rows" ? (JSON.parse(draft.body) as RowsDraft).rows.map(({ item }) => item) : ["1"];
  const unknown = items.filter((item) => !rows.includes(item));
  if (unknown.length > 0) throw refused("no-such-item", { id: draft.id, items: unknown.join("、") });
  return open.filter((item) => items.includes(item));
}

const refused = (because: RefusedConfirmError["because"], facts: Readonly<Record<string, string>>) =>
  new RefusedConfirmError(because, facts);

const tabIn = ({ kind, body }: DraftRecord): RowsDraft["tab"] =>
  kind === "letter" ? "letters" : (JSON.parse(body) as RowsDraft).tab;

async function rowsOf(releasing: Releasing): Promise<Rows> {
  const { kind, body } = releasing.draft;
  if (kind === "letter") return letterRow(releasing, JSON.parse(body) as LetterDraft);
  return { ...(JSON.parse(body) as RowsDraft), letter: null };
}

/** The row of the register. */
async function letterRow(releasing: Releasing, draft: LetterDraft): Promise<Rows> {
  const { today: sentOn, book } = releasing;
  const answerDue = addWorkingDays(book.calendar, sentOn, draft.answerWithin).day;
  const { number, digest } = await issueLetter(releasing, draft, answerDue);
  const cells = {
    code: number,
    type: draft.type,
    unit: draft.unit,
    subject: subjectOfLetter(draft),
    sentOn,
    answerDue,
  };
  return { tab: "letters", rows: [{ item: "1", cells, notes: [] }], letter: { number, sentOn, answerDue, digest } };
}

/**
 * Drawn with the number it will have, counted in the store, its bytes frozen, before its row is let out: a process killed in between leaves the draft
 * its number, and no number is given twice.
 */
async function issueLetter(releasing: Releasing, letter: LetterDraft, answerDue: PlainDate) {
  const { outside, lock, draft, by, book, reading, today } = releasing;
  const kind = `letter/${letter.type}` as const;
  const series = { office: officeWordOn(book.book, today), kind, year: Number(today.slice(0, 4)) };
  const registered = reading.registry.letters.map(({ code }) => code);
  const taken = await numberFor(outside.store, series, { draft: draft.id, by, at: outside.now(), registered });
  const { number } = taken;
  const given = { number, sentOn: today, answerDue };
  const content = await outside.writeDocument(letterDocument(letter, given, officeNameOn(book.book, today)));
  await taken.keep(lock);
  await outside.onStep("numbered", draft.id);
  const digest = await freezeFile(outside.store, lock, content);
  await outside.onStep("frozen", draft.id);
  return { number, digest };
}

function remarksOf(id: string, { unfit, lacking }: Fitted): readonly Remark[] {
  const remarks: Remark[] = [];
  const stood = unfit.filter(({ because }) => because === "exists");
  const open = unfit.filter(({ because }) => because !== "exists");
  if (stood.length > 0)
    remarks.push({ code: "rows-stood", facts: { id, count: stood.length, items: unfitWords(stood) } });
  if (open.length > 0) remarks.push({ code: ROWS_UNFIT, facts: { id, count: open.length, items: unfitWords(open) } });
  if (lacking.length > 0) remarks.push({ code: "columns-lacking", facts: { headers: lacking.join("、") } });
  return remarks;
}

/** Something of what was to be let out was not. */
export const ROWS_UNFIT = "rows-unfit";
