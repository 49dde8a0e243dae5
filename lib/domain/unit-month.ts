import { conductIndicators } from "./conduct-indicators.ts";
import { type Gain, gainsOf } from "./confidence.ts";
import type { Month } from "./dates.ts";
import { valueOr } from "./field.ts";
import { INDICATORS, type IndicatorCode, type IndicatorValue, type LeftOut } from "./indicator.ts";
import { groundOf, type MonthGround, type MonthInput, takesPart } from "./month-ground.ts";
import type { PlanBasis } from "./planned-to-date.ts";
import { projectIndicators } from "./project-indicators.ts";
import type { ProjectMove } from "./project-moves.ts";
import type { Candidate } from "./ranking.ts";
import type { Exempted } from "./ranking-block.ts";
import type { Exemption, Inspection, Unit } from "./registry.ts";
import { type FalseReport, scoreUnit, type UnitScore } from "./score.ts";

/** The whole calculation of one unit's month: every part of every sum, with its cells. */
export interface UnitMonth {
  readonly unit: Unit;
  readonly period: Month;
  readonly basis: PlanBasis;
  readonly values: readonly IndicatorValue[];
  readonly falseReports: readonly FalseReport[];
  /** Keys of the rows of 加减分, with their points. */
  readonly adjustments: readonly { readonly key: string; readonly points: number; readonly reason: string }[];
  readonly score: UnitScore;
  readonly gains: readonly Gain[];
  /** Rows of 豁免 by which something was left out, each once, by project. */
  readonly exempted: readonly Exempted[];
  /** What the unit got or lost in the quarter. */
  readonly moves: readonly ProjectMove[];
}

/** Every unit that answers for something that carries weight in the month, in the order of 单位. Credit goes once, to the 责任单位. */
export function unitMonths(input: MonthInput): readonly UnitMonth[] {
  const ground = groundOf(input);
  return input.registry.units.map((unit) => unitMonth(unit, input, ground)).filter(hasAnything);
}

const hasAnything = (month: UnitMonth): boolean =>
  month.falseReports.length + month.adjustments.length > 0 ||
  weighed(month).some((value) => value.parts.length + value.leftOut.length > 0);

/** What counts under the scheme: the rest is known, and nobody is told of it. */
export const weighed = ({ values, score }: Pick<UnitMonth, "values" | "score">): readonly IndicatorValue[] =>
  values.filter(({ code }) => score.items.some((item) => item.code === code));

export const candidateOf = ({ unit, values, score, gains }: UnitMonth): Candidate => ({
  unit: unit.name,
  group: unit.group,
  takesPart: takesPart(unit),
  figures: values,
  score,
  gains,
});

/** The item that was false: the figure verified, the milestone verified, or investment when the row names neither. */
function falseReport(row: Inspection): FalseReport {
  const items: IndicatorCode[] = [];
  if (row.verifiedYtd !== null || row.seq === null) items.push("investment");
  if (row.seq !== null) items.push("milestones");
  return { inspection: row.key, items };
}

function unitMonth(unit: Unit, input: MonthInput, ground: MonthGround): UnitMonth {
  const values = valuesOf(unit.name, input, ground);
  const falseReports = (ground.falseReports.get(unit.name) ?? []).map(falseReport);
  const adjustments = input.registry.scoreAdjustments
    .filter((row) => row.unit === unit.name && row.period === input.period)
    .map(({ key, points, reason }) => ({ key, points, reason }));
  const extras = { adjustments: adjustments.map((row) => row.points), falseReports };
  const score = scoreUnit(values, input.rules.score, extras);
  return {
    ...{ unit, period: input.period, basis: ground.basis, values, falseReports, adjustments, score },
    gains: gainsOf(values, score, input.rules.score),
    exempted: exemptedIn(weighed({ values, score }), input.registry.exemptions),
    moves: (input.moves ?? []).filter(({ from, to }) => from === unit.name || to === unit.name),
  };
}

/** An exemption is the first cell of what was left out by it. */
function exemptedIn(values: readonly IndicatorValue[], exemptions: readonly Exemption[]): readonly Exempted[] {
  const used = new Set(
    values.flatMap(({ leftOut }) => leftOut.filter(({ because }) => because === "exempt").map(rowOfExemption)),
  );
  if (used.size === 0) return [];
  return exemptions
    .filter(({ workbook, key }) => used.has(`${workbook}\n${key}`))
    .map(({ code, project, seq, cause }) => ({
      exemption: code,
      project,
      seq: valueOr(seq, null),
      cause: valueOr(cause, null),
    }))
    .sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1));
}

const rowOfExemption = ({ restsOn: [cell] }: LeftOut): string => `${cell?.workbook}\n${cell?.key}`;
const orderOf = ({ project, seq, exemption }: Exempted): string => `${project}|${seq ?? ""}|${exemption}`;

function valuesOf(unit: string, input: MonthInput, ground: MonthGround): readonly IndicatorValue[] {
  const { period, rules, registry } = input;
  const files = ground.files.get(unit) ?? [];
  const { end, basis, exemption } = ground;
  const { registrationFloor, registrationGraceMonths } = rules;
  const terms = { period, end, basis, exemption, registrationFloor, registrationGraceMonths };
  const conduct = conductIndicators(
    {
      unit,
      files,
      milestones: ground.milestones.get(unit) ?? [],
      issues: ground.issues.get(unit) ?? [],
      services: ground.services.get(unit) ?? [],
      reports: ground.reports.get(unit) ?? [],
      inspections: ground.inspections.get(unit) ?? [],
      figures: registry.unitIndicators.filter((row) => row.unit === unit),
    },
    { period, end, exemption },
  );
  const all = [...projectIndicators(files, terms), ...conduct];
  return INDICATORS.map((code) => all.find((value) => value.code === code)!);
}
