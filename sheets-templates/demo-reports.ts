import { addDays, addToMonth, monthNumber, yearOf } from "../lib/domain/dates.ts";
import type { CellValue } from "../lib/ports/spreadsheet.ts";
import { DEMO_YEAR } from "./demo-day.ts";
import type { DemoProject } from "./demo-projects.ts";
import { type Random, seeded } from "./random.ts";
import type { TemplateRow } from "./registry-sheets.ts";

const MONTHS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] as const;
/** The last month reported. */
const LAST_REPORTED = 9;

const isActive = ({ start, finish }: DemoProject, month: number): boolean =>
  (yearOf(start) < DEMO_YEAR || month >= monthNumber(start)) &&
  (yearOf(finish) > DEMO_YEAR || month <= monthNumber(finish));

const underWay = (projects: readonly DemoProject[]): readonly DemoProject[] =>
  projects.filter(({ annualClass }) => annualClass !== "前期");

/** Twelve planned amounts in 万元 whose sum is the annual plan; more in the warm months. */
function ownPlan(random: Random, project: DemoProject): readonly number[] {
  const weights = MONTHS.map((month) =>
    isActive(project, month) ? 0.7 + random.next() * 0.6 + (month > 2 ? 0.3 : 0) : 0,
  );
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  const amounts = weights.map((weight) => Math.floor(((project.plan ?? 0) * weight) / whole / 10) * 10);
  const last = weights.findLastIndex((weight) => weight > 0);
  return amounts.map((amount, index) =>
    index === last ? amount + (project.plan ?? 0) - amounts.reduce((sum, other) => sum + other, 0) : amount,
  );
}

const SHARE_WITH_OWN_PLAN = 0.6;

/** Own monthly plans by project code, for those that typed one. */
export function ownPlans(projects: readonly DemoProject[]): ReadonlyMap<string, readonly number[]> {
  const random = seeded("monthly plans");
  return new Map(
    underWay(projects)
      .filter(() => random.chance(SHARE_WITH_OWN_PLAN))
      .map((project) => [project.code, ownPlan(random, project)]),
  );
}

export const monthlyPlanRows = (plans: ReadonlyMap<string, readonly number[]>): readonly TemplateRow[] =>
  [...plans].map(([project, months]) => ({
    project,
    year: DEMO_YEAR,
    ...Object.fromEntries(months.map((amount, index) => [`m${index + 1}`, amount === 0 ? null : amount])),
  }));

/** Share of the annual plan due by the end of each month: the own plan, else evenly over the active months. */
function dueShares(project: DemoProject, own: readonly number[] | undefined): readonly number[] {
  const months = own ?? MONTHS.map((month) => (isActive(project, month) ? 1 : 0));
  const whole = months.reduce((sum, amount) => sum + amount, 0);
  let sofar = 0;
  return months.map((amount) => {
    sofar += amount;
    return sofar / whole;
  });
}

function gapOf(random: Random, { pace }: DemoProject): number {
  if (pace === "ahead") return random.chance(0.3) ? -random.next() * 0.012 : -random.next() * 0.12;
  if (pace === "blue") return 0.012 + random.next() * 0.075;
  return pace === "yellow" ? 0.115 + random.next() * 0.16 : 0.325 + random.next() * 0.1;
}

/** A figure that leaps in September: asked about, not accused. */
export const LEAPS: readonly string[] = ["P-027", "P-069", "P-120"];

/** 年初累计 of each month in 万元. */
function cumulative(random: Random, project: DemoProject, due: readonly number[]): readonly number[] {
  const plan = project.plan!;
  const gap = Math.min(gapOf(random, project), due[LAST_REPORTED - 1]! * 0.85);
  let sofar = 0;
  return MONTHS.slice(0, LAST_REPORTED).map((month, index) => {
    const least =
      project.started === null ? (month < monthNumber(project.start) ? random.int(6, 30) : 0) : random.int(12, 60);
    const ramp = due[index]! / due[LAST_REPORTED - 1]!;
    const held = LEAPS.includes(project.code) && month < LAST_REPORTED ? 0.5 : 1;
    const wanted = project.started === null ? 0 : plan * (due[index]! - gap * ramp) * held;
    const wobble = month === LAST_REPORTED ? 1 : 0.985 + random.next() * 0.02;
    sofar = Math.max(sofar + least, Math.min(Math.round(wanted * wobble), Math.round(plan * 1.04)));
    return sofar;
  });
}

const PROGRESS: Readonly<Record<string, readonly string[]>> = {
  产业: ["厂房钢结构吊装", "设备基础浇筑", "主体施工", "设备进场安装", "厂区道路施工"],
  基础设施: ["路基填筑", "桩基施工", "管线迁改", "桥面铺装", "征地收尾"],
  民生: ["主体结构施工", "砌体施工", "装饰装修", "室外管网施工", "基坑支护"],
  生态环保: ["清淤施工", "管网铺设", "构筑物浇筑", "设备安装", "绿化栽植"],
  文化旅游: ["基础配套施工", "主体修缮", "景观施工", "布展施工", "游步道铺设"],
};

function progress(project: DemoProject, month: number): string {
  const typed = `${DEMO_YEAR}-${String(month).padStart(2, "0")}`;
  if (project.started === null || project.started.slice(0, 7) > typed) return "办理前期手续";
  if (project.finished !== null && project.finished.slice(0, 7) <= typed) return "已竣工，办理结算";
  const works = PROGRESS[project.category]!;
  return `${works[Math.floor(month / 2) % works.length]!}，完成约${month}0%`;
}

/** Reports of September that were not in by the as-of day: some rows hold only their key, some were never made. */
const BLANK = ["P-033", "P-058", "P-097", "P-121"];
const ABSENT = ["P-044", "P-103", "P-140"];
/** In after the due day of September (10-08). */
const LATE = ["P-012", "P-049", "P-086", "P-101", "P-134"];

function reportedOn(random: Random, code: string, month: number): CellValue {
  const next = addToMonth(`${DEMO_YEAR}-${String(month).padStart(2, "0")}`, 1);
  if (month === LAST_REPORTED && LATE.includes(code)) return { date: addDays(`${next}-09`, random.int(0, 4)) };
  if (month === LAST_REPORTED) return { date: random.chance(0.5) ? "2026-09-30" : "2026-10-08" };
  return { date: addDays(`${next}-01`, random.chance(0.015) ? random.int(8, 11) : random.int(0, 4)) };
}

function monthAsTyped(index: number, month: number): string {
  const two = String(month).padStart(2, "0");
  return index % 4 === 3 ? `${DEMO_YEAR}年${month}月` : `${DEMO_YEAR}-${two}`;
}

function reportsOf(
  random: Random,
  project: DemoProject,
  index: number,
  due: readonly number[],
): readonly TemplateRow[] {
  const ytd = cumulative(random, project, due);
  const funding = random.chance(0.08) ? 0.76 + random.next() * 0.06 : 0.95 + random.next() * 0.15;
  const funded = ytd.map((amount) => Math.round(amount * funding));
  const together = random.chance(0.25) && due[1]! < 0.25;
  return MONTHS.slice(0, LAST_REPORTED).flatMap((month, at) => {
    const key = { project: project.code, projectName: project.name, month: monthAsTyped(index, month) };
    if (month === 1 && together) return [];
    if (month === LAST_REPORTED && ABSENT.includes(project.code)) return [];
    if (month === LAST_REPORTED && BLANK.includes(project.code)) return [key];
    const from = month === 2 && together ? -1 : at - 1;
    return [
      {
        ...key,
        invested: random.chance(0.05) ? null : ytd[at]! - (ytd[from] ?? 0),
        investedYtd: ytd[at]!,
        funded: funded[at]! - (funded[from] ?? 0),
        fundedYtd: funded[at]!,
        visualProgress: progress(project, month),
        reporter: project.officer,
        reportedOn: reportedOn(random, project.code, month),
        reviewAnswer: null,
      },
    ];
  });
}

export function reportRows(
  projects: readonly DemoProject[],
  plans: ReadonlyMap<string, readonly number[]>,
): readonly TemplateRow[] {
  const random = seeded("reports");
  return underWay(projects).flatMap((project, index) =>
    reportsOf(random, project, index, dueShares(project, plans.get(project.code))),
  );
}
