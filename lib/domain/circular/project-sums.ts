import { lastDayOf, type Month, monthNumber, yearOf } from "../dates.ts";
import { isValue } from "../field.ts";
import type { IndicatorCode, IndicatorPart } from "../indicator.ts";
import { investedToDate } from "../investment.ts";
import { activeMonths, cityCurve, type PlanBasis, plannedToDate } from "../planned-to-date.ts";
import type { ProjectFile } from "../project-file.ts";
import { projectIndicators } from "../project-indicators.ts";
import type { Money, Project, Target } from "../registry.ts";
import { type Counted, operandsOf, type Share, shareOf, type Traced } from "./traced.ts";

/** The rows as they stand in 项目, to tell a plan that counts from what its cell says now. */
export type ProjectRows = ReadonlyMap<string, Project>;

/** Sums of some projects at a month's end, each with its cells. Money in 元. */
export interface ProjectSums {
  readonly projects: Traced;
  readonly totalInvestment: Traced;
  readonly annualPlan: Traced;
  readonly done: Traced;
  /** null: nothing is planned. */
  readonly planned: Share | null;
}

export interface SumTerms {
  readonly period: Month;
  readonly basis: PlanBasis;
  readonly rows: ProjectRows;
}

/** The same sums as in 系统-汇总. Source: domain.md "Summary" (M16). */
export function projectSums(files: readonly ProjectFile[], terms: SumTerms): ProjectSums {
  return {
    projects: countOf(files),
    totalInvestment: moneyOf(files, "totalInvestment", terms),
    annualPlan: moneyOf(files, "annualPlan", terms),
    done: doneOf(files, terms.period),
    planned: plannedOf(files, terms),
  };
}

const cell = ({ project }: ProjectFile, field: string): Counted => ({
  workbook: project.workbook,
  tab: "projects",
  key: project.key,
  field,
});

/** How many projects. */
export const countOf = (files: readonly ProjectFile[], field = "code"): Traced => ({
  value: files.length,
  of: operandsOf(files.map((file) => cell(file, field))),
});

type MoneyField = "totalInvestment" | "annualPlan";

function moneyOf(files: readonly ProjectFile[], field: MoneyField, { rows }: SumTerms): Traced {
  const having = files.filter(({ project }) => isValue(project[field]));
  return {
    value: having.reduce((sum, { project }) => sum + (project[field] as Money), 0),
    of: operandsOf(having.map((file) => ({ ...cell(file, field), ...differing(file, field, rows) }))),
  };
}

/** A plan that counts though its cell says something else, or is gone. */
function differing({ project }: ProjectFile, field: MoneyField, rows: ProjectRows): Pick<Counted, "counted"> {
  const counted = project[field] as Money;
  return rows.get(project.code)?.[field] === counted ? {} : { counted };
}

function doneOf(files: readonly ProjectFile[], period: Month): Traced {
  const found = files.map((file) => investedToDate(file.reports, period)).filter(({ value }) => value !== null);
  return {
    value: found.reduce((sum, { value }) => sum + value!, 0),
    of: operandsOf(found.flatMap(({ restsOn }) => restsOn)),
  };
}

/** Planned to date over the annual plan of the projects that have one. */
function plannedOf(files: readonly ProjectFile[], terms: SumTerms): Share | null {
  const parts = files.map((file) => ({ file, plan: plannedToDate(file, terms.period, terms.basis) }));
  const having = parts.filter(({ plan }) => plan.amount !== null);
  const part = {
    value: having.reduce((sum, { plan }) => sum + plan.amount!, 0),
    of: operandsOf(having.flatMap(({ file, plan }) => plannedCells(file, plan.basis, plan.restsOn, terms))),
  };
  const whole = moneyOf(
    having.map(({ file }) => file),
    "annualPlan",
    terms,
  );
  return having.length === 0 ? null : shareOf(part, whole);
}

/** The project's own months as typed, or its annual plan times the months passed of those it is spread over. */
function plannedCells(
  file: ProjectFile,
  basis: PlanBasis,
  restsOn: readonly Counted[],
  { period, rows }: SumTerms,
): readonly Counted[] {
  if (basis === "own") return restsOn.filter(({ tab }) => tab === "monthlyPlans");
  const { plannedStart, plannedFinish } = file.project;
  const [first, last] = basis === "even" ? [1, 12] : activeMonths(plannedStart, plannedFinish, yearOf(period));
  const of = last - first + 1;
  const passed = Math.min(Math.max(monthNumber(period) - first + 1, 0), of);
  return [{ ...cell(file, "annualPlan"), ...differing(file, "annualPlan", rows), times: [passed, of] }];
}

/** The city's own curve of 目标 up to the month, over the whole annual plan; null where none is laid down. */
export function curveShare(targets: readonly Target[], period: Month, annualPlan: Traced): Share | null {
  const year = yearOf(period);
  const value = cityCurve(targets, "全市", year)[monthNumber(period) - 1] ?? null;
  if (value === null) return null;
  const quarters = Array.from({ length: Math.ceil(monthNumber(period) / 3) }, (_, index) => index + 1);
  const cells = quarters.flatMap((quarter): Counted[] => {
    const row = targets.find((target) => target.scope === "全市" && target.period === `${year}Q${quarter}`)!;
    const isCurrent = quarter === quarters.length;
    const times = isCurrent ? ([((monthNumber(period) - 1) % 3) + 1, 3] as const) : undefined;
    const { workbook, key } = row;
    return [{ workbook, tab: "targets", key, field: "plannedInvestment", ...(times ? { times } : {}) }];
  });
  return shareOf({ value, of: operandsOf(cells) }, annualPlan);
}

/** 开工率, 资金到位率 and 竣工投产率 of the whole list; these are facts and no score, so nothing is left out for being exempt. */
export function cityShare(
  files: readonly ProjectFile[],
  code: IndicatorCode,
  { period, basis, rows }: SumTerms,
): Share | null {
  const terms = { period, end: lastDayOf(period), basis, registrationFloor: 0, registrationGraceMonths: 0 };
  const value = projectIndicators(files, { ...terms, exemption: () => null }).find((one) => one.code === code)!;
  const byCode = new Map(files.map((file) => [file.project.code, file]));
  if (code === "funding") return fundingShare(value.parts, byCode, { period, basis, rows });
  const countedIn = (parts: readonly IndicatorPart[]): Traced =>
    countOf(parts.map(({ subject }) => byCode.get(subject)!));
  return shareOf(countedIn(value.parts.filter(({ numerator }) => numerator === 1)), countedIn(value.parts));
}

function fundingShare(
  parts: readonly IndicatorPart[],
  files: ReadonlyMap<string, ProjectFile>,
  terms: SumTerms,
): Share | null {
  const cells = parts
    .filter(({ numerator }) => numerator !== 0)
    .flatMap(({ restsOn }) => restsOn.filter(({ tab }) => tab === "monthlyReports"));
  const part = { value: parts.reduce((sum, { numerator }) => sum + numerator, 0), of: operandsOf(cells) };
  const theirs = parts.map(({ subject }) => files.get(subject)!);
  return shareOf(part, moneyOf(theirs, "annualPlan", terms));
}

/** 新开工 of the list, and those of them started by the month's end whenever they were planned. */
export function startsOf(
  files: readonly ProjectFile[],
  period: Month,
  startedOn: (file: ProjectFile) => unknown,
): { readonly starting: Traced; readonly started: Traced } {
  const starting = files.filter(({ project }) => project.annualClass === "新开工");
  const started = starting.filter((file) => {
    const day = startedOn(file);
    return typeof day === "string" && day <= lastDayOf(period);
  });
  return { starting: countOf(starting), started: countOf(started) };
}
