import { calibrate } from "../../lib/jobs/calibrate.ts";
import { forecastList, warnedList } from "../../lib/jobs/forecast-list.ts";
import type { JobInput } from "../../lib/jobs/job.ts";
import { look } from "../../lib/jobs/look.ts";
import { RefusedDayError } from "../../lib/jobs/outside.ts";
import { calibrationText, projectForecastText, warnedText } from "../../lib/views/forecast-tables.ts";
import type { Context } from "../context.ts";
import { dayArgument } from "../day-argument.ts";
import { type ExitCode, UsageError } from "../exit.ts";
import { refuseOptions } from "../unfit-options.ts";
import { wire } from "../wire.ts";
import { knownAtOf, refuseFuture } from "./run.ts";

/** `duban forecast`: what is likely to be late; `forecast PROJECT`: every open milestone of one; `--since DAY`: past Mondays forecast anew, held against what came. Writes nothing. */
export async function forecast(context: Context, project?: string): Promise<ExitCode> {
  refuseOptions("forecast", context.options, ["period", "dryRun", "out"]);
  const { since } = context.options;
  if (since !== undefined && project !== undefined) throw new UsageError("--since 核对全部项目，不能再给项目编号。");
  const { outside, clock, close } = await wire(context.config(), { store: "look" });
  try {
    const asked = { asOf: context.asOf ?? clock.today(), period: null, knownAt: knownAtOf(context) };
    refuseFuture(asked.knownAt, clock);
    const input = await look(outside, asked);
    if (since === undefined) return show(context, input, project);
    const found = await calibrate(dayArgument(since), input, (asOf, knownAt) =>
      look(outside, { asOf, period: null, knownAt }).catch((error: unknown) => {
        if (error instanceof RefusedDayError && error.because === "known-at-before-memory") return null;
        throw error;
      }),
    );
    context.print(context.options.json === true ? JSON.stringify({ version: 1, ...found }) : calibrationText(found));
    return 0;
  } finally {
    await close();
  }
}

function show({ options, print }: Context, input: JobInput, typed: string | undefined): ExitCode {
  const judgement = input.judge(input.asOf, null);
  if (typed === undefined) {
    const warned = warnedList(input);
    const rule = judgement.forecastRule;
    print(
      options.json === true
        ? JSON.stringify({ version: 1, asOf: input.asOf, rule, warned })
        : warnedText(warned, rule, input.asOf),
    );
    return 0;
  }
  const code = typed.normalize("NFKC").trim();
  const verdict = judgement.projects.find(({ key }) => key === code);
  if (verdict === undefined) throw new UsageError(`没有项目 “${typed.slice(0, 100)}”。`);
  const found = judgement.forecasts(code);
  if (options.json === true)
    print(JSON.stringify({ version: 1, asOf: input.asOf, ...(found ?? { project: code, milestones: [] }) }));
  else if (found === null) print(`${code} ${verdict.project.name}：没有未完成的节点，或前置节点互相等待，无法预测。`);
  else
    print(
      projectForecastText(
        `${code} ${verdict.project.name}（截至 ${input.asOf}；预测不计分、不排名）`,
        found,
        forecastList(input, code),
      ),
    );
  return 0;
}
