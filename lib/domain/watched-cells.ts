import type {
  Adjustment,
  AdjustmentType,
  Disclosure,
  Exemption,
  Inspection,
  Issue,
  Milestone,
  MonthlyReport,
  Project,
  Row,
  TabCode,
  Task,
} from "./registry.ts";

/** How a cell that matters is judged when it changes, and the cells beside it that this needs. */
export type Watch =
  /** The day something was done; `planned` is the cell of the day it should have been. */
  | { readonly kind: "deed"; readonly planned?: string }
  /** A day or value that stands once it was typed: emptied and turned back it is asked about. */
  | { readonly kind: "anchor" }
  /** A figure since January. */
  | { readonly kind: "cumulative" }
  /** A month's figure, which `sum` can stand in for. */
  | { readonly kind: "figure"; readonly sum: string }
  /** Frozen at a lock, then moved by an agreed 调整 alone; 时限 of a task by its own 延期. */
  | { readonly kind: "plan"; readonly moved: AdjustmentType | null }
  /** A result somebody gave, with the day it was given. */
  | { readonly kind: "ruling"; readonly day: string }
  /** What an agreed 调整 says. */
  | { readonly kind: "agreed" }
  /** Shown, never asked about. */
  | { readonly kind: "plain" };

export interface WatchedTab {
  readonly tab: TabCode;
  /** Cells that make the key: a row that differs in nothing else was renumbered. */
  readonly keyCells: readonly string[];
  readonly cells: readonly (readonly [field: string, watch: Watch])[];
  /** The column in which a unit answers; null: the office's own tab, about which no unit is asked. */
  readonly answer: string | null;
  /** Whether the answer's column says nothing but answers: what is typed there with the change itself explains it. */
  readonly answersAtOnce: boolean;
}

const PLAIN: Watch = { kind: "plain" };
const ANCHOR: Watch = { kind: "anchor" };
const DEED: Watch = { kind: "deed" };
const CUMULATIVE: Watch = { kind: "cumulative" };
const deed = (planned: string): Watch => ({ kind: "deed", planned });
const plan = (moved: AdjustmentType | null): Watch => ({ kind: "plan", moved });

type Cells<T extends Row> = { readonly [field in Exclude<keyof T, keyof Row> & string]?: Watch };
type About = Pick<WatchedTab, "tab" | "keyCells" | "answer"> & Partial<Pick<WatchedTab, "answersAtOnce">>;

const watched = <T extends Row>(about: About, cells: Cells<T>): WatchedTab => ({
  answersAtOnce: false,
  ...about,
  cells: Object.entries(cells as Record<string, Watch>),
});

/** The human cells that matter, by tab: projects first, since the other rows are theirs. */
export const WATCHED: readonly WatchedTab[] = [
  watched<Project>(
    { tab: "projects", keyCells: ["code"], answer: "remark", answersAtOnce: true },
    {
      annualClass: plan(null),
      responsibleUnit: PLAIN,
      totalInvestment: plan("变更总投资"),
      annualPlan: plan("变更年度计划"),
      investedBefore: PLAIN,
      plannedStart: plan("变更计划开工"),
      actualStart: deed("plannedStart"),
      plannedFinish: plan("变更计划竣工"),
      actualFinish: deed("plannedFinish"),
      plannedOperation: PLAIN,
      actualOperation: deed("plannedOperation"),
      registeredOn: DEED,
    },
  ),
  watched<Milestone>(
    { tab: "milestones", keyCells: ["seq"], answer: "remark", answersAtOnce: true },
    {
      predecessors: PLAIN,
      duration: PLAIN,
      planned: plan("变更节点"),
      actual: deed("planned"),
      responsibleUnit: PLAIN,
    },
  ),
  watched<MonthlyReport>(
    { tab: "monthlyReports", keyCells: ["month"], answer: "reviewAnswer", answersAtOnce: true },
    {
      invested: { kind: "figure", sum: "investedYtd" },
      investedYtd: CUMULATIVE,
      funded: { kind: "figure", sum: "fundedYtd" },
      fundedYtd: CUMULATIVE,
      reportedOn: PLAIN,
    },
  ),
  watched<Issue>(
    { tab: "issues", keyCells: ["code"], answer: "measures" },
    {
      complexity: PLAIN,
      assignedOn: ANCHOR,
      responsibleUnit: PLAIN,
      level: PLAIN,
      arrangedOn: DEED,
      firstFeedbackOn: DEED,
      extendedTo: ANCHOR,
      resolvedOn: DEED,
      verification: { kind: "ruling", day: "verifiedOn" },
      closedOn: ANCHOR,
    },
  ),
  watched<Task>(
    { tab: "tasks", keyCells: ["code"], answer: "progress" },
    {
      leadUnit: PLAIN,
      due: plan(null),
      extendedTo: ANCHOR,
      doneOn: DEED,
      verification: { kind: "ruling", day: "doneOn" },
      review: PLAIN,
    },
  ),
  watched<Disclosure>(
    { tab: "disclosures", keyCells: ["item"], answer: "withheldBecause" },
    { formedOn: PLAIN, disclosedOn: DEED },
  ),
  watched<Inspection>(
    { tab: "inspections", keyCells: ["code"], answer: null },
    { verifiedYtd: PLAIN, milestoneTrue: PLAIN, score: PLAIN, ruling: { kind: "ruling", day: "ruledOn" } },
  ),
  watched<Exemption>(
    { tab: "exemptions", keyCells: ["code"], answer: null },
    { seq: PLAIN, from: PLAIN, to: PLAIN, cause: PLAIN },
  ),
  watched<Adjustment>(
    { tab: "adjustments", keyCells: ["code"], answer: null },
    { type: PLAIN, to: { kind: "agreed" }, effectiveMonth: PLAIN, decision: { kind: "ruling", day: "decidedOn" } },
  ),
];

export const watchedTab = (tab: string): WatchedTab | undefined => WATCHED.find((one) => one.tab === tab);
