import { adoptWorkbook } from "../../lib/jobs/adopt.ts";
import type { Context } from "../context.ts";
import type { ExitCode } from "../exit.ts";
import { refuseOptions } from "../unfit-options.ts";
import { wire } from "../wire.ts";

const WORDS = {
  busy: "另一次运行正在进行，请稍后再认可。",
  "not-needed": "台账与记录库本来就是配对的，无需认可。",
  adopted: "已认可：从下一次运行起，这份台账与本机记录库配对。",
} as const;

/** `duban adopt`: after a lost, restored or foreign store, or a copied workbook. */
export async function adopt(context: Context): Promise<ExitCode> {
  refuseOptions("adopt", context.options, ["asOf", "knownAt", "period", "dryRun", "out"]);
  const { outside, close } = await wire(context.config(), { store: "keep" });
  try {
    const tellAgain = context.options.tellAgain === true;
    const { state, standing } = await adoptWorkbook(outside, tellAgain);
    const how = tellAgain ? "现在的事项将重新告知一遍。" : "现有事项视为已告知，只提醒新的变化。";
    const message = state === "adopted" ? `${WORDS.adopted}${how}` : WORDS[state];
    context.print(context.options.json === true ? JSON.stringify({ state, standing, message }) : message);
    return 0;
  } finally {
    await close();
  }
}
