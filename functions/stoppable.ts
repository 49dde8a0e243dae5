import { setTimeout as sleep } from "node:timers/promises";
import type { Step } from "../lib/jobs/one-letter.ts";
import type { Outside } from "../lib/jobs/outside.ts";
import type { RUN_STEPS } from "../lib/jobs/run.ts";
import { PortError } from "../lib/ports/port-error.ts";

/** Where a run may stop: before something new begins, never between a letter and its record. */
const BEGINNINGS = [
  "locked",
  "read",
  "remembered",
  "decided",
  "written",
  "owed",
  "before-connect",
] as const satisfies readonly ((typeof RUN_STEPS)[number] | Step)[];

/** Of a run, or of the delivery of a letter. */
export const mayStopAt = (step: string): boolean => (BEGINNINGS as readonly string[]).includes(step);

/** A run that ends early at the signal, with what is owed still owed: the next one goes on. Its steps and waits throw PortError "stopped". */
export function stoppable(signal: AbortSignal): Pick<Outside, "onStep" | "wait"> {
  const check = (): void => {
    if (signal.aborted) throw new PortError("stopped", {}, { retryable: true });
  };
  return {
    onStep: (step) => {
      if (mayStopAt(step)) check();
    },
    wait: async (ms) => {
      check();
      await sleep(ms, undefined, { signal }).catch(check);
    },
  };
}
