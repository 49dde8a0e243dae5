import type { DraftRecord, Store } from "../ports/store.ts";
import { originOf } from "./draft-origin.ts";
import type { Published } from "./job.ts";
import { isCurrent, rollUpIn } from "./month-results.ts";
import type { DueJob, RunRequest } from "./outside.ts";

const JOB_OF = { quarter: "quarterly", year: "yearly" } as const;

/**
 * Quarters and years whose months or visits were published since they were made: each is drawn again by the run that follows the confirmation, or the next
 * day's. One that waits is replaced, of a published one a re-issue is drafted; what a person withdrew stays withdrawn.
 */
export async function drawnAgain(
  { jobs, knownAt }: Pick<RunRequest, "jobs" | "knownAt">,
  store: Store,
  published: readonly Published[],
): Promise<readonly DueJob[]> {
  if (knownAt !== null || !jobs.some(({ job }) => job === "daily" || job === "publish")) return [];
  const again: DueJob[] = [];
  for (const kind of ["quarter", "year"] as const) {
    const job = JOB_OF[kind];
    for (const draft of newestOf(await store.drafts({ kind }))) {
      const isAsked = jobs.some((one) => one.job === job && one.period === draft.period);
      if (isAsked || draft.state === "dropped" || isCurrent(rollUpIn(draft), published)) continue;
      const origin = await originOf(store, draft.id);
      again.push({ job, runKey: "", period: draft.period, sheets: origin?.sheets ?? null });
    }
  }
  return again;
}

/** The newest draft of each period, the earliest period first. */
function newestOf(drafts: readonly DraftRecord[]): readonly DraftRecord[] {
  const newest = new Map<string, DraftRecord>();
  for (const draft of drafts) {
    const found = newest.get(draft.period);
    if (found === undefined || found.createdAt <= draft.createdAt) newest.set(draft.period, draft);
  }
  return [...newest.values()].sort((a, b) => (a.period < b.period ? -1 : 1));
}
