import { nearest } from "../../lib/domain/nearest.ts";
import { explain } from "../../lib/jobs/explain.ts";
import type { JobInput } from "../../lib/jobs/job.ts";
import { look } from "../../lib/jobs/look.ts";
import { planStanding as standingOf } from "../../lib/jobs/plan-standing.ts";
import { explainedJson, explainWords } from "../../lib/views/explain.ts";
import { oneLine } from "../../lib/views/one-line.ts";
import { planJson, planWords } from "../../lib/views/plan-standing.ts";
import type { Context } from "../context.ts";
import { type ExitCode, UsageError } from "../exit.ts";
import { refuseOptions } from "../unfit-options.ts";
import { wire } from "../wire.ts";
import { knownAtOf, refuseFuture } from "./run.ts";

/** `duban plan PROJECT`: where its plan stands and what would save it. 1 where it cannot be reckoned: a ring, or a row set aside. */
export async function planStanding(context: Context, project: string): Promise<ExitCode> {
  refuseOptions("plan", context.options, ["period", "out", "dryRun"]);
  const { outside, clock, close } = await wire(context.config(), { store: "look" });
  try {
    const asked = { asOf: context.asOf ?? clock.today(), period: null, knownAt: knownAtOf(context) };
    refuseFuture(asked.knownAt, clock);
    const input = await look(outside, asked);
    const code = project.normalize("NFKC").trim();
    const standing = standingOf(input, code);
    if (standing === null) return withoutPlan(context, input, code);
    context.print(context.options.json === true ? JSON.stringify(planJson(standing)) : planWords(standing));
    return standing.schedule.state === "circular" ? 1 : 0;
  } finally {
    await close();
  }
}

/** A row that counts for nothing says why; a code that stands nowhere is refused with the nearest one. */
function withoutPlan(context: Context, input: JobInput, code: string): ExitCode {
  const aside = explain(input, code);
  if (aside?.kind === "project") {
    context.print(context.options.json === true ? JSON.stringify(explainedJson(aside)) : explainWords(aside));
    return 1;
  }
  const { projects } = input.reading.registry;
  const named = projects.find(({ name }) => name === code)?.code;
  const near =
    named ??
    nearest(
      code,
      projects.map((row) => row.code),
    );
  const hint = near === null ? "请给项目编号，如 P-031" : `最接近的是 ${near}`;
  throw new UsageError(`没有项目 “${oneLine(code, 60)}”：${hint}。`);
}
