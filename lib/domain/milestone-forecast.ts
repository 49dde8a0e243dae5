import { epochDay, fromEpochDay, type PlainDate } from "./dates.ts";
import type { ForecastRule, MilestoneForecast } from "./forecast.ts";
import type { OpenStep } from "./forecast-network.ts";
import { chanceBehindDone, type SampledStep } from "./forecast-samples.ts";
import type { MilestoneVerdict } from "./milestone.ts";
import type { ProjectSchedule } from "./schedule.ts";

/** Four in five samples end by `likelyBy`. */
const LIKELY = 0.8;

/** Open, dated, not late yet, not exempt, and due within the rule's days. */
export function canWarn({ done, daysLate, because }: MilestoneVerdict, { horizonDays }: ForecastRule): boolean {
  if (done || daysLate === null || because === "exempt") return false;
  return daysLate <= 0 && daysLate >= -horizonDays && horizonDays > 0;
}

/** Sums of weights are exact to twelve figures. */
export const passes = (chance: number, { threshold }: ForecastRule): boolean => chance > threshold - 1e-9;

/** Of one open step. */
export function forecastOf(
  verdict: MilestoneVerdict,
  open: OpenStep,
  { chanceLate, ends }: SampledStep,
  today: number,
  rule: ForecastRule,
): MilestoneForecast {
  const known = open.record.record !== "none";
  const chance = known ? chanceLate : null;
  return {
    ...daysOf(open, ends),
    planned: verdict.planned,
    chanceLate: chance,
    waitsFor: waitsFor(open, chance, today),
    warns: chance !== null && canWarn(verdict, rule) && passes(chance, rule),
  };
}

/** The part of the chance that its open predecessors add. */
const waitsFor = (open: OpenStep, chance: number | null, today: number): readonly number[] =>
  chance === null || chance - chanceBehindDone(open, today) < 0.1 ? [] : open.behindOpen.map(({ link }) => link.seq);

/** Of the step at which the project ends: will it be there by the day the project is held to? It warns however far that day is. */
export function finishForecast(
  network: readonly OpenStep[],
  sampled: readonly SampledStep[],
  finish: ProjectSchedule["finish"],
  today: number,
  rule: ForecastRule,
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
    waitsFor: [],
    warns: known && day >= today && passes(late / ends.length, rule),
  };
}

function daysOf(
  { step, record }: OpenStep,
  ends: Int32Array,
): Omit<MilestoneForecast, "planned" | "chanceLate" | "waitsFor" | "warns"> {
  const sorted = ends.toSorted();
  const dayAt = (share: number): PlainDate => fromEpochDay(sorted[Math.ceil(share * sorted.length) - 1]!);
  return {
    ...{ seq: step.milestone.seq, unit: step.unit, median: dayAt(0.5), likelyBy: dayAt(LIKELY) },
    ...{ record: record.record, cases: record.cases, casesLate: record.casesLate },
  };
}
