import { monthOf, type PlainDate } from "../dates.ts";
import { UNREADABLE } from "../field.ts";
import { fundedToDate } from "../investment.ts";
import type { MilestoneVerdict } from "../milestone.ts";
import type { ProjectFile } from "../project-file.ts";
import { type StandardStep, standardStepOf } from "../standard-steps.ts";

/** What a project needs before it starts. Names are registry values. Source: domain.md M14. */
export const START_MATTERS = ["立项", "用地", "规划许可", "施工许可", "合同", "资金"] as const;
export type StartMatter = (typeof START_MATTERS)[number];

/** "absent": nothing in the registry tells. "unreadable": something does, and nobody can read it. */
export type MatterState = "done" | "missing" | "absent" | "unreadable";

/** How one of the six stands. */
export interface MatterVerdict {
  readonly matter: StartMatter;
  readonly state: MatterState;
  /** The milestones it is read from, in their order; of a missing one those not done. Empty for 资金 read from 月报. */
  readonly steps: readonly MilestoneVerdict[];
}

/**
 * Milestones that stand for a matter, best names first: the first of these sets that the chain has any of counts, and all of its rows must be done.
 * 招标 ends with the signed contract where a chain has no row for it (招标投标法 46: within 30 days).
 */
const STEPS: Readonly<Record<StartMatter, readonly (readonly StandardStep[])[]>> = {
  立项: [["立项", "备案", "核准"], ["可研"]],
  用地: [["供地", "土地出让"], ["用地规划许可"], ["用地预审"]],
  规划许可: [["规划许可"]],
  施工许可: [["施工许可"]],
  合同: [["施工合同"], ["招标"]],
  资金: [["资金落实"]],
};

/** All six, in their order. `steps` are the project's own milestones, in their order. */
export function matterVerdicts(
  file: ProjectFile,
  steps: readonly MilestoneVerdict[],
  asOf: PlainDate,
): readonly MatterVerdict[] {
  const named = Map.groupBy(steps, ({ milestone }) => standardStepOf(milestone.name));
  return START_MATTERS.map((matter): MatterVerdict => {
    const rows = rowsOf(matter, named);
    if (rows.length > 0) return fromSteps(matter, rows);
    if (file.aside.milestones.size > 0) return { matter, state: "unreadable", steps: [] };
    return { matter, state: matter === "资金" ? fundsOf(file, asOf) : "absent", steps: [] };
  });
}

function rowsOf(matter: StartMatter, named: ReadonlyMap<StandardStep | null, readonly MilestoneVerdict[]>) {
  const sets = STEPS[matter].map((names) => names.flatMap((name) => named.get(name) ?? []));
  return sets.find((rows) => rows.length > 0) ?? [];
}

/** 实际完成 that says something nobody can read may be a day on which it was done. */
export const isUnread = ({ done, milestone }: MilestoneVerdict): boolean => !done && milestone.actual === UNREADABLE;

function fromSteps(matter: StartMatter, rows: readonly MilestoneVerdict[]): MatterVerdict {
  const open = rows.filter(({ done }) => !done);
  if (open.length === 0) return { matter, state: "done", steps: rows };
  return { matter, state: open.every(isUnread) ? "unreadable" : "missing", steps: open };
}

/** Without a milestone of that name 年初累计到位 tells: more than 0 is funds; a report that leaves it blank is 0, as everywhere. */
function fundsOf({ reports }: ProjectFile, asOf: PlainDate): MatterState {
  const { value, unreadable } = fundedToDate(reports, monthOf(asOf));
  if (unreadable) return "unreadable";
  if (value === null) return "absent";
  return value > 0 ? "done" : "missing";
}
