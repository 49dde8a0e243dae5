import { addToMonth, lastDayOf, type Month, monthOf, type PlainDate, yearOf } from "./dates.ts";
import { isValue } from "./field.ts";
import { type Cumulative, investedToDate, isReported, type ReportsOf } from "./investment.ts";
import type { CellRef } from "./light.ts";
import type { MilestoneVerdict } from "./milestone.ts";
import type { ProjectFile } from "./project-file.ts";
import type { Inspection, Money } from "./registry.ts";
import type { RuleInForce } from "./rule.ts";

/** A difference counts from both on: so many percent of the reported figure, and so many 元. Sources: lib/rules/inspection-rules.ts. */
export interface InspectionRule {
  readonly differencePercent: number;
  readonly differenceFloor: Money;
}

/** above: more was reported than was found. below: more was found than was reported for the end of that month. */
export type FigureFinding = "agrees" | "above" | "below";

/** A verified 年初累计 beside the reported one it is held against, in 元. */
export interface VerifiedFigure {
  readonly finding: FigureFinding;
  /** The month whose report counts, and its key. */
  readonly month: Month;
  readonly report: string;
  readonly reported: Money;
  readonly verified: Money;
  /** The verified cell first, then those the reported figure rests on. */
  readonly cells: readonly CellRef[];
}

/** What one row of 督查 says, beside what was reported. Source: domain.md M10. */
export interface InspectionVerdict {
  readonly key: string;
  readonly workbook: string;
  readonly inspection: Inspection;
  readonly file: ProjectFile;
  /** null: no figure was verified, or none is reported that it could be held against. */
  readonly figure: VerifiedFigure | null;
  /** The milestone it looked at; null: none, or one that is not there. */
  readonly milestone: MilestoneVerdict | null;
  /** 认定 in force on the day judged: it settles the difference. */
  readonly ruling: "属实" | "误差" | "虚报" | null;
  readonly rule: RuleInForce<InspectionRule>;
}

export interface InspectionCase {
  readonly inspections: readonly Inspection[];
  readonly files: readonly ProjectFile[];
  readonly milestones: readonly MilestoneVerdict[];
  /** Inspections of this year up to this day are judged. */
  readonly year: number;
  readonly until: PlainDate;
  readonly rule: RuleInForce<InspectionRule>;
}

/** A verdict on every inspection of the year, in the order of the registry; one of a project that has no row is none. */
export function judgeInspections(given: InspectionCase): readonly InspectionVerdict[] {
  const { year, until, rule } = given;
  const rows = given.inspections.filter(({ date }) => date <= until && yearOf(date) === year);
  if (rows.length === 0) return [];
  const files = new Map(given.files.map((file) => [file.project.code, file]));
  const named = new Set(rows.map(stepKey));
  const steps = new Map(given.milestones.filter(({ key }) => named.has(key)).map((verdict) => [verdict.key, verdict]));
  return rows.flatMap((inspection) => {
    const file = files.get(inspection.project);
    if (file === undefined) return [];
    const { key, workbook } = inspection;
    const milestone = steps.get(stepKey(inspection)) ?? null;
    const figure = figureOf(inspection, file.reports, rule.value);
    return [{ key, workbook, inspection, file, figure, milestone, ruling: rulingOf(inspection, until), rule }];
  });
}

const stepKey = ({ project, seq }: Inspection): string => `${project}/${String(seq)}`;

const rulingOf = ({ ruling, ruledOn }: Inspection, until: PlainDate): InspectionVerdict["ruling"] =>
  isValue(ruling) && (!isValue(ruledOn) || ruledOn <= until) ? ruling : null;

/**
 * The last reported month that ended by the inspection's day must not exceed what was found; the month the day lies in, once reported, must not fall
 * short of it: what was built between the month's end and the inspection is nobody's error.
 */
function figureOf({ key, workbook, date, verifiedYtd }: Inspection, reports: ReportsOf, rule: InspectionRule) {
  if (!isValue(verifiedYtd)) return null;
  const before = reportedBefore(reports, date);
  const since = isReported(reports(monthOf(date))) ? investedToDate(reports, monthOf(date)) : null;
  const cell: CellRef = { workbook, tab: "inspections", key, field: "verifiedYtd" };
  const against = (figure: Cumulative | null, finding: FigureFinding): VerifiedFigure | null => {
    if (figure === null || figure.value === null || figure.month === null) return null;
    const cells = [cell, ...figure.restsOn];
    const { value: reported, month } = figure;
    return { finding, month, report: reports(month)!.key, reported, verified: verifiedYtd, cells };
  };
  if (differs(amountOf(before) - verifiedYtd, amountOf(before), rule)) return against(before, "above");
  if (differs(verifiedYtd - amountOf(since), amountOf(since), rule)) return against(since, "below");
  return against(before, "agrees") ?? against(since, "agrees");
}

/** NaN, which differs from nothing, where there is no figure. */
const amountOf = (figure: Cumulative | null): number => figure?.value ?? Number.NaN;

/** Exact in whole 元: above the percentage, and not below the floor. */
const differs = (difference: Money, reported: Money, rule: InspectionRule): boolean =>
  difference > 0 && difference >= rule.differenceFloor && difference * 100 > reported * rule.differencePercent;

/** The last month of the year reported that ended on or before the day. */
function reportedBefore(reports: ReportsOf, date: PlainDate): Cumulative | null {
  const month = monthOf(date);
  const ended = date === lastDayOf(month) ? month : addToMonth(month, -1);
  return yearOf(ended) === yearOf(date) ? investedToDate(reports, ended) : null;
}

/** What is told of openly: where they agree, and where 认定 has settled the matter. The rest is asked of the unit first. */
export const isSettled = ({ figure, ruling }: InspectionVerdict): boolean =>
  figure !== null && (figure.finding === "agrees" || ruling !== null);
