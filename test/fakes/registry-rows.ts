import { NOTHING_ASIDE } from "../../lib/domain/aside-rows.ts";
import type { Month, PlainDate } from "../../lib/domain/dates.ts";
import type { ProjectFile } from "../../lib/domain/project-file.ts";
import type {
  Issue,
  Milestone,
  MonthlyReport,
  Project,
  Registry,
  Task,
  Unit,
  UnitGroup,
} from "../../lib/domain/registry.ts";

const BOOK = "台账";

export const EMPTY_REGISTRY: Registry = {
  projects: [],
  milestones: [],
  monthlyPlans: [],
  monthlyReports: [],
  issues: [],
  tasks: [],
  inspections: [],
  observations: [],
  disclosures: [],
  adjustments: [],
  unitIndicators: [],
  units: [],
  people: [],
  scoreAdjustments: [],
  targets: [],
  rules: [],
  calendar: [],
  milestoneTemplates: [],
  exemptions: [],
  letters: [],
  appeals: [],
  workbooks: [],
  console: [],
  setAside: {},
};

/** A 续建 project with its required cells and every other one absent. */
export const newProject = (code: string): Project => ({
  workbook: BOOK,
  key: code,
  code,
  nationalCode: null,
  name: `项目${code}`,
  category: "产业",
  annualClass: "续建",
  county: "甲县",
  leadUnit: null,
  responsibleUnit: "甲县",
  responsiblePerson: null,
  sponsor: null,
  countySponsor: null,
  massWorkGroup: null,
  owner: null,
  totalInvestment: 100_000_000,
  annualPlan: null,
  investedBefore: null,
  plannedStart: null,
  actualStart: null,
  plannedFinish: null,
  actualFinish: null,
  plannedOperation: null,
  actualOperation: null,
  registeredOn: null,
  startBatch: null,
  venue: null,
  secrecy: null,
  location: null,
  remark: null,
});

export const newMilestone = (project: string, seq: number): Milestone => ({
  workbook: BOOK,
  key: `${project}/${seq}`,
  project,
  seq,
  name: `节点${seq}`,
  doneWhen: null,
  predecessors: null,
  duration: null,
  planned: null,
  actual: null,
  responsibleUnit: null,
  responsiblePerson: null,
  documentType: null,
  disclosureCategory: null,
  evidence: null,
  remark: null,
});

export const newReport = (project: string, month: Month): MonthlyReport => ({
  workbook: BOOK,
  key: `${project}/${month}`,
  project,
  month,
  invested: null,
  investedYtd: null,
  funded: null,
  fundedYtd: null,
  visualProgress: null,
  reporter: null,
  reportedOn: null,
  reviewAnswer: null,
});

export const newUnit = (name: string, group: UnitGroup): Unit => ({
  workbook: BOOK,
  key: name,
  name,
  aliases: null,
  group,
  ranked: null,
  sponsor: null,
});

/** An open 会议 task of 甲县 with its required cells and every other one absent. */
export const newTask = (code: string, due: PlainDate): Task => ({
  workbook: BOOK,
  key: code,
  code,
  mechanism: null,
  source: "会议",
  sourceName: null,
  sourceDate: "2026-01-05",
  content: "完成管线迁改",
  project: null,
  leader: null,
  leadUnit: "甲县",
  cooperatingUnits: null,
  due,
  deliverable: null,
  roadmap: null,
  feedbackOn: null,
  progress: null,
  extensionAskedOn: null,
  extendedTo: null,
  extensionApprover: null,
  extensionApprovedOn: null,
  doneOn: null,
  evidence: null,
  verifiedBy: null,
  verification: null,
  review: null,
  reviewMonth: null,
});

export const newIssue = (code: string): Issue => ({
  workbook: BOOK,
  key: code,
  code,
  project: null,
  mechanism: null,
  category: "审批",
  description: "用地手续未办结",
  complexity: null,
  complexityBy: null,
  raisedBy: null,
  reportedOn: "2026-01-05",
  assignedOn: null,
  responsibleUnit: null,
  responsiblePerson: null,
  level: null,
  raisedOn: null,
  arrangedOn: null,
  firstFeedbackOn: null,
  lastFeedbackOn: null,
  measures: null,
  extensionAskedOn: null,
  extendedTo: null,
  approver: null,
  approvedOn: null,
  resolvedOn: null,
  evidence: null,
  verifiedBy: null,
  verification: null,
  verifiedOn: null,
  closedOn: null,
  reopenedOn: null,
});

/** The files of a registry's projects, as they stand. */
export function filesOf(registry: Registry, year: number): readonly ProjectFile[] {
  const reports = Map.groupBy(registry.monthlyReports, (row) => row.project);
  return registry.projects.map((project) => {
    const ofProject = reports.get(project.code) ?? [];
    return {
      project,
      milestones: registry.milestones.filter((row) => row.project === project.code),
      own: registry.monthlyPlans.find((row) => row.project === project.code && row.year === year) ?? null,
      reports: (month) => ofProject.find((row) => row.month === month) ?? null,
      aside: NOTHING_ASIDE,
    };
  });
}
