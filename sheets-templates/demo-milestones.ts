import { addDays, daysBetween, type PlainDate, weekday } from "../lib/domain/dates.ts";
import type { CellValue } from "../lib/ports/spreadsheet.ts";
import { milestoneTemplates } from "../lib/rules/milestone-templates.ts";
import { NO_OVERRIDES } from "../lib/rules/rulebook.ts";
import { DEMO_AS_OF } from "./demo-day.ts";
import type { Chain, DemoProject } from "./demo-projects.ts";
import { type Random, seeded } from "./random.ts";
import type { TemplateRow } from "./registry-sheets.ts";

interface Step {
  readonly name: string;
  readonly doneWhen: string;
  readonly document?: "行政许可" | "其他";
  readonly disclosure?: string;
}

const step = (name: string, doneWhen: string, document?: Step["document"], disclosure?: string): Step => ({
  name,
  doneWhen,
  ...(document === undefined ? {} : { document }),
  ...(disclosure === undefined ? {} : { disclosure }),
});

const BEFORE: readonly Step[] = [
  step("施工图审查", "取得审查合格书", "其他", "批准结果"),
  step("施工招标", "发出中标通知书", "其他", "招标投标"),
  step("施工许可", "取得施工许可证", "行政许可", "施工"),
  step("开工", "监理签发开工令"),
];
const WORKS: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  产业: [
    ["厂房基础", "基础验收合格"],
    ["主体封顶", "主体结构封顶"],
    ["设备安装", "设备全部到场并安装"],
    ["联合调试", "联动试车合格"],
  ],
  基础设施: [
    ["征地拆迁", "完成交地"],
    ["管线迁改", "迁改完成并验收"],
    ["主体施工", "主体工程完成"],
    ["附属工程", "附属及交安设施完成"],
  ],
  民生: [
    ["基础工程", "基础验收合格"],
    ["主体封顶", "主体结构封顶"],
    ["装饰装修", "装修完成"],
    ["室外配套", "道路、绿化、管网完成"],
  ],
  生态环保: [
    ["截污管网", "管网贯通"],
    ["构筑物施工", "构筑物完成"],
    ["设备安装", "设备安装完成"],
    ["生态修复", "植被成活率达标"],
  ],
  文化旅游: [
    ["基础配套", "水电路通"],
    ["主体工程", "主体结构完成"],
    ["景观工程", "景观完成"],
    ["布展装修", "布展完成"],
  ],
};
const FINISH = step("竣工", "通过竣工验收", "其他", "竣工");
const PREPARATION: readonly Step[] = [
  step("选址论证", "出具选址意见", "其他", "批准服务"),
  step("项目建议书批复", "取得批复", "其他", "批准结果"),
  step("可研编制", "通过专家评审"),
  step("用地预审", "取得用地预审意见", "行政许可", "批准结果"),
  step("环评批复", "取得批复", "行政许可", "批准结果"),
  step("可研批复", "取得批复", "其他", "批准结果"),
  step("初步设计批复", "取得批复", "其他", "批准结果"),
];

interface Planned extends Step {
  readonly planned: PlainDate;
}

/** Share of the building time at which each work ends. */
const SHARES = [0.22, 0.46, 0.68, 0.86];
const DAYS_BEFORE = [-110, -64, -14];

function building(project: DemoProject, long: boolean): readonly Planned[] {
  const span = Math.max(60, daysBetween(project.start, project.finish));
  const works = WORKS[project.category]!.map(([name, doneWhen], index) => ({
    ...step(name, doneWhen),
    planned: addDays(project.start, Math.round(span * SHARES[index]!)),
  }));
  const before = BEFORE.map((item, index) => ({ ...item, planned: addDays(project.start, DAYS_BEFORE[index] ?? 0) }));
  return [...(long ? before : before.slice(1)), ...works, { ...FINISH, planned: project.finish }];
}

function preparing(random: Random, long: boolean): readonly Planned[] {
  let day = addDays("2025-12-10", random.int(0, 60));
  return (long ? PREPARATION : PREPARATION.slice(1)).map((item) => {
    day = addDays(day, random.int(44, 82));
    return { ...item, planned: day };
  });
}

/** Days from the open step's planned day to the as-of day. */
const LATE: Readonly<Record<Chain, readonly [number, number] | null>> = {
  red: [17, 34],
  yellow: [8, 15],
  blue: [2, 7],
  due: [-3, -1],
  soon: [-7, -4],
  fine: null,
  waiting: null,
  unfinished: null,
};

/** Index of the step that is open first; the number of steps when all are done. */
function openStep(steps: readonly Planned[], project: DemoProject): number {
  if (project.finished !== null) return steps.length;
  if (project.chain === "waiting") return steps.findIndex(({ name }) => name === "开工");
  if (project.chain === "unfinished") return steps.length - 1;
  const ahead = steps.filter(({ planned }) => planned > DEMO_AS_OF).length;
  const next = steps.length - ahead;
  if (project.chain === "fine") return next;
  if (project.chain === "due" || project.chain === "soon") return Math.min(next, steps.length - 1);
  const works = steps.findIndex(({ name }) => name === "开工") + 1;
  return Math.max(works, next - 1);
}

/** Moves the open step to where the story wants it and keeps the order of the days around it. */
function staged(random: Random, steps: readonly Planned[], project: DemoProject): readonly Planned[] {
  const open = openStep(steps, project);
  const late = LATE[project.chain];
  if (late === null || open >= steps.length) return steps;
  const wanted = addDays(DEMO_AS_OF, -random.int(late[0], late[1]));
  return steps.map((item, index) => {
    if (index < open) return item.planned < wanted ? item : { ...item, planned: addDays(wanted, (index - open) * 21) };
    if (index === open) return { ...item, planned: wanted };
    const least = addDays(DEMO_AS_OF, 9 + (index - open) * 12);
    return item.planned > least || item.name === FINISH.name ? item : { ...item, planned: least };
  });
}

const OFFSETS = [-9, -6, -4, -3, -2, -1, -1, 0, 0, 0, 0, 0, 1, 3, 6];

/** The day a step was done: mostly in time, now and then some days late, never after the as-of day. */
function doneOn(random: Random, planned: PlainDate, name: string, project: DemoProject): PlainDate {
  if (name === "开工" && project.started !== null) return project.started;
  if (name === "竣工" && project.finished !== null) return project.finished;
  const day = addDays(planned, random.pick(OFFSETS));
  return day < DEMO_AS_OF ? day : addDays(DEMO_AS_OF, -1);
}

/** Weekdays from one day to the other, less some slack: never more than what the plan itself leaves. */
function durationBetween(random: Random, from: PlainDate, to: PlainDate): number {
  let days = 0;
  for (let day = from; day < to; ) {
    day = addDays(day, 1);
    if (weekday(day) <= 5) days++;
  }
  return Math.max(1, Math.floor(days * (0.72 + random.next() * 0.16)));
}

const EVIDENCE = ["照片、验收单", "验收记录", "批复文件", "监理月报", "现场照片"];
const POWER = "澜江供电公司";

function rowsOf(random: Random, project: DemoProject, long: boolean): readonly TemplateRow[] {
  const drafted = project.annualClass === "前期" ? preparing(random, long) : building(project, long);
  const steps = staged(random, drafted, project);
  const open = openStep(drafted, project);
  return steps.map((item, index): TemplateRow => {
    const done = index < open && item.planned <= DEMO_AS_OF;
    const before = steps[index - 1];
    return {
      project: project.code,
      projectName: project.name,
      seq: (index + 1) * 10,
      name: item.name,
      doneWhen: item.doneWhen,
      predecessors: index === 0 ? null : String(index * 10),
      duration: before === undefined ? null : durationBetween(random, before.planned, item.planned),
      planned: { date: item.planned },
      actual: done ? { date: doneOn(random, item.planned, item.name, project) } : null,
      responsibleUnit: item.name === "管线迁改" ? POWER : null,
      responsiblePerson: null,
      documentType: item.document ?? null,
      disclosureCategory: item.disclosure ?? null,
      evidence: done ? (random.pick(EVIDENCE) as CellValue) : null,
      remark: null,
    };
  });
}

/** One more step for so many projects makes 1,700 milestones: 148 × 8 + 69 × 6 + 102. */
const LONGER = 102;

export function milestoneRows(projects: readonly DemoProject[]): readonly TemplateRow[] {
  const random = seeded("milestones");
  const longer = new Set(
    seeded("longer chains")
      .shuffle([...projects.keys()])
      .slice(0, LONGER),
  );
  return projects.flatMap((project, index) => rowsOf(random, project, longer.has(index)));
}

/** The built-in templates, typed out to be looked at and changed. */
export const templateRows = (): readonly TemplateRow[] =>
  milestoneTemplates(NO_OVERRIDES, DEMO_AS_OF, []).flatMap(({ name: template, steps }) =>
    steps.map(({ seq, name, predecessors, duration, documentType, disclosureCategory }) => ({
      template,
      seq,
      name,
      predecessors: predecessors || null,
      duration,
      documentType: documentType || null,
      disclosureCategory: disclosureCategory || null,
    })),
  );
