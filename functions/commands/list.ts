import { listLacks } from "../../lib/jobs/list-change.ts";
import { changedSince, listOn } from "../../lib/jobs/list-version.ts";
import { look } from "../../lib/jobs/look.ts";
import { listJson, listWords, listWorkbook } from "../../lib/views/list-change/list-words.ts";
import type { Context } from "../context.ts";
import { dayArgument } from "../day-argument.ts";
import { type ExitCode, UsageError } from "../exit.ts";
import { newWorkbookFile, writeNew } from "../new-file.ts";
import { refuseOptions } from "../unfit-options.ts";
import { wire } from "../wire.ts";
import { knownAtOf, refuseFuture } from "./run.ts";

/** `duban list --as-of 2026-07-01 --since 2026-03-31`: the list as it was on a day, by which row each project is on it, and what changed. Writes and sends nothing. */
export async function list(context: Context): Promise<ExitCode> {
  const { options } = context;
  refuseOptions("list", options, ["dryRun", "period"]);
  const out = newWorkbookFile(options.out);
  const since = options.since === undefined ? null : dayArgument(options.since);
  const { outside, clock, close } = await wire(context.config(), { store: "look" });
  try {
    const asOf = context.asOf ?? clock.today();
    if (since !== null && since > asOf) throw new UsageError(`--since ${since} 晚于截至日 ${asOf}。`);
    if (since !== null && since.slice(0, 4) !== asOf.slice(0, 4))
      throw new UsageError(`--since ${since} 和截至日 ${asOf} 不在同一年：清单每年重新确定。`);
    const knownAt = knownAtOf(context);
    refuseFuture(knownAt, clock);
    const input = await look(outside, { asOf, period: null, knownAt });
    const difference = since === null ? null : changedSince(input, since);
    const told = { version: listOn(input, asOf), since, difference, lacking: listLacks(input) };
    if (out !== null) await writeNew(out, await outside.writeWorkbook(listWorkbook(told)));
    context.print(options.json === true ? JSON.stringify(listJson(told)) : listWords(told));
    return 0;
  } finally {
    await close();
  }
}
