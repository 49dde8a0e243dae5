import { setTimeout as sleep } from "node:timers/promises";
import type { Outside } from "../../lib/jobs/outside.ts";
import { PortError } from "../../lib/ports/port-error.ts";
import { mayStopAt } from "../stoppable.ts";

/** What Lambda says of the time that is left, in milliseconds. */
export interface TimeLeft {
  getRemainingTimeInMillis(): number;
}

/** Time for one letter or one writing, and for the record of it. With less than this nothing new is begun. Milliseconds. */
export const ENOUGH_MS = 20_000;

/** The platform's patience with one invocation. A run that is stopped releases its lease, and the next delivery goes on. */
export interface Lifeline extends Pick<Outside, "wait"> {
  /** Throws PortError "out-of-time" or "stopped". */
  readonly check: () => void;
  /** Milliseconds for what is asked of others. */
  readonly left: () => number;
  readonly onStep: (step: string) => void;
  /** The invocation is over. */
  readonly end: () => void;
}

export function lifeline(context: TimeLeft): Lifeline {
  const stop = new AbortController();
  listen(stop);
  const check = (needed = ENOUGH_MS): void => {
    if (stop.signal.aborted) throw new PortError("stopped", {}, { retryable: true });
    const left = context.getRemainingTimeInMillis();
    if (left < needed) throw new PortError("out-of-time", { left }, { retryable: true });
  };
  return {
    check: () => check(),
    left: () => context.getRemainingTimeInMillis() - ENOUGH_MS,
    onStep: (step) => {
      if (mayStopAt(step)) check();
    },
    wait: async (ms) => {
      check(ms + ENOUGH_MS);
      await sleep(ms, undefined, { signal: stop.signal }).catch(() => check());
    },
    end: () => unlisten(stop),
  };
}

/** One listener for all invocations of this process. Without a run SIGTERM ends the process, as it always does. */
const running = new Set<AbortController>();

const stopAll = (): void => {
  for (const one of running) one.abort();
};

function listen(stop: AbortController): void {
  if (running.size === 0) process.on("SIGTERM", stopAll);
  running.add(stop);
}

function unlisten(stop: AbortController): void {
  running.delete(stop);
  if (running.size === 0) process.off("SIGTERM", stopAll);
}
