import type { FittedNode } from "./chain-fit.ts";
import { backward, forward, type PassCase, plannedAhead } from "./chain-passes.ts";
import type { PlainDate } from "./dates.ts";
import { type NetworkSchedule, scheduleNetwork } from "./network-schedule.ts";
import type { StepSchedule } from "./schedule.ts";
import { fixedRows, standardStepOf } from "./standard-steps.ts";
import { isProvisional, workingDaysBetween } from "./working-days.ts";

/** 倒排 from the day all is to be finished, 顺排 from the day work begins. */
export interface Aim {
  readonly kind: "finish" | "start";
  readonly day: PlainDate;
}

export interface ProposalCase extends PassCase {
  readonly aim: Aim;
  /** 计划竣工: a finish aimed at this very day is that of 竣工, and what comes after it follows. */
  readonly plannedFinish: PlainDate | null;
}

/** Days of a proposed step: its first day of work (倒排: the last responsible one) and the day it is planned to be finished. */
export interface ProposedDays {
  readonly seq: number;
  readonly start: PlainDate;
  readonly planned: PlainDate;
  readonly provisional: boolean;
}

/** A step that cannot keep its day: it must be finished `by`, and can be at the earliest `can`, `missing` working days later. */
export interface Shortage {
  readonly seq: number;
  readonly start: PlainDate;
  readonly by: PlainDate;
  readonly can: PlainDate;
  readonly missing: number;
}

export interface ChainProposal {
  /** In the order of the template. */
  readonly days: readonly ProposedDays[];
  /** 倒排: the step that is finished on the aimed day. null: 顺排. */
  readonly target: FittedNode | null;
  /** Its own planned day where it is a row that stands: that day stays, and an earlier one is aimed at. */
  readonly targetPlanned: PlainDate | null;
  /** The step that is short by most working days, the first of equals; null: all fits. */
  readonly shortage: Shortage | null;
  /** The earliest day at which the aimed step and all that belongs to it can be finished; null where milestones that stand forbid every day. */
  readonly earliestFinish: PlainDate | null;
}

/** A ring among the milestones that stand, in the order of work. */
export interface Ring {
  readonly cycle: readonly number[];
}

/**
 * Days for the missing steps, by the network's own passes. Milestones that stand keep theirs: done ones at their actual day, open ones at their planned one.
 * 倒排 gives every step its latest day; what comes after the aimed step follows it as early as it can. Source: issue 5, Templates; M2.
 */
export function proposeChain(given: ProposalCase): ChainProposal | Ring {
  const { aim, today } = given;
  const { state, cycle } = scheduleNetwork(given.standing, given.calendar, today);
  if (state === "circular") return { cycle };
  const early = forward(given, aim.kind === "start" ? aim.day : today);
  if (aim.kind === "start")
    return {
      ...{ target: null, targetPlanned: null, shortage: null, earliestFinish: lastFinish(given, early) },
      days: daysOf(given, early),
    };
  const target = targetOf(given);
  const late = backward(given, target, aim.day);
  const shortage = shortageOf(given, early, late);
  const earliest = lastFinish(given, early, late);
  const forbidden =
    shortage !== null && earliest !== null && shortageOf(given, early, backward(given, target, earliest)) !== null;
  const row = given.standing.find(({ seq }) => seq === target.seq);
  const targetPlanned = row === undefined ? null : plannedAhead(row, today);
  return {
    days: latestDays(given, late),
    target,
    targetPlanned,
    shortage,
    earliestFinish: forbidden ? null : earliest,
  };
}

/** 竣工 where its own planned day is aimed at; else of the ends of the chain 投产, 竣工, or the last. */
function targetOf({ fit, aim, plannedFinish, standing }: ProposalCase): FittedNode {
  const isOpen = ({ seq }: FittedNode): boolean => standing.find((step) => step.seq === seq)?.finished == null;
  const open = [...fit.missing, ...fit.standing.filter(isOpen)];
  const named = fixedRows(open, "finish").at(-1);
  if (aim.day === plannedFinish && named !== undefined) return named;
  const held = new Set(open.flatMap(({ links }) => links.map(({ seq }) => seq)));
  const ends = open.filter(({ seq }) => !held.has(seq));
  const last = ends.toSorted((a, b) => a.from - b.from).at(-1)!;
  return fixedRows(ends, "operation").at(-1) ?? ends.find(({ name }) => standardStepOf(name) === "竣工") ?? last;
}

const found = (network: NetworkSchedule, seq: number): StepSchedule => network.stepOf(seq)!;

const daysOf = ({ fit }: ProposalCase, network: NetworkSchedule): readonly ProposedDays[] =>
  fit.missing.map(({ seq }) => {
    const { earlyStart, earlyFinish, provisional } = found(network, seq);
    return { seq, start: earlyStart, planned: earlyFinish, provisional };
  });

/** Steps that no fixed day holds begin as soon as those before them are finished on their latest days. */
function latestDays(given: ProposalCase, late: NetworkSchedule): readonly ProposedDays[] {
  const after = daysOf(
    given,
    forward(given, given.today, (seq) => found(late, seq).lateFinish),
  );
  const last = late.steps.reduce((day, { lateFinish }) => (lateFinish! > day ? lateFinish! : day), given.aim.day);
  return after.map((step) => {
    const { lateStart: start, lateFinish: planned } = found(late, step.seq);
    if (start === null || planned === null) return step;
    return { seq: step.seq, start, planned, provisional: isProvisional(given.calendar, start, last) };
  });
}

/** Of the steps a fixed day holds; without `late` of all. null: there is none. */
const lastFinish = (
  { fit }: ProposalCase,
  early: NetworkSchedule,
  late: NetworkSchedule | null = null,
): PlainDate | null =>
  fit.missing
    .filter(({ seq }) => late === null || found(late, seq).lateFinish !== null)
    .map(({ seq }) => found(early, seq).earlyFinish)
    .reduce<PlainDate | null>((last, day) => (last === null || day > last ? day : last), null);

function shortageOf({ fit, calendar }: ProposalCase, early: NetworkSchedule, late: NetworkSchedule): Shortage | null {
  let worst: Shortage | null = null;
  for (const { seq } of fit.missing) {
    const { lateStart: start, lateFinish: by } = found(late, seq);
    if (by === null || start === null) continue;
    const can = found(early, seq).earlyFinish;
    const missing = workingDaysBetween(calendar, by, can);
    if (missing > (worst?.missing ?? 0)) worst = { seq, start, by, can, missing };
  }
  return worst;
}
