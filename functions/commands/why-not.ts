import { look } from "../../lib/jobs/look.ts";
import { noMailFacts } from "../../lib/jobs/no-mail.ts";
import { explainNoMail } from "../../lib/views/why-not.ts";
import type { Context } from "../context.ts";
import { dayArgument } from "../day-argument.ts";
import { type ExitCode, UsageError } from "../exit.ts";
import { wire } from "../wire.ts";

/** `duban why-not PERSON --on DATE`: why somebody got no letter, or which one it was. */
export async function whyNot(context: Context, person: string): Promise<ExitCode> {
  const config = context.config();
  const { outside, clock, close } = await wire(config, { store: "look" });
  try {
    const day = context.options.on === undefined ? clock.today() : dayArgument(context.options.on);
    const input = await look(outside, { asOf: day, period: null, knownAt: null });
    const facts = await noMailFacts(input, outside, person, day);
    const sentences = explainNoMail(person, day, facts);
    if (facts.rows.length === 0) throw new UsageError(sentences.join("\n"));
    context.print(
      context.options.json === true ? JSON.stringify({ person, on: day, sentences }) : sentences.join("\n"),
    );
    return 0;
  } finally {
    await close();
  }
}
