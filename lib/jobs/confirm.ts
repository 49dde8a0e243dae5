import type { PlainDate } from "../domain/dates.ts";
import type { DraftRecord, StoreLock } from "../ports/store.ts";
import { wantedTitle } from "../registry/reading.ts";
import { parseRankingBlock } from "../views/ranking.ts";
import { isAdmin, readAll } from "./assess.ts";
import type { Outside, RunOutcome } from "./outside.ts";
import { runJobs } from "./run.ts";

/** A draft cannot be confirmed: exit 2. `facts` name what the sentence needs. */
export class RefusedConfirmError extends Error {
  readonly because: "no-such-draft" | "superseded" | "before-lock" | "not-an-admin" | "busy" | "workbooks-missing";
  readonly facts: Readonly<Record<string, string>>;

  constructor(because: RefusedConfirmError["because"], facts: Readonly<Record<string, string>>) {
    super(`${because} ${JSON.stringify(facts)}`);
    this.name = "RefusedConfirmError";
    this.because = because;
    this.facts = facts;
  }
}

export interface ConfirmRequest {
  readonly id: string;
  /** A person of 人员 who is 管理员. */
  readonly by: string;
  readonly today: PlainDate;
}

/**
 * An admin lets a draft out: first the store says so, then the sheet and the letters follow from that, now or — if the workbook is open elsewhere — with
 * the next run. Confirming again only completes what is missing. Throws RefusedConfirmError, RefusedDayError, SecrecyError, PortError.
 */
export async function confirmDraft(request: ConfirmRequest, outside: Outside): Promise<RunOutcome> {
  const lock = await outside.store.lock();
  if ("heldBy" in lock) throw new RefusedConfirmError("busy", { host: lock.heldBy.host });
  try {
    await release(request, outside, lock);
  } finally {
    await lock.release();
  }
  const runKey = `confirm:${request.id}:${outside.now()}`;
  const { today } = request;
  return runJobs(
    { jobs: [{ job: "publish", runKey }], asOf: today, today, period: null, knownAt: null, mode: "apply" },
    outside,
  );
}

async function release(request: ConfirmRequest, outside: Outside, lock: StoreLock): Promise<void> {
  const draft = await draftOf(request, outside);
  const snapshot = await outside.spreadsheet.read(wantedTitle);
  if (!isAdmin(readAll([snapshot], request.today).reading.registry, request.by))
    throw new RefusedConfirmError("not-an-admin", { by: request.by });
  if (draft.state === "confirmed") return;
  if (request.today <= draft.lockDay)
    throw new RefusedConfirmError("before-lock", { id: draft.id, lockDay: draft.lockDay });
  const names = missingIn(draft);
  if (names.length > 0) throw new RefusedConfirmError("workbooks-missing", { id: draft.id, names: names.join("、") });
  const to = { state: "confirmed" as const, by: request.by, at: outside.now() };
  await outside.store.moveDraft(lock.token, draft.id, to);
}

/** A ranking that lacks whole workbooks is nobody's to let out. */
const missingIn = ({ kind, body }: DraftRecord): readonly string[] =>
  kind === "ranking" ? (parseRankingBlock(body).missing ?? []) : [];

async function draftOf({ id }: ConfirmRequest, { store }: Outside): Promise<DraftRecord> {
  const drafts = await store.drafts();
  const draft = drafts.find((one) => one.id === id);
  if (draft === undefined) throw new RefusedConfirmError("no-such-draft", { id });
  if (draft.state !== "superseded") return draft;
  const newer = drafts.find((one) => one.state === "draft" && one.kind === draft.kind && one.period === draft.period);
  throw new RefusedConfirmError("superseded", { id, newer: newer?.id ?? "" });
}
