/** So many at once, and so many a minute in the long run. */
export interface Limit {
  readonly burst: number;
  readonly perMinute: number;
}

export interface Limiter {
  /** Seconds until `key` may come again; 0 = now. */
  readonly wait: (key: string) => number;
  readonly take: (key: string) => void;
}

interface Bucket {
  readonly left: number;
  readonly at: number;
}

/** Buckets kept at most: whoever comes from ever new addresses must not fill the memory. */
const MOST_BUCKETS = 10_000;

/** Token buckets in this process's memory; `ticks` are milliseconds of a monotonic clock. */
export function limiter({ burst, perMinute }: Limit, ticks: () => number): Limiter {
  const buckets = new Map<string, Bucket>();
  const perMs = perMinute / 60_000;
  const left = (key: string): number => {
    const bucket = buckets.get(key);
    return bucket === undefined ? burst : Math.min(burst, bucket.left + (ticks() - bucket.at) * perMs);
  };
  return {
    wait: (key) => (left(key) >= 1 ? 0 : Math.ceil((1 - left(key)) / perMs / 1000)),
    take: (key) => {
      const now = Math.max(0, left(key) - 1);
      // Deleted first, so that the map stays in the order of last use.
      buckets.delete(key);
      if (buckets.size >= MOST_BUCKETS) buckets.delete(buckets.keys().next().value!);
      buckets.set(key, { left: now, at: ticks() });
    },
  };
}
