import { addDays, type Month, type PlainDate } from "../../lib/domain/dates.ts";
import type { TabCode } from "../../lib/domain/registry.ts";
import type { DemoProject } from "../demo-projects.ts";
import { UNITS } from "../demo-units.ts";
import { seeded } from "../random.ts";
import type { TemplateRow } from "../registry-sheets.ts";
import type { Cast } from "./cast.ts";
import type { Course } from "./chains.ts";
import { milestoneKey } from "./milestones.ts";
import { isReserve } from "./town.ts";
import { added, type Deed, dateCell, officeDay, typed } from "./world.ts";
import { stepBefore } from "./year-milestones.ts";
import { notBegun } from "./year-starts.ts";

/** A quarter's window: applied, signed and decided on, and the first month in which it counts. */
interface Window {
  readonly applied: PlainDate;
  readonly signed: PlainDate;
  readonly decided: PlainDate;
  readonly effective: Month;
  /** Reserve projects that come onto the list. */
  readonly moveIn: readonly string[];
}

const WINDOWS: readonly Window[] = [
  { applied: "2026-03-23", signed: "2026-03-25", decided: "2026-03-30", effective: "2026-04", moveIn: [] },
  {
    ...{ applied: "2026-06-22", signed: "2026-06-24", decided: "2026-06-29", effective: "2026-07" },
    moveIn: ["P-901", "P-904", "P-905"],
  },
  {
    ...{ applied: "2026-09-22", signed: "2026-09-24", decided: "2026-09-29", effective: "2026-10" },
    moveIn: ["P-902", "P-906", "P-907", "P-909", "P-910", "P-911"],
  },
];
/** The last window is about the year to come: asked and not agreed to. */
const LAST = { applied: "2026-12-22", signed: "2026-12-24", decided: "2026-12-29", effective: "2027-01" } as const;

/** Annual plan of a project that comes in, as a share of 总投资, in whole hundreds of 万元. */
const planOf = ({ total }: DemoProject): number => Math.round((total * 0.14) / 100) * 100;

/** Reserve projects that come onto the list in the year, with the plan they come with. */
export const comers = ({ reserves }: Cast): ReadonlyMap<string, DemoProject> =>
  new Map(
    reserves
      .filter(({ code }) => WINDOWS.some(({ moveIn }) => moveIn.includes(code)))
      .map((project) => [project.code, { ...project, annualClass: "新开工", plan: planOf(project) }]),
  );

interface Change {
  readonly type: string;
  readonly project: DemoProject;
  readonly reason: string;
  readonly seq?: number;
  readonly from?: string;
  readonly to?: string;
  readonly redCutApproval?: string;
  /** What the unit types once it counts. */
  readonly after?: { readonly tab: TabCode; readonly key: string; readonly cells: TemplateRow };
  /** Typed wrong at first, and mended before it is decided. */
  readonly slip?: TemplateRow;
}

/** What a cut after a red light needs; a 调出 forgets it at first. */
const APPROVAL = "领导小组会议纪要〔2026〕14号";

const money = (amount: number): string => `${amount}万元`;

/** What is asked for in the quarters' windows; `rows`: 项目 as it stands with those that come in. */
export function yearAdjustments(
  cast: Cast,
  courses: readonly Course[],
  rows: ReadonlyMap<string, TemplateRow>,
): readonly Deed[] {
  const pool = poolOf(courses);
  let number = 0;
  const file = (window: Omit<Window, "moveIn">, change: Change, decision: string): readonly Deed[] => {
    number += 1;
    return filed(`T-2026-${String(number).padStart(3, "0")}`, window, change, decision);
  };
  const few = cast.name === "town";
  const own = WINDOWS.flatMap((window) => [
    ...moveIns(window, cast, courses, rows, file),
    ...changesIn(pool, window, few).flatMap((change) => file(window, change, "同意")),
    ...refused(pool).flatMap((change) => file(window, change, "不同意")),
  ]);
  return [...own, ...refused(pool).flatMap((change) => file(LAST, change, "不同意"))];
}

type File = (window: Window, change: Change, decision: string) => readonly Deed[];

/** The row of 项目 and its chain come with the application. */
function moveIns(
  window: Window,
  cast: Cast,
  courses: readonly Course[],
  rows: ReadonlyMap<string, TemplateRow>,
  file: File,
) {
  return cast.reserves
    .filter(({ code }) => window.moveIn.includes(code))
    .flatMap(({ code }): readonly Deed[] => {
      const course = courses.find(({ project }) => project.code === code)!;
      const reason = "前期要件齐备，已具备开工条件";
      const application: Change = { type: "调入", project: course.project, reason };
      return [
        added("projects", window.applied, code, rows.get(code)!),
        ...course.steps.map((step) => {
          const isDone = step.typed !== null && step.typed < window.applied;
          const row = isDone ? { ...step.row, actual: dateCell(step.actual!), evidence: "批复文件" } : stepBefore(step);
          return added("milestones", window.applied, milestoneKey(step.row), row);
        }),
        ...file(window, application, "同意"),
      ];
    });
}

/** Projects to take from, each once. */
function poolOf(courses: readonly Course[]) {
  const random = seeded("year adjustments");
  const idle = [...notBegun(courses)];
  const listed = courses.filter(
    ({ project }) =>
      project.plan !== null && !isReserve(project) && !idle.some((one) => one.project.code === project.code),
  );
  const running = random.shuffle(listed.filter(({ finished }) => finished === null || finished > "2026-12-01"));
  return { idle, running };
}

type Pool = ReturnType<typeof poolOf>;

const taken = <T>(list: T[]): readonly T[] => list.splice(0, 1);

function changesIn({ idle, running }: Pool, { effective }: Window, few: boolean): readonly Change[] {
  const late = idle.filter(({ project }) => project.start < addDays(`${effective}-01`, -60)).slice(0, few ? 1 : 3);
  const out = late.map((course) => idle.splice(idle.indexOf(course), 1)[0]!);
  const take = (count: number): readonly Course[] =>
    Array.from({ length: few ? Math.min(count, 1) : count }, () => taken(running)).flat();
  return [
    ...out.map(
      ({ project }): Change => ({
        type: "调出",
        project,
        reason: "开工条件不具备，业主申请退出年度清单",
        redCutApproval: APPROVAL,
        slip: { redCutApproval: null },
      }),
    ),
    ...take(3).map(({ project }, index) => replanned(project, index)),
    ...(few ? [] : take(1).map(({ project }) => revalued(project))),
    ...take(few ? 1 : 4).flatMap((course) => movedStep(course, effective)),
    ...(few ? [] : take(1).map(({ project }) => laterFinish(project))),
  ];
}

/** The first raises its plan, the others cut it: after a red light that needs an approval of its own. */
function replanned(project: DemoProject, index: number): Change {
  const plan = project.plan!;
  const next = Math.round((plan * (index === 0 ? 1.08 : 0.95)) / 10) * 10;
  const change: Change = {
    ...{ type: "变更年度计划", project, from: money(plan), to: money(next) },
    reason: index === 0 ? "专项债额度增加，工期提前" : "上级资金下达推迟，施工安排顺延",
    after: { tab: "projects", key: project.code, cells: { annualPlan: next } },
    slip: index === 0 ? { from: money(plan * 10) } : {},
  };
  return index === 0 ? change : { ...change, redCutApproval: APPROVAL };
}

const revalued = (project: DemoProject): Change => {
  const next = Math.round((project.total * 1.06) / 10) * 10;
  return {
    ...{ type: "变更总投资", project, from: money(project.total), to: money(next) },
    reason: "初步设计概算批复调整",
    after: { tab: "projects", key: project.code, cells: { totalInvestment: next } },
  };
};

function laterFinish(project: DemoProject): Change {
  const to = addDays(project.finish, 45);
  return {
    ...{ type: "变更计划竣工", project, from: project.finish, to },
    reason: "设计变更，增加附属工程",
    after: { tab: "projects", key: project.code, cells: { plannedFinish: dateCell(to) } },
  };
}

/** A step that will not be reached in time is planned anew. */
function movedStep({ project, steps }: Course, effective: Month): readonly Change[] {
  const open = steps.find(
    ({ planned, row }) => planned > `${effective}-08` && row.name !== "竣工" && row.name !== "开工",
  );
  if (open === undefined) return [];
  const to = addDays(open.planned, 40);
  return [
    {
      ...{ type: "变更节点", project, seq: Number(open.row.seq), from: open.planned, to },
      reason: "地质条件变化，施工方案调整",
      after: { tab: "milestones", key: milestoneKey(open.row), cells: { planned: dateCell(to) } },
    },
  ];
}

const refused = ({ running }: Pool): readonly Change[] =>
  taken(running).map(({ project }) => ({ type: "调出", project, reason: "业主资金链紧张" }));

function filed(code: string, window: Omit<Window, "moveIn">, change: Change, decision: string): readonly Deed[] {
  const { type, project, reason, after, slip = {} } = change;
  const { seq = null, from = null, to = null, redCutApproval = null } = change;
  const { applied, signed, decided, effective } = window;
  const right: TemplateRow = {
    ...{ code, type, project: project.code, projectName: project.name, seq, from, to, redCutApproval, reason },
    ...{ effectiveMonth: effective, applicant: project.county, appliedOn: dateCell(applied) },
  };
  const sponsor = UNITS.find(({ name }) => name === project.county)!.sponsor;
  const isWrong = Object.keys(slip).length > 0;
  const mended = Object.fromEntries(Object.keys(slip).map((field) => [field, right[field] ?? null]));
  return [
    added("adjustments", applied, code, { ...right, ...slip }),
    ...(isWrong ? [typed("adjustments", addDays(applied, 1), code, mended)] : []),
    typed("adjustments", signed, code, { sponsor, signedOn: dateCell(signed) }),
    typed("adjustments", decided, code, { decision, decidedOn: dateCell(decided) }),
    ...(decision === "同意" && after !== undefined
      ? [typed(after.tab, officeDay(addDays(`${effective}-01`, 1)), after.key, after.cells)]
      : []),
  ];
}
