import { addToMonth, lastDayOf, type Month, monthNumber } from "./dates.ts";
import { isValue } from "./field.ts";
import { fundedToDate, investedToDate, isReported, lastReported, type ReportsOf } from "./investment.ts";
import type { CellRef } from "./light.ts";
import { plannedAmount } from "./planned-to-date.ts";
import { operatingOn, type ProjectFile, startedOn } from "./project-file.ts";
import type { Money, MonthlyReport } from "./registry.ts";

/** Investment identities, in the order they are asked. Source: domain.md "Investment identities". */
export const IDENTITIES = [
  "sum-differs",
  "cumulative-fell",
  "above-total",
  "zero-months",
  "same-figure",
  "jump",
  "above-funds",
] as const;
export type Identity = (typeof IDENTITIES)[number];

export interface IdentityRule {
  /** Investment so far above so many percent of 总投资, without 投产. */
  readonly totalPercent: number;
  /** So many months of zero, of the same figure, running. */
  readonly monthsRunning: number;
  /** A month above max(percent of the annual plan, percent of the month's plan). */
  readonly jumpSharePercent: number;
  readonly jumpPlanPercent: number;
  /** Invested above so many percent of the funds received. */
  readonly fundsPercent: number;
  /** Working days in which only the unit sees the question. */
  readonly privateFor: number;
}

/** Exact in whole 元. */
const exceeds = (value: Money, percent: number, whole: Money): boolean => value * 100 > whole * percent;

/** An identity one report breaks: the cells that disagree and the figures the unit itself reported (元). */
export interface BrokenIdentity {
  readonly identity: Identity;
  readonly report: MonthlyReport;
  readonly cells: readonly CellRef[];
  readonly facts: Readonly<Record<string, string | number>>;
}

interface Case {
  readonly file: ProjectFile;
  readonly report: MonthlyReport;
  readonly month: Month;
  /** This month and those before it that a run is made of, this one first. */
  readonly run: readonly Month[];
  readonly rule: IdentityRule;
  /** Whether the month lies in a 冬季停工. */
  readonly winterStop: (month: Month) => boolean;
}

type Check = (given: Case) => Omit<BrokenIdentity, "identity" | "report"> | null;

/** What the report of the first month of `run` breaks; nothing when it is not in. */
export function brokenIdentities(
  file: ProjectFile,
  run: readonly Month[],
  rule: IdentityRule,
  winterStop: (month: Month) => boolean,
): readonly BrokenIdentity[] {
  const month = run[0]!;
  const report = file.reports(month);
  if (!isReported(report)) return NONE;
  const given = { file, report, month, run, rule, winterStop };
  const found: BrokenIdentity[] = [];
  for (const identity of IDENTITIES) {
    const broken = CHECKS[identity](given);
    if (broken !== null) found.push({ identity, report, ...broken });
  }
  return found;
}

const NONE: readonly BrokenIdentity[] = [];

/** A month and those before it, as many as a run takes, latest first. */
export const runUpTo = (month: Month, rule: IdentityRule): readonly Month[] =>
  Array.from({ length: rule.monthsRunning }, (_, back) => addToMonth(month, -back));

const CHECKS: Readonly<Record<Identity, Check>> = {
  "sum-differs": sumDiffers,
  "cumulative-fell": cumulativeFell,
  "above-total": aboveTotal,
  "zero-months": zeroMonths,
  "same-figure": sameFigure,
  jump,
  "above-funds": aboveFunds,
};

const cellOf = (report: MonthlyReport, field: string): CellRef => ({
  workbook: report.workbook,
  tab: "monthlyReports",
  key: report.key,
  field,
});

const projectCell = ({ project }: ProjectFile, field: string): CellRef => ({
  workbook: project.workbook,
  tab: "projects",
  key: project.key,
  field,
});

/** The reported month before this one, in the same year; null for the first. */
function before(reports: ReportsOf, month: Month): MonthlyReport | null {
  if (monthNumber(month) === 1) return null;
  const last = lastReported(reports, addToMonth(month, -1));
  return last === null ? null : reports(last);
}

/** 年初累计 = last month's + 本月. Asked only where all three are known and no month between is missing. */
function sumDiffers({ file, report, month }: Case): ReturnType<Check> {
  const { invested, investedYtd } = report;
  if (!isValue(invested) || !isValue(investedYtd)) return null;
  const earlier = before(file.reports, month);
  if (monthNumber(month) > 1 && earlier?.month !== addToMonth(month, -1)) return null;
  const last = earlier === null ? 0 : investedToDate(file.reports, earlier.month).value;
  if (last === null || last + invested === investedYtd || last > investedYtd) return null;
  const cells = [cellOf(report, "investedYtd"), cellOf(report, "invested")];
  return {
    cells: earlier === null ? cells : [...cells, cellOf(earlier, "investedYtd")],
    facts: { investedYtd, invested, last, lastMonth: earlier?.month ?? "" },
  };
}

/** 年初累计 never falls without 复核说明. */
function cumulativeFell({ file, report, month }: Case): ReturnType<Check> {
  const earlier = before(file.reports, month);
  if (earlier === null || !isValue(report.investedYtd)) return null;
  const last = investedToDate(file.reports, earlier.month).value;
  if (last === null || report.investedYtd >= last) return null;
  return {
    cells: [cellOf(report, "investedYtd"), cellOf(earlier, "investedYtd")],
    facts: { investedYtd: report.investedYtd, last, lastMonth: earlier.month },
  };
}

/** Investment before the year and this year's above 1.2 × 总投资 without 投产. */
function aboveTotal({ file, report, month, rule }: Case): ReturnType<Check> {
  const { totalInvestment, investedBefore } = file.project;
  const done = investedToDate(file.reports, month).value;
  if (done === null || !isValue(investedBefore) || totalInvestment <= 0 || operatingOn(file) !== null) return null;
  if (!exceeds(investedBefore + done, rule.totalPercent, totalInvestment)) return null;
  return {
    cells: [
      cellOf(report, isValue(report.investedYtd) ? "investedYtd" : "invested"),
      projectCell(file, "investedBefore"),
      projectCell(file, "totalInvestment"),
    ],
    facts: { totalInvestment, investedBefore, done, percent: rule.totalPercent },
  };
}

/** The figures of the run, this month's first; null unless all months are in and show the same figure. */
function sameThroughout({
  file,
  run,
}: Case): { readonly reports: readonly MonthlyReport[]; readonly figure: Money } | null {
  const figure = investedIn(file.reports, run[0]!);
  if (figure === null) return null;
  const reports: MonthlyReport[] = [];
  for (const month of run) {
    const report = file.reports(month);
    if (!isReported(report) || investedIn(file.reports, month) !== figure) return null;
    reports.push(report);
  }
  return { reports, figure };
}

/** What was invested in the month: 本月, left out it follows from the two cumulative figures. */
function investedIn(reports: ReportsOf, month: Month): Money | null {
  const report = reports(month);
  if (report === null) return null;
  if (report.invested !== null) return isValue(report.invested) ? report.invested : null;
  if (!isValue(report.investedYtd)) return null;
  if (monthNumber(month) === 1) return report.investedYtd;
  const previous = addToMonth(month, -1);
  const last = isReported(reports(previous)) ? investedToDate(reports, previous).value : null;
  return last === null ? null : report.investedYtd - last;
}

/** Three zero months, unless 冬季停工, or before a start that is still to come by plan. */
function zeroMonths(given: Case): ReturnType<Check> {
  const same = sameThroughout(given);
  if (same === null || same.figure !== 0 || given.run.some(given.winterStop) || startsLater(given)) return null;
  return ofRun(same.reports);
}

/** Planned to start after the first month of the run, and not started before. */
function startsLater({ file, run }: Case): boolean {
  const from = `${run.at(-1)}-01`;
  const end = lastDayOf(run.at(-1)!);
  const [planned, started] = [file.project.plannedStart, startedOn(file)];
  return isValue(planned) && planned > end && !(isValue(started) && started < from);
}

const typedCell = (report: MonthlyReport): string => (report.invested === null ? "investedYtd" : "invested");

/** The same figure three months running (a zero is asked as such). */
function sameFigure(given: Case): ReturnType<Check> {
  const same = sameThroughout(given);
  return same === null || same.figure === 0 ? null : ofRun(same.reports);
}

const ofRun = (reports: readonly MonthlyReport[]): ReturnType<Check> => ({
  cells: reports.map((report) => cellOf(report, typedCell(report))),
  facts: { months: reports.length },
});

/** A month above max(30 % of the annual plan, 3 × the month's plan). */
function jump({ file, report, month, rule }: Case): ReturnType<Check> {
  const invested = investedIn(file.reports, month);
  const plan = file.project.annualPlan;
  if (invested === null || !isValue(plan) || plan <= 0 || !exceeds(invested, rule.jumpSharePercent, plan)) return null;
  const monthPlan = plannedIn(file, month);
  if (monthPlan === null || !exceeds(invested, rule.jumpPlanPercent, monthPlan)) return null;
  return {
    cells: [cellOf(report, typedCell(report)), projectCell(file, "annualPlan")],
    facts: { invested, share: rule.jumpSharePercent, percent: rule.jumpPlanPercent },
  };
}

function plannedIn(file: ProjectFile, month: Month): Money | null {
  const upTo = plannedAmount(file, month, "own").amount;
  const first = monthNumber(month) === 1;
  const earlier = first ? 0 : plannedAmount(file, addToMonth(month, -1), "own").amount;
  return upTo === null || earlier === null ? null : upTo - earlier;
}

/** Investment far above the funds received, both since January. Only where funds are reported at all. */
function aboveFunds({ file, report, month, rule }: Case): ReturnType<Check> {
  if (!isValue(report.funded) && !isValue(report.fundedYtd)) return null;
  const invested = investedToDate(file.reports, month).value;
  const funded = fundedToDate(file.reports, month).value;
  if (invested === null || funded === null || !exceeds(invested, rule.fundsPercent, funded)) return null;
  return {
    cells: [
      cellOf(report, isValue(report.investedYtd) ? "investedYtd" : "invested"),
      cellOf(report, isValue(report.fundedYtd) ? "fundedYtd" : "funded"),
    ],
    facts: { invested, funded, percent: rule.fundsPercent },
  };
}
