import { addDays, daysBetween, type PlainDate } from "../../lib/domain/dates.ts";
import { projectRows } from "../demo-projects.ts";
import { seeded } from "../random.ts";
import type { TemplateRow } from "../registry-sheets.ts";
import { type Cast, YEAR_FROM, YEAR_TO } from "./cast.ts";
import type { Course } from "./chains.ts";
import { habitOf } from "./habits.ts";
import { type Deed, dateCell, dayIn, officeDay, typed } from "./world.ts";

const isCarried = ({ project }: Course): boolean => project.annualClass === "续建";

/** Rows of 项目 on the first morning: what the year brings is still empty. */
export function projectsBefore({ units }: Cast, courses: readonly Course[]): readonly TemplateRow[] {
  const known = new Set(units.map(({ name }) => name));
  const rows = projectRows(courses.map(({ project }) => project));
  return rows.map((row, index) => {
    const course = courses[index]!;
    const begun = isCarried(course) ? course.started : null;
    return {
      ...row,
      leadUnit: known.has(String(row.leadUnit)) ? row.leadUnit! : null,
      actualStart: begun === null ? null : dateCell(begun),
      actualFinish: null,
      actualOperation: null,
      registeredOn: begun === null ? null : (row.registeredOn ?? dateCell(addDays(begun, 20))),
      startBatch: null,
      venue: null,
    };
  });
}

/** The day a project of the year is registered (入统); null: nobody does it this year. */
function registeredOn({ project, started }: Course): PlainDate | null {
  const random = seeded(`year registration ${project.code}`);
  if (started === null || random.chance(0.03)) return null;
  const { kind } = habitOf(project.unit);
  const isSlow = random.chance(kind === "poor" ? 0.25 : 0.06);
  return officeDay(addDays(started, isSlow ? random.int(36, 80) : random.int(8, 25)));
}

/** Start, registration, finish and operation, typed some days after. */
export const yearProjects = (courses: readonly Course[], rows: readonly TemplateRow[]): readonly Deed[] =>
  courses
    .flatMap((course, index) => projectDeeds(course, rows[index]!))
    .filter(({ on }) => on >= YEAR_FROM && on <= YEAR_TO);

/** So many days later, and not so late that anybody would ask. */
const soon = (day: PlainDate, later: number): PlainDate => {
  const on = officeDay(addDays(day, later));
  return daysBetween(day, on) > 6 ? officeDay(day) : on;
};

function projectDeeds(course: Course, row: TemplateRow): readonly Deed[] {
  const { project, started, finished } = course;
  const random = seeded(`year project ${project.code}`);
  const operation = dayIn(row.plannedOperation);
  const on = (day: PlainDate | null, field: string): readonly Deed[] =>
    day === null || day < YEAR_FROM
      ? []
      : [typed("projects", soon(day, random.int(0, 3)), project.code, { [field]: dateCell(day) })];
  const isNew = project.annualClass === "新开工";
  const ready = finished === null || operation === null ? null : officeDay(addDays(finished, random.int(45, 70)));
  return [
    ...(isNew ? on(started, "actualStart") : []),
    ...(isNew ? on(registeredOn(course), "registeredOn") : []),
    ...(project.annualClass === "前期" ? [] : on(finished, "actualFinish")),
    ...(project.annualClass === "前期" ? [] : on(ready, "actualOperation")),
  ];
}
