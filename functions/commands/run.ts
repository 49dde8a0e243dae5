import { periodKind } from "../../lib/domain/assessment/periods.ts";
import { dayAt } from "../../lib/domain/office-calendar.ts";
import { blank } from "../../lib/jobs/outcome.ts";
import type { RunOutcome, RunRequest } from "../../lib/jobs/outside.ts";
import { runJobs } from "../../lib/jobs/run.ts";
import { isJobName, JOB_NAMES, periodKindOf } from "../../lib/jobs/schedule.ts";
import { outcomeJson, outcomeWords } from "../../lib/views/outcome.ts";
import { parseInstant } from "../clock.ts";
import type { Context } from "../context.ts";
import { dueJobs, manualKey } from "../due.ts";
import { type ExitCode, UsageError } from "../exit.ts";
import { progress } from "../progress.ts";
import { refuseOptions } from "../unfit-options.ts";
import { type Wired, wire } from "../wire.ts";

/** `duban run JOB`: one job now, or `due`: every job that is owed. */
export async function run(context: Context, job: string): Promise<ExitCode> {
  if (job !== "due" && !isJobName(job))
    throw new UsageError(`没有任务 “${job.slice(0, 50)}”，可用的是 ${JOB_NAMES.join("、")} 和 due（此刻该做的）。`);
  const mode = modeOf(context);
  const asked = { period: jobPeriodOf(context, job), knownAt: knownAtOf(context), mode };
  const wired = await wire(context.config(), { store: mode === "apply" ? "keep" : "look", onStep: progress(context) });
  try {
    refuseFuture(asked.knownAt, wired.clock);
    const request = await requestOf(context, wired, job, asked);
    if (request.jobs.length === 0) return nothingDue(context, request);
    return report(context, await runJobs(request, wired.outside));
  } finally {
    await wired.close();
  }
}

function modeOf({ options }: Context): RunRequest["mode"] {
  if (options.dryRun === true) refuseOptions("run --dry-run", options, ["out"]);
  if (options.out !== undefined) return { out: options.out };
  return options.dryRun === true ? "preview" : "apply";
}

type Asked = Pick<RunRequest, "period" | "knownAt" | "mode">;

async function requestOf(context: Context, wired: Wired, job: string, asked: Asked): Promise<RunRequest> {
  const { clock } = wired;
  const today = clock.today();
  const asOf = context.asOf ?? today;
  const jobs = isJobName(job) ? [{ job, runKey: manualKey(job, clock.now()) }] : await dueJobs(wired, asOf);
  return { jobs, asOf, today, ...asked };
}

/** The period a job is asked for: a month, a quarter or a year, as the job is about. Throws UsageError. */
function jobPeriodOf({ options }: Context, job: string): string | null {
  const kind = periodKindOf(job);
  if (kind === null) refuseOptions(`run ${job}`, options, ["period"]);
  const period = options.period?.normalize("NFKC").trim().toUpperCase();
  if (period === undefined || periodKind(period) === kind) return period ?? null;
  const example = EXAMPLES[kind!];
  if (periodKind(period) === null)
    throw new UsageError(`“${period.slice(0, 50)}” 不是期间，请写成 ${example} 这样的格式。`);
  const fitting = JOB_NAMES.find((name) => periodKindOf(name) === periodKind(period));
  throw new UsageError(
    `${job} 的期间请写成 ${example} 这样的格式；${period} 请用 duban run ${fitting} --period ${period}。`,
  );
}

const EXAMPLES = { month: "2026-05", quarter: "2026Q3", year: "2026" } as const;

export function periodOf({ options }: Context): string | null {
  if (options.period === undefined) return null;
  if (/^\d{4}-(0[1-9]|1[0-2])$/.test(options.period)) return options.period;
  throw new UsageError(`“${options.period.slice(0, 50)}” 不是期间，请写成 2026-05 这样的格式。`);
}

export function knownAtOf({ options }: Context): string | null {
  if (options.knownAt === undefined) return null;
  const instant = parseInstant(options.knownAt);
  if (instant !== null) return instant;
  throw new UsageError(`“${options.knownAt.slice(0, 50)}” 不是时间，请写成 2026-06-12 或 2026-06-12T09:00。`);
}

/** Nothing is known yet of a day to come. Throws UsageError. */
export function refuseFuture(knownAt: string | null, clock: Wired["clock"]): void {
  if (knownAt !== null && dayAt(knownAt) > clock.today())
    throw new UsageError(`--known-at 不能晚于今天：${dayAt(knownAt)} 还没有到，今天是 ${clock.today()}。`);
}

function nothingDue(context: Context, request: RunRequest): ExitCode {
  if (context.options.json === true) return report(context, { ...blank(request), job: "due" });
  context.print("此刻没有该做的任务。");
  return 0;
}

export function report(context: Context, outcome: RunOutcome): ExitCode {
  context.print(context.options.json === true ? JSON.stringify(outcomeJson(outcome)) : outcomeWords(outcome));
  return outcome.trouble ? 1 : 0;
}
