import { deadMan } from "../../lib/jobs/dead-man.ts";
import { readConfig } from "../config.ts";
import { wire } from "../wire.ts";

/** Keys of the runs that did not happen, and how many letters to the admins left. Throws ConfigError, PortError. */
export async function look(): Promise<{ readonly missed: readonly string[]; readonly sent: number }> {
  const { outside, clock, close } = await wire(readConfig(process.env, undefined), { store: "keep" });
  try {
    const { missed, sent } = await deadMan(outside, clock.today());
    return { missed: missed.map(({ key }) => key), sent };
  } finally {
    await close();
  }
}
