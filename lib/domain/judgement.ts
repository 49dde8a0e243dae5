import { type Archive, archiveOf } from "./archive.ts";
import { addToMonth, lastDayOf, type Month, monthNumber, monthOf, type PlainDate, yearOf } from "./dates.ts";
import { type DisclosureVerdict, judgeDisclosures } from "./disclosure/disclosure.ts";
import { disclosureDoubts } from "./disclosure/disclosure-doubts.ts";
import { type ExemptionIndex, indexExemptions } from "./exemption.ts";
import type { ForecastRule, MilestoneForecast, ProjectForecast } from "./forecast.ts";
import { type HonestHistory, honestHistory } from "./honest-history.ts";
import { type InspectionVerdict, judgeInspections } from "./inspection.ts";
import { inspectionDoubts } from "./inspection-doubts.ts";
import { inspectionQuestions } from "./inspection-questions.ts";
import { issueDoubts } from "./issue-doubts.ts";
import { type IssueVerdict, judgeIssues } from "./issue-loop.ts";
import type { IssueCase } from "./issue-round.ts";
import type { JudgeInput } from "./judge-input.ts";
import { type Moments, momentsOf, monthsFrom, reportMonthOn } from "./judged-moments.ts";
import { knownPeople } from "./known-people.ts";
import { checksOn } from "./list-change/check-sources.ts";
import type { CheckedAdjustment } from "./list-change/row-checks.ts";
import { adjustmentDoubts } from "./list-change/row-doubts.ts";
import { type ListInForce, listInForce } from "./list-in-force.ts";
import type { MilestoneVerdict } from "./milestone.ts";
import { judgeMilestones, type MilestoneInput, stepSources } from "./milestone-judgement.ts";
import { type MilestonePlans, milestonePlans } from "./milestone-plan.ts";
import { dayAt, lockDay, reportDue } from "./office-calendar.ts";
import { monthlyLocks, type NextLock } from "./original-plan.ts";
import { type PlanDoubt, planDoubts } from "./plan-doubts.ts";
import type { ProjectFile } from "./project-file.ts";
import { type Forecasts, forecasts } from "./project-forecast.ts";
import { judgeProjects, type ProjectVerdict } from "./project-lights.ts";
import { legitimateProjects } from "./project-plan.ts";
import type { ScheduleCase } from "./project-schedule.ts";
import { stepsByProject } from "./project-steps.ts";
import { type Claims, claimsBook } from "./refuted-claims.ts";
import type { Project, Registry } from "./registry.ts";
import type { ReportVerdict } from "./reports.ts";
import { askingOf, evidenceUntil, questionsOf, reportsOfMonths } from "./reports-of-year.ts";
import type { ReviewQuestion } from "./review-questions.ts";
import type { RuleInForce } from "./rule.ts";
import type { ProjectSchedule } from "./schedule.ts";
import { scheduleCases, schedulesOf } from "./schedules.ts";
import { judgeTasks, type TaskCase, type TaskVerdict } from "./task.ts";
import { taskDoubts } from "./task-doubts.ts";
import { type UnitReportMark, unitMarks } from "./unit-marks.ts";
import type { Calendar } from "./working-days.ts";
import { type WrittenReportVerdict, writtenReports } from "./written-report.ts";

/** The value every job starts from. Lists are in the order of the registry, deleted projects that stay on the list last. */
export interface Judgement extends HonestHistory {
  readonly asOf: PlainDate;
  readonly period: Month | null;
  readonly year: number;
  /** The month whose reports count, null while none of the year is due. */
  readonly reportMonth: Month | null;
  readonly list: ListInForce;
  /** The list of a year at another month's end, with plans changed by a day of it (else its last), as known now. Made when asked for. */
  readonly listOf: (month: Month, planYear: number, by?: PlainDate) => ListInForce;
  /** The year's rows of 调整 with what each lacks. Made when asked for. */
  readonly adjustmentChecks: () => readonly CheckedAdjustment[];
  /** Files of all projects, with the plan that counts; `listed` are those on the list in force. */
  readonly files: readonly ProjectFile[];
  readonly listed: readonly ProjectFile[];
  readonly milestones: readonly MilestoneVerdict[];
  readonly projects: readonly ProjectVerdict[];
  /** Every month of the year up to the one after the last due. */
  readonly reports: readonly ReportVerdict[];
  /** For `reportMonth`. */
  readonly unitMarks: readonly UnitReportMark[];
  readonly questions: readonly ReviewQuestion[];
  /** Inspections of the year, in the order of the registry. */
  readonly inspections: readonly InspectionVerdict[];
  /** In the order of the registry. */
  readonly issues: readonly IssueVerdict[];
  readonly tasks: readonly TaskVerdict[];
  /** Of every project on the list for `reportMonth`, once that is locked; empty before. */
  readonly writtenReports: readonly WrittenReportVerdict[];
  /** In the order of the registry. Made when asked for. */
  readonly disclosures: () => readonly DisclosureVerdict[];
  readonly forecastRule: RuleInForce<ForecastRule>;
  /** When each open milestone of a project is likely to be done. Never counted. Made when asked for; null without any, or where they go round in a ring. */
  readonly forecasts: (project: string) => ProjectForecast | null;
  /** Milestones not late yet that are likely to be, by key: 蓝（预测）. Made when asked for. */
  readonly warned: () => ReadonlyMap<string, MilestoneForecast>;
  /** The network of a project: early and late days, floats, the critical chain. Made when asked for; null for an unknown code. */
  readonly schedules: (project: string) => ProjectSchedule | null;
  /** What that network is made from, to be run again with something changed. */
  readonly scheduleCase: (project: string) => ScheduleCase | null;
  /** What about plans must be mended or agreed. Made when asked for. */
  readonly doubts: () => readonly PlanDoubt[];
}

/** Judges everything in one pass over each list. What has not changed since the first reading is not looked up again for past months. */
export function judge(input: JudgeInput): Judgement {
  const { asOf, period } = input;
  const nextLock = monthlyLocks(input.calendar);
  const list = listAt(input, nextLock, monthOf(asOf));
  const counting = countingRegistry(input, list, nextLock);
  const archive = archiveOf(counting, input.history, yearOf(asOf), input.aside);
  const exemptions = indexExemptions(input.registry.exemptions);
  const moments = momentsOf(input, nextLock, claimsBook(input.registry.inspections, input.history));
  const { reportMonth, claims } = moments.present;
  const files = archive.files.map(claims.counted);
  const months = reportedMonths(input);
  const byMonth = reportsOfMonths(files, months, membersByMonth(input, list, nextLock), input);
  const upToCounted = byMonth.slice(0, reportMonth === null ? 0 : monthNumber(reportMonth));
  const chains = milestoneInput({ ...input, registry: counting, claims }, archive, nextLock, upToCounted.at(-1) ?? []);
  const milestones = judgeMilestones(chains);
  const forecast = forecastsOf(input, chains, milestones, (project) => schedules(project)?.finish ?? null);
  const caseOf = scheduleCases(files, milestones, input.calendarOf, asOf);
  const schedules = schedulesOf(caseOf);
  const projects = projectsOf(input, archive, exemptions, moments, milestones);
  const issues = judgeIssues(input.registry.issues, issueCase(input, counting.projects, exemptions));
  const tasks = judgeTasks(input.registry.tasks, taskCase(input, nextLock));
  const disclosures = disclosuresOf(input, counting);
  const adjustmentChecks = checksOf(input, { counting, list, nextLock, projects });
  const inspections = judgeInspections({
    ...{ inspections: input.registry.inspections, files, milestones },
    ...{ year: yearOf(asOf), until: evidenceUntil(input), rule: input.rules.inspection(asOf) },
  });
  return {
    asOf,
    period,
    year: yearOf(asOf),
    reportMonth,
    list,
    listOf: (month, planYear, by) => listAt({ ...input, planYear }, nextLock, month, by),
    adjustmentChecks,
    files,
    listed: files.filter((file) => list.members.has(file.project.code)),
    milestones,
    projects,
    reports: byMonth.flat(),
    unitMarks: reportMonth === null ? [] : unitMarks(upToCounted, reportMonth, input.rules.report(asOf)),
    questions: [
      ...questionsOf(files, months, (code) => exemptions.get(code) ?? [], input),
      ...inspectionQuestions(inspections, input.history, askingOf(input)),
    ],
    inspections,
    issues,
    tasks,
    writtenReports: writtenReportsOf(
      input,
      reportMonth,
      exemptions,
      projects.filter(({ key }) => list.members.has(key)),
    ),
    ...honestHistory(input, nextLock),
    disclosures,
    forecastRule: input.rules.forecast(asOf),
    forecasts: (project) => forecast().of(project),
    warned: () => forecast().warned(),
    schedules,
    scheduleCase: caseOf,
    doubts: () => {
      const registry = { ...input.registry, milestones: counting.milestones };
      const plans = plansOf(input, nextLock);
      const doubts = planDoubts({ ...input, registry, nextLock, list, verdicts: milestones, plans });
      const { inspections } = input.registry;
      return [
        ...doubts,
        ...adjustmentDoubts(adjustmentChecks()),
        ...taskDoubts(tasks),
        ...issueDoubts(issues, input.knownAt),
        ...disclosureDoubts(disclosures(), dayAt(input.knownAt)),
        ...inspectionDoubts({ ...input, ...registry, inspections }),
      ];
    },
  };
}

function writtenReportsOf(
  { asOf, calendar, rules }: JudgeInput,
  month: Month | null,
  exemptions: ExemptionIndex,
  projects: readonly ProjectVerdict[],
): readonly WrittenReportVerdict[] {
  if (month === null) return [];
  const { januaryWithFebruary } = rules.report(asOf).value;
  return writtenReports(projects, {
    month,
    asOf,
    calendar,
    exemptions,
    januaryWithFebruary,
    rule: rules.writtenReport(asOf),
  });
}

function issueCase(input: JudgeInput, projects: readonly Project[], exemptions: ExemptionIndex): IssueCase {
  const units = new Map(projects.map(({ code, responsibleUnit }) => [code, responsibleUnit]));
  return {
    ...input,
    people: knownPeople(input.registry),
    exemptions,
    unitOfProject: (code) => units.get(code) ?? "",
    rule: input.rules.issue,
    light: input.rules.loopLight(input.asOf),
  };
}

const taskCase = (input: JudgeInput, nextLock: NextLock): TaskCase => ({
  ...input,
  nextLock,
  people: knownPeople(input.registry),
  rule: input.rules.task(input.asOf),
  light: input.rules.loopLight(input.asOf),
});

const plansOf = (input: JudgeInput, nextLock: NextLock): MilestonePlans =>
  milestonePlans({ ...input, adjustments: input.registry.adjustments, nextLock });

function listAt(input: JudgeInput, nextLock: NextLock, month: Month, by: PlainDate = lastDayOf(month)): ListInForce {
  const { registry, history, knownAt, setAside, readPlannedDay, readMoney } = input;
  const planYear = input.planYear ?? yearOf(input.asOf);
  return listInForce({
    registry,
    history,
    month,
    by,
    planYear,
    knownAt,
    nextLock,
    setAside,
    readPlannedDay,
    readMoney,
  });
}

/** Made when somebody asks, once. */
function checksOf(input: JudgeInput, judged: Checking): () => readonly CheckedAdjustment[] {
  const { counting, list, nextLock, projects: verdicts } = judged;
  const { asOf, rules } = input;
  let made: readonly CheckedAdjustment[] | null = null;
  return () => {
    made ??= checksOn({
      ...input,
      ...{ nextLock, verdicts, projects: counting.projects, planYear: input.planYear ?? yearOf(asOf) },
      listOf: (month) => (month === monthOf(asOf) ? list : listAt(input, nextLock, month)),
      windowDays: (day) => rules.listWindow(day).value,
    });
    return made;
  };
}

interface Checking {
  readonly counting: Registry;
  readonly list: ListInForce;
  readonly nextLock: NextLock;
  readonly projects: readonly ProjectVerdict[];
}

/** The registry with the plans that count, and with the projects that are gone and stay on the list, their own rows included. */
function countingRegistry(input: JudgeInput, list: ListInForce, nextLock: NextLock): Registry {
  const { registry, orphans, history, knownAt, asOf, readPlannedDay, readMoney } = input;
  const { adjustments } = registry;
  const plan = { adjustments, history, knownAt, nextLock, readPlannedDay, readMoney };
  const legitimate = legitimateProjects({ ...plan, by: asOf, planYear: input.planYear ?? yearOf(asOf) });
  const projects = [...registry.projects, ...list.deletedKept].map((project) => legitimate(project).project);
  if (list.deletedKept.length === 0) return { ...registry, projects };
  const kept = new Set(list.deletedKept.map(({ code }) => code));
  const rowsOf = <T extends { readonly project: string }>(rows: readonly T[], orphans: readonly T[]): readonly T[] => [
    ...rows,
    ...orphans.filter(({ project }) => kept.has(project)),
  ];
  return {
    ...registry,
    projects,
    milestones: rowsOf(registry.milestones, orphans.milestones),
    monthlyReports: rowsOf(registry.monthlyReports, orphans.monthlyReports),
    monthlyPlans: rowsOf(registry.monthlyPlans, orphans.monthlyPlans),
  };
}

/** January to the last month due and the one after it; of a period, to the period. */
function reportedMonths(input: JudgeInput): readonly Month[] {
  const { asOf, period } = input;
  const january = `${asOf.slice(0, 4)}-01`;
  const due = reportMonthOn(input, asOf);
  const last = period ?? (due === null ? january : addToMonth(due, 1));
  return monthsFrom(january, last).filter((month) => yearOf(month) === yearOf(asOf));
}

/** Who was on the list at a month's end; without agreed 调入 or 调出 the list is the same all year. */
function membersByMonth(input: JudgeInput, list: ListInForce, nextLock: NextLock) {
  const moves = input.registry.adjustments.some(({ type }) => type === "调入" || type === "调出");
  return (month: Month): ReadonlySet<string> =>
    moves && month !== monthOf(input.asOf) ? listAt(input, nextLock, month).members : list.members;
}

function milestoneInput(
  input: JudgeInput & { readonly claims: Claims },
  { files }: Archive,
  nextLock: NextLock,
  counted: readonly ReportVerdict[],
): MilestoneInput {
  const missing = new Map(counted.filter(({ state }) => state === "missing").map((row) => [row.project, row.month]));
  return {
    ...input,
    registry: { ...input.registry, projects: files.map((file) => file.project) },
    nextLock,
    rule: input.rules.milestone(input.asOf),
    missingReport: (project) => missing.get(project) ?? null,
  };
}

function disclosuresOf(input: JudgeInput, { milestones, projects }: Registry): Judgement["disclosures"] {
  const { disclosures, units } = input.registry;
  let made: readonly DisclosureVerdict[] | null = null;
  return () => {
    made ??= judgeDisclosures(disclosures, { ...input, milestones, projects, units, rule: input.rules.disclosure });
    return made;
  };
}

/** Steps, records and samples are made when the first forecast is asked for. */
function forecastsOf(
  { asOf, rules }: JudgeInput,
  chains: MilestoneInput,
  milestones: readonly MilestoneVerdict[],
  finishOf: (project: string) => ProjectSchedule["finish"],
) {
  let made: Forecasts | null = null;
  return (): Forecasts => {
    if (made !== null) return made;
    const counties = new Map(chains.registry.projects.map(({ code, county }) => [code, county]));
    const stepsOf = stepsByProject(stepSources(chains));
    const calendarOf = (project: string): Calendar => chains.calendarOf(counties.get(project) ?? "");
    made = forecasts({ asOf, milestones, stepsOf, calendarOf, finishOf, rule: rules.forecast(asOf) });
    return made;
  };
}

function projectsOf(
  input: JudgeInput,
  archive: Archive,
  exemptions: ExemptionIndex,
  moments: Moments,
  milestones: readonly MilestoneVerdict[],
): readonly ProjectVerdict[] {
  const { asOf, period, calendar, registry } = input;
  const byProject = Map.groupBy(milestones, (verdict) => verdict.project);
  const passed = new Set(
    registry.inspections.filter((row) => row.ruling === "属实").map((row) => `${row.project}/${monthOf(row.date)}`),
  );
  return judgeProjects({
    ...moments,
    archive,
    exemptions,
    period,
    milestonesOf: (project) => byProject.get(project) ?? [],
    isDoubted: moments.present.claims.isDoubted,
    adjusted: new Set(registry.adjustments.map((row) => row.project)),
    inspectionPassed: (project, month) => passed.has(`${project}/${month}`),
    dates: {
      asOf,
      dueOf: byMonthOnce((month) => reportDue(calendar, month).day),
      lockOf: byMonthOnce((month) => lockDay(calendar, month).day),
    },
  });
}

function byMonthOnce(make: (month: Month) => PlainDate): (month: Month) => PlainDate {
  const known = new Map<Month, PlainDate>();
  return (month) => {
    const found = known.get(month) ?? make(month);
    known.set(month, found);
    return found;
  };
}
