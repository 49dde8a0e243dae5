import { compareAdjustments, isAgreed, subjectOf } from "./adjustment.ts";
import { type AsideIndex, asideOf, mayBeAsideStep } from "./aside-rows.ts";
import type { Instant } from "./dates.ts";
import { isValue, UNREADABLE, valueOr } from "./field.ts";
import { futureDays } from "./future-days.ts";
import { type History, type Lives, lifeOf, unquietLives } from "./history.ts";
import type { IssueDoubtCode } from "./issue-doubts.ts";
import type { ListInForce } from "./list-in-force.ts";
import type { MilestoneVerdict } from "./milestone.ts";
import type { MilestonePlans } from "./milestone-plan.ts";
import type { NextLock } from "./original-plan.ts";
import { type Predecessors, rememberedParser } from "./predecessors.ts";
import type { Adjustment, Milestone, Project, Registry, Row } from "./registry.ts";

export type PlanDoubtCode =
  | IssueDoubtCode
  | "milestone-plan-changed"
  | "milestone-deleted"
  | "project-plan-changed"
  | "added-without-adjustment"
  | "deleted-without-adjustment"
  | "removal-not-at-quarter"
  | "moved-in-missing"
  | "adjustment-unreadable"
  | "adjustment-milestone-unknown"
  | "adjustment-fault"
  | "predecessor-unreadable"
  | "predecessor-repeated"
  | "predecessor-unknown"
  | "predecessor-itself"
  | "predecessor-circular"
  | "predecessor-added-later"
  | "day-in-future"
  | "appeal-period-open"
  | "appeal-in-future"
  | "appeal-answer-undated"
  | "inspection-in-future"
  | "inspection-milestone-unknown"
  | "inspection-without-milestone"
  | "ruling-incomplete"
  | "ruling-without-evidence"
  | "task-due-before-source"
  | "task-due-moved"
  | "task-done-before-source"
  | "task-verified-by-own-unit"
  | "disclosed-before-formed"
  | "disclosed-without-link"
  | "withheld-without-review"
  | "consultation-disordered"
  | "term-without-row";

/** Something about plans that a person must mend or have agreed: a finding before it has an address and words. Never an investment figure. */
export interface PlanDoubt {
  readonly code: PlanDoubtCode;
  readonly tab:
    | "projects"
    | "milestones"
    | "adjustments"
    | "tasks"
    | "inspections"
    | "issues"
    | "appeals"
    | "disclosures"
    | "rules";
  readonly row: Row;
  readonly field: string;
  readonly unit: string;
  readonly facts: Readonly<Record<string, string | number>>;
}

export interface DoubtSources {
  readonly registry: Pick<Registry, "projects" | "milestones" | "adjustments">;
  readonly history: History;
  readonly knownAt: Instant;
  readonly nextLock: NextLock;
  readonly list: ListInForce;
  readonly verdicts: readonly MilestoneVerdict[];
  readonly plans: MilestonePlans;
  readonly aside: AsideIndex;
}

export const planDoubts = (sources: DoubtSources): readonly PlanDoubt[] => [
  ...listDoubts(sources),
  ...sources.verdicts.flatMap(changedMilestone),
  ...unreadableChanges(sources.verdicts),
  ...unknownMilestones(sources),
  ...predecessorDoubts(sources),
  ...deletedMilestones(sources),
  ...futureDays(sources.registry.projects, sources.verdicts, sources.knownAt),
];

function listDoubts({ list, registry }: DoubtSources): readonly PlanDoubt[] {
  const added = new Set(list.addedWithout);
  const ofProject = (code: PlanDoubtCode, row: Project, field = "", facts: PlanDoubt["facts"] = {}): PlanDoubt => ({
    code,
    tab: "projects",
    row,
    field,
    unit: row.responsibleUnit,
    facts: { project: row.code, name: row.name, ...facts },
  });
  return [
    ...registry.projects.filter(({ code }) => added.has(code)).map((row) => ofProject("added-without-adjustment", row)),
    ...list.deletedKept.map((row) => ofProject("deleted-without-adjustment", row)),
    ...list.unagreed.map(({ project, field }) => ofProject("project-plan-changed", project, field)),
    ...list.irregularRemovals.map((row) => ofAdjustment("removal-not-at-quarter", row, "effectiveMonth")),
    ...list.movedInMissing.map((row) => ofAdjustment("moved-in-missing", row, "project")),
    ...list.unreadable.map((row) => ofAdjustment("adjustment-unreadable", row, "to")),
  ];
}

const ofAdjustment = (code: PlanDoubtCode, row: Adjustment, field: string): PlanDoubt => ({
  code,
  tab: "adjustments",
  row,
  field,
  unit: row.applicant,
  facts: { adjustment: row.code, project: row.project },
});

const ofMilestone = (
  code: PlanDoubtCode,
  row: Milestone,
  field: string,
  unit: string,
  facts: PlanDoubt["facts"] = {},
): PlanDoubt => ({ code, tab: "milestones", row, field, unit, facts: { name: row.name, ...facts } });

/** The planned day was typed over after it was frozen, and nobody agreed. A broken cell has its own finding. */
function changedMilestone({
  milestone,
  planned,
  plannedNow,
  adjustment,
  ownUnit,
}: MilestoneVerdict): readonly PlanDoubt[] {
  if (planned === null || planned === plannedNow || adjustment !== null) return [];
  if (plannedNow === null && milestone.planned !== null) return [];
  return [ofMilestone("milestone-plan-changed", milestone, "planned", ownUnit, { counts: planned })];
}

/** Agreed rows of 变更节点 that leave their milestone without a day, each once. */
function unreadableChanges(verdicts: readonly MilestoneVerdict[]): readonly PlanDoubt[] {
  const rows = new Set(
    verdicts.flatMap(({ planned, adjustment }) => (planned === null && adjustment ? [adjustment] : [])),
  );
  return [...rows].toSorted(compareAdjustments).map((row) => ofAdjustment("adjustment-unreadable", row, "to"));
}

/** Agreed changes of a milestone that is not there: they would change nothing, unseen. */
function unknownMilestones({
  registry: { adjustments, projects, milestones },
  aside,
}: DoubtSources): readonly PlanDoubt[] {
  const changes = adjustments.filter((row) => isAgreed(row) && (row.type === "变更节点" || row.type === "变更前置"));
  if (changes.length === 0) return [];
  const codes = new Set(projects.map(({ code }) => code));
  const subjects = new Set(milestones.map(({ project, seq }) => `${project}/${seq}`));
  return changes
    .filter((row) => row.seq !== UNREADABLE && codes.has(row.project) && !subjects.has(subjectOf(row)))
    .filter((row) => !mayBeAsideStep(asideOf(aside, row.project), valueOr(row.seq, -1)))
    .map((row) => {
      const doubt = ofAdjustment("adjustment-milestone-unknown", row, "seq");
      return { ...doubt, facts: { ...doubt.facts, seq: valueOr(row.seq, "") } };
    });
}

type BySeq = ReadonlyMap<number, Milestone>;

function predecessorDoubts({ registry, verdicts, plans, aside }: DoubtSources): readonly PlanDoubt[] {
  const typed = verdicts.filter(({ milestone }) => isValue(milestone.predecessors));
  if (typed.length === 0) return [];
  const byProject = Map.groupBy(registry.milestones, ({ project }) => project);
  const steps = new Map<string, BySeq>();
  const stepsOf = (project: string): BySeq => {
    const known = steps.get(project) ?? new Map((byProject.get(project) ?? []).map((row) => [row.seq, row]));
    steps.set(project, known);
    return known;
  };
  const parse = rememberedParser();
  return typed.flatMap(({ milestone, ownUnit }) => {
    const { links, problems } = parse(valueOr(milestone.predecessors, ""));
    const doubt = (code: PlanDoubtCode, facts: PlanDoubt["facts"]): PlanDoubt =>
      ofMilestone(code, milestone, "predecessors", ownUnit, facts);
    const allowed = plans.linksOf(milestone, plans.planOf(milestone));
    const isAside = (seq: number): boolean => mayBeAsideStep(asideOf(aside, milestone.project), seq);
    const sources = { steps: stepsOf(milestone.project), isAside, allowed, parse };
    const found: PlanDoubt[] = problems.map(({ part, because }) =>
      doubt(because === "repeated" ? "predecessor-repeated" : "predecessor-unreadable", { part }),
    );
    for (const { seq } of links) {
      const code = linkDoubt(milestone, seq, sources);
      if (code !== null) found.push(doubt(code, { seq }));
    }
    return found;
  });
}

interface LinkSources {
  readonly steps: BySeq;
  readonly isAside: (seq: number) => boolean;
  readonly allowed: readonly { readonly seq: number }[];
  readonly parse: (text: string) => Predecessors;
}

function linkDoubt(milestone: Milestone, seq: number, sources: LinkSources): PlanDoubtCode | null {
  const { steps, isAside, allowed, parse } = sources;
  if (seq === milestone.seq) return "predecessor-itself";
  if (!steps.has(seq)) return isAside(seq) ? null : "predecessor-unknown";
  if (seq > milestone.seq && waitsFor(seq, milestone.seq, steps, parse)) return "predecessor-circular";
  return allowed.some((link) => link.seq === seq) ? null : "predecessor-added-later";
}

/** Whether the milestone `seq` waits for `other`, or is it. A ring has at least one link that looks ahead, so only those are asked. */
function waitsFor(seq: number, other: number, steps: BySeq, parse: LinkSources["parse"]): boolean {
  const reached = new Set([seq]);
  for (const at of reached)
    for (const link of parse(valueOr(steps.get(at)?.predecessors ?? null, "")).links) reached.add(link.seq);
  return reached.has(other);
}

/** Milestones that were deleted, open, after their plan was frozen: a chain cannot lose a late step unseen. */
function deletedMilestones({ registry, history, knownAt, nextLock, aside }: DoubtSources): readonly PlanDoubt[] {
  const gone = goneRows(unquietLives(history, "milestones"));
  if (gone.length === 0) return [];
  const present = new Set(registry.milestones.map(({ key }) => key));
  const projects = new Map(registry.projects.map((row) => [row.code, row]));
  return gone.flatMap((row) => {
    const project = projects.get(row.project);
    const [first] = lifeOf<Milestone>(history, "milestones", row.key);
    const frozen = first !== undefined && nextLock(first.firstSeen) < knownAt;
    if (present.has(row.key) || project === undefined || !frozen || !isValue(row.planned) || isValue(row.actual))
      return [];
    if (mayBeAsideStep(asideOf(aside, row.project), row.seq)) return [];
    const unit = valueOr(row.responsibleUnit, project.responsibleUnit);
    return [ofMilestone("milestone-deleted", row, "", unit, { planned: row.planned })];
  });
}

/** Rows whose last version is a deletion, as last known. */
function goneRows(lives: Lives): readonly Milestone[] {
  const gone: Milestone[] = [];
  for (const [, life] of lives) {
    if (life.length < 2 || life.at(-1)?.row !== null) continue;
    const last = life.findLast(({ row }) => row !== null)?.row;
    if (last) gone.push(last as Milestone);
  }
  return gone;
}
