import { recordBounces } from "../../lib/jobs/bounces.ts";
import { readConfig } from "../config.ts";
import { ConfigError } from "../config-error.ts";
import { openStore } from "../wire.ts";

/** How many addresses were newly marked, and how many reports changed nothing. Needs the store alone. Throws ConfigError, PortError. */
export async function mark(event: unknown): Promise<{ readonly marked: number; readonly passed: number }> {
  const { store: target } = readConfig(process.env, undefined);
  if (target === null) throw new ConfigError(["DUBAN_STORE 未设置"]);
  const store = await openStore(target, "keep");
  try {
    const wait = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));
    const { marked, passed } = await recordBounces(event, { store, wait, chance: Math.random });
    return { marked: marked.length, passed };
  } finally {
    await store.close();
  }
}
