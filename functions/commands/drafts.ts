import { draftsTold } from "../../lib/jobs/drafts-told.ts";
import { columnOf, tabOf } from "../../lib/registry/tabs.ts";
import { draftJson, draftWords, wholeDraft } from "../../lib/views/drafts.ts";
import type { Context } from "../context.ts";
import { type ExitCode, UsageError } from "../exit.ts";
import { refuseOptions } from "../unfit-options.ts";
import { wire } from "../wire.ts";

/** `duban drafts`: what waits for a person, and what people did with it; `duban drafts ID`: one of them whole. */
export async function drafts(context: Context, id: string | undefined): Promise<ExitCode> {
  refuseOptions("drafts", context.options, ["asOf", "knownAt", "period", "dryRun", "out"]);
  const { outside, clock, close } = await wire(context.config(), { store: "look" });
  try {
    const all = await draftsTold(outside.store);
    const told = id === undefined ? all : all.filter(({ draft }) => draft.id === id);
    if (id !== undefined && told.length === 0) throw new UsageError(`没有草稿 ${id.slice(0, 64)}。`);
    const today = clock.today();
    const words = (): string =>
      id === undefined
        ? told.map((one) => draftWords(one, today)).join("\n")
        : wholeDraft(told[0]!, today, (tab, code) => columnOf(tabOf(tab), code));
    if (context.options.json === true) context.print(JSON.stringify(told.map(draftJson)));
    else context.print(all.length === 0 ? "没有草稿。" : words());
    return 0;
  } finally {
    await close();
  }
}
