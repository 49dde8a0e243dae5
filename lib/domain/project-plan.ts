import { agreedOn, effectiveMonth } from "./adjustment.ts";
import type { Instant, PlainDate } from "./dates.ts";
import { type Field, isValue, UNREADABLE } from "./field.ts";
import { type History, lifeOf } from "./history.ts";
import { endOfDay } from "./office-calendar.ts";
import { frozenRow, type NextLock } from "./original-plan.ts";
import type { Adjustment, AdjustmentType, AnnualClass, Money, Project } from "./registry.ts";

/** The planned cells of a project that only an agreed 调整 may change once they are frozen. */
export type PlanField = "annualClass" | "totalInvestment" | "annualPlan" | "plannedStart" | "plannedFinish";

export interface ProjectPlanSources {
  readonly adjustments: readonly Adjustment[];
  readonly history: History;
  /** Agreed changes count when they take effect by this day. */
  readonly by: PlainDate;
  readonly knownAt: Instant;
  readonly planYear: number;
  readonly nextLock: NextLock;
  /** Read 新值 as typed; null = cannot be read. Money in whole 元. */
  readonly readPlannedDay: (text: string) => PlainDate | null;
  readonly readMoney: (text: string) => Money | null;
}

/** A planned cell that was changed after it was frozen, without an agreed 调整: `counts` is the value that still counts. */
export interface UnagreedChange {
  readonly project: Project;
  readonly field: PlanField;
  readonly counts: Project[PlanField];
}

export interface LegitimateProject {
  /** The project with the plan that counts; the same object when nothing differs. */
  readonly project: Project;
  readonly unagreed: readonly UnagreedChange[];
  /** Agreed rows whose 新值 cannot be read. */
  readonly unreadable: readonly Adjustment[];
}

/** 年度类别 is fixed for the year, but for what is called in: from then on it counts as typed. */
const CHANGED_BY: { readonly [field in PlanField]: AdjustmentType } = {
  annualClass: "调入",
  totalInvestment: "变更总投资",
  annualPlan: "变更年度计划",
  plannedStart: "变更计划开工",
  plannedFinish: "变更计划竣工",
};
const FIELDS = Object.keys(CHANGED_BY) as readonly PlanField[];

/**
 * The plan of a project that counts: each planned cell as it stood at the first lock that closes a month of the plan year, or at the first
 * one after it was first seen; from there changed only by an agreed 调整. A new year's list is a new plan. Source: registry.md, 调整.
 */
export function legitimateProjects(sources: ProjectPlanSources): (present: Project) => LegitimateProject {
  const ofTheYear = sources.adjustments.filter((row) => effectiveMonth(row) >= `${sources.planYear}-01`);
  const agreedRows = FIELDS.map((field) => ({ field, agreed: agreedOn(ofTheYear, CHANGED_BY[field], sources.by) }));
  return (present) => {
    const unagreed: UnagreedChange[] = [];
    const unreadable: Adjustment[] = [];
    const changes: Partial<Record<PlanField, Project[PlanField]>> = {};
    for (const { field, agreed } of agreedRows) {
      const adjustment = agreed.get(present.code);
      const to = adjustment === undefined ? null : newValue(adjustment, present, field, sources);
      const counts = to === null ? frozenValue(present, field, sources) : unknownWhere(to, present, field, sources);
      if (to === UNREADABLE) unreadable.push(adjustment!);
      if (counts === present[field]) continue;
      changes[field] = counts;
      if (adjustment === undefined) unagreed.push({ project: present, field, counts });
    }
    const project = Object.keys(changes).length === 0 ? present : ({ ...present, ...changes } as Project);
    return { project, unagreed, unreadable };
  };
}

/** What the agreed row says; a missing or unreadable 新值 is not guessed. */
function newValue(
  { to }: Adjustment,
  { annualClass }: Project,
  field: PlanField,
  sources: ProjectPlanSources,
): Field<Money | PlainDate | AnnualClass> {
  if (field === "annualClass") return annualClass;
  if (!isValue(to)) return UNREADABLE;
  const isDate = field === "plannedStart" || field === "plannedFinish";
  return (isDate ? sources.readPlannedDay(to) : sources.readMoney(to)) ?? UNREADABLE;
}

/** 总投资 is never unknown: it stays as it was until the 新值 can be read. */
const unknownWhere = (
  to: Field<Money | PlainDate | AnnualClass>,
  present: Project,
  field: PlanField,
  sources: ProjectPlanSources,
): Project[PlanField] =>
  to === UNREADABLE && field === "totalInvestment" ? frozenValue(present, field, sources) : (to as Project[PlanField]);

function frozenValue(present: Project, field: PlanField, sources: ProjectPlanSources): Project[PlanField] {
  const life = lifeOf<Project>(sources.history, "projects", present.key);
  const yearBegun = endOfDay(`${sources.planYear}-01-31`);
  const planOf = (row: Project): Field<unknown> => row[field];
  return frozenRow(life, present, sources.knownAt, planOf, sources.nextLock, yearBegun)[field];
}
