import type { Fault as LineFault } from "../adapters/dynamodb/line.ts";
import type { Fault as GoogleFault } from "./google/faults.ts";
import type { Random } from "./random.ts";
import { TOO_FAST, type Trouble } from "./ses.ts";

/** A caller's patience while an answer is made to come later than that. */
export const PATIENCE_MS = 400;
export const SLOW_MS = 30;
const TOO_LATE_MS = 700;

/** What goes wrong at one call, by service: nothing was done, or all was done and the caller is not told, or the answer takes its time. */
export const MISHAPS = {
  google: {
    "429": { before: 429 },
    "500": { before: 500 },
    "503": { before: 503 },
    reset: { before: "reset" },
    "500 after applying": { after: 500 },
    "503 after applying": { after: 503 },
    "reset after applying": { after: "reset" },
    slow: { slow: SLOW_MS },
    "answered too late": { slow: TOO_LATE_MS },
    "applied too late": { late: TOO_LATE_MS },
  },
  dynamodb: {
    throttled: "throttled",
    "500": "failed-before",
    reset: "reset",
    "500 after applying": "failed-after",
    "reset after applying": "lost",
    slow: "slow",
  },
  ses: {
    throttled: TOO_FAST,
    "500": { page: "Internal Failure", status: 500 },
    "503": { page: "Service Unavailable", status: 503 },
    reset: { drop: "at-once" },
    "500 after applying": { page: "Internal Failure", status: 500, kept: true },
    "reset after applying": { drop: "kept" },
    "reset within the answer": { drop: "half-answered" },
    slow: { late: SLOW_MS },
    "never answered": { silent: "kept" },
  },
} as const satisfies {
  readonly google: Readonly<Record<string, GoogleFault>>;
  readonly dynamodb: Readonly<Record<string, LineFault | "slow">>;
  readonly ses: Readonly<Record<string, Trouble>>;
};

export type Service = keyof typeof MISHAPS;
export const SERVICES = Object.keys(MISHAPS) as readonly Service[];

/** `nth`: of the calls of the run to that service, from 1. */
export interface Mishap {
  readonly service: Service;
  readonly nth: number;
  readonly kind: string;
}

/** Those that need a caller who does not wait for minutes. */
const ENDLESS: readonly string[] = ["answered too late", "applied too late", "never answered"];

export const isEndless = ({ kind }: Mishap): boolean => ENDLESS.includes(kind);

export type Calls = Readonly<Record<Service, number>>;

/** Every kind of mishap at every call. */
export const singles = (calls: Calls, services: readonly Service[] = SERVICES): readonly Mishap[] =>
  services.flatMap((service) =>
    Array.from({ length: calls[service] }, (_, at) =>
      Object.keys(MISHAPS[service]).map((kind) => ({ service, nth: at + 1, kind })),
    ).flat(),
  );

/** Every two of them at two calls. */
export const pairs = (mishaps: readonly Mishap[]): readonly (readonly Mishap[])[] =>
  mishaps.flatMap((one, at) =>
    mishaps
      .slice(at + 1)
      .filter((other) => other.service !== one.service || other.nth !== one.nth)
      .map((other) => [one, other]),
  );

/** So many pairs of which one at least befalls the store. */
export const pairsWithStore = (calls: Calls, random: Random, count: number): readonly (readonly Mishap[])[] => {
  const all = singles(calls);
  const store = singles(calls, ["dynamodb"]);
  return Array.from({ length: count }, () => [random.pick(store), random.pick(all)]);
};

export const wordsOf = (mishaps: readonly Mishap[]): string =>
  mishaps.map(({ service, nth, kind }) => `${service} ${nth}: ${kind}`).join(" + ");
