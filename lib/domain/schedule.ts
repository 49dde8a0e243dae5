import type { PlainDate } from "./dates.ts";
import type { PredecessorLink } from "./predecessors.ts";

/** One step of a network as it is scheduled. */
export interface ScheduleStep {
  readonly seq: number;
  /** Working days; 0 = an event. */
  readonly duration: number;
  readonly links: readonly PredecessorLink[];
  /** Its planned day, null when it has none. Held back by no one, it is taken to have begun in time for this day. */
  readonly planned: PlainDate | null;
  /** The actual day, null while it is open. */
  readonly finished: PlainDate | null;
  /** A finish fixed from outside (计划竣工, 计划投产), from which the backward pass counts; null = none. */
  readonly fixed: PlainDate | null;
}

/**
 * Days of one step. Starts are the first day worked on, finishes the last; of a step without duration both are its day. Early days follow from today
 * and the actual days, late days from the fixed finish; late ones and floats are null of done steps and where no fixed finish hangs on the step.
 */
export interface StepSchedule {
  readonly seq: number;
  readonly done: boolean;
  readonly earlyStart: PlainDate;
  readonly earlyFinish: PlainDate;
  /** The last responsible moment: begun later, the fixed finish cannot be met. */
  readonly lateStart: PlainDate | null;
  readonly lateFinish: PlainDate | null;
  /** Working days the step can slip without moving the fixed finish; negative: so many are missing. */
  readonly totalFloat: number | null;
  /** Working days it can slip without moving any successor's early days; without an open successor its total float, at least 0. */
  readonly freeFloat: number | null;
  /** Open, with the least total float of all. Lags in calendar days can give steps of one chain different floats. */
  readonly critical: boolean;
  /** The predecessor that decides the early days; null where today or nothing does. */
  readonly driver: number | null;
  /** A day counted on lies in a year whose holidays are not announced (暂定). */
  readonly provisional: boolean;
}

/** What had to be decided on the way, for people. `seqs`: the steps concerned. */
export interface ScheduleRemark {
  readonly code:
    | "no-fixed-finish"
    | "two-finishes"
    | "orphan"
    | "fixed-on-rest-day"
    | "planned-on-rest-day"
    | "done-before-predecessor"
    | "duration-missing"
    | "predecessor-unknown"
    | "duration-unreadable"
    | "predecessor-unreadable";
  readonly seqs: readonly number[];
}

/** The network of one project on a day. Float and starts are in working days of its place. Source: issue 5, Network; M2. */
export interface ProjectSchedule {
  readonly project: string;
  /** "circular": `cycle` names the ring and nothing is scheduled; "empty": no milestones. */
  readonly state: "scheduled" | "circular" | "empty";
  /** In the order of 节点序号. */
  readonly steps: readonly StepSchedule[];
  readonly stepOf: (seq: number) => StepSchedule | undefined;
  readonly cycle: readonly number[];
  /** Where the backward pass begins. */
  readonly finish: {
    readonly day: PlainDate;
    readonly from: "plannedFinish" | "plannedOperation" | "planned";
    readonly seq: number;
  } | null;
  /** When all can be done if nothing more goes wrong; null without steps. */
  readonly earliestFinish: PlainDate | null;
  /** The least total float of an open step; negative: the fixed finish cannot be met by so many working days. null without a fixed finish. */
  readonly float: number | null;
  /** Open critical steps from first to last. */
  readonly critical: readonly number[];
  readonly remarks: readonly ScheduleRemark[];
}
