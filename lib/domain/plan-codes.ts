import { isAgreed, subjectOf } from "./adjustment.ts";
import { type CellsOfRow, cellValue, dayOf, isSameDay, type Step } from "./cell-steps.ts";
import { daysBetween, type Instant, type PlainDate, yearOf } from "./dates.ts";
import { type ExemptionIndex, exemptDays, exemptionsOf, indexExemptions, projectExemptions } from "./exemption.ts";
import { isValue } from "./field.ts";
import type { RowHistory } from "./history.ts";
import type { ChangeCode, ChangeValue } from "./honesty.ts";
import { dayAt, endOfDay } from "./office-calendar.ts";
import type { NextLock } from "./original-plan.ts";
import type { Adjustment, AdjustmentType, Exemption, Money, TabCode } from "./registry.ts";

export interface PlanCodeSources {
  readonly adjustments: readonly Adjustment[];
  readonly exemptions: readonly Exemption[];
  readonly nextLock: NextLock;
  /** Days late from which an open milestone is red, on a day. */
  readonly redFrom: (day: PlainDate) => number;
  readonly readPlannedDay: (text: string) => PlainDate | null;
  readonly readMoney: (text: string) => Money | null;
}

/** A planned cell of a project or milestone that changed, with the life it changed in. */
export interface PlanStep {
  readonly tab: TabCode;
  readonly step: Step;
  readonly life: RowHistory<unknown>;
  readonly moved: AdjustmentType | null;
}

export interface PlanCode {
  readonly code: ChangeCode;
  /** The plan that goes on counting, where the change is not agreed. */
  readonly counts: ChangeValue;
  /** A finding says so already: the unit is not asked twice. */
  readonly isFinding: boolean;
}

/** How a planned cell was changed: by the frozen plan and the agreed 调整, and by how late the milestone was then. Source: domain.md "Milestone light". */
export function planCodes(sources: PlanCodeSources): (change: PlanStep) => PlanCode {
  const agreed = agreedValues(sources);
  const exemptions = indexExemptions(sources.exemptions);
  return (change) => {
    const { step } = change;
    const frozen = frozenAt(change, sources.nextLock);
    const ordinary: PlanCode = { code: step.before === null ? "filled" : "changed", counts: null, isFinding: false };
    if (frozen !== null && frozen === step.after) return { ...ordinary, code: "restored" };
    if (agreed(change)) return { ...ordinary, code: "agreed" };
    const late = lateCode(change, frozen ?? step.before, exemptions, sources);
    if (frozen !== null) return { code: late ?? "plan-moved", counts: frozen, isFinding: true };
    return late === null || isSameDay(step) ? ordinary : { code: late, counts: step.before, isFinding: false };
  };
}

/** The value at the first lock after it was first seen, as the original plan is judged; null while no lock has passed. */
function frozenAt({ tab, step, life }: PlanStep, nextLock: NextLock): ChangeValue {
  const values = life.flatMap(({ firstSeen, row }) => {
    const value = row === null ? undefined : cellValue(row as CellsOfRow, step.field);
    return value === undefined || value === null ? [] : [{ firstSeen, value }];
  });
  const [first] = values;
  if (first === undefined) return null;
  const freeze = FREEZES[tab]?.(first, step, nextLock) ?? nextLock(first.firstSeen);
  if (freeze >= step.firstSeen) return null;
  return values.findLast(({ firstSeen }) => firstSeen <= freeze)?.value ?? null;
}

interface FirstSeen {
  readonly firstSeen: Instant;
  readonly value: ChangeValue;
}
type Freeze = (first: FirstSeen, step: Step, nextLock: NextLock) => Instant;

const later = (a: Instant, b: Instant): Instant => (a > b ? a : b);

/** A project's plan is one of a year; 时限 of a task freezes at the end of its own day too, but not on the day it was first seen. */
const FREEZES: { readonly [tab in TabCode]?: Freeze } = {
  projects: ({ firstSeen }, step, nextLock) =>
    nextLock(later(firstSeen, endOfDay(`${yearOf(dayAt(step.firstSeen))}-01-31`))),
  tasks: ({ firstSeen, value }, _, nextLock) => {
    const [ownDay, lock] = [endOfDay(String(value)), nextLock(firstSeen)];
    return later(endOfDay(dayAt(firstSeen)), ownDay < lock ? ownDay : lock);
  },
};

/** Whether an agreed 调整 of its kind says just this. Agreed before or after the cell was typed over. */
function agreedValues({ adjustments, readPlannedDay, readMoney }: PlanCodeSources): (change: PlanStep) => boolean {
  const byMatter = Map.groupBy(
    adjustments.filter((row) => isAgreed(row) && isValue(row.to)),
    (row) => `${row.type}|${subjectOf(row)}`,
  );
  return ({ step, moved }) => {
    const rows = byMatter.get(`${moved}|${step.row.key}`) ?? [];
    return rows.some(({ to }) => {
      const text = isValue(to) ? to : "";
      return step.after === (typeof step.after === "number" ? readMoney(text) : readPlannedDay(text));
    });
  };
}

/** The cell that says that a planned day was kept; other plans are never overdue. */
const DONE: { readonly [tab in TabCode]?: Readonly<Record<string, string>> } = {
  projects: { plannedStart: "actualStart", plannedFinish: "actualFinish" },
  milestones: { planned: "actual" },
  tasks: { due: "doneOn" },
};

/** Of a project only what exempts it as a whole. */
const exempting = (exemptions: ExemptionIndex, { tab, step: { row } }: PlanStep) => {
  if (tab === "tasks") return [];
  return tab === "projects"
    ? projectExemptions(exemptions, String(row.code))
    : exemptionsOf(exemptions, String(row.project), Number(row.seq));
};

/**
 * Moved later, or emptied, when the deed was overdue by the day that counted, exempt days taken off. What a project did not do last year is planned
 * anew with the year's list.
 */
function lateCode(
  change: PlanStep,
  planned: ChangeValue,
  exemptions: ExemptionIndex,
  { redFrom }: PlanCodeSources,
): "plan-moved-late" | "plan-moved-red" | null {
  const { tab, step } = change;
  const { field, rowBefore, before, after, typedAfter } = step;
  const done = DONE[tab]?.[field];
  const counted = tab === "tasks" ? later(String(planned), dayOf(rowBefore, "extendedTo") ?? "") : planned;
  if (done === undefined || typeof counted !== "string" || before === null || (after !== null && after <= before))
    return null;
  const then = dayAt(typedAfter);
  if (tab === "projects" && yearOf(counted) < yearOf(then)) return null;
  const end = dayOf(rowBefore, done) ?? then;
  const late = daysBetween(counted, end) - exemptDays(exempting(exemptions, change), counted, end);
  if (late < 1) return null;
  return tab === "milestones" && late >= redFrom(then) ? "plan-moved-red" : "plan-moved-late";
}
