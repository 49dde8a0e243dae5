import { confirmDraft } from "../../lib/jobs/confirm.ts";
import type { Context } from "../context.ts";
import type { ExitCode } from "../exit.ts";
import { progress } from "../progress.ts";
import { refuseOptions } from "../unfit-options.ts";
import { wire } from "../wire.ts";
import { report } from "./run.ts";

/** `duban confirm ID --by NAME`: publishes a draft as it was drafted, today and no other day: the lock is not to be talked away. */
export async function confirm(context: Context, id: string): Promise<ExitCode> {
  refuseOptions("confirm", context.options, ["asOf", "knownAt", "period", "dryRun", "out"]);
  const { outside, clock, close } = await wire(context.config(), { store: "keep", onStep: progress(context) });
  try {
    const request = { id, by: context.options.by ?? "", today: clock.today() };
    return report(context, await confirmDraft(request, outside));
  } finally {
    await close();
  }
}
