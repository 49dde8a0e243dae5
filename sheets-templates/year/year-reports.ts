import {
  addDays,
  addToMonth,
  type Month,
  monthNumber,
  monthOf,
  type PlainDate,
  yearOf,
} from "../../lib/domain/dates.ts";
import { lockDay, reportDue } from "../../lib/domain/office-calendar.ts";
import type { DemoProject } from "../demo-projects.ts";
import type { ownPlans } from "../demo-reports.ts";
import { type Random, seeded } from "../random.ts";
import type { TemplateRow } from "../registry-sheets.ts";
import { YEAR_TO } from "./cast.ts";
import type { Course } from "./chains.ts";
import { habitOf } from "./habits.ts";
import { isReserve } from "./town.ts";
import { added, CALENDAR, type Deed, dateCell, officeDay, typed } from "./world.ts";

const MONTHS: readonly Month[] = Array.from({ length: 12 }, (_, index) => addToMonth("2026-01", index));

/** What a project reports over the year: 年初累计 of each month in 万元, by month number − 1. */
export type Figures = ReadonlyMap<string, readonly number[]>;

const isBuilding = ({ annualClass, plan }: DemoProject): boolean => annualClass !== "前期" && plan !== null;

/** Share of the plan due by the end of each month: the own monthly plan, else evenly from the planned start to the planned finish. */
function dueShares({ start, finish }: DemoProject, own: readonly number[] | undefined): readonly number[] {
  const isActive = (month: number): boolean =>
    (yearOf(start) < 2026 || month >= monthNumber(start)) && (yearOf(finish) > 2026 || month <= monthNumber(finish));
  const amounts = own ?? MONTHS.map((_, index) => (isActive(index + 1) ? 1 : 0));
  const whole = amounts.reduce((sum, amount) => sum + amount, 0);
  let sofar = 0;
  return amounts.map((amount) => {
    sofar += amount;
    return sofar / whole;
  });
}

/** Lean months after 春节 and in the floods, busy ones before the end of a quarter. */
const SEASON = [1, 0.9, 1.04, 1.02, 1.03, 1.07, 0.93, 1, 1.07, 1.05, 1.06, 1.16];

/** Figures of all projects that are built. */
export function figuresOf(courses: readonly Course[], plans: ReturnType<typeof ownPlans>): Figures {
  return new Map(
    courses
      .filter(({ project }) => isBuilding(project))
      .map((course) => [
        course.project.code,
        cumulative(course, dueShares(course.project, plans.get(course.project.code))),
      ]),
  );
}

function cumulative({ project, started, finished }: Course, due: readonly number[]): readonly number[] {
  const random = seeded(`year figures ${project.code}`);
  const plan = project.plan!;
  const own = habitOf(project.unit).pace * (0.94 + 0.12 * random.next());
  const most = 0.99 + 0.06 * random.next();
  const crisis = random.chance(0.22) ? random.int(2, 9) : null;
  let sofar = 0;
  return MONTHS.map((month, index) => {
    const isRunning = started !== null && monthOf(started) <= month;
    if (!isRunning) return sofar;
    const inTrouble = crisis !== null && index >= crisis && index < crisis + 3;
    const pace = own * SEASON[index]! * (inTrouble ? 0.35 : 1) * (0.9 + 0.2 * random.next());
    const planned = (due[index]! - (due[index - 1] ?? 0)) * plan;
    const backlog = Math.max(0, plan * (due[index - 1] ?? 0) * Math.min(own, 0.99) - sofar);
    const after = finished !== null && monthOf(finished) < month;
    const step = after ? plan * 0.004 * random.next() : planned * pace + backlog * (0.12 + 0.16 * random.next());
    const least = random.int(9, 45);
    sofar = Math.min(Math.round(sofar + Math.max(step, least)), Math.round(plan * most) + index * 7);
    return sofar;
  });
}

const WORKS: Readonly<Record<string, readonly string[]>> = {
  产业: ["场地平整完成，基础施工", "厂房钢结构吊装", "围护和屋面施工", "设备基础浇筑", "设备进场安装", "单机调试"],
  基础设施: ["征地收尾，便道贯通", "桩基施工", "承台和墩柱施工", "路基填筑", "桥面铺装", "附属和交安施工"],
  民生: ["基坑支护", "基础浇筑", "主体结构施工", "砌体施工", "装饰装修", "室外管网和绿化"],
  生态环保: ["清淤施工", "截污管网铺设", "构筑物浇筑", "设备安装", "岸坡整治", "绿化栽植"],
  文化旅游: ["水电路基础配套", "主体修缮", "主体结构施工", "景观施工", "游步道铺设", "布展施工"],
};

function progressOf({ project, started, finished }: Course, index: number): string {
  const month = MONTHS[index]!;
  if (started === null || monthOf(started) > month) return "办理前期手续";
  if (finished !== null && monthOf(finished) <= month) return "已竣工，办理结算";
  const works = WORKS[project.category]!;
  return `${works[Math.min(Math.floor(index / 2), works.length - 1)]!}，本月按计划推进`;
}

/** Typed from the first of the next month to the due day; a tardy unit comes after it, mostly before the lock. */
function typedOn(random: Random, month: Month, tardy: number): PlainDate {
  const due = reportDue(CALENDAR, month).day;
  if (random.chance(tardy)) return addDays(random.chance(0.7) ? due : lockDay(CALENDAR, month).day, random.int(1, 3));
  return addDays(due, -random.int(0, 4));
}

/** Who came onto the list in the year reports from the month before the start on. */
const listedFrom = (project: DemoProject): Month =>
  isReserve(project) ? addToMonth(monthOf(project.start), -1) : "2026-01";

/** Every month's report of every project that is built: as a rule in time, some late, a few never. */
export function yearReports(courses: readonly Course[], figures: Figures): readonly Deed[] {
  return courses
    .flatMap((course) => {
      const own = figures.get(course.project.code);
      return own === undefined ? [] : reportsOf(course, own);
    })
    .filter(({ on }) => on <= YEAR_TO);
}

function reportsOf(course: Course, ytd: readonly number[]): readonly Deed[] {
  const { project } = course;
  const random = seeded(`year reports ${project.code}`);
  const { tardy, kind } = habitOf(project.unit);
  const funding = random.chance(0.08) ? 0.8 : 0.96 + random.next() * 0.14;
  const together = random.chance(0.2);
  return MONTHS.flatMap((month, index): readonly Deed[] => {
    const forgotten = random.chance(kind === "poor" ? 0.025 : 0.004);
    const on = officeDay(typedOn(random, month, tardy));
    if ((index === 0 && together) || forgotten || month < listedFrom(project)) return [];
    const isPlain = random.chance(0.08);
    const from = ytd[index - 1] ?? 0;
    const row: TemplateRow = {
      ...{ project: project.code, projectName: project.name, month },
      invested: isPlain || (index === 1 && together) ? null : ytd[index]! - from,
      investedYtd: ytd[index]!,
      fundedYtd: Math.round(ytd[index]! * funding),
      visualProgress: progressOf(course, index),
      ...{ reporter: project.officer, reportedOn: dateCell(on), reviewAnswer: standstill(course, ytd, index) },
    };
    return reported(random, `${project.code}/${month}`, row, on);
  });
}

/** Three months of zero after the planned start are explained with the report. */
function standstill({ project, started }: Course, ytd: readonly number[], index: number): string | null {
  const isStill = index > 1 && ytd[index] === (ytd[index - 3] ?? 0);
  return started === null && isStill && project.start < MONTHS[index]! ? "施工许可未取得，尚未开工" : null;
}

const CHEATED = 0.006;
const MISTYPED = 0.01;

/** As typed; now and then with a digit missing and mended when it was asked about, or made smaller weeks later. */
function reported(random: Random, key: string, row: TemplateRow, on: PlainDate): readonly Deed[] {
  const figure = Number(row.investedYtd);
  const chance = random.next();
  const as = (cells: TemplateRow): Deed => added("monthlyReports", on, key, { ...row, ...cells });
  if (chance < MISTYPED && figure > 2000) {
    const cells = { investedYtd: figure, reviewAnswer: "录入时漏一位数字，已更正" };
    return [
      as({ investedYtd: Math.floor(figure / 10), invested: null }),
      typed("monthlyReports", addDays(on, 2), key, cells),
    ];
  }
  if (chance < MISTYPED * 1.6)
    return [
      { ...as({ fundedYtd: `约${row.fundedYtd}` }), key, slip: true },
      typed("monthlyReports", addDays(on, 2), key, { fundedYtd: row.fundedYtd! }),
    ];
  const made = as({});
  if (chance > 1 - CHEATED && row.month !== "2026-12" && figure > 500) {
    const later = addDays(made.on, random.int(12, 20));
    return [made, ...fallen(random, key, figure, later)];
  }
  return [made];
}

function fallen(random: Random, key: string, figure: number, on: PlainDate): readonly Deed[] {
  const gone = random.chance(0.4);
  const cells = gone
    ? { investedYtd: null, invested: null, fundedYtd: null }
    : { investedYtd: Math.round(figure * 0.85), invested: null };
  const deed: Deed = {
    ...typed("monthlyReports", on, key, cells),
    cheat: gone ? "figure-vanished" : "figure-fell",
    key,
  };
  const answer = {
    reviewAnswer: gone ? "误删，已恢复原报数" : "与监理计量核对后核减，附计量单",
    ...(gone ? { investedYtd: figure } : {}),
  };
  return random.chance(0.7) ? [deed, typed("monthlyReports", addDays(on, random.int(3, 6)), key, answer)] : [deed];
}
