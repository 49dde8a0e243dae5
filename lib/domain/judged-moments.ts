import {
  addDays,
  addToMonth,
  firstDayOf,
  type Instant,
  lastDayOf,
  type Month,
  type PlainDate,
  yearOf,
} from "./dates.ts";
import type { JudgeInput } from "./judge-input.ts";
import type { Moment } from "./lamp-moment.ts";
import { milestonePlans } from "./milestone-plan.ts";
import { dayAt, endOfDay, lastDueMonth, lastEndedMonth, lastLockedMonth, lockInstant } from "./office-calendar.ts";
import type { NextLock } from "./original-plan.ts";
import { legitimateProjects } from "./project-plan.ts";
import type { Claims, Sight } from "./refuted-claims.ts";
import { evidenceUntil } from "./reports-of-year.ts";

/** The moments a judgement reads lamps at. */
export interface Moments {
  readonly present: Moment;
  /** Month ends of the year whose light is final before the present one, as known at their locks. */
  readonly months: readonly Moment[];
  /** Ends of months that are over and not locked, as daily saw them. */
  readonly since: readonly Moment[];
  readonly runningFrom: Instant;
  /** The moment of an earlier reading; null when it lies after the day judged. */
  readonly momentAt: (at: Instant) => Moment | null;
  readonly backfilled: boolean;
}

export function momentsOf(input: JudgeInput, nextLock: NextLock, claimsAt: (sight: Sight) => Claims): Moments {
  const { asOf, period, knownAt, calendar, history } = input;
  const make = (day: PlainDate, at: Instant, month: Month | null): Moment => {
    const until = evidenceUntil({ asOf: day, period: month, knownAt: at, calendar });
    return { ...momentOf(input, nextLock, day, at, month), claims: claimsAt({ asOf: day, knownAt: at, until }) };
  };
  const earlier = (at: Instant): Instant => (at < knownAt ? at : knownAt);
  const january = `${asOf.slice(0, 4)}-01`;
  const last = period === null ? lastLockedMonth(calendar, asOf) : addToMonth(period, -1);
  const running = last < january ? january : addToMonth(last, 1);
  const months = monthsFrom(january, last).map((month) =>
    make(lastDayOf(month), earlier(lockInstant(calendar, month)), month),
  );
  const unlocked = period === null ? monthsFrom(running, lastEndedMonth(asOf)) : [];
  const since = unlocked.map((month) => make(lastDayOf(month), earlier(endOfDay(lastDayOf(month))), null));
  const first = history.firstReading;
  return {
    present: make(asOf, knownAt, period),
    months,
    since: since.filter((moment) => first !== null && moment.knownAt >= first),
    runningFrom: endOfDay(addDays(firstDayOf(running), -1)),
    momentAt: remembered((at) => (dayAt(at) > asOf ? null : make(dayAt(at), at, null))),
    backfilled: months.some((moment) => first === null || moment.knownAt < first),
  };
}

/** The months from `from` to `to`, none when `to` is earlier. */
export function monthsFrom(from: Month, to: Month): readonly Month[] {
  const months: Month[] = [];
  for (let month = from; month <= to; month = addToMonth(month, 1)) months.push(month);
  return months;
}

/** The month whose reports count on a day, null while none of the day's year is due. */
export function reportMonthOn(input: Pick<JudgeInput, "calendar" | "reportsAsked">, day: PlainDate): Month | null {
  if (!input.reportsAsked) return null;
  const due = lastDueMonth(input.calendar, day);
  return yearOf(due) === yearOf(day) ? due : null;
}

function momentOf(
  input: JudgeInput,
  nextLock: NextLock,
  asOf: PlainDate,
  knownAt: Instant,
  month: Month | null,
): Omit<Moment, "claims"> {
  const { rules, registry, history, readPlannedDay, readMoney } = input;
  const { adjustments } = registry;
  const plan = { adjustments, history, knownAt, nextLock, readPlannedDay };
  const legitimate = legitimateProjects({ ...plan, by: asOf, planYear: yearOf(asOf), readMoney });
  return {
    asOf,
    knownAt,
    reportMonth: input.reportsAsked ? (month ?? reportMonthOn(input, asOf)) : null,
    endedMonth: month ?? lastEndedMonth(asOf),
    lamps: rules.lamps(asOf),
    fold: rules.fold(asOf),
    milestone: rules.milestone(asOf),
    basis: rules.basis(asOf),
    januaryWithFebruary: rules.report(asOf).value.januaryWithFebruary,
    plans: milestonePlans({ ...plan, asOf }),
    legitimate: (project) => legitimate(project).project,
  };
}

function remembered<T>(make: (at: Instant) => T): (at: Instant) => T {
  const known = new Map<Instant, T>();
  return (at) => {
    if (!known.has(at)) known.set(at, make(at));
    return known.get(at)!;
  };
}
