import { describe, expect, test } from "vitest";
import { isValue } from "../../lib/domain/field.ts";
import { NO_HISTORY } from "../../lib/domain/history.ts";
import type { Light } from "../../lib/domain/light.ts";
import { checksOn } from "../../lib/domain/list-change/check-sources.ts";
import type { AdjustmentLack } from "../../lib/domain/list-change/row-checks.ts";
import type { ListInForce } from "../../lib/domain/list-in-force.ts";
import { type Agenda, agendaOf } from "../../lib/domain/meeting-pack/agenda.ts";
import { proposedAssignments } from "../../lib/domain/meeting-pack/assignments.ts";
import { mechanismNamed } from "../../lib/domain/meeting-pack/last-meeting.ts";
import { type Matter, mechanismMatters, quarterMatters } from "../../lib/domain/meeting-pack/matters.ts";
import { nextStarts } from "../../lib/domain/meeting-pack/next-starts.ts";
import { lastEndedQuarter, quarterAfter, quarterDays } from "../../lib/domain/meeting-pack/quarter-days.ts";
import { redMonths } from "../../lib/domain/meeting-pack/red-months.ts";
import { undecidedAdjustments } from "../../lib/domain/meeting-pack/undecided.ts";
import { isUnsolved, levelSections, type UnsolvedIssue } from "../../lib/domain/meeting-pack/unsolved.ts";
import { monthlyLocks } from "../../lib/domain/original-plan.ts";
import type { Adjustment, AdjustmentType, IssueLevel, Project } from "../../lib/domain/registry.ts";
import { doneCount, lacksOf } from "../../lib/domain/starts/readiness.ts";
import { readMoneyText, readPlannedDayText } from "../../lib/registry/cells/typed-values.ts";
import { meetingRulesOn } from "../../lib/rules/meeting-rules.ts";
import { NO_OVERRIDES } from "../../lib/rules/rulebook.ts";
import { type Case, readCases } from "../cases/read-cases.ts";
import { newRed, newStuck, newTaskVerdict, newUnsolved, PACK_DAY, proposedFor } from "../fakes/packs.ts";
import { EMPTY_REGISTRY, filesOf, newMilestone, newProject } from "../fakes/registry-rows.ts";
import { newMilestoneVerdict } from "../fakes/verdicts.ts";
import { CALENDAR } from "../jobs/owed-city.ts";

const RULES = meetingRulesOn(NO_OVERRIDES, PACK_DAY);
const Q4 = quarterDays("2026Q4")!;

function order(given: string): string {
  const issues = given.split(";").map((text) => {
    const [key = "", level = "", days = "", ...words] = text.split(" ");
    const late = words.find((word) => word.startsWith("逾期"))?.slice(2) ?? "0";
    const state = words.includes("待核查") ? "to-verify" : words.includes("已销号") ? "closed" : "working";
    const made = newUnsolved(key, level === "-" ? null : (level as IssueLevel), Number.parseInt(days, 10));
    const reportedOn = words.includes("次日提出") ? "2026-09-22" : made.verdict.issue.reportedOn;
    const verdict = {
      ...made.verdict,
      state,
      workingDaysLate: Number(late),
      issue: { ...made.verdict.issue, reportedOn },
    };
    return { ...made, verdict } as UnsolvedIssue;
  });
  return levelSections(issues.filter(({ verdict }) => isUnsolved(verdict, PACK_DAY)))
    .filter((section) => section.issues.length > 0)
    .map((section) => `${section.level} ${section.issues.map(({ verdict }) => verdict.key).join("、")}`)
    .join("|");
}

const LIGHTS: Readonly<Record<string, Light>> = { 红: "red", 黄: "yellow", 免: "exempt" };

function red(given: string): string {
  const words = given.split(" ");
  const months = words
    .filter((word) => /^\d/.test(word))
    .map((word) => ({ month: `2026-0${word[0]}`, light: LIGHTS[word[1]!]! }));
  const light = LIGHTS[words.find((word) => word.startsWith("现"))![1]!]!;
  const { verdict } = newRed("P", { light, months });
  const least = Number(/须(\d)个月/.exec(given)?.[1] ?? RULES.redMonths);
  const isOpen = () => !words.includes("豁免") && !words.includes("竣工");
  const [found] = redMonths([verdict], { least, isOpen });
  return found === undefined ? "不列" : found.months.map((month) => `${Number(month.slice(5))}月`).join("、");
}

const STATES = {
  ...{ started: "已开工", exempt: "豁免", ready: "齐备", "not-ready": "不全", unknown: "无法判定" },
} as const;

function start(given: string): string {
  const [, day = ""] = /计划(\S+)/.exec(given) ?? [];
  const [, started = null] = /已开工(\S+)/.exec(given) ?? [];
  const names = given.split("节点")[1]!.trim().split(" ").filter(Boolean);
  const project = { ...newProject("P"), plannedStart: day === "无" ? null : day, actualStart: started };
  const steps = names.map((name, index) => {
    const row = { ...newMilestone("P", (index + 1) * 10), name: name.slice(0, -1), planned: "2026-09-10" };
    return newMilestoneVerdict({ ...row, actual: name.endsWith("√") ? "2026-09-01" : null }, "甲县", PACK_DAY, 0);
  });
  const [file] = filesOf({ ...EMPTY_REGISTRY, projects: [project] }, 2026);
  const { starts, overdue } = nextStarts({
    ...{ files: [file!], quarter: Q4, asOf: PACK_DAY },
    milestonesOf: () => steps.toReversed(),
    isExempt: () => given.includes("豁免"),
  });
  const [found] = [...starts, ...overdue];
  if (found === undefined) return "不列";
  const lacking = lacksOf(found)
    .map(({ step }) => step?.milestone.name ?? "资金")
    .join("、");
  return `${starts.length > 0 ? "列" : "应开未开"} ${STATES[found.state]} ${doneCount(found)}/6${lacking === "" ? "" : ` 缺${lacking}`}`;
}

const LACKS: Partial<Record<AdjustmentLack, string>> = {
  ...{ signature: "签字", explanation: "理由", "red-cut": "核减批准", "old-value-missing": "缺原值" },
  ...{ "old-value": "原值不符", "new-value": "缺新值", "unknown-project": "无此项目" },
  ...{ "unknown-milestone": "无此节点", "on-the-list": "已在清单", "off-the-list": "不在清单" },
};

function adjust(given: string): string {
  const said = new Map(given.split(";").map((part) => part.split(" ") as [string, string]));
  const project: Project = { ...newProject("P"), annualPlan: 120_000_000, plannedFinish: "2026-12-20" };
  const decidedOn = said.get("审定") ?? null;
  const row: Adjustment = {
    ...{ workbook: "台账", key: "T-1", code: "T-1", project: "P", seq: null, effectiveMonth: null, applicant: "甲县" },
    type: said.get("类型") as AdjustmentType,
    ...{ from: said.get("原值") ?? null, to: said.get("新值") ?? null, reason: said.get("理由") ?? "专项债额度调整" },
    appliedOn: said.get("申请") ?? "2026-09-10",
    ...{
      sponsor: said.get("领导") === "无" ? null : "钱市长",
      signedOn: said.get("签字") === "无" ? null : "2026-09-12",
    },
    redCutApproval: said.get("核减批准") === "有" ? "市政府批示" : null,
    ...{ decision: decidedOn === null ? null : "同意", decidedOn },
  };
  const registry = { ...EMPTY_REGISTRY, adjustments: [row], projects: said.get("项目") === "无" ? [] : [project] };
  const list = { projects: said.get("清单") === "外" ? [] : [project] } as unknown as ListInForce;
  const light = said.get("亮灯") === "红" ? ("red" as const) : ("green" as const);
  const checks = checksOn({
    ...{ registry, projects: registry.projects, history: NO_HISTORY, asOf: PACK_DAY, planYear: 2026 },
    verdicts: [newRed("P", { light }).verdict],
    ...{ nextLock: monthlyLocks(CALENDAR), listOf: () => list, windowDays: () => 31 },
    ...{ readPlannedDay: (text) => readPlannedDayText(text, 2026), readMoney: readMoneyText },
  });
  const [found] = undecidedAdjustments(checks);
  if (found === undefined) return "不列";
  return found.lacks.length === 0 ? "齐全" : found.lacks.map((lack) => LACKS[lack]).join("、");
}

function agendaIn(given: string): Agenda {
  const [meeting = "", list = ""] = given.split("：");
  const words = list.split(";").map((part) => part.split(" "));
  const of = (name: string) => words.filter(([first]) => first === name);
  const own = meeting === "例会" ? "分管市领导" : "市调度会";
  const issues = of("问题").map(([, level = "", project = "", state = ""]) => {
    const exempt = state === "豁免" ? { light: "exempt" as const } : {};
    const more = {
      ...{
        project,
        workingDaysLate: state === "逾期" ? 2 : 0,
        state: state === "待核查" ? ("to-verify" as const) : ("working" as const),
      },
      ...exempt,
    };
    if (level !== "提级") return newUnsolved(`W-${project}`, level as IssueLevel, 3, more);
    return proposedFor(newUnsolved(`W-${project}`, "市直", 3, more), own);
  });
  const sections = levelSections(issues);
  const rows = of("调整").map(() => ({
    adjustment: { applicant: "甲县", code: "T-1" } as Adjustment,
    project: null,
    lacks: [],
    held: null,
    papers: [],
    rivals: [],
    stated: [],
  }));
  const starts = nextStarts({
    files: of("开工").length === 0 ? [] : startFile(),
    milestonesOf: () => [],
    isExempt: () => false,
    quarter: Q4,
    asOf: PACK_DAY,
  });
  const matters: readonly Matter[] =
    meeting === "例会"
      ? mechanismMatters(
          sections,
          of("任务").map(([, key = ""]) => newTaskVerdict(key, 3)),
          of("指标").length > 0,
        )
      : quarterMatters({
          ...{ sections, starts, undecided: rows },
          red: of("红灯").map(([, key = ""]) => newRed(key)),
          stuck: of("线路").map(([, key = ""]) => newStuck(key)),
        });
  const [, most] = of("上限")[0] ?? [];
  const rule = { ...RULES.agenda, most: most === undefined ? RULES.agenda.most : Number(most) };
  return agendaOf(matters, { rule, projectOf: () => undefined, office: "重点办" });
}

const startFile = () =>
  filesOf({ ...EMPTY_REGISTRY, projects: [{ ...newProject("P9"), plannedStart: "2026-10-20" }] }, 2026);

const NAMES: Readonly<Record<Matter["kind"], string>> = {
  ...{ decide: "决定", raise: "提级", above: "上级", press: "逾期", adjust: "调整", red: "红灯" },
  ...{ stuck: "线路", task: "任务", starts: "开工", figures: "指标" },
};

function nameOf(matter: Matter): string {
  if ("issue" in matter) return `${NAMES[matter.kind]} ${matter.issue.verdict.project}`;
  if (matter.kind === "red") return `红灯 ${matter.red.verdict.key}`;
  if (matter.kind === "stuck") return `线路 ${matter.chain.project}`;
  return matter.kind === "task" ? `任务 ${matter.task.key}` : NAMES[matter.kind];
}

function agenda(given: string): string {
  const { items, written, minutes } = agendaIn(given);
  if (given.endsWith("分钟")) return `${minutes} 分钟`;
  const told = items.map(({ matter }) => nameOf(matter)).join("、") || "无";
  return written.length === 0 ? told : `${told}；书面 ${written.length}`;
}

function due(given: string): string {
  const [, meetingDay = ""] = /会议(\S+)/.exec(given) ?? [];
  const [, limitDay] = /原时限(\S+)/.exec(given) ?? [];
  const complex = given.includes("复杂");
  const limit = { day: limitDay ?? "2026-01-01", complex, provisional: false };
  const issue = newUnsolved("W-1", "市调度会", 3, { limit: limit as NonNullable<UnsolvedIssue["verdict"]["limit"]> });
  const matter: Matter = given.includes("其他")
    ? { kind: "red", red: newRed("P"), chain: null }
    : { kind: "decide", issue };
  const [item] = proposedAssignments([{ matter, unit: "甲县", minutes: 8 }], {
    ...{ rule: RULES.assignment.value, calendar: CALENDAR, meetingDay },
    ...{ projectOf: () => undefined, isUnit: () => true },
  });
  return item!.due.day;
}

const quarter = (given: string): string => {
  const period = lastEndedQuarter(given);
  return `${period} 之后 ${quarterAfter(quarterDays(period)!).period}`;
};

const ABOUT: Readonly<Record<string, (given: string) => string>> = { order, red, start, adjust, agenda, due, quarter };

describe("papers of meetings", () => {
  for (const { about, situation, given, expected } of readCases("packs.csv") as readonly Case[])
    test(`${about}: ${situation}`, () => expect(ABOUT[about!]!(given!)).toBe(expected));
});

describe("the mechanism of minutes", () => {
  test("is the one whose 工作例会 they name, the longest of several; another meeting's is nobody's", () => {
    const names = ["项目", "重点项目", "招商引资"];
    expect(mechanismNamed("重点项目工作例会会议纪要", names)).toBe("重点项目");
    expect(mechanismNamed("招商引资专题会议纪要", names)).toBeNull();
  });
});

describe("a quarter", () => {
  test("is nothing else than four figures, Q and 1 to 4", () => {
    for (const text of ["2026Q5", "2026Q0", "2026-09", "26Q3", "2026Q3 "]) expect(quarterDays(text)).toBeNull();
    expect(quarterDays("2026Q1")).toEqual({ period: "2026Q1", from: "2026-01-01", to: "2026-03-31" });
  });
});

describe("sums of the next starts", () => {
  test("leave out what has no annual plan, and say how many", () => {
    const projects = [
      { ...newProject("P-1"), plannedStart: "2026-10-20", annualPlan: 30_000_000 },
      { ...newProject("P-2"), plannedStart: "2026-11-20" },
      { ...newProject("P-3"), plannedStart: "2027-11-20", annualPlan: 70_000_000 },
    ];
    const files = filesOf({ ...EMPTY_REGISTRY, projects }, 2026);
    const found = nextStarts({ files, milestonesOf: () => [], isExempt: () => false, quarter: Q4, asOf: PACK_DAY });
    expect(found).toMatchObject({ totalInvestment: 200_000_000, annualPlan: 30_000_000, withoutPlan: 1 });
    expect(found.starts.every(({ file }) => isValue(file.project.plannedStart))).toBe(true);
  });
});
