import { epochDay, type PlainDate } from "./dates.ts";
import { exemptDays } from "./exemption.ts";
import type { LatenessRecord, RecordOf } from "./lateness-record.ts";
import type { Step } from "./milestone-chain.ts";
import type { PredecessorLink } from "./predecessors.ts";
import { type DayTable, moved } from "./schedule-calendar.ts";

/** No day: before all others. */
export const NO_DAY = Number.NEGATIVE_INFINITY;

/** One open step, ready for many samples. Days are numbers since 1970. */
export interface OpenStep {
  readonly step: Step;
  readonly record: LatenessRecord;
  /** The day from which it is late, NO_DAY when none is given. */
  readonly planned: number;
  /** The earliest end that its done predecessors allow; NO_DAY without any. */
  readonly behindDone: number;
  readonly behindOpen: readonly OpenLink[];
}

interface OpenLink {
  readonly link: PredecessorLink;
  /** The place of the predecessor in the list. */
  readonly at: number;
  /** Of the predecessor, in working days. */
  readonly duration: number;
}

/** The open steps of a project, predecessors first; what a step rests on is looked up when it is asked for. */
export interface OpenNetwork {
  readonly steps: readonly Step[];
  readonly step: (at: number) => OpenStep;
}

/** null where they go round in a ring: then nobody can say what comes first. */
export function openNetwork(steps: readonly Step[], recordOf: RecordOf, table: DayTable): OpenNetwork | null {
  const bySeq = new Map(steps.map((step) => [step.milestone.seq, step]));
  const order = predecessorsFirst(steps.filter(isOpen), bySeq);
  if (order === null) return null;
  const places = new Map(order.map((step, at) => [step, at]));
  const known: OpenStep[] = [];
  return {
    steps: order,
    step: (at) => {
      known[at] ??= openStep(order[at]!, { bySeq, places, recordOf, table });
      return known[at];
    },
  };
}

interface Around {
  readonly bySeq: ReadonlyMap<number, Step>;
  readonly places: ReadonlyMap<Step, number>;
  readonly recordOf: RecordOf;
  readonly table: DayTable;
}

function openStep(step: Step, { bySeq, places, recordOf, table }: Around): OpenStep {
  const behindOpen: OpenLink[] = [];
  let behindDone = NO_DAY;
  for (const link of step.links) {
    const driver = bySeq.get(link.seq);
    if (driver === undefined) continue;
    const { end, duration } = driver;
    if (isOpen(driver)) behindOpen.push({ link, at: places.get(driver)!, duration });
    else behindDone = Math.max(behindDone, earliestEnd(link, epochDay(end), duration, step.duration, table));
  }
  return { step, record: recordOf(step.unit), planned: deadlineOf(step), behindDone, behindOpen };
}

const isOpen = ({ finished }: Step): boolean => finished === null;

/** The planned day, put off by exempt days known of. */
const deadlineOf = ({ planned, exemptions }: Step): number =>
  planned === null ? NO_DAY : epochDay(planned) + exemptDays(exemptions, planned, LAST_DAY);
const LAST_DAY: PlainDate = "2999-12-31";

/** Smaller numbers first where nothing orders them, so the order of the rows does not matter. */
function predecessorsFirst(open: readonly Step[], bySeq: ReadonlyMap<number, Step>): readonly Step[] | null {
  const sorted = open.toSorted((a, b) => a.milestone.seq - b.milestone.seq);
  const state = new Map<Step, "begun" | "placed">();
  const order: Step[] = [];
  const place = (step: Step): boolean => {
    if (state.has(step)) return state.get(step) === "placed";
    state.set(step, "begun");
    for (const { seq } of step.links) {
      const driver = bySeq.get(seq);
      if (driver !== undefined && isOpen(driver) && !place(driver)) return false;
    }
    state.set(step, "placed");
    order.push(step);
    return true;
  };
  return sorted.every(place) ? order : null;
}

/** The day on which a step can be finished as far as this predecessor goes; the same reckoning as own lateness. */
export function earliestEnd(
  { type, lag, calendarDays }: PredecessorLink,
  end: number,
  driverDuration: number,
  duration: number,
  table: DayTable,
): number {
  const begun = type === "SS" || type === "SF" ? moved(table, end, -driverDuration) : end;
  const lagged = calendarDays ? begun + lag : moved(table, begun, lag);
  return type === "FF" || type === "SF" ? lagged : moved(table, lagged, duration);
}
