import { asks } from "../domain/burden.ts";
import type { PlainDate } from "../domain/dates.ts";
import { PortError } from "../ports/port-error.ts";
import type { RunRecord, StoreLock } from "../ports/store.ts";
import { appendReleased, stillWaits } from "./append-rows.ts";
import { refuseOpenMonth } from "./asked-month.ts";
import { reportBlocked } from "./blocked.ts";
import {
  bookOutcomes,
  bookRemarks,
  effortOf,
  inputDigest,
  strangers,
  summedResult,
  unfinishedRemarks,
  withoutStrangers,
} from "./book-outcomes.ts";
import type { Decided } from "./decide.ts";
import { deliverAll } from "./delivering.ts";
import { recordDrafts } from "./drafting.ts";
import { isForeign } from "./foreign-store.ts";
import { blank, figuresOf, planDigest } from "./outcome.ts";
import { type Outside, RefusedDayError, type Remark, type RunOutcome, type RunRequest } from "./outside.ts";
import { preview } from "./preview.ts";
import { periodKindOf } from "./schedule.ts";
import { maySend, standingRemarks } from "./standing.ts";
import { type Stopwatch, stopwatch } from "./stopwatch.ts";
import { isWritten, readDecideWrite, type Written } from "./write-books.ts";

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

/**
 * The one runner: read → decide → write → deliver → record, for all jobs due together. Every step can be stopped and run again: the reading and the
 * ledger are kept first, and what was owed stays owed until its message left. Throws RefusedDayError, SecrecyError, PortError of an unreadable workbook.
 */
export async function runJobs(request: RunRequest, outside: Outside): Promise<RunOutcome> {
  refuseFuture(request);
  refuseOpenMonth(request);
  if (request.mode !== "apply") return preview(request, outside);
  if (request.knownAt !== null && !request.jobs.every(({ job }) => periodKindOf(job) !== null))
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

async function lastAppliedDay(outside: Pick<Outside, "store">): Promise<PlainDate | null> {
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
    const appended = await appendReleased(outside, lock, request.asOf);
    const outcome = await work(due, outside, lock, records, watch);
    const waits = appended.some(stillWaits);
    return { ...outcome, remarks: [...appended, ...outcome.remarks], trouble: outcome.trouble || waits };
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
  const written = await readDecideWrite({ request, outside, lock, run, watch });
  const { books, decided } = written;
  const { standing } = books.main;
  const result = summedResult(written);
  await outside.onStep("written", String(result.cellsChanged));
  const drafts = isForeign(standing) ? [] : await recordDrafts(outside, lock, decided);
  const told = bookRemarks(written);
  const delivery = await watch.time("deliver", () =>
    deliverAll({
      ...{ request, outside, lock, run, standing, result, drafts, told },
      decided: withoutStrangers(decided, books),
      workbooks: books.order,
      maySend: maySend(standing),
      effort: effortOf(written, watch),
    }),
  );
  await outside.onStep("delivered", String(delivery.messages.length));
  const figures = { ...figuresOf(decided.plans, result, delivery.messages), notRepeated: notRepeated(decided) };
  const digests = {
    planDigest: planDigest(decided.plans),
    inputDigest: inputDigest(books),
    rulesDigest: decided.rulesDigest,
  };
  for (const record of records)
    await finish(outside, lock, [record], { ...endOf(written, record.job), ...digests, figures });
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
    remarks: [...standingRemarks(standing), ...told, ...unfinishedRemarks(decided), ...delivery.remarks],
    trouble: delivery.trouble || !maySend(standing) || told.length > 0 || decided.unfinished.length > 0,
    workbooks: bookOutcomes(written),
    planDigest: digests.planDigest,
    timings: watch.timings(),
  };
}

/** Matters that people were asked about before, that still stand, and that no letter of this run repeats. */
const notRepeated = ({ plans, present }: Decided): number =>
  plans
    .flatMap(({ notices }) => notices)
    .filter(({ key, kind }) => asks(kind) && present.ledger.notices.get(key)?.state === "sent").length;

/** What could not be told or written is still due; so is a month that lacks a workbook or a tab nobody can read. */
function endOf({ books, decided, results }: Written, job: string): Finish {
  const { standing } = [books.main, ...strangers(books)].find((book) => !maySend(book.standing)) ?? books.main;
  if (!maySend(standing)) return { state: "failed", error: `standing-${standing}` };
  if (![...results.values()].every(isWritten)) return { state: "failed", error: "parts-not-written" };
  if (decided.unfinished.some((one) => one === job)) return { state: "failed", error: "parts-missing" };
  return { state: "done" };
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
