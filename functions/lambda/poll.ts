import { pollConsole } from "../../lib/jobs/console.ts";
import { readConfig } from "../config.ts";
import { wire } from "../wire.ts";

/** How many requests of 控制台 ended in each state; nothing of what they say. Throws ConfigError, PortError, SecrecyError. */
export async function pollOnce(): Promise<Readonly<Record<string, number>>> {
  const { outside, clock, close } = await wire(readConfig(process.env, undefined), { store: "keep" });
  try {
    const counts: Record<string, number> = {};
    for (const { state } of await pollConsole(outside, clock.today())) counts[state] = (counts[state] ?? 0) + 1;
    return counts;
  } finally {
    await close();
  }
}
