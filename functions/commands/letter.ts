import { draftReminder } from "../../lib/jobs/letter-request.ts";
import { askedLetterWords, noLetterWords, otherTypeWords } from "../../lib/views/letter-request-words.ts";
import type { Context } from "../context.ts";
import { type ExitCode, UsageError } from "../exit.ts";
import { refuseOptions } from "../unfit-options.ts";
import { wire } from "../wire.ts";

/** `duban letter UNIT`: drafts a 提醒函 about what the unit keeps waiting past its day; it leaves only when an admin confirms it. */
export async function letter(context: Context, unit: string): Promise<ExitCode> {
  const { options } = context;
  refuseOptions("letter", options, ["asOf", "knownAt", "period", "dryRun", "out"]);
  const { type = "提醒函" } = options;
  if (type !== "提醒函") throw new UsageError(otherTypeWords(type));
  const { outside, clock, close } = await wire(context.config(), { store: "keep" });
  try {
    const asked = await draftReminder({ unit, today: clock.today() }, outside);
    if (asked.state === "no-such-unit" || asked.state === "nothing-overdue") throw new UsageError(noLetterWords(asked));
    context.print(options.json === true ? JSON.stringify(asked) : askedLetterWords(asked));
    return 0;
  } finally {
    await close();
  }
}
