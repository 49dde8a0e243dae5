import { draftJson, draftWords } from "../../lib/views/drafts.ts";
import type { Context } from "../context.ts";
import type { ExitCode } from "../exit.ts";
import { wire } from "../wire.ts";

/** `duban drafts`: what waits for a person, and what was confirmed. */
export async function drafts(context: Context): Promise<ExitCode> {
  const { outside, clock, close } = await wire(context.config(), { store: "look" });
  try {
    const all = await outside.store.drafts();
    if (context.options.json === true) context.print(JSON.stringify(all.map(draftJson)));
    else
      context.print(all.length === 0 ? "没有草稿。" : all.map((draft) => draftWords(draft, clock.today())).join("\n"));
    return 0;
  } finally {
    await close();
  }
}
