import { monthOf, type PlainDate, yearOf } from "./dates.ts";
import { exemptionOn, indexExemptions, projectExemptions } from "./exemption.ts";
import { type Field, isValue } from "./field.ts";
import type { History } from "./history.ts";
import { investedToDate } from "./investment.ts";
import type { Judgement } from "./judgement.ts";
import type { MilestoneVerdict } from "./milestone.ts";
import { finishedOn, isUnderConstruction, operatingOn, type ProjectFile } from "./project-file.ts";
import { mattersOf, type ProjectMatters } from "./project-matters.ts";
import type { Exemption } from "./registry.ts";
import type { RuleInForce } from "./rule.ts";
import {
  type Candidate,
  drawSample,
  isRisky,
  type LeftOut,
  type Risk,
  type SampleItem,
  type SamplePlan,
  type SamplingRule,
} from "./sampling.ts";
import { risksOf } from "./sampling-risks.ts";

export interface SampleInput {
  readonly judgement: Judgement;
  readonly history: History;
  readonly exemptions: readonly Exemption[];
  /** The month in which the inspections take place. */
  readonly period: string;
  /** null: the rule's. */
  readonly count: number | null;
  /** null: the period, so that everybody who asks gets the same plan. */
  readonly seed: string | null;
  readonly rule: RuleInForce<SamplingRule>;
}

/** The month's plan of what to verify on the spot. Exempt and finished projects are left out, and named. Source: domain.md M10. */
export function samplePlan(input: SampleInput): SamplePlan {
  const { judgement, rule, period } = input;
  const { asOf } = judgement;
  const built = judgement.files.filter(({ project }) => isUnderConstruction(project));
  const exemptions = indexExemptions(input.exemptions);
  const isExempt = (code: string): boolean => exemptionOn(projectExemptions(exemptions, code), asOf) !== null;
  const leftOut = built.flatMap((file) => {
    const because = isOver(file, asOf) ? "finished" : isExempt(file.project.code) ? "exempt" : null;
    return because === null ? [] : [{ project: file.project, because } satisfies LeftOut];
  });
  const out = new Set(leftOut.map(({ project }) => project.code));
  const matters = mattersOf(judgement, input.history);
  const candidates = built
    .filter(({ project }) => !out.has(project.code))
    .map((file) => candidateOf(matters(file), rule.value, asOf));
  const [seed, count] = [input.seed ?? period, input.count ?? rule.value.count];
  return {
    ...{ period, asOf, seed, count, rule },
    eligible: candidates.length,
    risky: candidates.filter(isRisky).length,
    drawn: drawSample(candidates, { seed, count, randomEvery: rule.value.randomEvery }),
    leftOut,
    notBuilt: judgement.files.length - built.length,
  };
}

const isOver = (file: ProjectFile, asOf: PlainDate): boolean => {
  const isPast = (day: Field<PlainDate>): boolean => isValue(day) && day <= asOf;
  return isPast(finishedOn(file)) || isPast(operatingOn(file));
};

function candidateOf(matters: ProjectMatters, rule: SamplingRule, asOf: PlainDate): Candidate {
  const risks = risksOf(matters, rule, asOf);
  return {
    project: matters.file.project,
    risks,
    items: [figureItem(matters.file, asOf), ...milestoneItems(matters, risks, asOf)],
  };
}

/** The last figure reported this year. */
function figureItem({ project, reports }: ProjectFile, asOf: PlainDate): SampleItem {
  const figure = investedToDate(reports, monthOf(asOf));
  const month = figure.month ?? monthOf(asOf);
  const report = reports(month);
  const { workbook, key } = report ?? { workbook: project.workbook, key: `${project.code}/${month}` };
  const cell = { workbook, tab: "monthlyReports", key, field: "investedYtd" };
  return { kind: "figure", month, reported: figure.value, cell: figure.restsOn.at(-1) ?? cell };
}

/** Milestones to look at in one visit. */
const MOST_MILESTONES = 3;

/** Those the reasons name; where they name none, the last one reported as done this year that nobody has looked at. */
function milestoneItems({ milestones, inspections }: ProjectMatters, risks: readonly Risk[], asOf: PlainDate) {
  const named = new Set(risks.flatMap(({ cells }) => cells.map(({ key }) => key)));
  const wanted = new Set(risks.flatMap(({ facts }) => (facts.milestone === undefined ? [] : [facts.milestone])));
  const asked = milestones.filter(({ key }) => wanted.has(key) || named.has(key));
  if (asked.length > 0) return asked.slice(0, MOST_MILESTONES).map(milestoneItem);
  const seen = new Set(inspections.flatMap(({ milestone }) => milestone?.key ?? []));
  return milestones
    .filter(({ actual, key }) => actual !== null && yearOf(actual) === yearOf(asOf) && !seen.has(key))
    .toSorted((a, b) => (a.actual! === b.actual! ? a.seq - b.seq : a.actual! < b.actual! ? -1 : 1))
    .slice(-1)
    .map(milestoneItem);
}

const milestoneItem = ({ workbook, key, seq, milestone }: MilestoneVerdict): SampleItem => ({
  kind: "milestone",
  seq,
  name: milestone.name,
  reported: isValue(milestone.actual) ? milestone.actual : null,
  cell: { workbook, tab: "milestones", key, field: "actual" },
});
