import { addMonths, type Month, monthNumber, type PlainDate, yearOf } from "./dates.ts";
import { type Field, isValue, UNREADABLE } from "./field.ts";
import type { IndicatorCode, IndicatorValue } from "./indicator.ts";
import { type Case, cellsOf, counted, indicatorValue, leftOut } from "./indicator-sums.ts";
import { type Cumulative, fundedToDate, hasNoFunds, investedToDate } from "./investment.ts";
import type { CellRef } from "./light.ts";
import { activeMonths, type PlanBasis, plannedToDate } from "./planned-to-date.ts";
import { finishedOn, isUnderConstruction, operatingOn, type ProjectFile, startedOn } from "./project-file.ts";
import type { Money } from "./registry.ts";

/** What the indicators over projects are judged by. Files are those of projects on the list, exempt ones already marked. */
export interface ProjectTerms {
  readonly period: Month;
  /** Last day of the period: later days have not happened yet. */
  readonly end: PlainDate;
  readonly basis: PlanBasis;
  readonly registrationFloor: Money;
  readonly registrationGraceMonths: number;
  /** Key of the exemption's cells when the project is exempt on the last day, else null. */
  readonly exemption: (project: string) => readonly CellRef[] | null;
}

type Judge = (file: ProjectFile, terms: ProjectTerms) => Case;

const JUDGES: readonly (readonly [IndicatorCode, Judge])[] = [
  ["investment", (file, terms) => moneyCase(file, terms, "investedYtd", investedToDate)],
  ["starts", startCase],
  ["completions", completionCase],
  ["funding", (file, terms) => moneyCase(file, terms, "fundedYtd", fundedToDate)],
  ["registration", registrationCase],
];

/** 投资完成率, 开工率, 竣工投产率, 资金到位率, 入统率 over the projects a unit answers for. Only 在建 (新开工 + 续建) counts. */
export function projectIndicators(files: readonly ProjectFile[], terms: ProjectTerms): readonly IndicatorValue[] {
  const built = files.filter((file) => isUnderConstruction(file.project));
  return JUDGES.map(([code, judge]) => {
    const cases = built.map((file) => {
      const found = judge(file, terms);
      const exemption = found === null ? null : terms.exemption(file.project.code);
      return exemption === null ? found : leftOut(file.project.code, "exempt", exemption);
    });
    return indicatorValue(code, cases);
  });
}

type Total = "investedYtd" | "fundedYtd";

/** 年初累计 of the last report up to the period, over the annual plan; due is the plan to date. Never reported this year: 0, which January began with. */
function moneyCase(
  file: ProjectFile,
  terms: ProjectTerms,
  field: Total,
  toDate: (reports: ProjectFile["reports"], month: Month) => Cumulative,
): Case {
  const { code } = file.project;
  const plan = plannedToDate(file, terms.period, terms.basis);
  const done = toDate(file.reports, terms.period);
  const restsOn = [...cellsOfDone(file, terms, field, done), ...plan.restsOn];
  if (plan.amount === null) return leftOut(code, reasonOf(plan.because), plan.restsOn);
  if (done.unreadable) return leftOut(code, "unreadable", done.restsOn);
  const aside = asideSince(file, terms.period, done);
  if (aside !== null) return leftOut(code, "set-aside", aside);
  const denominator = file.project.annualPlan as Money;
  const because =
    done.value === null
      ? "never-reported"
      : blankFunds(file, done, field)
        ? "funds-blank"
        : done.stale
          ? "last-reported"
          : "sum";
  const months = spreadOver(file, terms.period, plan.basis);
  return { subject: code, numerator: done.value ?? 0, denominator, due: plan.amount, because, months, restsOn };
}

/** Cells of the reports set aside that the figure may stand in, or rest on; null: there are none. */
function asideSince(
  { project, aside }: ProjectFile,
  period: Month,
  { month: last, stale, incomplete }: Cumulative,
): readonly CellRef[] | null {
  if (!stale && !incomplete) return null;
  const january = `${yearOf(period)}-01`;
  const isAmong = (month: Month): boolean =>
    month >= january && month <= period && (incomplete || last === null || month > last);
  const months = [...aside.reports].filter((month) => month === null || isAmong(month));
  if (months.length === 0) return null;
  const { workbook, code } = project;
  return months.flatMap((month) =>
    month === null ? [] : cellsOf({ workbook, key: `${code}/${month}` }, "monthlyReports", "month"),
  );
}

/** Months passed and months in all of a plan that is spread evenly; null for the project's own plan. */
function spreadOver({ project }: ProjectFile, period: Month, basis: PlanBasis): readonly [number, number] | null {
  if (basis === "own") return null;
  const year = yearOf(period);
  const [first, last] = basis === "even" ? [1, 12] : activeMonths(project.plannedStart, project.plannedFinish, year);
  const of = last - first + 1;
  return [Math.min(Math.max(monthNumber(period) - first + 1, 0), of), of];
}

const reasonOf = (because: string): "no-annual-plan" | "unreadable" =>
  because === "no-annual-plan" ? "no-annual-plan" : "unreadable";

function blankFunds(file: ProjectFile, { month }: Cumulative, field: Total): boolean {
  const report = month === null ? null : file.reports(month);
  return field === "fundedYtd" && report !== null && hasNoFunds(report);
}

function cellsOfDone(file: ProjectFile, terms: ProjectTerms, field: Total, done: Cumulative): readonly CellRef[] {
  if (done.restsOn.length > 0) return done.restsOn;
  const { workbook, code } = file.project;
  return [{ workbook, tab: "monthlyReports", key: `${code}/${terms.period}`, field }];
}

/** Of this year's 新开工 those planned to have started by the period's end. */
function startCase(file: ProjectFile, { end }: ProjectTerms): Case {
  const { project } = file;
  const restsOn = [...cellsOf(project, "projects", "plannedStart"), ...actualCells(file, "actualStart", "开工")];
  if (project.annualClass !== "新开工") return null;
  if (project.plannedStart === UNREADABLE) return leftOut(project.code, "unreadable", restsOn.slice(0, 1));
  if (!isValue(project.plannedStart) || project.plannedStart > end) return null;
  return doneBy([startedOn(file)], end, project.code, restsOn);
}

/** Planned to be finished this year (计划竣工, else 计划投产) by the period's end; done is 实际竣工 or 实际投产. */
function completionCase(file: ProjectFile, { end }: ProjectTerms): Case {
  const { project } = file;
  const [field, planned] =
    project.plannedFinish === null
      ? (["plannedOperation", project.plannedOperation] as const)
      : (["plannedFinish", project.plannedFinish] as const);
  const done = [...actualCells(file, "actualFinish", "竣工"), ...actualCells(file, "actualOperation", "投产")];
  const restsOn = [...cellsOf(project, "projects", field), ...done];
  if (planned === UNREADABLE) return leftOut(project.code, "unreadable", restsOn.slice(0, 1));
  if (!isValue(planned) || planned > end || yearOf(planned) !== yearOf(end)) return null;
  return doneBy([finishedOn(file), operatingOn(file)], end, project.code, restsOn);
}

type ActualDay = "actualStart" | "actualFinish" | "actualOperation";

/** The cell an actual day was read from: the project's own, or that of the milestone which stands in for it. */
function actualCells({ project, milestones }: ProjectFile, field: ActualDay, word: string): readonly CellRef[] {
  const own = cellsOf(project, "projects", field);
  if (project[field] !== null) return own;
  const milestone = milestones.find((row) => row.name.endsWith(word) && isValue(row.actual));
  return milestone === undefined ? own : cellsOf(milestone, "milestones", "actual");
}

function doneBy(days: readonly Field<PlainDate>[], end: PlainDate, subject: string, restsOn: readonly CellRef[]): Case {
  const done = days.some((day) => isValue(day) && day <= end);
  if (!done && days.includes(UNREADABLE)) return leftOut(subject, "unreadable", restsOn.slice(1));
  return counted(subject, done, done ? "done" : "not-done", restsOn);
}

/** Started this year more than the months of grace ago, large enough to be in the statistics. */
function registrationCase(file: ProjectFile, terms: ProjectTerms): Case {
  const { project } = file;
  const others = cellsOf(project, "projects", "registeredOn", "totalInvestment");
  const restsOn = [...actualCells(file, "actualStart", "开工"), ...others];
  const started = startedOn(file);
  if (project.totalInvestment < terms.registrationFloor) return null;
  if (started === UNREADABLE) return leftOut(project.code, "unreadable", restsOn.slice(0, 1));
  if (!isValue(started) || yearOf(started) !== yearOf(terms.end)) return null;
  if (addMonths(started, terms.registrationGraceMonths) >= terms.end) return null;
  return doneBy([project.registeredOn], terms.end, project.code, restsOn);
}
