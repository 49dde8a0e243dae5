/** Milliseconds per step, from a monotonic clock given by the doors. */
export interface Stopwatch {
  readonly time: <T>(step: string, work: () => Promise<T>) => Promise<T>;
  readonly timings: () => Readonly<Record<string, number>>;
}

export function stopwatch(ticks: () => number): Stopwatch {
  const spent: Record<string, number> = {};
  return {
    timings: () => spent,
    time: async (step, work) => {
      const start = ticks();
      try {
        return await work();
      } finally {
        spent[step] = Math.round((spent[step] ?? 0) + ticks() - start);
      }
    },
  };
}
