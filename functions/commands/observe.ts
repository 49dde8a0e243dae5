import { monthOf } from "../../lib/domain/dates.ts";
import { openClock } from "../clock.ts";
import type { Context, Options } from "../context.ts";
import { type ExitCode, UsageError } from "../exit.ts";
import { periodOf } from "./run.ts";

interface Step {
  readonly load: () => Promise<(context: Context, visit: string, files: readonly string[]) => Promise<ExitCode>>;
  /** Which of the options of `observe` it knows. */
  readonly knows: readonly (keyof typeof FLAGS)[];
}

const FLAGS = {
  count: "--count",
  perCounty: "--per-county",
  seed: "--seed",
  projects: "--projects",
  anew: "--anew",
  close: "--close",
  document: "--document",
} as const satisfies Partial<Record<keyof Options, string>>;

const STEPS: Readonly<Record<string, Step>> = {
  list: { load: async () => (await import("./observe-list.ts")).observeList, knows: ["count", "perCounty", "seed"] },
  ballots: {
    load: async () => (await import("./observe-ballots.ts")).observeBallots,
    knows: ["count", "perCounty", "seed", "projects", "anew"],
  },
  collect: { load: async () => (await import("./observe-collect.ts")).observeCollect, knows: ["close"] },
  result: { load: async () => (await import("./observe-result.ts")).observeResult, knows: ["document"] },
};

/** `duban observe STEP --period 2026-07`: a visit from its list to its result. The period is the month of the visit, by default that of the as-of day. */
export async function observe(context: Context, name: string, files: string | readonly string[]): Promise<ExitCode> {
  const step = Object.hasOwn(STEPS, name) ? STEPS[name] : undefined;
  if (step === undefined)
    throw new UsageError(`observe 没有 “${name.slice(0, 30)}”，可用的是 ${Object.keys(STEPS).join("、")}。`);
  refuseForeign(context.options, name, step);
  const given = [files].flat();
  if (name !== "collect" && given.length > 0)
    throw new UsageError(`observe ${name} 不用写文件名：“${given[0]!.slice(0, 100)}”。`);
  const visit = periodOf(context) ?? monthOf(context.asOf ?? openClock(context.config().now).today());
  return (await step.load())(context, visit, given);
}

/** Throws UsageError. */
function refuseForeign(options: Options, name: string, { knows }: Step): void {
  const flags = Object.keys(FLAGS) as (keyof typeof FLAGS)[];
  const foreign = flags.filter((flag) => options[flag] !== undefined && !knows.includes(flag));
  if (foreign.length > 0)
    throw new UsageError(`observe ${name} 不能与 ${foreign.map((flag) => FLAGS[flag]).join("、")} 同用。`);
}
