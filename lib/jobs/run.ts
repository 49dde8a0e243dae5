import type { PlainDate } from "../domain/dates.ts";
import { PortError } from "../ports/port-error.ts";
import type { Publication, PublishResult } from "../ports/spreadsheet.ts";
import type { RunRecord, StoreLock } from "../ports/store.ts";
import { tabsRead } from "../registry/history-rows.ts";
import { wantedTitle } from "../registry/reading.ts";
import { refuseSecrets } from "../registry/secrecy.ts";
import { reportBlocked } from "./blocked.ts";
import { type Decided, decide, type Present } from "./decide.ts";
import { deliverAll } from "./delivering.ts";
import { recordDrafts } from "./drafting.ts";
import { believed, isForeign } from "./foreign-store.ts";
import { blank, figuresOf, planDigest } from "./outcome.ts";
import { type Outside, RefusedDayError, type Remark, type RunOutcome, type RunRequest } from "./outside.ts";
import { preview } from "./preview.ts";
import { publicationFor } from "./publishing.ts";
import { maySend, rememberWorkbook, type Standing, standingRemarks, workbookFact } from "./standing.ts";
import { type Stopwatch, stopwatch } from "./stopwatch.ts";

/** Names of the steps, in order: progress on a terminal, and the places where the crash tests stop the process. */
export const RUN_STEPS = [
  "locked",
  "read",
  "remembered",
  "decided",
  "written",
  "owed",
  "delivered",
  "recorded",
] as const;

const MOST_ATTEMPTS = 3;

/**
 * The one runner: read → decide → write → deliver → record, for all jobs due together. Every step can be stopped and run again: the reading and the
 * ledger are kept first, and what was owed stays owed until its message left. Throws RefusedDayError, SecrecyError, PortError of an unreadable workbook.
 */
export async function runJobs(request: RunRequest, outside: Outside): Promise<RunOutcome> {
  refuseFuture(request);
  if (request.mode !== "apply") return preview(request, outside);
  if (request.knownAt !== null && !request.jobs.every(({ job }) => job === "monthly"))
    throw new RefusedDayError(request.asOf, "known-at-needs-preview", request.today);
  const lock = await outside.store.lock();
  if ("heldBy" in lock) return { ...blank(request), state: "busy", remarks: [busy(lock.heldBy)] };
  try {
    await outside.onStep("locked", "");
    return await apply(request, outside, lock);
  } finally {
    await lock.release();
  }
}

const busy = (holder: { host: string; pid: number; since: string }): Remark => ({ code: "busy", facts: { ...holder } });

function refuseFuture(request: RunRequest): void {
  if (request.mode === "apply" && request.asOf > request.today)
    throw new RefusedDayError(request.asOf, "after-today", request.today);
}

async function refusePast(request: RunRequest, outside: Outside): Promise<void> {
  const last = await lastAppliedDay(outside);
  if (last !== null && request.asOf < last) throw new RefusedDayError(request.asOf, "before-last-run", last);
}

export async function lastAppliedDay(outside: Pick<Outside, "store">): Promise<PlainDate | null> {
  const days = (await outside.store.runs()).filter((run) => run.state === "done").map((run) => run.asOf);
  return days.length === 0 ? null : days.reduce((a, b) => (a > b ? a : b));
}

async function apply(request: RunRequest, outside: Outside, lock: StoreLock): Promise<RunOutcome> {
  await refusePast(request, outside);
  const records = await startRuns(request, outside, lock);
  if (records.length === 0) return { ...blank(request), state: "already-done" };
  const due = { ...request, jobs: request.jobs.filter(({ runKey }) => records.some((run) => run.runKey === runKey)) };
  const watch = stopwatch(outside.ticks);
  try {
    return await work(due, outside, lock, records, watch);
  } catch (error) {
    if (!(error instanceof PortError)) await finish(outside, lock, records, { state: "failed", error: String(error) });
    if (error instanceof PortError && error.code === "workbook-open")
      return blocked(due, outside, lock, records, error, watch);
    if (error instanceof PortError && error.code !== "lease-lost")
      await finish(outside, lock, records, { state: "failed", error: error.code });
    throw error;
  }
}

async function startRuns(request: RunRequest, outside: Outside, lock: StoreLock): Promise<readonly RunRecord[]> {
  const records: RunRecord[] = [];
  for (const { job, runKey } of request.jobs) {
    const run = { runKey, job, asOf: request.asOf, startedAt: outside.now() };
    const record = await outside.store.startRun(lock.token, run);
    if (record !== null) records.push(record);
  }
  return records;
}

type Finish = Partial<Omit<RunRecord, "runId" | "runKey">> & { readonly state: RunRecord["state"] };

async function finish(outside: Outside, lock: StoreLock, records: readonly RunRecord[], how: Finish): Promise<void> {
  for (const record of records)
    await outside.store.finishRun(lock.token, { ...record, ...how, finishedAt: outside.now() });
}

async function work(
  request: RunRequest,
  outside: Outside,
  lock: StoreLock,
  records: readonly RunRecord[],
  watch: Stopwatch,
): Promise<RunOutcome> {
  const run = records[0]!;
  const written = await readDecideWrite(request, outside, lock, run, watch);
  const { decided, standing, result } = written;
  await outside.onStep("written", String(result.cellsChanged));
  const drafts = isForeign(standing) ? [] : await recordDrafts(outside, lock, decided);
  const delivery = await watch.time("deliver", () =>
    deliverAll({
      ...{ request, outside, lock, run, decided, standing, result, drafts },
      maySend: maySend(standing),
      effort: effortOf(written, watch),
    }),
  );
  await outside.onStep("delivered", String(delivery.messages.length));
  const figures = figuresOf(decided.plans, result, delivery.messages);
  await finish(outside, lock, records, {
    ...endOf(standing),
    planDigest: planDigest(decided.plans),
    inputDigest: written.revision,
    rulesDigest: decided.rulesDigest,
    figures,
  });
  await outside.onStep("recorded", run.runKey);
  return {
    ...blank(request),
    runId: run.runId,
    runKey: records.map((record) => record.runKey).join("+"),
    published: result.rowsPublished,
    cellsChanged: result.cellsChanged,
    messages: delivery.messages,
    findings: decided.findings,
    drafts: drafts.map(({ id, state, differences }) => ({ id, state, differences })),
    figures,
    remarks: [...standingRemarks(standing), ...delivery.remarks],
    trouble: delivery.trouble || !maySend(standing),
    timings: watch.timings(),
  };
}

/** What could not be told is still due once the workbook is adopted. */
const endOf = (standing: Standing): Finish =>
  maySend(standing) ? { state: "done" } : { state: "failed", error: `standing-${standing}` };

/** What the run took until its mails, for the admins. */
const effortOf = ({ attempts, result, revision }: Written, watch: Stopwatch): Readonly<Record<string, number>> => ({
  reads: attempts,
  writes: result.revision === revision ? 0 : 1,
  seconds: Math.round(Object.values(watch.timings()).reduce((sum, ms) => sum + ms, 0) / 100) / 10,
});

interface Written {
  /** How often it was read: more than once when somebody saved meanwhile. */
  readonly attempts: number;
  readonly decided: Decided;
  readonly standing: Standing;
  readonly result: PublishResult;
  readonly revision: string;
}

/** Somebody saved between our reading and our writing: read again, decide again. */
async function readDecideWrite(
  request: RunRequest,
  outside: Outside,
  lock: StoreLock,
  run: RunRecord,
  watch: Stopwatch,
): Promise<Written> {
  for (let attempt = 1; ; attempt++) {
    try {
      return { ...(await attemptWrite(request, outside, lock, run, watch)), attempts: attempt };
    } catch (error) {
      const changed = error instanceof PortError && error.code === "workbook-changed";
      if (!changed || attempt >= MOST_ATTEMPTS) throw error;
    }
  }
}

async function attemptWrite(
  request: RunRequest,
  outside: Outside,
  lock: StoreLock,
  run: RunRecord,
  watch: Stopwatch,
): Promise<Omit<Written, "attempts">> {
  const snapshot = await watch.time("read", () => outside.spreadsheet.read(wantedTitle));
  refuseSecrets(snapshot);
  await outside.onStep("read", snapshot.revision);
  const { standing, store } = await believed(outside, snapshot);
  const present = await watch.time("remember", () => remember({ ...outside, store }, lock, snapshot));
  await outside.onStep("remembered", "");
  const decided = await watch.time("decide", () => decide(request, store, present));
  await outside.onStep("decided", "");
  const head = { asOf: request.asOf, runId: run.runId, standing, found: snapshot.stamp };
  const publication = await publicationFor(outside, decided, head);
  const result = await watch.time("write", () => write(outside, lock, run, publication, snapshot, standing));
  return { decided, standing, result, revision: snapshot.revision };
}

async function remember(outside: Outside, lock: StoreLock, snapshot: Present["snapshot"]): Promise<Present> {
  const at = outside.now();
  await outside.store.recordReading(lock.token, snapshot.name, at, tabsRead(snapshot));
  return { snapshot, at, history: await outside.store.history(snapshot.name, { withRows: false }) };
}

/** The store is told before and after, so a process killed in between is not taken for a foreign hand. */
async function write(
  outside: Outside,
  lock: StoreLock,
  run: RunRecord,
  publication: Publication,
  { revision, stamp }: Present["snapshot"],
  standing: Standing,
): Promise<PublishResult> {
  const { store, workbook, spreadsheet } = outside;
  if (!maySend(standing)) return spreadsheet.publish(publication, revision);
  const fact = { ...(await workbookFact(store, workbook)), run: stamp?.run ?? 0 };
  await rememberWorkbook(store, lock, workbook, { ...fact, about: run.runId });
  const result = await spreadsheet.publish(publication, revision);
  if (result.revision !== revision)
    await rememberWorkbook(store, lock, workbook, { ...fact, run: run.runId, adopted: null });
  return result;
}

/** Open elsewhere: nothing written, nothing mailed, still owed; a second due run in a row is reported to the admins. */
async function blocked(
  request: RunRequest,
  outside: Outside,
  lock: StoreLock,
  records: readonly RunRecord[],
  error: PortError,
  watch: Stopwatch,
): Promise<RunOutcome> {
  await finish(outside, lock, records, { state: "failed", error: error.code });
  const messages = await reportBlocked(request, outside, lock, records, error);
  const remarks = [{ code: error.code, facts: error.facts }];
  return { ...blank(request), state: "failed", messages, remarks, trouble: true, timings: watch.timings() };
}
