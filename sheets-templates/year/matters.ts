import { addDays, daysBetween, type PlainDate } from "../../lib/domain/dates.ts";
import type { DemoProject } from "../demo-projects.ts";
import { DEPARTMENTS, headOf, LEADERS, officersOf, withRole } from "../demo-units.ts";
import { type Random, seeded } from "../random.ts";
import type { TemplateRow } from "../registry-sheets.ts";
import { adding, type Deed, dateCell, officeDay, typing } from "./world.ts";

const CATEGORIES = ["审批", "征地拆迁", "工程建设", "资金筹措", "用地", "用能", "其他"] as const;
const numbered = (prefix: string, index: number): string => `${prefix}-2026-${String(index + 1).padStart(3, "0")}`;
const inspector = (): string => withRole("管理员")[1]!.name;

/** Days of the half-year, one for each of so many matters. */
const spread = (random: Random, count: number, from: PlainDate, to: PlainDate): readonly PlainDate[] =>
  Array.from({ length: count }, () => officeDay(addDays(from, random.int(0, daysBetween(from, to) - 10)))).sort();

/** Problems are found, handed over, and go round: in time, late, sent back, solved by nobody, or waved through by their own people. */
export function issueDeeds(
  projects: readonly DemoProject[],
  from: PlainDate,
  to: PlainDate,
  count: number,
): readonly Deed[] {
  const random = seeded("living issues");
  const running = projects.filter(({ annualClass }) => annualClass !== "前期");
  return spread(random, count, from, to)
    .flatMap((day, index) => issueOf(random, random.pick(running), numbered("W", index), day))
    .filter(({ on }) => on <= to);
}

function issueOf(random: Random, project: DemoProject, code: string, found: PlainDate): readonly Deed[] {
  const complex = random.chance(0.2);
  const row: TemplateRow = {
    code,
    project: project.code,
    category: random.pick(CATEGORIES),
    description: "施工现场问题，需协调解决",
    complexity: complex ? "复杂" : "一般",
    complexityBy: complex ? inspector() : null,
    reportedOn: dateCell(found),
    assignedOn: dateCell(found),
    responsibleUnit: project.unit,
    responsiblePerson: project.officer,
    level: random.chance(0.06) ? "分管市领导" : "单位",
    raisedOn: null,
  };
  const type = (on: PlainDate, cells: TemplateRow): Deed => ({
    on: officeDay(on),
    tab: "issues",
    change: typing(code, cells),
  });
  const start: Deed = { on: found, tab: "issues", change: adding(code, row) };
  const slow = random.chance(0.25);
  const arranged = officeDay(addDays(found, slow ? random.int(2, 5) : 1));
  const answered = officeDay(addDays(arranged, slow ? random.int(3, 9) : random.int(1, 2)));
  const solved = officeDay(addDays(answered, slow ? random.int(9, 25) : random.int(1, complex ? 20 : 4)));
  const begun = [
    start,
    type(arranged, { arrangedOn: dateCell(arranged) }),
    type(answered, { firstFeedbackOn: dateCell(answered), lastFeedbackOn: dateCell(answered) }),
  ];
  if (random.chance(0.08)) return begun.slice(0, random.int(1, 3));
  const done = type(solved, {
    resolvedOn: dateCell(solved),
    evidence: "会议纪要、现场照片",
    measures: "现场会商，限期整改",
  });
  return [...begun, done, ...endOf(random, code, project, solved, type)];
}

type Type = (on: PlainDate, cells: TemplateRow) => Deed;

function endOf(random: Random, code: string, project: DemoProject, solved: PlainDate, type: Type): readonly Deed[] {
  const checked = officeDay(addDays(solved, random.int(1, 4)));
  const passed = {
    verifiedBy: inspector(),
    verification: "通过",
    verifiedOn: dateCell(checked),
    closedOn: dateCell(checked),
  };
  const chance = random.next();
  if (chance < 0.03) {
    const own = { ...passed, verifiedBy: headOf(project.unit).name };
    return [{ ...type(checked, own), cheat: "closed-by-doer", key: code }];
  }
  if (chance < 0.05)
    return [{ ...type(addDays(checked, 6), { resolvedOn: null }), cheat: "solved-withdrawn", key: code }];
  if (chance < 0.15) {
    const again = officeDay(addDays(checked, random.int(3, 9)));
    return [
      type(checked, { verifiedBy: inspector(), verification: "退回", verifiedOn: dateCell(checked) }),
      type(again, { resolvedOn: dateCell(again) }),
      type(addDays(again, 2), {
        verification: "通过",
        verifiedOn: dateCell(officeDay(addDays(again, 2))),
        closedOn: dateCell(officeDay(addDays(again, 2))),
      }),
    ];
  }
  const end = [type(checked, passed)];
  if (chance > 0.96)
    end.push(type(addDays(checked, 20), { reopenedOn: dateCell(officeDay(addDays(checked, 20))), closedOn: null }));
  return end;
}

const SOURCES = ["清单", "会议", "批示", "督查", "现场办公"] as const;

/** Tasks of the list and of meetings; a few ask for more time, before or after their day. */
export function taskDeeds(from: PlainDate, to: PlainDate, count: number): readonly Deed[] {
  const random = seeded("living tasks");
  return spread(random, count, from, to)
    .flatMap((day, index) => taskOf(random, numbered("R", index), day))
    .filter(({ on }) => on <= to);
}

function taskOf(random: Random, code: string, given: PlainDate): readonly Deed[] {
  const lead = random.pick(DEPARTMENTS).name;
  const due = addDays(given, random.int(10, 45));
  const row: TemplateRow = {
    code,
    source: random.pick(SOURCES),
    sourceName: "市重点项目调度会",
    sourceDate: dateCell(given),
    content: "完成专题材料并反馈",
    leader: random.pick(LEADERS),
    leadUnit: lead,
    cooperatingUnits: DEPARTMENTS.filter(({ name }) => name !== lead)[random.int(0, 15)]!.name,
    due: dateCell(due),
  };
  const type = (on: PlainDate, cells: TemplateRow): Deed => ({
    on: officeDay(on),
    tab: "tasks",
    change: typing(code, cells),
  });
  const start: Deed = { on: given, tab: "tasks", change: adding(code, row) };
  if (random.chance(0.08)) return [start];
  const asked = officeDay(addDays(due, random.chance(0.5) ? -3 : 4));
  const more = random.chance(0.1);
  const extension = {
    extensionAskedOn: dateCell(asked),
    extendedTo: dateCell(addDays(due, 20)),
    extensionApprover: LEADERS[0],
    extensionApprovedOn: dateCell(asked),
  };
  const done = officeDay(addDays(due, random.chance(0.75) ? -random.int(0, 6) : random.int(1, 20)));
  const verified = officeDay(addDays(done, random.int(1, 4)));
  return [
    start,
    ...(more ? [type(asked, extension)] : []),
    type(done, { doneOn: dateCell(done), evidence: "报告", feedbackOn: dateCell(done) }),
    type(verified, { verifiedBy: officersOf(lead).length > 0 ? inspector() : null, verification: "通过" }),
  ];
}
