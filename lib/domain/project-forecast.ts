import { epochDay, fromEpochDay, type PlainDate } from "./dates.ts";
import { dayTable } from "./day-table.ts";
import type { ForecastRule, MilestoneForecast, ProjectForecast } from "./forecast.ts";
import { type OpenStep, openNetwork } from "./forecast-network.ts";
import { chanceBehindDone, type SampledStep, type Sampling, sampleEnds } from "./forecast-samples.ts";
import { latenessRecords, type RecordOf } from "./lateness-record.ts";
import type { MilestoneVerdict } from "./milestone.ts";
import type { Step } from "./milestone-chain.ts";
import type { RuleInForce } from "./rule.ts";
import type { ProjectSchedule } from "./schedule.ts";
import type { Calendar } from "./working-days.ts";

/** What forecasts follow from; all of it as of the day judged. */
export interface ForecastSources {
  readonly asOf: PlainDate;
  readonly milestones: readonly MilestoneVerdict[];
  readonly stepsOf: (project: string) => readonly Step[];
  readonly calendarOf: (project: string) => Calendar;
  readonly finishOf: (project: string) => ProjectSchedule["finish"];
  readonly rule: RuleInForce<ForecastRule>;
}

/** Worked out when asked for, once for each project. */
export interface Forecasts {
  /** null without open milestones, and where predecessors go round in a ring. */
  readonly of: (project: string) => ProjectForecast | null;
  /** The milestones that warn, by key: 蓝（预测）. */
  readonly warned: () => ReadonlyMap<string, MilestoneForecast>;
}

/** Four in five samples end by `likelyBy`. */
const LIKELY = 0.8;

export function forecasts(sources: ForecastSources): Forecasts {
  let records: RecordOf | null = null;
  const recordOf: RecordOf = (unit) => {
    records ??= latenessRecords(sources.milestones, sources.rule.value.fewestCases);
    return records(unit);
  };
  let byProject: ReadonlyMap<string, readonly MilestoneVerdict[]> | null = null;
  const verdictsOf = (project: string): readonly MilestoneVerdict[] => {
    byProject ??= Map.groupBy(sources.milestones, (verdict) => verdict.project);
    return byProject.get(project) ?? [];
  };
  const known = new Map<string, ProjectForecast | null>();
  const of = (project: string): ProjectForecast | null => {
    const found = known.get(project);
    if (found !== undefined) return found;
    const made = forecastProject(project, verdictsOf(project), recordOf, sources);
    known.set(project, made);
    return made;
  };
  let warned: ReadonlyMap<string, MilestoneForecast> | null = null;
  return {
    of,
    warned: () => {
      warned ??= warnings(sources, recordOf, of);
      return warned;
    },
  };
}

/** Only projects with something due soon enough are looked at, and only those in which something may warn are sampled. */
function warnings(
  sources: ForecastSources,
  recordOf: RecordOf,
  of: Forecasts["of"],
): ReadonlyMap<string, MilestoneForecast> {
  const near = Map.groupBy(
    sources.milestones.filter((verdict) => canWarn(verdict, sources.rule.value)),
    ({ project }) => project,
  );
  const warned = new Map<string, MilestoneForecast>();
  for (const [project, verdicts] of near) {
    const network = networkOf(project, recordOf, sources);
    if (network === null || !mayWarn(network, verdicts, sources)) continue;
    const forecast = new Map(of(project)!.milestones.map((one) => [one.seq, one]));
    for (const { key, seq } of verdicts) if (forecast.get(seq)?.warns === true) warned.set(key, forecast.get(seq)!);
  }
  return warned;
}

/** Open, dated, not late yet, not exempt, and due within the rule's days. */
function canWarn({ done, daysLate, because }: MilestoneVerdict, { horizonDays }: ForecastRule): boolean {
  if (done || daysLate === null || because === "exempt") return false;
  return daysLate <= 0 && daysLate >= -horizonDays && horizonDays > 0;
}

/** What waits for an open step needs samples; of the others the chance is known without. */
function mayWarn(
  network: readonly OpenStep[],
  verdicts: readonly MilestoneVerdict[],
  { asOf, rule }: ForecastSources,
): boolean {
  const near = new Set(verdicts.map(({ seq }) => seq));
  const steps = network.filter(({ step }) => near.has(step.milestone.seq));
  return steps.some((open) => open.behindOpen.length > 0 || passes(chanceBehindDone(open, epochDay(asOf)), rule.value));
}

/** Sums of weights are exact to twelve figures. */
const passes = (chance: number, { threshold }: ForecastRule): boolean => chance > threshold - 1e-9;

const networkOf = (project: string, recordOf: RecordOf, sources: ForecastSources): readonly OpenStep[] | null =>
  openNetwork(sources.stepsOf(project), recordOf, dayTable(sources.calendarOf(project), sources.asOf));

/** The same for the same project and rule on any day, so that a figure moves only when what it rests on does. */
const seedOf = (project: string, { from }: RuleInForce<ForecastRule>): string => `forecast/${from}/${project}`;

function forecastProject(
  project: string,
  verdicts: readonly MilestoneVerdict[],
  recordOf: RecordOf,
  sources: ForecastSources,
): ProjectForecast | null {
  const { asOf, rule } = sources;
  const network = networkOf(project, recordOf, sources);
  if (network === null || network.length === 0) return null;
  const seed = seedOf(project, rule);
  const table = dayTable(sources.calendarOf(project), asOf);
  const sampling: Sampling = { seed, samples: rule.value.samples, today: epochDay(asOf), table };
  const sampled = sampleEnds(network, sampling);
  const bySeq = new Map(verdicts.map((verdict) => [verdict.seq, verdict]));
  const milestones = network.flatMap((open, at) => {
    const verdict = bySeq.get(open.step.milestone.seq);
    return verdict === undefined || verdict.because === "exempt" || verdict.planned === null
      ? []
      : [forecastOf(verdict, open, sampled[at]!, rule.value)];
  });
  return { project, milestones, finish: finishForecast(network, sampled, sources.finishOf(project)), seed, rule };
}

function forecastOf(
  verdict: MilestoneVerdict,
  open: OpenStep,
  { chanceLate, ends }: SampledStep,
  rule: ForecastRule,
): MilestoneForecast {
  const known = open.record.record !== "none";
  const chance = known ? chanceLate : null;
  return {
    ...daysOf(open, ends),
    planned: verdict.planned,
    chanceLate: chance,
    warns: chance !== null && canWarn(verdict, rule) && passes(chance, rule),
  };
}

/** Of the step at which the project ends: will it be there by the day the project is held to? */
function finishForecast(
  network: readonly OpenStep[],
  sampled: readonly SampledStep[],
  finish: ProjectSchedule["finish"],
): MilestoneForecast | null {
  const at = finish === null ? -1 : network.findIndex(({ step }) => step.milestone.seq === finish.seq);
  if (finish === null || at < 0) return null;
  const { ends } = sampled[at]!;
  const day = epochDay(finish.day);
  const late = ends.length - ends.filter((end) => end <= day).length;
  const known = network[at]!.record.record !== "none";
  return {
    ...daysOf(network[at]!, ends),
    planned: finish.day,
    chanceLate: known ? late / ends.length : null,
    warns: false,
  };
}

function daysOf(
  { step, record }: OpenStep,
  ends: Int32Array,
): Omit<MilestoneForecast, "planned" | "chanceLate" | "warns"> {
  const sorted = ends.toSorted();
  const dayAt = (share: number): PlainDate => fromEpochDay(sorted[Math.ceil(share * sorted.length) - 1]!);
  return {
    ...{ seq: step.milestone.seq, unit: step.unit, median: dayAt(0.5), likelyBy: dayAt(LIKELY) },
    ...{ record: record.record, cases: record.cases, casesLate: record.casesLate },
  };
}
