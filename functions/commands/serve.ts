import type { Context } from "../context.ts";
import type { ExitCode } from "../exit.ts";
import { log, serveDoors } from "../http/own-server.ts";
import { openRegistry } from "../open-registry.ts";
import { moving } from "../serve/moving-clock.ts";
import { startRounds } from "../serve/rounds.ts";
import { refuseOptions } from "../unfit-options.ts";

/** Time for the letter that is being sent and the record of it, and for requests under way: less than systemd waits (90 s). */
const GRACE_MS = 60_000;

/** `duban serve`: the board, the HTTP doors and the schedule in one process, for an office without a cloud. Ends at SIGTERM. */
export async function serve(context: Context): Promise<ExitCode> {
  refuseOptions("serve", context.options, ["asOf", "knownAt", "period", "dryRun", "out"]);
  const config = moving(context.config(), () => performance.now());
  openRegistry(config).close();
  let rounds = { stop: async (): Promise<void> => {} };
  await serveDoors(config, context.environment, { graceMs: GRACE_MS, atStop: () => rounds.stop() });
  rounds = startRounds({ config, log });
  return 0;
}
