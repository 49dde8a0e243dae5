import type { Instant } from "../domain/dates.ts";
import type { Plan } from "../ports/plan.ts";
import type { RunRecord, Store } from "../ports/store.ts";
import { decide } from "./decide.ts";
import type { AnyJob } from "./job.ts";
import { planDigest } from "./outcome.ts";
import type { Outside, RunRequest } from "./outside.ts";
import { pastSheets } from "./past-sheets.ts";
import { overlaid, type Present } from "./present.ts";
import { periodFigure } from "./schedule.ts";
import { storeAt } from "./store-at.ts";
import { readBooks } from "./workbooks.ts";

/** A past run decided again from what it knew. */
export interface Replayed {
  /** The run and those decided together with it, oldest first. */
  readonly runs: readonly RunRecord[];
  /** The moment of its reading. */
  readonly knownAt: Instant;
  readonly plans: readonly Plan[];
  readonly digest: string;
  /** It would write and send the same to the last letter. */
  readonly same: boolean;
}

export interface NoReplay {
  readonly because: "no-such-run" | "not-finished" | "not-remembered";
}

/** Decides a finished run anew: rows, history, rules, ledger and drafts as they were at its reading. Writes nothing. Throws SecrecyError, PortError. */
export async function replay(runKey: string, outside: Outside): Promise<Replayed | NoReplay> {
  const all = await outside.store.runs();
  const run = all.find((one) => one.runKey === runKey);
  if (run === undefined) return { because: "no-such-run" };
  if (run.finishedAt === null || run.planDigest === "") return { because: "not-finished" };
  const present = await presentAt(outside, run.finishedAt);
  if (present === null) return { because: "not-remembered" };
  const runs = all.filter((one) => isTogether(one, run)).toReversed();
  const { plans } = await decide(requestOf(runs), storeAt(outside.store, present.at), present);
  const digest = planDigest(plans);
  return { runs, knownAt: present.at, plans, digest, same: digest === run.planDigest };
}

/** One holds the store at a time: runs that overlap were one. */
const isTogether = (one: RunRecord, run: RunRecord): boolean =>
  one.finishedAt !== null && one.startedAt <= run.finishedAt! && one.finishedAt >= run.startedAt;

/** What was known at the last reading up to a moment; null: nothing was remembered by then. */
export async function presentAt(outside: Outside, finished: Instant): Promise<Present | null> {
  const now = await overlaid(outside, await readBooks(outside));
  const sheets = await pastSheets(now, { at: finished, backfill: false });
  if (sheets === null) return null;
  const store: Store = storeAt(outside.store, sheets.at);
  const books = sheets.snapshots.map((snapshot) => ({
    snapshot,
    history: sheets.histories.get(snapshot.name)!,
    store,
  }));
  return { books, unread: sheets.unread, at: sheets.at };
}

function requestOf(runs: readonly RunRecord[]): RunRequest {
  const { asOf, figures } = runs[0]!;
  const jobs = runs.map(({ job, runKey }) => {
    const period = figures[periodFigure(job)];
    return { job: job as AnyJob, runKey, ...(typeof period === "string" ? { period } : {}) };
  });
  return { jobs, asOf, today: asOf, period: null, knownAt: null, mode: "preview" };
}
