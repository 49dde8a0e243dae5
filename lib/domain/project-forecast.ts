import { epochDay, type PlainDate } from "./dates.ts";
import { dayTable } from "./day-table.ts";
import type { ForecastRule, MilestoneForecast, ProjectForecast } from "./forecast.ts";
import { type OpenStep, openNetwork } from "./forecast-network.ts";
import { chanceBehindDone, type Sampling, sampleEnds } from "./forecast-samples.ts";
import { latenessRecords, type RecordOf } from "./lateness-record.ts";
import type { MilestoneVerdict } from "./milestone.ts";
import type { Step } from "./milestone-chain.ts";
import { canWarn, finishForecast, forecastOf, passes } from "./milestone-forecast.ts";
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
      : [forecastOf(verdict, open, sampled[at]!, sampling.today, rule.value)];
  });
  return {
    project,
    milestones,
    finish: finishForecast(network, sampled, sources.finishOf(project), sampling.today, rule.value),
    seed,
    rule,
  };
}
