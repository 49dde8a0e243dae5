import { epochDay, fromEpochDay } from "./dates.ts";
import type { ForecastRule, MilestoneForecast } from "./forecast.ts";
import type { OpenNetwork, OpenStep } from "./forecast-network.ts";
import { chanceBehindDone, type Sampler } from "./forecast-samples.ts";
import type { MilestoneVerdict } from "./milestone.ts";
import type { ProjectSchedule } from "./schedule.ts";

/** A project's open steps with what their forecasts are made by. */
export interface ForecastBench {
  readonly network: OpenNetwork;
  readonly sampler: Sampler;
  /** A number since 1970. */
  readonly today: number;
  readonly rule: ForecastRule;
}

/** Four in five end by `likelyBy`. */
const LIKELY = 0.8;
/** So many samples tell what cannot pass the threshold: a chance seen this far below it by them is as good as impossible (five times their error). */
const FIRST_SAMPLES = 100;
const FAR_BELOW = 0.25;

/** Open, dated, not late yet, not exempt, and due within the rule's days. */
export function canWarn({ done, daysLate, because }: MilestoneVerdict, { horizonDays }: ForecastRule): boolean {
  if (done || daysLate === null || because === "exempt") return false;
  return daysLate <= 0 && daysLate >= -horizonDays && horizonDays > 0;
}

/** Sums of weights are exact to twelve figures. */
const passes = (chance: number, { threshold }: ForecastRule): boolean => chance > threshold - 1e-9;

/** Part of the definition of a warning, so that leaving the other samples undrawn changes nothing. */
export function mayWarn(at: number, { network, sampler, rule }: ForecastBench): boolean {
  if (network.step(at).record.record === "none") return false;
  const first = sampler.chanceLate(at, Math.min(FIRST_SAMPLES, rule.samples));
  return first !== null && first > rule.threshold - FAR_BELOW;
}

/** Of one open step. */
export function forecastOf(verdict: MilestoneVerdict, at: number, bench: ForecastBench): MilestoneForecast {
  const { network, sampler, rule, today } = bench;
  const open = network.step(at);
  const chance = open.record.record === "none" ? null : sampler.chanceLate(at);
  return {
    ...daysOf(at, bench),
    planned: verdict.planned,
    chanceLate: chance,
    waitsFor: waitsFor(open, chance, today),
    warns: chance !== null && canWarn(verdict, rule) && mayWarn(at, bench) && passes(chance, rule),
  };
}

/** The part of the chance that its open predecessors add. */
const waitsFor = (open: OpenStep, chance: number | null, today: number): readonly number[] =>
  chance === null || chance - chanceBehindDone(open, today) < 0.1 ? [] : open.behindOpen.map(({ link }) => link.seq);

/** Of the step at which the project ends: will it be there by the day the project is held to? It warns however far that day is; held to its own planned day it has one chance. */
export function finishForecast(finish: ProjectSchedule["finish"], bench: ForecastBench): MilestoneForecast | null {
  const { network, sampler, rule, today } = bench;
  const at = finish === null ? -1 : network.steps.findIndex((step) => step.milestone.seq === finish.seq);
  if (finish === null || at < 0) return null;
  const open = network.step(at);
  const day = epochDay(finish.day);
  const chance =
    open.record.record === "none" ? null : open.planned === day ? sampler.chanceLate(at) : sampler.chanceAfter(at, day);
  const warns = chance !== null && day >= today && passes(chance, rule);
  return { ...daysOf(at, bench), planned: finish.day, chanceLate: chance, waitsFor: [], warns };
}

function daysOf(
  at: number,
  { network, sampler }: ForecastBench,
): Omit<MilestoneForecast, "planned" | "chanceLate" | "waitsFor" | "warns"> {
  const { step, record } = network.step(at);
  const [median, likelyBy] = sampler.endsBy(at, [0.5, LIKELY]).map(fromEpochDay);
  return {
    ...{ seq: step.milestone.seq, unit: step.unit, median: median!, likelyBy: likelyBy! },
    ...{ record: record.record, cases: record.cases, casesLate: record.casesLate },
  };
}
