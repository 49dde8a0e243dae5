import { look } from "../../lib/jobs/look.ts";
import { ALL_RULES } from "../../lib/rules/all-rules.ts";
import { type ListedRule, NO_OVERRIDES, type Rulebook, rulesInForce } from "../../lib/rules/rulebook.ts";
import { openClock } from "../clock.ts";
import type { Context } from "../context.ts";
import type { ExitCode } from "../exit.ts";
import { wire } from "../wire.ts";
import { knownAtOf, refuseFuture } from "./run.ts";

/** `duban rules`: each rule in force on the day, with its source; those of the tab 规则 marked. */
export async function rules(context: Context): Promise<ExitCode> {
  const config = context.config();
  const asOf = context.asOf ?? openClock(config.now).today();
  const book = config.registry === null ? NO_OVERRIDES : await bookOf(context, asOf);
  const listed = rulesInForce(book, ALL_RULES, asOf);
  context.print(context.options.json === true ? JSON.stringify(listed) : listed.map(ruleLine).join("\n"));
  return 0;
}

async function bookOf(context: Context, asOf: string): Promise<Rulebook> {
  const knownAt = knownAtOf(context);
  const { outside, clock, close } = await wire(context.config(), { store: "look" });
  try {
    refuseFuture(knownAt, clock);
    return (await look(outside, { asOf, period: null, knownAt })).book;
  } finally {
    await close();
  }
}

const ruleLine = ({ name, value, from, source, overridden }: ListedRule): string =>
  `${name}：${value}（${from} 起；${source}${overridden ? "" : "；内置"}）`;
