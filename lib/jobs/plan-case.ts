import { type ChainFit, fitTemplate } from "../domain/chain-fit.ts";
import type { PlainDate } from "../domain/dates.ts";
import { isValue } from "../domain/field.ts";
import { lifeOf } from "../domain/history.ts";
import { nearest } from "../domain/nearest.ts";
import { finishedOn, operatingOn, type ProjectFile, startedOn } from "../domain/project-file.ts";
import { type ScheduleCase, stepsWithFinish } from "../domain/project-schedule.ts";
import type { ScheduleStep } from "../domain/schedule.ts";
import type { StandardStep } from "../domain/standard-steps.ts";
import { type TemplateFault, templateFault } from "../domain/template-fault.ts";
import { type MilestoneTemplate, milestoneTemplates } from "../rules/milestone-templates.ts";
import type { JobInput } from "./job.ts";
import { cellWords } from "./plan-cells.ts";

/** Why nothing is proposed. `facts` name what the sentence needs. */
export interface PlanRefusal {
  readonly refused:
    | "project-unknown"
    | "project-aside"
    | "milestones-aside"
    | "in-operation"
    | "template-unknown"
    | "template-aside"
    | "tab-missing"
    | "standing-circular"
    | "complete"
    | "waiting"
    | TemplateFault["because"];
  readonly facts: Readonly<Record<string, string>>;
}

/** A project and the template it is to follow. */
export interface PlanCase {
  readonly scheduled: ScheduleCase;
  readonly template: MilestoneTemplate;
  readonly fit: ChainFit;
  readonly standing: readonly ScheduleStep[];
}

const refused = (because: PlanRefusal["refused"], facts: PlanRefusal["facts"] = {}): PlanRefusal => ({
  refused: because,
  facts,
});

export const plainName = (text: string): string => text.normalize("NFKC").trim();

/** What `duban plan PROJECT --template T` is about, or why there is nothing to propose. */
export function planCase(input: JobInput, project: string, template: string): PlanCase | PlanRefusal {
  const scheduled = input.judge(input.asOf, null).scheduleCase(project);
  if (scheduled === null || !input.reading.registry.projects.some(({ code }) => code === project))
    return noProject(input, project);
  const found = templateOf(input, template);
  if ("refused" in found) return found;
  const { file, verdicts } = scheduled;
  if (file.aside.milestones.size > 0)
    return refused("milestones-aside", { project, count: String(file.aside.milestones.size) });
  if (happened(operatingOn(file), input.asOf)) return refused("in-operation", { project });
  const fit = fitTemplate({
    template: found.steps,
    standing: verdicts.map(({ seq, milestone, done }) => ({ seq, name: milestone.name, done })),
    deeds: deedsOf(file, input.asOf),
    isUsed: (seq) =>
      verdicts.some((verdict) => verdict.seq === seq) ||
      lifeOf(input.history, "milestones", `${project}/${seq}`).length > 0,
  });
  return { scheduled, template: found, fit, standing: standingSteps(scheduled, fit) };
}

/** A milestone without a 工期 takes as long as the template says, so that new steps come in time for it. */
function standingSteps(scheduled: ScheduleCase, { standing }: ChainFit): readonly ScheduleStep[] {
  const untyped = new Set(
    scheduled.verdicts.filter(({ milestone }) => milestone.duration === null).map(({ seq }) => seq),
  );
  const known = new Map(standing.map(({ seq, duration }) => [seq, duration]));
  return stepsWithFinish(scheduled).steps.map((step) =>
    untyped.has(step.seq) ? { ...step, duration: known.get(step.seq) ?? step.duration } : step,
  );
}

const happened = (day: ReturnType<typeof startedOn>, asOf: PlainDate): boolean => isValue(day) && day <= asOf;

const deedsOf = (file: ProjectFile, asOf: PlainDate): ReadonlySet<StandardStep> =>
  new Set([
    ...(happened(startedOn(file), asOf) ? (["开工"] as const) : []),
    ...(happened(finishedOn(file), asOf) ? (["竣工"] as const) : []),
  ]);

function noProject({ reading }: JobInput, project: string): PlanRefusal {
  const keys = (reading.tabs.get("projects") ?? []).flatMap(({ place }) => place.keys);
  if (keys.includes(project)) return refused("project-aside", { project });
  const codes = reading.registry.projects.map(({ code }) => code);
  return refused("project-unknown", { project, nearest: nearest(project, codes) ?? "" });
}

function templateOf(input: JobInput, typed: string): MilestoneTemplate | PlanRefusal {
  const { book, asOf, reading } = input;
  const templates = milestoneTemplates(book, asOf, reading.registry.milestoneTemplates);
  const names = templates.map(({ name }) => name);
  const template = templates.find(({ name }) => plainName(name) === typed);
  const aside = (reading.tabs.get("milestoneTemplates") ?? [])
    .flatMap((tab) => [...tab.aside.values()])
    .filter((row) => typeof row.template === "string" && plainName(row.template) === typed);
  if (aside.length > 0) return refused("template-aside", { template: typed, count: String(aside.length) });
  if (template === undefined)
    return refused("template-unknown", {
      template: typed,
      nearest: nearest(typed, names) ?? "",
      names: names.join("、"),
    });
  const fault = templateFault(template.steps);
  if (fault === null) return template;
  const { because, seqs, part } = fault;
  return refused(because, { template: typed, seqs: seqs.join("、"), part, cells: faultyCells(input, template, fault) });
}

function faultyCells(input: JobInput, { name }: MilestoneTemplate, { because, seqs }: TemplateFault): string {
  const field = because.startsWith("duration") ? "duration" : "predecessors";
  const rows = input.reading.registry.milestoneTemplates.filter((row) => row.template === name);
  const faulty = rows.filter(({ seq }) => seqs.includes(seq));
  return cellWords(
    input,
    faulty.map(({ workbook, key }) => ({ workbook, tab: "milestoneTemplates", key, field })),
  );
}
