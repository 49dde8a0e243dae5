import type { ChainFit, FittedNode } from "./chain-fit.ts";
import { addDays, type PlainDate } from "./dates.ts";
import { type NetworkSchedule, scheduleNetwork } from "./network-schedule.ts";
import type { PredecessorLink } from "./predecessors.ts";
import type { ScheduleStep } from "./schedule.ts";
import type { Calendar } from "./working-days.ts";

/** New steps among the milestones that stand. */
export interface PassCase {
  readonly fit: ChainFit;
  /** All milestones of the project as they are scheduled. */
  readonly standing: readonly ScheduleStep[];
  readonly calendar: Calendar;
  readonly today: PlainDate;
}

/** No row has this number. */
const GATE = -1;
const AFTER_GATE: PredecessorLink = { seq: GATE, type: "FS", lag: 0, calendarDays: false };

/** What is proposed has not begun: behind a step that is done the network would take it to have, so a gate holds it till `from`. */
const gateAt = (from: PlainDate): ScheduleStep => ({
  ...{ seq: GATE, duration: 0, links: [], planned: null, fixed: null },
  finished: addDays(from, -1),
});

const openStep = ({ seq, duration, links }: FittedNode): ScheduleStep => ({
  ...{ seq, duration, links: [AFTER_GATE, ...links] },
  ...{ planned: null, finished: null, fixed: null },
});

/** Open milestones that stand count as finished on their planned day. */
const pinned = (step: ScheduleStep, from: PlainDate): ScheduleStep => ({
  ...{ ...step, fixed: null },
  finished: step.finished ?? plannedAhead(step, from),
});

/** A planned day that is over binds nobody. */
export const plannedAhead = ({ planned }: ScheduleStep, from: PlainDate): PlainDate | null =>
  planned !== null && planned >= from ? planned : null;

/** Milestones that stand on their days, and new steps, some of them on theirs. */
export function forward(
  { fit, standing, calendar }: PassCase,
  from: PlainDate,
  days: DayOf = () => null,
): NetworkSchedule {
  const old = standing.map((step) => pinned(step, from));
  const steps = fit.missing.map((node) => ({ ...openStep(node), finished: days(node.seq) }));
  return scheduleNetwork([gateAt(from), ...old, ...steps], calendar, from);
}

type DayOf = (seq: number) => PlainDate | null;

/**
 * All new steps that do not come after the target are to be finished by the day. Milestones that stand wait for the new ones as the template says, so that
 * these come in time for them; not where that makes a ring.
 */
export function backward(given: PassCase, target: FittedNode, day: PlainDate): NetworkSchedule {
  const { fit, standing, calendar, today } = given;
  const more = new Map(fit.standing.map(({ seq, links }) => [seq, links]));
  const after = afterStep(fit, target.seq);
  const fixed = (step: ScheduleStep): PlainDate | null => {
    const own = plannedAhead(step, today);
    return step.seq === target.seq && (own === null || own > day) ? day : own;
  };
  const steps = (linked: boolean): readonly ScheduleStep[] => [
    gateAt(today),
    ...standing.map((step) => ({
      ...step,
      fixed: step.finished === null ? fixed(step) : null,
      links: linked ? [...step.links, ...(more.get(step.seq) ?? []).filter(({ seq }) => seq !== step.seq)] : step.links,
    })),
    ...fit.missing.map((node) => ({ ...openStep(node), fixed: after.has(node.seq) ? null : day })),
  ];
  const linked = scheduleNetwork(steps(true), calendar, today);
  return linked.state === "circular" ? scheduleNetwork(steps(false), calendar, today) : linked;
}

/** All that waits for a step; everything else is to be finished with it. */
function afterStep({ missing, standing }: ChainFit, seq: number): ReadonlySet<number> {
  const after = new Set<number>();
  const waiting = [...missing, ...standing];
  for (let found = [seq]; found.length > 0; ) {
    found = waiting
      .filter(({ seq: own, links }) => !after.has(own) && links.some((link) => found.includes(link.seq)))
      .map(({ seq: own }) => own);
    for (const own of found) after.add(own);
  }
  return after;
}
