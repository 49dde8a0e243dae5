import { epochDay, type PlainDate } from "./dates.ts";
import type { ForecastRule, MilestoneForecast, ProjectForecast } from "./forecast.ts";
import { openNetwork } from "./forecast-network.ts";
import { sampler } from "./forecast-samples.ts";
import { latenessRecords, type RecordOf } from "./lateness-record.ts";
import type { MilestoneVerdict } from "./milestone.ts";
import type { Step } from "./milestone-chain.ts";
import { canWarn, type ForecastBench, finishForecast, forecastOf, mayWarn } from "./milestone-forecast.ts";
import type { RuleInForce } from "./rule.ts";
import type { ProjectSchedule } from "./schedule.ts";
import { dayTable } from "./schedule-calendar.ts";
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
      warned ??= warnings(sources, recordOf);
      return warned;
    },
  };
}

/** Only projects with something due soon enough are looked at, and only what may warn and what it waits for is sampled. */
function warnings(sources: ForecastSources, recordOf: RecordOf): ReadonlyMap<string, MilestoneForecast> {
  const { milestones, rule } = sources;
  const near = Map.groupBy(
    milestones.filter((verdict) => canWarn(verdict, rule.value)),
    ({ project }) => project,
  );
  const warned = new Map<string, MilestoneForecast>();
  for (const [project, verdicts] of near) {
    const bench = benchOf(project, recordOf, sources);
    if (bench === null) continue;
    const places = new Map(bench.network.steps.map((step, at) => [step.milestone.seq, at]));
    for (const verdict of verdicts) {
      const at = places.get(verdict.seq);
      const forecast = at !== undefined && mayWarn(at, bench) ? forecastOf(verdict, at, bench) : null;
      if (forecast?.warns === true) warned.set(verdict.key, forecast);
    }
  }
  return warned;
}

/** The same seed for the same project and rule on any day, so that a figure moves only when what it rests on does. */
export const seedOf = (project: string, { from }: RuleInForce<ForecastRule>): string => `forecast/${from}/${project}`;

function benchOf(project: string, recordOf: RecordOf, sources: ForecastSources): ForecastBench | null {
  const { asOf, rule } = sources;
  const today = epochDay(asOf);
  const table = dayTable(sources.calendarOf(project), today);
  const network = openNetwork(sources.stepsOf(project), recordOf, table);
  if (network === null || network.steps.length === 0) return null;
  const sampling = { seed: seedOf(project, rule), samples: rule.value.samples, today, table };
  return { network, sampler: sampler(network, sampling), today, rule: rule.value };
}

function forecastProject(
  project: string,
  verdicts: readonly MilestoneVerdict[],
  recordOf: RecordOf,
  sources: ForecastSources,
): ProjectForecast | null {
  const { rule } = sources;
  const bench = benchOf(project, recordOf, sources);
  if (bench === null) return null;
  const bySeq = new Map(verdicts.map((verdict) => [verdict.seq, verdict]));
  const milestones = bench.network.steps.flatMap((step, at) => {
    const verdict = bySeq.get(step.milestone.seq);
    const isForecast = verdict !== undefined && verdict.because !== "exempt" && verdict.planned !== null;
    return isForecast ? [forecastOf(verdict, at, bench)] : [];
  });
  const finish = finishForecast(sources.finishOf(project), bench);
  return { project, milestones, finish, seed: seedOf(project, rule), rule };
}
