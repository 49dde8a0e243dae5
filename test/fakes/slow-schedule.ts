import { addDays, type PlainDate } from "../../lib/domain/dates.ts";
import type { PredecessorLink } from "../../lib/domain/predecessors.ts";
import type { ScheduleStep } from "../../lib/domain/schedule.ts";
import { addWorkingDays, type Calendar } from "../../lib/domain/working-days.ts";
import type { MadeNetwork } from "./networks.ts";

/** A network gone through day by day, as one would with a wall calendar: slow, and nothing to get wrong. A point is the end of a day. */
export interface SlowPoints {
  readonly start: PlainDate;
  readonly finish: PlainDate;
}

type Found = ReadonlyMap<number, SlowPoints>;

const toFinish = ({ type }: PredecessorLink): boolean => type === "FF" || type === "SF";
const fromStart = ({ type }: PredecessorLink): boolean => type === "SS" || type === "SF";

const after = (calendar: Calendar, point: PlainDate, workingDays: number): PlainDate =>
  addWorkingDays(calendar, point, workingDays).day;

/** The point a link asks for, from the points of the step it comes from. */
const asked = (calendar: Calendar, { start, finish }: SlowPoints, link: PredecessorLink): PlainDate => {
  const anchor = fromStart(link) ? start : finish;
  return link.calendarDays ? addDays(anchor, link.lag) : after(calendar, anchor, link.lag);
};

/** Whether a step may begin at this point as far as the link goes: its start, or the finish that follows, is not before what is asked. */
const allows = (calendar: Calendar, link: PredecessorLink, point: PlainDate, start: PlainDate, duration: number) =>
  (toFinish(link) ? after(calendar, start, duration) : start) >= point;

/** Early points, each found by trying one day after the other. */
export function slowEarly({ steps, today }: MadeNetwork, calendar: Calendar): Found {
  const found = new Map<number, SlowPoints>();
  const bySeq = new Map(steps.map((step) => [step.seq, step]));
  const pointsOf = (step: ScheduleStep): SlowPoints => {
    const points = found.get(step.seq) ?? earlyOf(step);
    found.set(step.seq, points);
    return points;
  };
  const earlyOf = (step: ScheduleStep): SlowPoints => {
    const { finished, duration } = step;
    if (finished !== null) return { start: after(calendar, finished, -duration), finish: finished };
    const links = step.links.filter(({ seq }) => bySeq.has(seq));
    const holds = links.map((link) => {
      const other = bySeq.get(link.seq)!;
      const points = pointsOf(other);
      const happened = other.finished !== null || (link.type === "SS" && points.start < addDays(today, -1));
      return { link, point: asked(calendar, points, link), happened };
    });
    let start = links.some((link) => !toFinish(link)) ? addDays(today, -900) : firstDayOf(step, today, calendar);
    const isAllowed = (): boolean =>
      holds.every(
        ({ link, point, happened }) =>
          allows(calendar, link, point, start, duration) && (toFinish(link) || happened || start >= addDays(today, -1)),
      );
    while (!isAllowed()) start = addDays(start, 1);
    if (duration === 0 && start < today) start = today;
    const finish = after(calendar, start, duration);
    return { start, finish: finish < today ? today : finish };
  };
  return new Map(steps.map((step) => [step.seq, pointsOf(step)]));
}

/** Held back by no one: yesterday's end, or earlier if its planned day needs it. */
function firstDayOf({ planned, duration }: ScheduleStep, today: PlainDate, calendar: Calendar): PlainDate {
  let start = addDays(today, -1);
  if (planned !== null && duration > 0) while (after(calendar, start, duration) > planned) start = addDays(start, -1);
  return start;
}

/**
 * The latest start of one open step: the last day that all fixed finishes survive when it begins then and everything else as soon as links let it.
 * null: no finish minds even a day far off.
 */
export function slowLateStart(
  steps: readonly ScheduleStep[],
  seq: number,
  calendar: Calendar,
  from: PlainDate,
): PlainDate | null {
  const open = steps.filter(({ finished }) => finished === null);
  const bounds = lateBounded(steps);
  if (!bounds.has(seq)) return null;
  const survives = (start: PlainDate): boolean => {
    const begun = slowForward(open, seq, start, calendar, addDays(from, -400));
    return open.every((step) => {
      const bound = bounds.get(step.seq);
      return bound == null || begun.get(step.seq)!.finish <= bound;
    });
  };
  let start = from;
  while (!survives(start)) start = addDays(start, -1);
  while (survives(addDays(start, 1))) start = addDays(start, 1);
  return start;
}

/** Everything as soon as links let it from a day long ago, but for one step that begins at `start` at the earliest. */
function slowForward(
  steps: readonly ScheduleStep[],
  seq: number,
  start: PlainDate,
  calendar: Calendar,
  longAgo: PlainDate,
): Found {
  const bySeq = new Map(steps.map((step) => [step.seq, step]));
  const found = new Map<number, SlowPoints>();
  const pointsOf = (step: ScheduleStep): SlowPoints => {
    const known = found.get(step.seq);
    if (known !== undefined) return known;
    const holds = step.links
      .filter((link) => bySeq.has(link.seq))
      .map((link) => ({ link, point: asked(calendar, pointsOf(bySeq.get(link.seq)!), link) }));
    let begin = step.seq === seq ? start : longAgo;
    while (!holds.every(({ link, point }) => allows(calendar, link, point, begin, step.duration)))
      begin = addDays(begin, 1);
    const points = { start: begin, finish: after(calendar, begin, step.duration) };
    found.set(step.seq, points);
    return points;
  };
  return new Map(steps.map((step) => [step.seq, pointsOf(step)]));
}

/**
 * Which steps have late days, by number, with the finish that is theirs directly (null: only through others): their own fixed one, or the latest of all
 * for a loose end that comes after no fixed step. Written again from the words of the rule, without the library's network.
 */
export function lateBounded(steps: readonly ScheduleStep[]): ReadonlyMap<number, PlainDate | null> {
  const open = steps.filter(({ finished }) => finished === null);
  const last = steps.map(({ fixed }) => fixed ?? "").reduce((a, b) => (a > b ? a : b), "");
  const bySeq = new Map(steps.map((step) => [step.seq, step]));
  const comesAfterFixed = ({ seq, links }: ScheduleStep, seen = new Set<number>()): boolean => {
    if (seen.has(seq)) return false;
    seen.add(seq);
    const before = links.flatMap((link) => bySeq.get(link.seq) ?? []);
    return before.some((other) => other.fixed !== null || comesAfterFixed(other, seen));
  };
  const bounded = new Map<number, PlainDate | null>();
  const bind = (step: ScheduleStep): boolean => {
    const successors = open.filter(({ links }) => links.some(({ seq }) => seq === step.seq));
    const isEnd = successors.length === 0 && last !== "" && !comesAfterFixed(step);
    const own = step.fixed ?? (isEnd ? last : null);
    const through = successors.map((other) => bounded.has(other.seq) || bind(other));
    if (own !== null || through.includes(true)) bounded.set(step.seq, own);
    return bounded.has(step.seq);
  };
  for (const step of open) bind(step);
  return bounded;
}
