/** A clock for workers that wait for turns: it stands still while anybody works, and jumps to the next turn when all wait. */
export interface TurnClock {
  readonly now: () => number;
  readonly wait: (ms: number) => Promise<void>;
  /** Everything that asks or waits happens inside one of these. */
  readonly work: <T>(job: () => Promise<T>) => Promise<T>;
}

interface Waiter {
  readonly at: number;
  readonly go: () => void;
}

export function turnClock(start: number): TurnClock {
  let now = start;
  let busy = 0;
  const waiting: Waiter[] = [];
  const rest = (): void => {
    busy--;
    if (busy > 0 || waiting.length === 0) return;
    const next = waiting.reduce((a, b) => (b.at < a.at ? b : a));
    waiting.splice(waiting.indexOf(next), 1);
    now = Math.max(now, next.at);
    busy++;
    next.go();
  };
  return {
    now: () => now,
    wait: (ms) =>
      new Promise((go) => {
        waiting.push({ at: now + ms, go });
        rest();
      }),
    work: async (job) => {
      busy++;
      try {
        return await job();
      } finally {
        rest();
      }
    },
  };
}
