import { draftObservationPaper } from "../../lib/jobs/observation-paper.ts";
import { draftObservation } from "../../lib/jobs/observation-result.ts";
import type { Outside } from "../../lib/jobs/outside.ts";
import { paperWords, resultJson, resultRefusal, resultWords } from "../../lib/views/observation-result.ts";
import type { Context } from "../context.ts";
import { type ExitCode, UsageError } from "../exit.ts";
import { refuseOptions } from "../unfit-options.ts";
import { wire } from "../wire.ts";

/** `duban observe result --period 2026-07`: a visit's result from its rows of 观摩, as a draft that an admin confirms. Publishes and mails nothing. */
export async function observeResult(context: Context, visit: string): Promise<ExitCode> {
  const { options } = context;
  refuseOptions("observe result", options, ["dryRun", "out", "knownAt", "asOf"]);
  const { outside, clock, close } = await wire(context.config(), { store: "keep" });
  try {
    if (options.document === true) return await paper(context, visit, clock.today(), outside);
    const drafted = await draftObservation({ visit, today: clock.today() }, outside);
    if ("because" in drafted) throw new UsageError(resultRefusal(visit, drafted));
    context.print(options.json === true ? JSON.stringify(resultJson(drafted)) : resultWords(drafted));
    return 0;
  } finally {
    await close();
  }
}

/** `--document`: of a published visit the paper 观摩结果, as a draft. */
async function paper(context: Context, visit: string, today: string, outside: Outside): Promise<ExitCode> {
  const drafted = await draftObservationPaper({ visit, today }, outside);
  if (drafted === null) throw new UsageError(resultRefusal(visit, { because: "not-published", draft: "" }));
  context.print(context.options.json === true ? JSON.stringify({ version: 1, ...drafted }) : paperWords(drafted));
  return 0;
}
