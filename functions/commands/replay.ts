import { replay as replayRun } from "../../lib/jobs/replay.ts";
import { noReplayWords, replayJson, replayWords } from "../../lib/views/replay.ts";
import type { Context } from "../context.ts";
import { type ExitCode, UsageError } from "../exit.ts";
import { refuseOptions } from "../unfit-options.ts";
import { wire } from "../wire.ts";

/** `duban replay RUN`: a past run decided again from what it knew; exit 1 when it would decide otherwise today. */
export async function replay(context: Context, runKey: string): Promise<ExitCode> {
  refuseOptions("replay", context.options, ["asOf", "knownAt", "period", "out"]);
  const { outside, close } = await wire(context.config(), { store: "look" });
  try {
    const replayed = await replayRun(runKey, outside);
    if ("because" in replayed) throw new UsageError(noReplayWords(runKey, replayed.because));
    context.print(context.options.json === true ? JSON.stringify(replayJson(replayed)) : replayWords(replayed));
    return replayed.same ? 0 : 1;
  } finally {
    await close();
  }
}
