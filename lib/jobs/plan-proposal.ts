import type { FittedNode } from "../domain/chain-fit.ts";
import { type Aim, type ChainProposal, type ProposedDays, proposeChain } from "../domain/chain-proposal.ts";
import type { PlainDate } from "../domain/dates.ts";
import { valueOr } from "../domain/field.ts";
import { predecessorsText } from "../domain/predecessors.ts";
import type { Project } from "../domain/registry.ts";
import type { RowsDraft } from "../domain/rows-draft.ts";
import { isProvisional, isWorkday, workingDaysBetween } from "../domain/working-days.ts";
import type { NewWorkbook } from "../ports/workbook-file.ts";
import { tabFor } from "../registry/appending.ts";
import { sheetColumns } from "../registry/sheet-columns.ts";
import type { TemplateStep } from "../rules/milestone-templates.ts";
import { planNotes, type ShownStep } from "../views/plan-proposal.ts";
import { planWorkbook, proposalName } from "../views/plan-workbook.ts";
import { look } from "./look.ts";
import type { Outside } from "./outside.ts";
import { type PlanCase, type PlanRefusal, plainName, planCase } from "./plan-case.ts";

export interface PlanRequest {
  readonly project: string;
  readonly template: string;
  readonly aim: Aim;
  readonly today: PlainDate;
}

export interface ProposedPlan {
  readonly project: Project;
  readonly template: string;
  readonly aim: Aim;
  readonly today: PlainDate;
  readonly rows: readonly ShownStep[];
  readonly proposal: ChainProposal;
  /** Rows that stand and count as steps of the template, by number and name; steps that are past and have no row. */
  readonly standing: readonly { readonly seq: number; readonly name: string }[];
  readonly past: readonly string[];
  readonly restDay: boolean;
  /** Working days from the last responsible moment of the first step to today; negative: so many are left. */
  readonly behind: number;
  /** Whether a day counted on from today passes through a year whose holidays are not announced. */
  readonly isProvisional: (day: PlainDate) => boolean;
  /** The project's row is in another workbook: rows are appended to the registry alone. */
  readonly elsewhere: string;
  readonly body: RowsDraft;
  readonly workbook: NewWorkbook;
  readonly rulesDigest: string;
}

/** What the project lacks of the template, with days; writes nothing. Throws SecrecyError, PortError. */
export async function proposePlan(request: PlanRequest, outside: Outside): Promise<ProposedPlan | PlanRefusal> {
  const { aim, today } = request;
  const code = plainName(request.project);
  const input = await look(outside, { asOf: today, period: null, knownAt: null });
  const found = planCase(input, code, plainName(request.template));
  if ("refused" in found) return found;
  const tab = tabFor(input.reading, outside.workbook, "milestones");
  if (tab === null) return { refused: "tab-missing", facts: {} };
  const { fit, scheduled, template } = found;
  const { project } = scheduled.file;
  if (fit.missing.length === 0) return { refused: "complete", facts: { project: code, template: template.name } };
  const plannedFinish = valueOr(project.plannedFinish, null);
  const proposal = proposeChain({ ...found, ...{ calendar: scheduled.calendar, today, aim, plannedFinish } });
  if ("cycle" in proposal)
    return { refused: "standing-circular", facts: { project: code, seqs: proposal.cycle.join("、") } };
  const columns = sheetColumns(tab.place);
  const hasName = columns.some((column) => column.code === "projectName");
  const rows = shownSteps(found, proposal, { code, name: hasName ? project.name : "" });
  const source = proposalName(code, template.name, aim);
  return {
    ...{ project, template: template.name, aim, today, rows, proposal },
    standing: fit.standing.map(({ seq, name }) => ({ seq, name })),
    past: fit.past,
    restDay: !isWorkday(scheduled.calendar, aim.day),
    behind: workingDaysBetween(scheduled.calendar, firstStart(rows), today),
    isProvisional: (day) => isProvisional(scheduled.calendar, today, day),
    elsewhere: project.workbook === outside.workbook ? "" : project.workbook,
    body: { tab: "milestones", source, rows: rows.map(({ item, cells, notes }) => ({ item, cells, notes })) },
    workbook: planWorkbook(source, columns, rows, aim.kind),
    rulesDigest: input.rulesDigest,
  };
}

const firstStart = (rows: readonly ShownStep[]): PlainDate =>
  rows.map(({ start }) => start).reduce((first, day) => (day < first ? day : first));

function shownSteps(
  { fit, template }: PlanCase,
  { days }: ChainProposal,
  project: Parameters<typeof shownStep>[4],
): readonly ShownStep[] {
  const bySeq = new Map(days.map((day) => [day.seq, day]));
  const steps = new Map(template.steps.map((step) => [step.seq, step]));
  return fit.missing.map((node, index) =>
    shownStep(String(index + 1), node, steps.get(node.from)!, bySeq.get(node.seq)!, project),
  );
}

function shownStep(
  item: string,
  node: FittedNode,
  step: TemplateStep,
  { start, planned, provisional }: ProposedDays,
  project: { readonly code: string; readonly name: string },
): ShownStep {
  const { seq, name, duration } = node;
  const predecessors = predecessorsText(node.links);
  const { source, doneWhen, documentType, disclosureCategory } = step;
  const filled = { projectName: project.name, doneWhen, predecessors, documentType, disclosureCategory };
  const cells = {
    ...{ project: project.code, seq, name, duration, planned },
    ...Object.fromEntries(Object.entries(filled).filter(([, text]) => text !== "")),
  };
  const shown = { item, seq, name, predecessors, duration, start, planned, provisional, source };
  return { ...shown, cells, notes: planNotes(shown) };
}
