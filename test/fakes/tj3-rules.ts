import { addDays, epochDay, fromEpochDay } from "../../lib/domain/dates.ts";
import type { PredecessorLink } from "../../lib/domain/predecessors.ts";
import type { ScheduleStep } from "../../lib/domain/schedule.ts";
import { type Calendar, isWorkday } from "../../lib/domain/working-days.ts";
import type { MadeNetwork } from "./networks.ts";
import { lateBounded } from "./slow-schedule.ts";
import type { Tj3Task, Window } from "./tj3.ts";

/** Where TaskJuggler reckons otherwise, and what it does instead. Each concerns rest days only. */
export const RULES = {
  "lead-from-rest-day":
    "early: n working days before a rest day is the n-th working day before it (民法典 201, as everywhere here); TaskJuggler takes n whole working days off, one more",
  "finish-on-rest-day":
    "early: a step that may not finish before a rest day is worked to the next working day; the ALAP task that carries a link to a finish ends on the working day before",
  "end-on-rest-day":
    "late: the latest finish is the last day that can be worked; an ALAP task of TaskJuggler ends with the rest days after it, and what must only end before that end may be later",
  "start-on-rest-day":
    "late: a latest start is the point asked for; the ASAP task that carries a link from a start leaves the rest days after it free, and what precedes by calendar days may be later",
} as const;

export type Tj3Rule = keyof typeof RULES;
export const RULE_NAMES = Object.keys(RULES) as readonly Tj3Rule[];

type Rules = ReadonlySet<Tj3Rule>;
type Points = ReadonlyMap<number, Tj3Task>;

/** Working days by plain counting, day by day. */
export interface PlainDays {
  readonly countAt: (point: number) => number;
  readonly dayOf: (count: number) => number;
}

export function plainDays(calendar: Calendar, { from, to }: Window): PlainDays {
  const first = epochDay(from);
  const counts: number[] = [];
  const days: number[] = [Number.NaN];
  for (let day = first; day <= epochDay(to); day++) {
    if (isWorkday(calendar, fromEpochDay(day))) days.push(day);
    counts.push(days.length - 1);
  }
  return { countAt: (point) => counts[point - first]!, dayOf: (count) => days[count]! };
}

/** Points of all steps as TaskJuggler has them where it keeps to `rules`; without any as they are here. */
export const pointsBy = (network: MadeNetwork, days: PlainDays, rules: Rules) => ({
  early: earlyPoints(network, days, rules),
  late: latePoints(network, days, rules),
});

const toFinish = ({ type }: PredecessorLink): boolean => type === "FF" || type === "SF";
const fromStart = ({ type }: PredecessorLink): boolean => type === "SS" || type === "SF";
const taskOf = (start: number, end: number): Tj3Task => ({ start: fromEpochDay(start), end: fromEpochDay(end) });

function earlyPoints({ steps, today }: MadeNetwork, { countAt, dayOf }: PlainDays, rules: Rules): Points {
  const bySeq = new Map(steps.map((step) => [step.seq, step]));
  const found = new Map<number, readonly [number, number]>();
  const back = (point: number, n: number): number => dayOf(countAt(point) - n + 1) - 1;
  const on = (point: number, n: number): number => (n === 0 ? point : dayOf(countAt(point) + n));
  const lagged = (point: number, { lag, calendarDays }: PredecessorLink): number => {
    if (calendarDays) return point + lag;
    if (lag >= 0) return on(point, lag);
    return rules.has("lead-from-rest-day") ? back(point, -lag) : dayOf(countAt(point - 1) + lag + 1);
  };
  const startFor = (finish: number, n: number): number => {
    if (n === 0) return finish;
    return rules.has("finish-on-rest-day") ? back(finish, n) : dayOf(countAt(finish - 1) + 1 - n);
  };
  const early = (step: ScheduleStep): readonly [number, number] => {
    const known = found.get(step.seq);
    if (known !== undefined) return known;
    const allowed = step.links.map((link) => {
      const [start, end] = early(bySeq.get(link.seq)!);
      const point = lagged(fromStart(link) ? start : end, link);
      return toFinish(link) ? startFor(point, step.duration) : point;
    });
    const start = Math.max(epochDay(today) - (step.duration === 0 ? 0 : 1), ...allowed);
    found.set(step.seq, [start, on(start, step.duration)]);
    return found.get(step.seq)!;
  };
  return new Map(steps.map((step) => [step.seq, taskOf(...early(step))]));
}

function latePoints({ steps }: MadeNetwork, { countAt, dayOf }: PlainDays, rules: Rules): Points {
  const bounds = lateBounded(steps);
  const found = new Map<number, readonly [number, number]>();
  const back = (point: number, n: number): number => (n === 0 ? point : dayOf(countAt(point) - n + 1) - 1);
  const on = (point: number, n: number): number => (n === 0 ? point : dayOf(countAt(point) + n));
  const before = (point: number, { lag, calendarDays }: PredecessorLink): number => {
    if (calendarDays) return point - lag;
    return lag >= 0 ? back(point, lag) : on(point, -lag);
  };
  const late = (step: ScheduleStep): readonly [number, number] => {
    const known = found.get(step.seq);
    if (known !== undefined) return known;
    const fixed = bounds.get(step.seq)!;
    const ends = fixed === null ? [] : [epochDay(fixed)];
    const starts: number[] = [];
    for (const other of steps) {
      if (!bounds.has(other.seq)) continue;
      for (const link of other.links.filter(({ seq }) => seq === step.seq)) {
        const limit = before(late(other)[toFinish(link) ? 1 : 0], link);
        if (!fromStart(link)) ends.push(limit);
        else if (rules.has("start-on-rest-day")) ends.push(on(limit, step.duration));
        else starts.push(limit);
      }
    }
    const start = Math.min(...ends.map((limit) => back(limit, step.duration)), ...starts);
    const end = Math.min(...ends, ...starts.map((limit) => on(limit, step.duration)));
    found.set(step.seq, [start, rules.has("end-on-rest-day") ? end : on(start, step.duration)]);
    return found.get(step.seq)!;
  };
  const bounded = steps.filter(({ seq }) => bounds.has(seq));
  return new Map(bounded.map((step) => [step.seq, taskOf(...late(step))]));
}

/** The days shown of points: the first and the last day worked; of an event its day, a late one rolled back to a working day. */
export function daysOf(task: Tj3Task, duration: number, side: "early" | "late", calendar: Calendar): Tj3Task {
  const first = (point: string): string => {
    let day = addDays(point, 1);
    while (!isWorkday(calendar, day)) day = addDays(day, 1);
    return day;
  };
  const last = (point: string): string => {
    let day = point;
    while (!isWorkday(calendar, day)) day = addDays(day, -1);
    return day;
  };
  if (duration > 0) return { start: first(task.start), end: last(task.end) };
  return side === "early" ? { start: task.end, end: task.end } : { start: last(task.start), end: last(task.end) };
}
