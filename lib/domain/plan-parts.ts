import { addToMonth, type Month, monthOf, type PlainDate } from "./dates.ts";
import { scheduleNetwork } from "./network-schedule.ts";
import { deadlinesOf } from "./recovery-run.ts";
import type { ScheduleStep, StepSchedule } from "./schedule.ts";
import { type Calendar, workingDaysBetween } from "./working-days.ts";

/** When an open step is to be worked on, both days included. */
export interface StepWindow {
  readonly seq: number;
  readonly start: PlainDate;
  readonly finish: PlainDate;
  /** Under way on the as-of day. */
  readonly begun: boolean;
}

/** What is to be done in a month (2026-06), quarter (2026Q2) or year (2026), by 节点序号 in the order of its days. */
export interface PlanPart {
  readonly period: string;
  readonly begin: readonly number[];
  /** Neither begun nor finished in it; of quarters and years empty, their months say it. */
  readonly work: readonly number[];
  readonly finish: readonly number[];
}

export interface PlanParts {
  readonly windows: readonly StepWindow[];
  readonly months: readonly PlanPart[];
  readonly quarters: readonly PlanPart[];
  readonly years: readonly PlanPart[];
  /** Steps whose planned day cannot be met any more: their part follows the network instead. */
  readonly unmet: readonly number[];
  /** A fixed finish cannot be met: the parts lead to the earliest day that can. */
  readonly postponed: boolean;
}

/**
 * The plan of work by year, quarter and month, backwards from the finish: each open step at the latest that still lets every planned day that can be met, and the
 * finish, be met; where a finish cannot be, from its earliest day. Steps without any day to lead to stand at their earliest. Work only, never money.
 * Source: 按总目标分年、季、月倒排 (M2).
 */
export function planParts(steps: readonly ScheduleStep[], calendar: Calendar, asOf: PlainDate): PlanParts | null {
  const early = scheduleNetwork(steps, calendar, asOf);
  const open = early.steps.filter(({ done }) => !done);
  if (open.length === 0) return null;
  const deadlines = deadlinesOf(steps, early.stepOf);
  const isLate = (seq: number, day: PlainDate): boolean =>
    workingDaysBetween(calendar, day, early.stepOf(seq)!.earlyFinish) > 0;
  const postponed = deadlines.some(({ seq, day }) => isLate(seq, day));
  const dayOf = dayByWhich(new Map(deadlines.map(({ seq, day }) => [seq, day])), early.stepOf);
  const late = scheduleNetwork(
    steps.map((step) => ({ ...step, fixed: step.finished === null ? dayOf(step) : null })),
    calendar,
    asOf,
  );
  const windows = open.map(({ seq }) => windowOf(late.stepOf(seq)!, asOf)).toSorted(byDays);
  return {
    windows,
    ...partsOf(windows, asOf),
    unmet: steps
      .filter(({ seq, finished, planned }) => finished === null && planned !== null && isLate(seq, planned))
      .map(({ seq }) => seq)
      .toSorted((a, b) => a - b),
    postponed,
  };
}

/** A step's own deadline or its planned day, the earlier, but not before its earliest finish. */
const dayByWhich =
  (deadlines: ReadonlyMap<number, PlainDate>, stepOf: (seq: number) => StepSchedule | undefined) =>
  ({ seq, planned }: ScheduleStep): PlainDate | null => {
    const days = [deadlines.get(seq), planned].filter((day) => day !== undefined && day !== null).toSorted();
    const earliest = stepOf(seq)!.earlyFinish;
    const [first] = days;
    if (first === undefined) return null;
    return days.find((day) => day >= earliest) ?? (deadlines.has(seq) ? earliest : null);
  };

/** Nothing that is open lies before the as-of day, a day rolled back to a working day included. */
function windowOf({ seq, earlyStart, earlyFinish, lateStart, lateFinish }: StepSchedule, asOf: PlainDate): StepWindow {
  const begun = earlyStart < asOf;
  const notBefore = (day: PlainDate): PlainDate => (day < asOf ? asOf : day);
  const start = begun ? earlyStart : notBefore(lateStart ?? earlyStart);
  return { seq, start, finish: notBefore(lateFinish ?? earlyFinish), begun };
}

const byDays = (a: StepWindow, b: StepWindow): number =>
  compare(a.start, b.start) || compare(a.finish, b.finish) || a.seq - b.seq;
const compare = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);

function partsOf(windows: readonly StepWindow[], asOf: PlainDate): Pick<PlanParts, "months" | "quarters" | "years"> {
  const last = windows.reduce((latest, { finish }) => (finish > latest ? finish : latest), asOf);
  const months: Month[] = [];
  for (let month = monthOf(asOf); month <= monthOf(last); month = addToMonth(month, 1)) months.push(month);
  const parts = (periods: readonly string[], periodOf: (day: PlainDate) => string): readonly PlanPart[] =>
    periods.map((period) => partOf(period, windows, periodOf));
  const plain = (part: PlanPart): PlanPart => ({ ...part, work: [] });
  const distinct = (periodOf: (day: PlainDate) => string) => [
    ...new Set(months.map((month) => periodOf(`${month}-01`))),
  ];
  return {
    months: parts(months, monthOf),
    quarters: parts(distinct(quarterOf), quarterOf).map(plain),
    years: parts(distinct(yearText), yearText).map(plain),
  };
}

function partOf(period: string, windows: readonly StepWindow[], periodOf: (day: PlainDate) => string): PlanPart {
  const seqs = (found: readonly StepWindow[]): readonly number[] => found.map(({ seq }) => seq);
  const begins = ({ start, begun }: StepWindow): boolean => !begun && periodOf(start) === period;
  const finishes = ({ finish }: StepWindow): boolean => periodOf(finish) === period;
  const works = ({ start, finish }: StepWindow): boolean => periodOf(start) <= period && period <= periodOf(finish);
  return {
    period,
    begin: seqs(windows.filter(begins)),
    work: seqs(windows.filter((one) => works(one) && !begins(one) && !finishes(one))),
    finish: seqs(windows.filter(finishes).toSorted((a, b) => compare(a.finish, b.finish) || a.seq - b.seq)),
  };
}

const quarterOf = (day: PlainDate): string => `${day.slice(0, 4)}Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`;
const yearText = (day: PlainDate): string => day.slice(0, 4);
