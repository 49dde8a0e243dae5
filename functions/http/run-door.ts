import { createHash } from "node:crypto";
import { blank } from "../../lib/jobs/outcome.ts";
import type { RunOutcome, RunRequest } from "../../lib/jobs/outside.ts";
import { runJobs } from "../../lib/jobs/run.ts";
import { isJobName, JOB_NAMES } from "../../lib/jobs/schedule.ts";
import type { RunRecord, Store } from "../../lib/ports/store.ts";
import { outcomeJson, remarkWords } from "../../lib/views/outcome.ts";
import { dueJobs, manualKey } from "../due.ts";
import type { Wired } from "../wire.ts";
import { type Answer, refusal } from "./answer.ts";
import { type RunAsked, runAsked } from "./asked.ts";
import { opened } from "./opened.ts";
import type { Visit } from "./visit.ts";

/** `POST /run/{job}`: answers what `duban run JOB --json` prints. */
export async function runDoor({ id: job, body, idempotencyKey, config }: Visit): Promise<Answer> {
  if (job !== "due" && !isJobName(job))
    throw refusal(404, "no-such-job", `没有这个任务，可用的是 ${JOB_NAMES.join("、")} 和 due（此刻该做的）。`);
  const asked = runAsked(body, idempotencyKey, job);
  return opened(config, asked.dryRun ? "look" : "keep", (wired) => ran(wired, job, asked));
}

async function ran(wired: Wired, job: string, asked: RunAsked): Promise<Answer> {
  const { outside, clock } = wired;
  const today = clock.today();
  const asOf = asked.asOf ?? today;
  const mode = asked.dryRun ? "preview" : "apply";
  const jobs = isJobName(job) ? [{ job, runKey: keyOf(job, asked) ?? manualKey(job, clock.now()) }] : [];
  const earlier = asked.dryRun ? null : await sameKey(outside.store, jobs[0]?.runKey, asked);
  const request: RunRequest = {
    jobs: job === "due" ? await dueJobs(wired, asOf) : jobs,
    ...{ asOf, today, period: asked.period, knownAt: null, mode },
  };
  if (earlier?.state === "done") return outcomeAnswer(repeated(request, earlier));
  if (request.jobs.length === 0) return outcomeAnswer({ ...blank(request), job: "due" });
  return outcomeAnswer(await runJobs(request, outside));
}

/**
 * The caller's key makes the run's: whatever comes again with it finds the run done. What was asked is part of it, so another question under
 * the same key is noticed. `due` needs none: its runs are named after their slots, and a slot runs once.
 */
function keyOf(job: string, { key, asOf, period }: RunAsked): string | null {
  if (key === null) return null;
  const asked = createHash("sha256").update(JSON.stringify([job, asOf, period]));
  return `${stemOf(key)}${asked.digest("hex").slice(0, 8)}`;
}

const stemOf = (key: string): string => `manual:http:${key}:`;

/** The run already made under this key. Throws RefusedError when something else was asked under it. */
async function sameKey(store: Store, runKey: string | undefined, { key }: RunAsked): Promise<RunRecord | null> {
  if (key === null || runKey === undefined) return null;
  const earlier = (await store.runs()).find((run) => run.runKey.startsWith(stemOf(key))) ?? null;
  if (earlier === null || earlier.runKey === runKey) return earlier;
  throw refusal(422, "key-reused", "这个 key 已用于另一次内容不同的运行，请换一个。");
}

const repeated = (request: RunRequest, { runId, asOf, figures }: RunRecord): RunOutcome => ({
  ...blank(request),
  ...{ state: "already-done", runId, asOf, figures },
});

/** What could not begin or failed says so in its status too; what was done with failures stands in its messages and remarks. */
export function outcomeAnswer(outcome: RunOutcome): Answer {
  const run = outcomeJson(outcome);
  if (outcome.state !== "busy" && outcome.state !== "failed") return { status: 200, body: run };
  const message = outcome.remarks.map(remarkWords).join("");
  const head = { code: outcome.remarks[0]?.code ?? outcome.state, message };
  const headers = { "Retry-After": outcome.state === "busy" ? "30" : "300" };
  return { status: outcome.state === "busy" ? 409 : 503, body: { ...head, run }, headers };
}
