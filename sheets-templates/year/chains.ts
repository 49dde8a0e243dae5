import { addDays, daysBetween, type PlainDate } from "../../lib/domain/dates.ts";
import { addWorkingDays } from "../../lib/domain/working-days.ts";
import { milestoneRows } from "../demo-milestones.ts";
import type { DemoProject } from "../demo-projects.ts";
import { type Random, seeded } from "../random.ts";
import type { TemplateRow } from "../registry-sheets.ts";
import { type Cast, YEAR_FROM } from "./cast.ts";
import { habitOf } from "./habits.ts";
import { CALENDAR, dateCell, officeDay } from "./world.ts";

/** One step of a project's chain as it went: what was planned, when it was done (null: not within anybody's sight), and when somebody typed it. */
export interface Lived {
  readonly row: TemplateRow;
  readonly planned: PlainDate;
  readonly actual: PlainDate | null;
  readonly typed: PlainDate | null;
}

/** One project and how its year went. */
export interface Course {
  readonly project: DemoProject;
  readonly steps: readonly Lived[];
  readonly started: PlainDate | null;
  readonly finished: PlainDate | null;
}

const step = (name: string, doneWhen: string, before: number, documentType: string, disclosureCategory: string) => ({
  ...{ name, doneWhen, before, documentType, disclosureCategory },
});

/** Papers a start needs before those of the demo's own chain, with the days before 计划开工 on which each is planned. */
const PAPERS = [
  step("立项批复", "取得项目建议书批复或备案证", 260, "其他", "批准结果"),
  step("建设用地规划许可", "取得建设用地规划许可证", 190, "行政许可", "批准结果"),
  step("建设工程规划许可", "取得建设工程规划许可证", 130, "行政许可", "批准结果"),
];

function paperRows({ code, name: projectName, start }: DemoProject): readonly TemplateRow[] {
  return PAPERS.map(({ before, ...cells }, index) => ({
    ...{ project: code, projectName, seq: 2 + index * 3, predecessors: index === 0 ? null : String(index * 3 - 1) },
    ...{ duration: index === 0 ? null : 24, planned: dateCell(addDays(start, -before)) },
    ...{ actual: null, responsibleUnit: null, responsiblePerson: null, evidence: null, remark: null },
    ...cells,
  }));
}

const plannedOf = ({ planned }: TemplateRow): PlainDate => (planned as { readonly date: PlainDate }).date;

const isNew = ({ annualClass }: DemoProject): boolean => annualClass === "新开工" || annualClass === "储备";

/** Every chain of the city, in the order of the list. */
export function coursesOf({ projects, reserves, idle }: Cast): readonly Course[] {
  const all = [...projects, ...reserves];
  const chains = Map.groupBy(milestoneRows(all), ({ project }) => String(project));
  return all.map((project) => {
    const own = chains.get(project.code)!;
    const rows = isNew(project) ? [...paperRows(project), ...own] : own;
    const steps = livedSteps(seeded(`year chain ${project.code}`), project, rows, idle.includes(project.code));
    const dayOf = (name: string): PlainDate | null => steps.find(({ row }) => row.name === name)?.actual ?? null;
    return { project, steps, started: dayOf("开工"), finished: dayOf("竣工") };
  });
}

/** 春节 and the weeks around it, and the weeks of the floods. */
const SLOW: readonly (readonly [PlainDate, PlainDate])[] = [
  ["2026-02-06", "2026-03-06"],
  ["2026-07-05", "2026-07-31"],
];
const NEVER = 0.012;

/** One step after the other: a late one holds up those behind it, and everybody catches up a little. */
function livedSteps(
  random: Random,
  project: DemoProject,
  rows: readonly TemplateRow[],
  idle: boolean,
): readonly Lived[] {
  let before: PlainDate | null = null;
  let stuck = false;
  return rows.map((row): Lived => {
    const planned = plannedOf(row);
    const done: PlainDate = doneOn(random, project, row, before);
    const never = (idle && row.name === "开工") || (random.chance(NEVER) && planned > YEAR_FROM);
    const typedAfter = random.int(0, 3);
    if (planned < addDays(YEAR_FROM, -5)) {
      before = addDays(planned, -random.int(0, 6));
      return { row, planned, actual: before, typed: before };
    }
    stuck = stuck || never;
    before = done;
    if (stuck) return { row, planned, actual: null, typed: null };
    const typed = officeDay(addDays(done, typedAfter));
    before = daysBetween(done, typed) > 6 ? typed : done;
    return { row, planned, actual: before, typed };
  });
}

function doneOn(random: Random, project: DemoProject, row: TemplateRow, before: PlainDate | null): PlainDate {
  const planned = plannedOf(row);
  const { late, days } = habitOf(String(row.responsibleUnit ?? project.unit));
  const slow = SLOW.some(([from, to]) => planned >= from && planned <= to) ? 1.5 : 1;
  const isLate = random.chance(Math.min(late * slow, 0.9));
  const delay = isLate ? 1 + Math.ceil(days * random.next() ** 1.6) : -random.int(0, 8);
  const wanted = addDays(planned, delay);
  const own = Math.max(1, Math.round(Number(row.duration ?? 1) * 0.8));
  const allowed = before === null ? wanted : addWorkingDays(CALENDAR, before, own).day;
  const day = allowed > wanted ? allowed : wanted;
  return day < YEAR_FROM ? addDays(YEAR_FROM, random.int(0, 4)) : day;
}
