import type { Config } from "../config.ts";
import { type Wired, type WireOptions, wire } from "../wire.ts";

/** Opens what the office has for the time of one answer. */
export async function opened<T>(
  config: Config,
  store: WireOptions["store"],
  work: (wired: Wired) => Promise<T>,
): Promise<T> {
  const wired = await wire(config, { store });
  try {
    return await work(wired);
  } finally {
    await wired.close();
  }
}
