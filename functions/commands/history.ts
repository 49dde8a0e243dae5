import { look } from "../../lib/jobs/look.ts";
import { rowHistories } from "../../lib/jobs/row-history.ts";
import { rowHistoryWords } from "../../lib/views/row-history.ts";
import { rowHistoryJson } from "../../lib/views/row-history-json.ts";
import type { Context } from "../context.ts";
import { type ExitCode, UsageError } from "../exit.ts";
import { refuseOptions } from "../unfit-options.ts";
import { wire } from "../wire.ts";
import { knownAtOf, refuseFuture } from "./run.ts";

/** `duban history KEY`: every version of a row, what changed, what was asked and answered, and who was told. */
export async function history(context: Context, key: string): Promise<ExitCode> {
  refuseOptions("history", context.options, ["period", "out", "dryRun"]);
  const { outside, clock, close } = await wire(context.config(), { store: "look" });
  try {
    const asked = { asOf: context.asOf ?? clock.today(), period: null, knownAt: knownAtOf(context) };
    refuseFuture(asked.knownAt, clock);
    const name = key.normalize("NFKC").trim();
    const rows = rowHistories(await look(outside, asked), name);
    if (rows.length === 0)
      throw new UsageError(
        `没有读到过 “${key.slice(0, 100)}”：请给项目编号（P-031）、节点（P-031/30）、月报（P-031/2026-05），或问题、任务、督查等的编号。`,
      );
    context.print(context.options.json === true ? JSON.stringify(rowHistoryJson(name, rows)) : rowHistoryWords(rows));
    return 0;
  } finally {
    await close();
  }
}
