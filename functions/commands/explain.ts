import { explain as explainKey } from "../../lib/jobs/explain.ts";
import { explainUnit } from "../../lib/jobs/explain-unit.ts";
import { look } from "../../lib/jobs/look.ts";
import { explainedJson, explainWords } from "../../lib/views/explain.ts";
import type { Context } from "../context.ts";
import { type ExitCode, UsageError } from "../exit.ts";
import { wire } from "../wire.ts";
import { knownAtOf, periodOf, refuseFuture } from "./run.ts";

/** `duban explain KEY`: a project, a milestone or a unit; units by --period, from what that month's ranking is drafted from. */
export async function explain(context: Context, key: string): Promise<ExitCode> {
  const { outside, clock, close } = await wire(context.config(), { store: "look" });
  try {
    const asked = { asOf: context.asOf ?? clock.today(), period: periodOf(context), knownAt: knownAtOf(context) };
    refuseFuture(asked.knownAt, clock);
    const name = key.normalize("NFKC").trim();
    const explained =
      explainKey(await look(outside, asked), name) ?? explainUnit(await look(outside, asked, "month"), name);
    if (explained === null)
      throw new UsageError(`没有 “${key.slice(0, 100)}”：请给项目编号（P-031）、节点（P-031/30）或单位名称。`);
    context.print(context.options.json === true ? JSON.stringify(explainedJson(explained)) : explainWords(explained));
    return 0;
  } finally {
    await close();
  }
}
