import type { PlainDate } from "../domain/dates.ts";
import type { DocumentRecord } from "../domain/document-record.ts";
import { isResult } from "../ports/plan.ts";
import type { DraftRecord, StoreLock } from "../ports/store.ts";
import { type Reading, wantedTitle } from "../registry/reading.ts";
import { type Book, readAll } from "./assess.ts";
import { documentsIn } from "./documents.ts";
import { attachmentOf } from "./draft-attachment.ts";
import { issueIn, keepTrail, trailOf } from "./draft-trail.ts";
import { type Issuing, issueDocument, refuseChanged } from "./issue-document.ts";
import type { Outside, Remark, RunOutcome } from "./outside.ts";
import { RefusedConfirmError } from "./refused-confirm.ts";
import { ROWS_UNFIT, releaseRows } from "./release.ts";
import { publishResult, type ReleasingResult } from "./release-result.ts";
import { runJobs } from "./run.ts";
import { confirmingAdmin } from "./who-confirms.ts";

export interface ConfirmRequest {
  readonly id: string;
  /** A person of 人员 who is 管理员. */
  readonly by: string;
  readonly today: PlainDate;
  /** Chosen rows of a draft of rows; left out or null: all that are open. */
  readonly items?: readonly string[] | null;
  /** "consult": a result goes to its units, each its own figures, before it is confirmed. Left out or null: confirm. */
  readonly step?: "consult" | null;
  /** The digest of what was looked at, or its first characters; left out or null: whatever stands under the id. */
  readonly digest?: string | null;
}

/**
 * An admin lets a draft out: first the store says so, then the sheet and the letters follow from that, now or — if the workbook is open elsewhere — with
 * the next run. Confirming again only completes what is missing. Throws RefusedConfirmError, RefusedDayError, SecrecyError, PortError.
 */
export async function confirmDraft(request: ConfirmRequest, outside: Outside): Promise<RunOutcome> {
  const remarks = await underLock(outside, (lock) => release(request, outside, lock));
  // Items let out one after the other at a clock that stands still are several runs.
  const steps = (await trailOf(outside.store, request.id)).length;
  const runKey = `confirm:${request.id}:${outside.now()}:${steps}`;
  const { today } = request;
  const outcome = await runJobs(
    { jobs: [{ job: "publish", runKey }], asOf: today, today, period: null, knownAt: null, mode: "apply" },
    outside,
  );
  const trouble = outcome.trouble || remarks.some(({ code }) => code === ROWS_UNFIT);
  return { ...outcome, remarks: [...remarks, ...outcome.remarks], trouble };
}

export interface DropRequest {
  readonly id: string;
  readonly by: string;
  readonly today: PlainDate;
  readonly reason: string;
}

/** An admin withdraws a draft, or what is still open of it: it waits no more, and the reason is kept. Throws RefusedConfirmError, SecrecyError, PortError. */
export async function dropDraft(request: DropRequest, outside: Outside): Promise<void> {
  const { id, by } = request;
  const reason = request.reason.trim();
  if (reason === "") throw new RefusedConfirmError("no-reason", { id });
  await underLock(outside, async (lock) => {
    const draft = await draftOf(request, outside);
    await readAsAdmin(request, outside);
    const at = outside.now();
    const trail = await trailOf(outside.store, id);
    if (draft.state === "confirmed" || issueIn(trail) !== null)
      throw new RefusedConfirmError("already-confirmed", { id });
    await keepTrail(outside.store, lock, id, [...trail, { do: "drop", by, at, reason }]);
    await outside.store.moveDraft(lock.token, id, { state: "dropped", by, at });
  });
}

async function underLock<T>(outside: Outside, work: (lock: StoreLock) => Promise<T>): Promise<T> {
  const lock = await outside.store.lock();
  if ("heldBy" in lock) throw new RefusedConfirmError("busy", { host: lock.heldBy.host });
  try {
    return await work(lock);
  } finally {
    await lock.release();
  }
}

async function release(request: ConfirmRequest, outside: Outside, lock: StoreLock): Promise<readonly Remark[]> {
  const draft = await draftOf(request, outside);
  const { reading, book } = await readAsAdmin(request, outside);
  await refuseOther(draft, request.digest ?? null, outside);
  const { by, today, items = null, step = null } = request;
  const releasing = { outside, lock, draft, by, today, reading, book };
  if (step === "consult") return consulted(releasing, items);
  if (draft.state === "confirmed") return [];
  if (draft.kind === "document") return issueWhole(releasing, items);
  if (!isResult(draft.kind)) return releaseRows({ ...releasing, items });
  if (items !== null) throw new RefusedConfirmError("whole-only", { id: draft.id });
  await publishResult(releasing);
  return quotedBefore(draft.id, await documentsIn(outside.store));
}

/** Documents that left with the figures of before: people still hold them. */
function quotedBefore(id: string, documents: readonly DocumentRecord[]): readonly Remark[] {
  const old = documents.filter(({ state, quotesOld }) => state === "sent" && quotesOld === id);
  if (old.length === 0) return [];
  const names = old.map(({ number, draft }) => number || draft).join("、");
  return [{ code: "documents-quote-old", facts: { id, names } }];
}

/** What is let out is what was drafted, and what was looked at. */
async function refuseOther(draft: DraftRecord, seen: string | null, { store }: Outside): Promise<void> {
  refuseChanged(draft);
  if ((await attachmentOf(store, draft)) === "tampered") throw new RefusedConfirmError("changed", { id: draft.id });
  if (seen === null || draft.digest.startsWith(seen.toLowerCase())) return;
  throw new RefusedConfirmError("digest-differs", { id: draft.id, digest: draft.digest });
}

async function consulted(releasing: ReleasingResult, items: readonly string[] | null): Promise<readonly Remark[]> {
  if (items !== null) throw new RefusedConfirmError("whole-only", { id: releasing.draft.id });
  const { consultResult } = await import("./consult.ts");
  return consultResult(releasing);
}

/** A document has no items. */
async function issueWhole(issuing: Issuing, items: readonly string[] | null): Promise<readonly Remark[]> {
  if (items !== null) throw new RefusedConfirmError("whole-only", { id: issuing.draft.id });
  return issueDocument(issuing);
}

/** Asked each time, also where nothing is left to let out. */
async function readAsAdmin(
  { by, today }: Pick<ConfirmRequest, "by" | "today">,
  { spreadsheet }: Outside,
): Promise<{ readonly reading: Reading; readonly book: Book }> {
  const { reading, books } = readAll([await spreadsheet.read(wantedTitle)], today);
  confirmingAdmin(reading.registry, by, today);
  return { reading, book: books };
}

async function draftOf({ id }: Pick<ConfirmRequest, "id">, { store }: Outside): Promise<DraftRecord> {
  const drafts = await store.drafts();
  const draft = drafts.find((one) => one.id === id);
  if (draft === undefined) throw new RefusedConfirmError("no-such-draft", { id });
  if (draft.state === "dropped") throw new RefusedConfirmError("dropped", { id });
  if (draft.state !== "superseded") return draft;
  const newer = drafts.find((one) => one.state === "draft" && one.kind === draft.kind && one.period === draft.period);
  throw new RefusedConfirmError("superseded", { id, newer: newer?.id ?? "" });
}
