import { describe, expect, test } from "vitest";
import { NO_HISTORY } from "../../lib/domain/history.ts";
import type { Light } from "../../lib/domain/light.ts";
import { checksOn } from "../../lib/domain/list-change/check-sources.ts";
import type { Paper } from "../../lib/domain/list-change/papers.ts";
import type { AdjustmentLack } from "../../lib/domain/list-change/row-checks.ts";
import { adjustmentDoubts } from "../../lib/domain/list-change/row-doubts.ts";
import { listSuggestions } from "../../lib/domain/list-change/suggestions.ts";
import { effectiveMonthOf, isInWindow, quarterAt } from "../../lib/domain/list-change/window.ts";
import type { ListInForce } from "../../lib/domain/list-in-force.ts";
import { quarterDays } from "../../lib/domain/meeting-pack/quarter-days.ts";
import { monthlyLocks } from "../../lib/domain/original-plan.ts";
import type { Adjustment, AdjustmentType, AnnualClass, Project } from "../../lib/domain/registry.ts";
import { readMoneyText, readPlannedDayText } from "../../lib/registry/cells/typed-values.ts";
import { listWindowOn } from "../../lib/rules/list-rules.ts";
import { NO_OVERRIDES } from "../../lib/rules/rulebook.ts";
import { type Case, readCases } from "../cases/read-cases.ts";
import { newRed } from "../fakes/packs.ts";
import { historyOf, lifeOfRow, newAdjustment } from "../fakes/plan-rows.ts";
import { EMPTY_REGISTRY, newMilestone, newProject } from "../fakes/registry-rows.ts";
import { CALENDAR } from "../jobs/owed-city.ts";

const DAYS = listWindowOn(NO_OVERRIDES, "2026-06-30").value;

const inWindow = (day: string): string => {
  const quarter = quarterAt(day);
  return `${isInWindow(day, DAYS) ? "期内" : "期外"} ${quarter.period} 自${effectiveMonthOf(quarter)}`;
};

const LACKS: Readonly<Record<AdjustmentLack, string>> = {
  ...{ signature: "签字", "signature-late": "签字晚", explanation: "理由", "red-cut": "核减批准" },
  ...{ "old-value-missing": "缺原值", "old-value": "原值不符", "new-value": "缺新值", "unknown-project": "无此项目" },
  ...{ "unknown-milestone": "无此节点", "on-the-list": "已在清单", "off-the-list": "不在清单", papers: "资料" },
  ...{ "still-reserve": "仍为储备", applicant: "申请单位", window: "期外", "decision-early": "审定早" },
  ...{
    "decision-undated": "缺审定日期",
    "removal-month": "生效月份",
    "in-and-out": "相反",
    rival: "重复",
    stated: "所写不符",
  },
};
const PAPERS: Readonly<Record<Paper, string>> = {
  ...{
    nationalCode: "代码",
    totalInvestment: "总投资",
    annualPlan: "计划",
    plannedStart: "开工",
    plannedFinish: "竣工",
  },
  approval: "立项",
};

const cellsOf = (given: string): ReadonlyMap<string, string> =>
  new Map(
    given.split(";").map((part) => {
      const [name = "", ...rest] = part.split(" ");
      return [name, rest.join(" ")];
    }),
  );

function projectOf(said: ReadonlyMap<string, string>): Project {
  const missing = said.get("资料") ?? "";
  return {
    ...{ ...newProject("P"), annualClass: (said.get("类别") ?? "续建") as AnnualClass, responsibleUnit: "市水务局" },
    ...{ totalInvestment: 500_000_000, annualPlan: 120_000_000 },
    nationalCode: missing.includes("代码") ? null : "2601-1",
    plannedStart: missing.includes("开工") ? null : "2026-09-01",
    plannedFinish: "2027-12-20",
  };
}

function rowOf(type: AdjustmentType, said: ReadonlyMap<string, string>): Adjustment {
  const decided = said.get("审定");
  return {
    ...newAdjustment(type, "P", said.get("申请") ?? "2026-06-22"),
    ...{ code: "T-1", key: "T-1", seq: said.has("节点") ? Number(said.get("节点")) : null },
    ...{ from: said.get("原值") ?? null, to: said.get("新值") ?? null, reason: said.get("理由") ?? "资金链断裂" },
    ...{ applicant: said.get("申请单位") ?? "甲县", sponsor: "钱市长" },
    ...{ signedOn: said.get("签字") === "无" ? null : "2026-06-24", redCutApproval: said.get("核减批准") ?? null },
    ...{ effectiveMonth: said.get("生效") ?? (decided === undefined ? null : "2026-07") },
    decision: decided === undefined ? null : "同意",
    decidedOn: decided === undefined || decided === "缺日期" ? null : decided,
  };
}

/** Another row of the same project and quarter; one of before that was agreed to. */
function othersOf(said: ReadonlyMap<string, string>): readonly Adjustment[] {
  const [type, refused] = (said.get("另有") ?? "").split(" ");
  const before = said.get("此前");
  const beside = { ...newAdjustment(type as AdjustmentType, "P", "2026-06-23"), code: "T-2", key: "T-2" };
  const earlier = { ...newAdjustment("变更年度计划", "P", "2026-03-25"), code: "T-0", key: "T-0" };
  return [
    ...(type === "" ? [] : [{ ...beside, to: "1", decision: refused === undefined ? null : ("不同意" as const) }]),
    ...(before === undefined ? [] : [{ ...earlier, to: before, effectiveMonth: "2026-04", decidedOn: "2026-03-30" }]),
  ];
}

const DONE: Readonly<Record<string, string>> = { 完成: "2026-05-01", 以后: "2026-07-01" };

function checked(given: string) {
  const [type = ""] = given.split(";");
  const said = cellsOf(given);
  const project = projectOf(said);
  const typed = { ...project, annualPlan: said.has("现填") ? Number(said.get("现填")) * 10_000 : project.annualPlan };
  const projects = said.get("项目") === "无" ? [] : [typed];
  const [step] = ["立项", "备案"].filter((name) => said.has(name));
  const approval = {
    ...newMilestone("P", 10),
    name: step ?? "节点",
    actual: DONE[said.get(step ?? "") ?? ""] ?? null,
  };
  const light: Light = said.get("亮灯") === "红" ? "red" : "green";
  const found = checksOn({
    registry: {
      ...EMPTY_REGISTRY,
      projects,
      milestones: [approval],
      adjustments: [rowOf(type as AdjustmentType, said), ...othersOf(said)],
    },
    ...{ projects, asOf: "2026-06-30", planYear: 2026, nextLock: monthlyLocks(CALENDAR) },
    history: said.has("现填")
      ? historyOf("projects", [["P", lifeOfRow(["2026-01-05", project], ["2026-06-25", typed])]])
      : NO_HISTORY,
    verdicts: [newRed("P", { light, months: [{ month: "2026-05", light }] }).verdict],
    listOf: () => ({ projects: said.get("清单") === "外" ? [] : projects }) as unknown as ListInForce,
    windowDays: () => DAYS,
    ...{ readPlannedDay: (text) => readPlannedDayText(text, 2026), readMoney: readMoneyText },
  });
  return found.find(({ adjustment }) => adjustment.code === "T-1")!;
}

const row = (given: string): string => {
  const { lacks, papers } = checked(given);
  if (lacks.length === 0) return "齐全";
  const named = papers.map((paper) => PAPERS[paper]).join("、");
  return lacks.map((lack) => (lack === "papers" ? `资料 ${named}` : LACKS[lack])).join("、");
};

const LIGHTS: Readonly<Record<string, Light>> = { 红: "red", 黄: "yellow", 绿: "green", 无: "none" };

function suggest(given: string): string {
  const words = given.split(" ");
  const [period = "", annualClass = ""] = words;
  const has = (word: string): boolean => words.includes(word);
  const [, planned = null] = /计划(\S+)/.exec(given) ?? [];
  const [, started = null] = /已开工(\S+)/.exec(given) ?? [];
  const light = LIGHTS[words.find((word) => word.startsWith("现"))![1]!]!;
  const months = words
    .filter((word) => /^\d[红黄绿]$/.test(word))
    .map((word) => ({ month: `2026-0${word[0]}`, light: LIGHTS[word[1]!]! }));
  const { verdict } = newRed("P", { light, months });
  const finished = has("竣工") ? "2026-06-01" : null;
  const own = {
    annualClass: annualClass as AnnualClass,
    plannedStart: planned,
    actualStart: started,
    actualFinish: finished,
  };
  const project = { ...newProject("P"), ...own };
  const quarter = quarterDays(period)!;
  const [found] = listSuggestions({
    ...{ quarter, asOf: quarter.to, redQuarters: 2, isListed: () => !has("清单外") },
    isAdded: () => has("清单外") && !has("调出过"),
    verdicts: [
      {
        ...verdict,
        key: "P",
        project,
        file: { ...verdict.file, project, milestones: [] },
        exemption: has("豁免") ? ({} as never) : null,
      },
    ],
    adjustments: has("已申请") ? [{ ...newAdjustment("调出", "P", "2026-06-22"), code: "T-9", decision: null }] : [],
    papersOf: () => (has("资料全") ? [] : ["approval"]),
    stateOf: () => (has("可开工") ? "ready" : "not-ready"),
  });
  if (found === undefined) return "不列";
  const applied = found.applied.length === 0 ? "" : ` 已申请 ${found.applied.join("、")}`;
  if (found.kind === "in") return `可调入${applied}`;
  const reasons = found.reasons.map((reason) =>
    reason.because === "red"
      ? ` 红 ${reason.months.map((month) => `${Number(month.slice(5))}月`).join("、")}`
      : " 未开工",
  );
  return `可调出${reasons.join("")}${applied}`;
}

const ABOUT: Readonly<Record<string, (given: string) => string>> = { window: inWindow, row, suggest };

describe("changes of the list", () => {
  for (const { about, situation, given, expected } of readCases("list-changes.csv") as readonly Case[])
    test(`${about}: ${situation}`, () => expect(ABOUT[about!]!(given!)).toBe(expected));
});

describe("faults of rows", () => {
  const doubtsOf = (given: string) =>
    adjustmentDoubts([checked(given)]).map(({ facts, field, unit }) => [facts.lack, field, unit]);

  test("are findings at their cell once they were agreed to; what counts does not change", () => {
    expect(doubtsOf("调出;审定 2026-06-20;申请单位 乙县;申请 2026-06-22;签字 无;亮灯 红")).toEqual([
      ["signature", "signedOn", "乙县"],
      ["red-cut", "redCutApproval", "乙县"],
      ["applicant", "applicant", "乙县"],
      ["decision-early", "decidedOn", "乙县"],
    ]);
  });

  test("of an open row are findings only where a cell is wrong: what it waits for is its course", () => {
    expect(doubtsOf("变更年度计划;原值 12001;新值 若干;签字 无;申请 2026-06-18;亮灯 红")).toEqual([
      ["old-value", "from", "甲县"],
    ]);
  });

  test("that the list tells itself are not told twice", () => {
    expect(doubtsOf("调出;审定 2026-06-29;生效 2026-08")).toEqual([]);
  });
});
