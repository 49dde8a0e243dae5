import type { PlainDate } from "../dates.ts";
import type { BatchCheck, BatchChecks } from "./batch-checks.ts";

/** Starts and registrations of a batch: `good` of `cases`; exempt ones, and 入统 below the limit, are no cases. */
export interface BatchHonesty {
  readonly starts: HonestyCount;
  readonly registrations: HonestyCount;
}

export interface HonestyCount {
  /** The check's day has passed. */
  readonly due: boolean;
  readonly cases: number;
  readonly good: number;
  /** The others, in the batch's order; while the day has not passed, those that wait for it as well. */
  readonly others: readonly BatchCheck[];
}

export function batchHonesty({ checks, days }: BatchChecks, asOf: PlainDate): BatchHonesty {
  const starts = checks.filter(({ start }) => start !== "exempt");
  const registrations = checks.filter(
    ({ registration }) => registration !== "exempt" && registration !== "below-threshold",
  );
  return {
    starts: countOf(starts, ({ start }) => start === "proven", asOf > days.start.day),
    registrations: countOf(
      registrations,
      ({ registration }) => registration === "registered",
      asOf > days.registration.day,
    ),
  };
}

function countOf(cases: readonly BatchCheck[], isGood: (check: BatchCheck) => boolean, due: boolean): HonestyCount {
  const others = cases.filter((check) => !isGood(check));
  return { due, cases: cases.length, good: cases.length - others.length, others };
}
