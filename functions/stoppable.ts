import { setTimeout as sleep } from "node:timers/promises";
import type { Outside } from "../lib/jobs/outside.ts";
import { PortError } from "../lib/ports/port-error.ts";

/** Where a run may stop: before something new begins, never between a letter and its record. */
export const BEGINNINGS: readonly string[] = [
  "locked",
  "read",
  "remembered",
  "decided",
  "written",
  "owed",
  "before-connect",
];

/** A run that ends early at the signal, with what is owed still owed: the next one goes on. Its steps and waits throw PortError "stopped". */
export function stoppable(signal: AbortSignal): Pick<Outside, "onStep" | "wait"> {
  const check = (): void => {
    if (signal.aborted) throw new PortError("stopped", {}, { retryable: true });
  };
  return {
    onStep: (step) => {
      if (BEGINNINGS.includes(step)) check();
    },
    wait: async (ms) => {
      check();
      await sleep(ms, undefined, { signal }).catch(check);
    },
  };
}
