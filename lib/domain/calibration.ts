import type { PlainDate } from "./dates.ts";
import type { MilestoneForecast, ProjectForecast } from "./forecast.ts";
import type { Judgement } from "./judgement.ts";
import { canWarn } from "./milestone-forecast.ts";

/** What was forecast of one milestone on one day, with what the baselines would have said. */
export interface ForecastCase {
  readonly key: string;
  readonly on: PlainDate;
  readonly planned: PlainDate;
  /** 0..1 that it misses its planned day. */
  readonly chance: number;
  /** Average lateness: the share of all milestones due by then that were late. */
  readonly average: number;
  readonly warns: boolean;
}

/** A case whose end is known. */
export type SettledCase = ForecastCase & { readonly late: boolean };

/** What was forecast as of a day of all milestones not late yet and due within the rule's days. */
export function forecastCases(judgement: Judgement): readonly ForecastCase[] {
  const average = averageLateness(judgement);
  const chances = new Map<string, ReadonlyMap<number, MilestoneForecast>>();
  const forecastOf = (project: string, seq: number): MilestoneForecast | undefined => {
    const known = chances.get(project) ?? bySeq(judgement.forecasts(project));
    chances.set(project, known);
    return known.get(seq);
  };
  return judgement.milestones.flatMap((verdict) => {
    if (!canWarn(verdict, judgement.forecastRule.value)) return [];
    const { planned, chanceLate, warns } = forecastOf(verdict.project, verdict.seq) ?? NO_FORECAST;
    if (planned === null || chanceLate === null) return [];
    return [{ key: verdict.key, on: judgement.asOf, planned, chance: chanceLate, average, warns }];
  });
}

const NO_FORECAST = { planned: null, chanceLate: null, warns: false };

const bySeq = (forecast: ProjectForecast | null): ReadonlyMap<number, MilestoneForecast> =>
  new Map(forecast?.milestones.map((one) => [one.seq, one]));

function averageLateness({ milestones, asOf }: Judgement): number {
  const due = milestones.filter(
    ({ planned, daysLate, because }) => planned !== null && planned < asOf && daysLate !== null && because !== "exempt",
  );
  return due.length === 0 ? 0 : due.filter(({ daysLate }) => daysLate! > 0).length / due.length;
}

/**
 * Those whose day is over by a later judgement: done on time, or late. Of days still to come only those done early would be seen. Plans moved since, exempt and deleted
 * ones tell nothing.
 */
export function settled(cases: readonly ForecastCase[], { asOf, milestones }: Judgement): readonly SettledCase[] {
  const verdicts = new Map(milestones.map((verdict) => [verdict.key, verdict]));
  return cases.flatMap((one) => {
    const verdict = verdicts.get(one.key);
    if (verdict === undefined || verdict.planned !== one.planned || verdict.because === "exempt") return [];
    if (verdict.daysLate === null || one.planned >= asOf || (!verdict.done && verdict.daysLate <= 0)) return [];
    return [{ ...one, late: verdict.daysLate > 0 }];
  });
}

/** One line of the table: of those forecast between `from` and `to`, what was expected and what came. */
export interface CalibrationBin {
  readonly from: number;
  readonly to: number;
  readonly cases: number;
  /** Mean chance, and share that was late. */
  readonly forecast: number;
  readonly late: number;
}

/** Of the forecast and of two baselines. */
export interface BrierScores {
  readonly forecast: number;
  readonly never: number;
  readonly average: number;
}

/** Brier score: mean square of forecast − what came (0 or 1); less is better. Source: G. W. Brier, 1950. */
export interface Calibration {
  readonly cases: number;
  readonly milestones: number;
  readonly late: number;
  /** Sum of the chances: so many were expected to be late. */
  readonly expected: number;
  readonly bins: readonly CalibrationBin[];
  readonly brier: BrierScores;
  /** Without those that were next to certain (chance of 95 % and more), mostly because a predecessor is late already: telling that is no art. */
  readonly uncertain: { readonly cases: number; readonly brier: BrierScores };
  /** Of those that warned. */
  readonly warned: { readonly cases: number; readonly late: number };
}

const NEXT_TO_CERTAIN = 0.95;

export function calibrationOf(cases: readonly SettledCase[]): Calibration {
  const late = (list: readonly SettledCase[]): number => list.filter((one) => one.late).length;
  const byTenth = Map.groupBy(cases, ({ chance }) => Math.min(Math.floor(chance * 10 + 1e-9), 9));
  const warned = cases.filter(({ warns }) => warns);
  const uncertain = cases.filter(({ chance }) => chance < NEXT_TO_CERTAIN);
  return {
    cases: cases.length,
    milestones: new Set(cases.map(({ key }) => key)).size,
    late: late(cases),
    expected: sumOf(cases, ({ chance }) => chance),
    bins: [...byTenth]
      .toSorted(([a], [b]) => a - b)
      .map(([tenth, list]) => ({
        from: tenth / 10,
        to: (tenth + 1) / 10,
        cases: list.length,
        forecast: sumOf(list, ({ chance }) => chance) / list.length,
        late: late(list) / list.length,
      })),
    brier: brierScores(cases),
    uncertain: { cases: uncertain.length, brier: brierScores(uncertain) },
    warned: { cases: warned.length, late: late(warned) },
  };
}

/** Past days forecast anew. */
export interface Calibrated extends Calibration {
  /** The Mondays forecast on. */
  readonly days: readonly PlainDate[];
  /** Forecasts whose end is not known yet, or whose plan moved. */
  readonly open: number;
}

const sumOf = (cases: readonly SettledCase[], of: (one: SettledCase) => number): number =>
  cases.reduce((sum, one) => sum + of(one), 0);

const brierScores = (cases: readonly SettledCase[]): BrierScores => ({
  forecast: brier(cases, ({ chance }) => chance),
  never: brier(cases, () => 0),
  average: brier(cases, ({ average }) => average),
});

const brier = (cases: readonly SettledCase[], said: (one: SettledCase) => number): number =>
  cases.length === 0 ? 0 : sumOf(cases, (one) => (said(one) - (one.late ? 1 : 0)) ** 2) / cases.length;
