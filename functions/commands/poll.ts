import { pollConsole } from "../../lib/jobs/console.ts";
import { requestStateWord } from "../../lib/views/console-lines.ts";
import type { Context } from "../context.ts";
import type { ExitCode } from "../exit.ts";
import { refuseOptions } from "../unfit-options.ts";
import { wire } from "../wire.ts";

/** `duban poll`: looks at the tab 控制台 once and does what admins ticked there. */
export async function poll(context: Context): Promise<ExitCode> {
  refuseOptions("poll", context.options, ["asOf", "knownAt", "period", "dryRun", "out"]);
  const { outside, clock, close } = await wire(context.config(), { store: "keep" });
  try {
    const polled = await pollConsole(outside, clock.today());
    const words = polled.map(({ request, state }) => `申请 ${request}：${requestStateWord(state)}`);
    if (context.options.json === true) context.print(JSON.stringify(polled));
    else context.print(words.length > 0 ? words.join("\n") : "没有新的申请。");
    return polled.some(({ state }) => state === "failed") ? 1 : 0;
  } finally {
    await close();
  }
}
