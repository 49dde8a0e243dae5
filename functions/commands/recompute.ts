import { recompute as recomputeResult } from "../../lib/jobs/recompute.ts";
import { notRecomputedWords, recomputeJson, recomputeWords } from "../../lib/views/recompute.ts";
import type { Context } from "../context.ts";
import { type ExitCode, UsageError } from "../exit.ts";
import { refuseOptions } from "../unfit-options.ts";
import { wire } from "../wire.ts";

/** `duban recompute ID`: a published or waiting result made again from what was known then; exit 1 with every figure that differs. Writes nothing. */
export async function recompute(context: Context, id: string): Promise<ExitCode> {
  refuseOptions("recompute", context.options, ["asOf", "knownAt", "period", "dryRun", "out"]);
  const { outside, close } = await wire(context.config(), { store: "look" });
  try {
    const done = await recomputeResult(id, outside);
    if ("because" in done) throw new UsageError(notRecomputedWords(id, done.because));
    context.print(context.options.json === true ? JSON.stringify(recomputeJson(done)) : recomputeWords(done));
    return done.same ? 0 : 1;
  } finally {
    await close();
  }
}
