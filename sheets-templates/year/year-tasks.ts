import { addDays, daysBetween, monthOf, type PlainDate } from "../../lib/domain/dates.ts";
import { LEADERS, withRole } from "../demo-units.ts";
import { type Random, seeded } from "../random.ts";
import type { TemplateRow } from "../registry-sheets.ts";
import { type Cast, YEAR_FROM, YEAR_TO } from "./cast.ts";
import { habitOf } from "./habits.ts";
import { added, type Deed, dateCell, dayIn, goingThrough, isOfficeDay, officeDay, typed } from "./world.ts";

/** 来源, what the meeting is called, 机制, the task, 成果要求, 路线图. */
const TASKS: readonly (readonly [string, string, string | null, string, string, string])[] = [
  [
    "清单",
    "2026年重点工作任务清单",
    null,
    "完成重点项目节点倒排并录入台账",
    "节点台账",
    "一周摸底、两周倒排、月底录入",
  ],
  ["会议", "市重点项目月度调度会", null, "梳理未开工项目，逐个排出开工时间", "未开工项目清单", "逐项会商，形成时间表"],
  ["批示", "市长批示", "基础设施", "研究滨河片区 110 千伏线路迁改方案", "迁改方案", "踏勘、比选、报批"],
  ["现场办公", "城东片区现场办公会", null, "解决水厂永久用电接入", "送电方案和送电证明", "勘察、施工、送电"],
  ["督查", "季度专项督查", null, "整改现场资料不全问题并反馈", "整改报告", "自查、整改、复核"],
  ["会议", "专项债项目推进会", "财政税收", "补齐资金支付资料，按月拨付", "支付台账", "逐笔核对、按月拨付"],
  ["会议", "招商引资工作例会", "招商引资", "跟进签约项目履约，逐个明确用地", "履约清单", "一企一策"],
  ["会议", "服务企业工作例会", "服务企业", "回访规上企业诉求并办结", "诉求办理清单", "收集、分办、回访"],
  ["清单", "2026年重点工作任务清单", "基础设施", "完成年度路网项目前期要件", "要件清单", "按月销号"],
  ["会议", "集中开工筹备会", null, "落实主会场、分会场方案", "活动方案", "踏勘、定点、报审"],
];

const inspector = (): string => withRole("管理员")[1]!.name;

const LETTERS: Readonly<Record<string, string>> = { 清单: "Q", 会议: "H", 批示: "P", 现场办公: "X", 督查: "D" };

/** The letter of its source ends it: no number that rows from minutes could go on from. */
const numbered = (index: number): string =>
  `R2026-${String(index + 1).padStart(3, "0")}${LETTERS[TASKS[index % TASKS.length]![0]]}`;

/** Tasks of lists and meetings, with 讲评 once they were verified; and what the program adds to the tab is answered. */
export function yearTasks(cast: Cast): readonly Deed[] {
  const random = seeded(`year tasks ${cast.name}`);
  const span = daysBetween(YEAR_FROM, "2026-12-10");
  const days = Array.from({ length: cast.tasks }, () => officeDay(addDays(YEAR_FROM, random.int(2, span)))).sort();
  const leads = cast.units.filter(({ group }) => group !== "其他").map(({ name }) => name);
  const own = days.flatMap((day, index) => taskOf(cast, random, random.shuffle(leads), index, day));
  return [...own, ...answers(cast)].filter(({ on }) => on <= YEAR_TO);
}

function taskOf(
  cast: Cast,
  random: Random,
  [lead, ...helpers]: readonly string[],
  index: number,
  given: PlainDate,
): readonly Deed[] {
  const [source, sourceName, mechanism, content, deliverable, roadmap] = TASKS[index % TASKS.length]!;
  const code = numbered(index);
  const due = addDays(given, random.int(12, 50));
  const row: TemplateRow = {
    ...{ code, mechanism, source, sourceName, sourceDate: dateCell(given), content },
    project: index % 3 === 0 ? random.pick(cast.projects).code : null,
    leader: random.pick(LEADERS.slice(1)),
    ...{ leadUnit: lead!, cooperatingUnits: helpers.slice(0, 2).join("、"), due: dateCell(due), deliverable, roadmap },
  };
  const entered = added("tasks", given, code, row);
  const vague: readonly Deed[] = [
    { ...added("tasks", given, code, { ...row, due: "尽快" }), key: code, slip: true },
    typed("tasks", addDays(given, 2), code, { due: dateCell(due) }),
  ];
  return [...(index % 19 === 11 ? vague : [entered]), ...courseOf(random, code, lead!, given, due)];
}

function courseOf(random: Random, code: string, lead: string, given: PlainDate, due: PlainDate): readonly Deed[] {
  const type = (on: PlainDate, cells: TemplateRow): Deed => typed("tasks", on, code, cells);
  const { kind } = habitOf(lead);
  const late = random.chance(kind === "poor" ? 0.4 : kind === "fair" ? 0.16 : 0.05);
  const first = officeDay(addDays(given, 6));
  const begun = type(first, { feedbackOn: dateCell(first), progress: "已制定方案，正在推进" });
  if (late && random.chance(0.12)) return [begun];
  const asked = officeDay(addDays(due, random.chance(0.7) ? -4 : 3));
  const extension = {
    ...{ extensionAskedOn: dateCell(asked), extendedTo: dateCell(addDays(due, 20)) },
    ...{ extensionApprover: LEADERS[0], extensionApprovedOn: dateCell(asked) },
  };
  const done = officeDay(addDays(due, late ? random.int(2, 16) : -random.int(0, 5)));
  const returned = random.chance(0.06);
  const again = officeDay(addDays(done, 8));
  const last = returned ? again : done;
  return [
    begun,
    ...(late && random.chance(0.5) ? [type(asked, extension)] : []),
    type(done, { doneOn: dateCell(done), evidence: "报告、照片", progress: "已完成" }),
    ...(returned ? [type(addDays(done, 3), { verifiedBy: inspector(), verification: "退回" })] : []),
    ...(returned ? [type(again, { doneOn: dateCell(again), verification: null, progress: "已补充完善" })] : []),
    type(addDays(last, 3), { verifiedBy: inspector(), verification: "通过", ...reviewed(random, late, last) }),
  ];
}

const reviewed = (random: Random, late: boolean, done: PlainDate): TemplateRow => ({
  review: late ? random.pick(["一般", "差", "一般"]) : random.pick(["好", "较好", "较好"]),
  reviewMonth: monthOf(done),
});

/** Every office day somebody looks through the tab for what came from minutes and for reports that are due. */
function answers(cast: Cast): readonly Deed[] {
  const own = new Set(Array.from({ length: cast.tasks }, (_, index) => numbered(index)));
  const days = Array.from({ length: daysBetween(YEAR_FROM, YEAR_TO) + 1 }, (_, index) => addDays(YEAR_FROM, index));
  return days
    .filter(isOfficeDay)
    .map((on) => goingThrough("tasks", on, (row, key) => (own.has(key) ? null : answer(row, key, on))));
}

function answer(row: TemplateRow, key: string, today: PlainDate): TemplateRow | null {
  const due = dayIn(row.due);
  if (due === null || dayIn(row.doneOn) !== null) return handedIn(row, key, today);
  const random = seeded(`year answer ${key}`);
  const { kind } = habitOf(String(row.leadUnit));
  const late = random.chance(kind === "poor" ? 0.3 : 0.05);
  const wanted = addDays(due, late ? random.int(1, 7) : -random.int(0, 3));
  if (today < wanted) return null;
  const isReport = row.source === "书面报告";
  const progress = isReport ? "已说明情况、具体问题和下一步措施" : "已办结";
  return {
    feedbackOn: dateCell(today),
    doneOn: dateCell(today),
    evidence: isReport ? "书面报告" : "办理情况报告",
    progress,
  };
}

/** Handed in and not looked at: the office verifies it three days later. */
function handedIn(row: TemplateRow, key: string, today: PlainDate): TemplateRow | null {
  const done = dayIn(row.doneOn);
  if (done === null || row.verification != null || today < addDays(done, 3)) return null;
  const random = seeded(`year verified ${key}`);
  return {
    verifiedBy: inspector(),
    verification: "通过",
    review: random.pick(["好", "较好", "一般"]),
    reviewMonth: monthOf(done),
  };
}
