import type { PlainDate } from "../domain/dates.ts";
import type { DocumentDraft } from "../domain/document-draft.ts";
import { isNumberedPaper } from "../domain/document-number.ts";
import type { DocumentKind, NewDocument } from "../ports/document-file.ts";
import type { DraftRecord, StoreLock } from "../ports/store.ts";
import type { Reading } from "../registry/reading.ts";
import { officeWordOn } from "../rules/letter-rules.ts";
import { issuedFields } from "../views/document-words.ts";
import type { Book } from "./assess.ts";
import { issueIn, keepTrail, keepWaiting, trailOf, waitingDrafts } from "./draft-trail.ts";
import { digestOf } from "./drafting.ts";
import { freezeFile } from "./frozen-file.ts";
import { type NumberTaken, numberFor } from "./number-book.ts";
import type { Outside, Remark } from "./outside.ts";
import { RefusedConfirmError } from "./refused-confirm.ts";
import { inForce } from "./result-in-force.ts";

/** Where the crash tests stop the process: numbered, its bytes kept, known to be issued. */
export const ISSUE_STEPS = ["numbered", "frozen", "issued"] as const;

export interface Issuing {
  readonly outside: Pick<Outside, "store" | "writeDocument" | "now" | "onStep">;
  readonly lock: StoreLock;
  readonly draft: DraftRecord;
  readonly by: string;
  readonly today: PlainDate;
  readonly reading: Reading;
  readonly book: Book;
}

/**
 * An admin lets a document out: it gets its number and day, is drawn, its bytes are frozen, and its readers are sent it by the run that follows. Done
 * again it only completes: a draft has one number and is issued once. Throws RefusedConfirmError, PortError of the template.
 */
export async function issueDocument(issuing: Issuing): Promise<readonly Remark[]> {
  const { outside, lock, draft } = issuing;
  const { store } = outside;
  const trail = await trailOf(store, draft.id);
  const issue = issueIn(trail) ?? (await issued(issuing));
  if (issueIn(trail) === null) await keepTrail(store, lock, draft.id, [...trail, issue]);
  await outside.onStep("issued", draft.id);
  await store.moveDraft(lock.token, draft.id, { state: "confirmed", by: issue.by, at: issue.at });
  const { title } = JSON.parse(draft.body) as DocumentDraft;
  return [{ code: "document-issued", facts: { id: draft.id, number: issue.number, title } }];
}

/** Number, paper, bytes: in this order, so that a fault of the template costs no number, and a number no second document. */
async function issued(issuing: Issuing) {
  const { outside, lock, draft, by, today } = issuing;
  const { store, writeDocument, now, onStep } = outside;
  const body = JSON.parse(draft.body) as DocumentDraft;
  await refuseOldResults(issuing, body);
  const taken = await numberOf(issuing, body);
  const number = taken?.number ?? "";
  const paper: NewDocument = {
    kind: body.document as DocumentKind,
    fields: issuedFields(body.fields, number, today),
  };
  const content = await writeDocument(paper);
  await taken?.keep(lock);
  await onStep("numbered", draft.id);
  const digest = await freezeFile(store, lock, content);
  await keepWaiting(store, lock, [...new Set([...(await waitingDrafts(store)), draft.id])]);
  await onStep("frozen", draft.id);
  return { do: "issue" as const, by, at: now(), number, digest };
}

/** A circular quotes what is published, and what is published now. */
async function refuseOldResults({ outside, draft }: Issuing, { restsOn = [] }: DocumentDraft): Promise<void> {
  if (restsOn.length === 0) return;
  const drafts = await outside.store.drafts();
  for (const result of restsOn) {
    if (inForce(drafts, result)?.id !== result)
      throw new RefusedConfirmError("result-not-in-force", { id: draft.id, result });
  }
}

async function numberOf(issuing: Issuing, body: DocumentDraft): Promise<NumberTaken | null> {
  const { outside, draft, by, today, reading, book } = issuing;
  if (!body.numbered || !isNumberedPaper(body.document)) return null;
  const series = { office: officeWordOn(book.book, today), kind: body.document, year: Number(today.slice(0, 4)) };
  const registered = reading.registry.letters.map(({ code }) => code);
  return numberFor(outside.store, series, { draft: draft.id, by, at: outside.now(), registered });
}

/** What somebody wrote over in the store is not what was drafted. */
export function refuseChanged({ id, body, digest }: DraftRecord): void {
  if (digestOf(body) !== digest) throw new RefusedConfirmError("changed", { id });
}
