import { mayBeAside } from "./aside-rows.ts";
import type { Month } from "./dates.ts";
import { monthNumber, yearOf } from "./dates.ts";
import { UNREADABLE, valueOr } from "./field.ts";
import { investedToDate } from "./investment.ts";
import { isLarge } from "./large-projects.ts";
import { cityCurve, type PlanBasis, plannedToDate } from "./planned-to-date.ts";
import { isUnderConstruction, type ProjectFile } from "./project-file.ts";
import type { Money, Target, Unit } from "./registry.ts";
import {
  type Division,
  divisionsOf,
  largeByCategory,
  type SummaryDimension,
  type SummaryGroup,
} from "./summary-divisions.ts";

export interface SummaryRules {
  /** 总投资 from which each size band begins, largest first. */
  readonly bands: readonly Money[];
  /** 超亿元: the annual plan from which a project is tracked apart. */
  readonly largePlan: Money;
  /** The plan curve may differ from the annual plan by so much of it and still ends at 100 %. */
  readonly curveTolerancePercent: number;
}

export interface SummaryInput {
  readonly period: Month;
  /** Projects on the list at the period's end. */
  readonly files: readonly ProjectFile[];
  readonly units: readonly Unit[];
  readonly targets: readonly Target[];
  /** Categories in the order shown; what is not among them is 其他. */
  readonly categories: readonly string[];
  readonly basis: PlanBasis;
  readonly rules: SummaryRules;
  /** Rows of 项目 that were set aside. */
  readonly setAside: number;
}

/** Sums of whole 元. Parts of a dimension always add up to the total. */
export interface SummarySums {
  readonly projects: number;
  readonly totalInvestment: Money;
  readonly annualPlan: Money;
  readonly done: Money;
  /** Planned to date; null = nothing is planned. `plannedOf` is the annual plan it is measured against. */
  readonly planned: Money | null;
  readonly plannedOf: Money;
}

export interface SummaryRow extends SummarySums {
  readonly dimension: SummaryDimension;
  readonly group: SummaryGroup;
}

/** What the sums lack or lean on: counts of projects. */
export interface SummaryNotes {
  readonly setAside: number;
  readonly planUnreadable: number;
  readonly doneUnreadable: number;
  /** 年初累计 of an earlier month was used: the month's report is missing. */
  readonly lastReported: number;
  /** Nothing was reported this year, so there is nothing to go back to. */
  readonly neverReported: number;
  /** 年初累计 of an earlier month, or none, but the month's report is there and was set aside: nobody failed to report. */
  readonly reportAside: number;
  /** 序时 of the total is the city's curve of 目标. */
  readonly cityCurve: boolean;
}

export interface Summary {
  readonly period: Month;
  readonly rows: readonly SummaryRow[];
  readonly notes: SummaryNotes;
}

/** One project as the summary counts it. */
interface Counted extends SummarySums {
  readonly file: ProjectFile;
  readonly planUnreadable: boolean;
  readonly doneUnreadable: boolean;
  readonly stale: boolean;
  readonly reportAside: boolean;
  readonly neverReported: boolean;
}

/** Counts and sums by class, category, size, county and annual plan (M16). Source: domain.md "Summary". */
export function summarise(input: SummaryInput): Summary {
  const counted = input.files.map((file) => count(file, input));
  const built = counted.filter(({ file }) => isUnderConstruction(file.project));
  const ofClass = (name: string) => counted.filter(({ file }) => file.project.annualClass === name);
  const curve = cityCurve(input.targets, "全市", yearOf(input.period))[monthNumber(input.period) - 1] ?? null;
  const rows = [
    withCurve(all("under-construction", built), curve),
    all("preliminary", ofClass("前期")),
    all("reserve", ofClass("储备")),
    ...divisionsOf(input).flatMap((dimension) => rowsOf(dimension, built)),
    ...rowsOf(
      largeByCategory(input),
      built.filter(({ file }) => isLarge(file.project, input.rules.largePlan)),
    ),
  ];
  return { period: input.period, rows, notes: notesOf(input.setAside, built, curve !== null) };
}

function count(file: ProjectFile, { period, basis }: SummaryInput): Counted {
  const { project } = file;
  const done = investedToDate(file.reports, period);
  const planned = plannedToDate(file, period, basis).amount;
  const annualPlan = valueOr(project.annualPlan, 0);
  return {
    file,
    projects: 1,
    totalInvestment: project.totalInvestment,
    annualPlan,
    done: done.value ?? 0,
    planned,
    plannedOf: planned === null ? 0 : annualPlan,
    planUnreadable: project.annualPlan === UNREADABLE,
    doneUnreadable: done.unreadable || (done.value === null && file.aside.reports.size > 0),
    stale: done.stale && annualPlan > 0,
    reportAside: mayBeAside(file.aside, period),
    neverReported: done.month === null,
  };
}

function sumsOf(projects: readonly Counted[]): SummarySums {
  const total = (figure: (project: Counted) => Money): Money => projects.reduce((sum, row) => sum + figure(row), 0);
  const planned = projects.some((row) => row.planned !== null);
  return {
    projects: projects.length,
    totalInvestment: total((row) => row.totalInvestment),
    annualPlan: total((row) => row.annualPlan),
    done: total((row) => row.done),
    planned: planned ? total((row) => row.planned ?? 0) : null,
    plannedOf: total((row) => row.plannedOf),
  };
}

const all = (dimension: SummaryDimension, projects: readonly Counted[]): SummaryRow => ({
  dimension,
  group: { kind: "all" },
  ...sumsOf(projects),
});

/** City level: the curve of 目标, laid against the whole annual plan. */
const withCurve = (row: SummaryRow, curve: Money | null): SummaryRow =>
  curve === null ? row : { ...row, planned: curve, plannedOf: row.annualPlan };

/** A row for every group, and one for 其他 where something is in none of them. */
function rowsOf({ dimension, groups, indexOf }: Division, built: readonly Counted[]): readonly SummaryRow[] {
  const members = Map.groupBy(built, (row) => indexOf(row.file));
  const rows = groups.map((group, index) => ({ dimension, group, ...sumsOf(members.get(index) ?? []) }));
  const others = members.get(-1) ?? [];
  return others.length === 0 ? rows : [...rows, { dimension, group: { kind: "other" }, ...sumsOf(others) }];
}

const notesOf = (setAside: number, built: readonly Counted[], curve: boolean): SummaryNotes => ({
  setAside,
  planUnreadable: built.filter((row) => row.planUnreadable).length,
  doneUnreadable: built.filter((row) => row.doneUnreadable).length,
  lastReported: missing(built).filter((row) => !row.neverReported).length,
  neverReported: missing(built).filter((row) => row.neverReported).length,
  reportAside: built.filter((row) => row.stale && !row.doneUnreadable && row.reportAside).length,
  cityCurve: curve,
});

const missing = (built: readonly Counted[]): readonly Counted[] =>
  built.filter((row) => row.stale && !row.doneUnreadable && !row.reportAside);
