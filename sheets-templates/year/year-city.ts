import type { PlainDate } from "../../lib/domain/dates.ts";
import { ruleRows } from "../demo-admin.ts";
import { templateRows } from "../demo-milestones.ts";
import { monthlyPlanRows, ownPlans } from "../demo-reports.ts";
import { unitRows } from "../demo-units.ts";
import type { TemplateRow, TemplateRows } from "../registry-sheets.ts";
import { type Cast, type CityName, castOf, YEAR_FROM, YEAR_TO } from "./cast.ts";
import { type Course, coursesOf } from "./chains.ts";
import type { Deed, World } from "./world.ts";
import { comers, yearAdjustments } from "./year-adjustments.ts";
import { yearDisclosures } from "./year-disclosures.ts";
import { stepInspections, yearInspections } from "./year-inspections.ts";
import { yearIssues } from "./year-issues.ts";
import { letterAnswers } from "./year-letters.ts";
import { backdatedKeys, stepBefore, yearMilestones } from "./year-milestones.ts";
import { appeals, exemptions, restDays, scoreAdjustments, unitIndicators } from "./year-office.ts";
import { peopleBefore, yearPeople } from "./year-people.ts";
import { projectsBefore, yearProjects } from "./year-projects.ts";
import { figuresOf, yearReports } from "./year-reports.ts";
import { yearStarts } from "./year-starts.ts";
import { yearTasks } from "./year-tasks.ts";
import { yearVisits } from "./year-visits.ts";

export { CITY_NAMES, type CityName } from "./cast.ts";

/** A whole year of a generated city: the rows of the first morning, what its people type on which day, and what was planted. */
export interface YearCity extends World {
  readonly name: CityName;
  readonly year: number;
  /** The first morning, and the last: on it December, the fourth quarter and the year are confirmed. */
  readonly from: PlainDate;
  readonly to: PlainDate;
}

/** Years for which there are deeds. */
export const YEARS: readonly number[] = [2026];

/** The same city and the same year on any machine. RangeError for a year that is none of `YEARS`. */
export function yearCity(name: CityName, year: number): YearCity {
  if (!YEARS.includes(year)) throw new RangeError(`no deeds of ${year}`);
  const { cast, arriving } = peopled(castOf(name));
  const courses = coursesOf(cast);
  const rows = projectsBefore(cast, courses);
  const start = startOf(cast, courses, rows, arriving);
  const deeds = deedsOf(cast, courses, rows).toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
  const planted = deeds.flatMap(({ cheat, key, tab, on }) =>
    cheat === undefined || key === undefined ? [] : [{ cheat, key, tab, on }],
  );
  return { name, year, from: YEAR_FROM, to: YEAR_TO, start, deeds, planted };
}

/** Reserve projects that come onto the list have a plan of the year from then on. */
function peopled(cast: Cast): { readonly cast: Cast; readonly arriving: ReadonlySet<string> } {
  const coming = comers(cast);
  const reserves = cast.reserves.map((project) => coming.get(project.code) ?? project);
  return { cast: { ...cast, reserves }, arriving: new Set(coming.keys()) };
}

function startOf(
  cast: Cast,
  courses: readonly Course[],
  rows: readonly TemplateRow[],
  arriving: ReadonlySet<string>,
): TemplateRows {
  const there = courses.filter(({ project }) => !arriving.has(project.code));
  const units = new Set(cast.units.map(({ name }) => name));
  return {
    projects: rows.filter(({ code }) => !arriving.has(String(code))),
    milestones: there.flatMap(({ steps }) => steps.map(stepBefore)),
    monthlyPlans: monthlyPlanRows(ownPlans(cast.projects)),
    units: unitRows().filter(({ name }) => units.has(String(name))),
    people: peopleBefore(cast),
    targets: targetsOf(cast),
    rules: ruleRows(),
    milestoneTemplates: templateRows(),
  };
}

/** What the projects' own dates and plans add up to, quarter by quarter. */
function targetsOf({ projects }: Cast): readonly TemplateRow[] {
  const plan = projects.reduce((sum, project) => sum + (project.plan ?? 0), 0);
  const inQuarter = (day: string, quarter: number): boolean =>
    day.startsWith("2026") && Math.ceil(Number(day.slice(5, 7)) / 3) === quarter;
  return [0.19, 0.26, 0.27, 0.28].map((share, index) => ({
    ...{ period: `2026Q${index + 1}`, scope: "全市", plannedInvestment: Math.round(plan * share) },
    plannedStarts: projects.filter(({ annualClass, start }) => annualClass === "新开工" && inQuarter(start, index + 1))
      .length,
    plannedFinishes: projects.filter(({ finish }) => inQuarter(finish, index + 1)).length,
  }));
}

function deedsOf(cast: Cast, courses: readonly Course[], rows: readonly TemplateRow[]): readonly Deed[] {
  const figures = figuresOf(courses, ownPlans(cast.projects));
  const milestones = yearMilestones(cast, courses);
  const byCode = new Map(rows.map((row) => [String(row.code), row]));
  return [
    ...yearAdjustments(cast, courses, byCode),
    ...milestones,
    ...yearProjects(courses, rows),
    ...yearReports(courses, figures),
    ...yearIssues(cast, courses),
    ...yearTasks(cast),
    ...yearInspections(cast, courses, figures),
    ...stepInspections(backdatedKeys(milestones)),
    ...yearVisits(cast, courses),
    ...yearStarts(courses),
    ...yearDisclosures(cast, courses),
    ...letterAnswers(),
    ...scoreAdjustments(cast),
    ...appeals(cast),
    ...unitIndicators(cast),
    ...exemptions(courses),
    ...restDays(cast),
    ...yearPeople(cast, courses),
  ];
}
