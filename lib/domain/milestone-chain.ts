import { addDays, daysBetween, type PlainDate } from "./dates.ts";
import { exemptDays } from "./exemption.ts";
import type { PredecessorLink } from "./predecessors.ts";
import type { Exemption, Milestone } from "./registry.ts";
import { addWorkingDays, type Calendar, type ComputedDay } from "./working-days.ts";

/** One milestone of a project's chain, as it is judged. */
export interface Step {
  readonly milestone: Milestone;
  readonly unit: string;
  /** Its day to be judged by, null when it has none. */
  readonly planned: PlainDate | null;
  /** The actual day, null while it is open. */
  readonly finished: PlainDate | null;
  /** The actual day, or the as-of day while it is open. */
  readonly end: PlainDate;
  /** Own duration in working days, 0 when none is given. */
  readonly duration: number;
  /** Links that can excuse: the frozen ones, or those an agreed 变更前置 gave. */
  readonly links: readonly PredecessorLink[];
  readonly exemptions: readonly Exemption[];
}

/** A step's own lateness counts from `from`; `driver` is the predecessor that moved it there, null when the planned day stands. */
export interface OwnLateness {
  readonly days: number;
  readonly from: PlainDate;
  readonly driver: Step | null;
  readonly link: PredecessorLink | null;
  readonly provisional: boolean;
}

export interface Chain {
  readonly has: (seq: number) => boolean;
  readonly own: (seq: number) => OwnLateness | null;
  /** The step at the root of a delay, found by following from `driver` those whose lateness is not their own. */
  readonly root: (driver: Step) => Step;
}

/** The steps of one project and the working days of its place. Own lateness is worked out when asked for, once. */
export function makeChain(steps: readonly Step[], calendar: Calendar): Chain {
  const bySeq = new Map(steps.map((step) => [step.milestone.seq, step]));
  const waitsFor = ordering(bySeq);
  const known = new Map<Step, OwnLateness | null>();
  const ownOf = (step: Step): OwnLateness | null => {
    const found = known.get(step);
    if (found !== undefined) return found;
    const own = ownLateness(step, bySeq, waitsFor, calendar);
    known.set(step, own);
    return own;
  };
  const root = (driver: Step): Step => {
    let step = driver;
    for (let own = ownOf(step); own?.driver && own.days <= 0; own = ownOf(step)) step = own.driver;
    return step;
  };
  const own = (seq: number): OwnLateness | null => {
    const step = bySeq.get(seq);
    return step === undefined ? null : ownOf(step);
  };
  return { has: (seq) => bySeq.has(seq), own, root };
}

type BySeq = ReadonlyMap<number, Step>;
type WaitsFor = (step: Step, other: Step) => boolean;

type Allowed = ComputedDay & Pick<OwnLateness, "driver" | "link">;

/** end − max(planned, predecessors' actual + lag + own duration) − exempt days from there on. Source: domain.md, own lateness. */
function ownLateness(step: Step, bySeq: BySeq, waitsFor: WaitsFor, calendar: Calendar): OwnLateness | null {
  if (step.planned === null) return null;
  let allowed: Allowed = { day: step.planned, provisional: false, driver: null, link: null };
  for (const link of step.links) {
    const driver = bySeq.get(link.seq);
    if (driver === undefined || waitsFor(driver, step)) continue;
    const end = earliestEnd(link, driver, step, calendar);
    if (end.day > allowed.day || isWaiting(step, allowed, end.day, driver)) allowed = { ...end, driver, link };
  }
  const { day: from, driver, link, provisional } = allowed;
  const days = daysBetween(from, step.end) - exemptDays(step.exemptions, from, step.end);
  return { days, from, driver, link, provisional };
}

/** Due today and both open: the predecessor counts as finished today and excuses wholly, without any duration too. */
const isWaiting = (step: Step, allowed: Allowed, end: PlainDate, driver: Step): boolean =>
  allowed.driver === null &&
  end === step.planned &&
  end === step.end &&
  step.finished === null &&
  driver.finished === null;

/** The day on which `step` can be finished as far as this predecessor goes. Durations and `d` lags are working days. */
function earliestEnd(link: PredecessorLink, driver: Step, step: Step, calendar: Calendar): ComputedDay {
  const fromStart = link.type === "SS" || link.type === "SF";
  const toFinish = link.type === "FF" || link.type === "SF";
  const begun = moved(calendar, { day: driver.end, provisional: false }, fromStart ? -driver.duration : 0);
  const lagged = link.calendarDays
    ? { day: addDays(begun.day, link.lag), provisional: begun.provisional }
    : moved(calendar, begun, link.lag);
  return moved(calendar, lagged, toFinish ? 0 : step.duration);
}

function moved(calendar: Calendar, start: ComputedDay, workingDays: number): ComputedDay {
  if (workingDays === 0) return start;
  const { day, provisional } = addWorkingDays(calendar, start.day, workingDays);
  return { day, provisional: start.provisional || provisional };
}

/** Whether a step waits, directly or not, for another (or is it): on a cycle nobody excuses anybody. Chains that only look back have none. */
function ordering(bySeq: BySeq): WaitsFor {
  const steps = [...bySeq.values()];
  if (steps.every(({ milestone, links }) => links.every((link) => link.seq < milestone.seq))) return () => false;
  return (step, other) => {
    const reached = new Set([step]);
    for (const at of reached) for (const link of at.links) if (bySeq.has(link.seq)) reached.add(bySeq.get(link.seq)!);
    return reached.has(other);
  };
}
