import type { PlainDate } from "../dates.ts";
import { type Field, isValue } from "../field.ts";
import type { Milestone, Project } from "../registry.ts";
import { isSameDeed, standardStepOf } from "../standard-steps.ts";

/** What a project called in must have: its row's cells, and 立项 (核准, 备案) done in 节点. */
export type Paper = "nationalCode" | "totalInvestment" | "annualPlan" | "plannedStart" | "plannedFinish" | "approval";

const CELLS = ["nationalCode", "annualPlan", "plannedStart", "plannedFinish"] as const;

/** Papers that a 调入 lacks, as far as the registry shows them. Source: domain.md M15; 政府投资条例 9, 企业投资项目核准和备案管理条例 3. */
export function missingPapers(project: Project, milestones: readonly Milestone[], asOf: PlainDate): readonly Paper[] {
  const cells = CELLS.filter((cell) => (project[cell] as Field<unknown>) === null);
  const approved = milestones.some(({ name, actual }) => isApproval(name) && isValue(actual) && actual <= asOf);
  return [
    ...cells,
    ...(project.totalInvestment > 0 ? [] : (["totalInvestment"] as const)),
    ...(approved ? [] : (["approval"] as const)),
  ];
}

function isApproval(name: string): boolean {
  const step = standardStepOf(name);
  return step !== null && isSameDeed(step, "立项");
}
