import { RefusedDayError } from "../../lib/jobs/outside.ts";
import { runJobs } from "../../lib/jobs/run.ts";
import { dueJobs } from "../due.ts";
import { answerOf } from "../lambda/answer.ts";
import type { Wired } from "../wire.ts";

/** `duban run due`, told to the log in counts. false: it has to be tried again today. Throws what a run throws. */
export async function runDue(wired: Wired, log: (line: object) => void): Promise<boolean> {
  const { outside, clock } = wired;
  const today = clock.today();
  const jobs = await dueJobs(wired, today);
  if (jobs.length === 0) return true;
  try {
    const request = { jobs, asOf: today, today, period: null, knownAt: null, mode: "apply" } as const;
    const outcome = await runJobs(request, outside);
    const { job, ...answer } = answerOf({ job: "due", asOf: today }, outcome);
    log({ event: "run", ...answer });
    return outcome.state === "done" || outcome.state === "already-done";
  } catch (error) {
    // The clock was put back behind a day already run: nothing of that day is owed any more.
    if (!(error instanceof RefusedDayError) || error.because !== "before-last-run") throw error;
    log({ event: "run", state: "overtaken", asOf: today });
    return true;
  }
}
