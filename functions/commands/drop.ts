import { dropDraft } from "../../lib/jobs/confirm.ts";
import type { Context } from "../context.ts";
import type { ExitCode } from "../exit.ts";
import { refuseOptions } from "../unfit-options.ts";
import { wire } from "../wire.ts";

/** `duban drop ID --by NAME --reason WORDS`: withdraws a draft that shall not be used; by whom and why stays with it. */
export async function drop(context: Context, id: string): Promise<ExitCode> {
  const { options } = context;
  refuseOptions("drop", options, ["asOf", "knownAt", "period", "dryRun", "out", "items"]);
  const { outside, clock, close } = await wire(context.config(), { store: "keep" });
  try {
    const { by = "", reason = "" } = options;
    await dropDraft({ id, by, today: clock.today(), reason }, outside);
    context.print(options.json === true ? JSON.stringify({ id, state: "dropped", by, reason }) : `${id} 已撤回。`);
    return 0;
  } finally {
    await close();
  }
}
