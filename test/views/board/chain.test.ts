import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { addDays } from "../../../lib/domain/dates.ts";
import type { MilestoneForecast, ProjectForecast } from "../../../lib/domain/forecast.ts";
import { axisOf, monthsOf, placeOf } from "../../../lib/views/board/axis.ts";
import type { BoardProject } from "../../../lib/views/board/board.ts";
import { chainSvg } from "../../../lib/views/board/chain.ts";
import { chainTable } from "../../../lib/views/board/chain-table.ts";
import { nowWords } from "../../../lib/views/board/chain-words.ts";
import { forecastPart } from "../../../lib/views/board/outlook.ts";
import type { TemplateRow } from "../../../sheets-templates/registry-sheets.ts";
import { AS_OF, boardCity } from "../../fakes/board-city.ts";
import { boardFor } from "../../fakes/board-input.ts";
import { milestone } from "../../fakes/small-office.ts";

const AXIS = axisOf(AS_OF);
const on = (date: string) => ({ date });

/** P-001 with these steps and no others. */
const projectWith = (...milestones: readonly TemplateRow[]): BoardProject =>
  boardFor({ ...boardCity(), milestones }, AS_OF).projects[0]!;
const step = (seq: number, planned: string, more: TemplateRow = {}) => milestone("P-001", seq, planned, more);

const svgOf = (project: BoardProject): string => chainSvg(project, AXIS).markup;
const signsOf = (project: BoardProject): readonly string[] =>
  [...svgOf(project).matchAll(/<use href="#([A-SU-Z]+)"/g)].map(([, name]) => name!);
const barsOf = (project: BoardProject): readonly string[] =>
  [...svgOf(project).matchAll(/<rect class="([^"]+)"/g)].map(([, look]) => look!);
const labelOf = (project: BoardProject): string => /aria-label="([^"]*)"/.exec(svgOf(project))![1]!;

describe("the axis", () => {
  test("every day of the year has its place, later days further right, and the months part it", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 363 }), (since) => {
        const day = addDays("2026-01-01", since);
        const [here, next] = [placeOf(AXIS, day), placeOf(AXIS, addDays(day, 1))];
        expect(here).toBeLessThanOrEqual(next);
        const month = monthsOf(AXIS)[+day.slice(5, 7) - 1]!;
        expect(here).toBeGreaterThanOrEqual(month.from);
      }),
    );
  });

  test("what lies outside the year stands at its edges", () => {
    expect([placeOf(AXIS, "2025-12-31"), placeOf(AXIS, "2027-01-01")]).toEqual([4, 96]);
  });
});

describe("a step on the chain", () => {
  it.each([
    ["done on its planned day: one sign", step(10, "2026-03-20", { actual: on("2026-03-20") }), ["D"], []],
    ["done earlier: a mark where the plan stood", step(10, "2026-03-20", { actual: on("2026-03-10") }), ["P", "D"], []],
    [
      "done long ago and late: the days between",
      step(10, "2026-03-20", { actual: on("2026-04-20") }),
      ["P", "D"],
      ["lr"],
    ],
    [
      "done late this month: in yellow at most",
      step(10, "2026-05-10", { actual: on("2026-06-05") }),
      ["P", "DY"],
      ["lr"],
    ],
    ["overdue: its light on the planned day, the days to today", step(10, "2026-05-20"), ["R", "K"], ["lr"]],
    ["due in two days", step(10, "2026-06-14"), ["B", "K"], []],
    ["due later", step(10, "2026-09-30"), ["N", "K"], []],
    ["due later, with work of 40 days before it", step(10, "2026-09-30", { duration: 40 }), ["N", "K"], ["nb nc"]],
    ["without a day: only in the table", step(10, "2026-09-30", { planned: null }), [], []],
  ])("%s", (_what, row, signs, bars) => {
    const project = projectWith(row);
    expect([signsOf(project), barsOf(project)]).toEqual([signs, bars]);
  });

  it("exempt: no days late are shown", () => {
    const project = boardFor(boardCity(), AS_OF).projects[2]!;
    expect([signsOf(project), barsOf(project)]).toEqual([["E", "K"], []]);
    expect(nowWords(project, AS_OF)).toBe("节点在豁免期内");
  });

  it("before or after the year it is counted at the edge, and said", () => {
    const project = projectWith(
      step(10, "2025-03-01", { actual: on("2025-03-01") }),
      step(20, "2025-06-01", { actual: on("2025-06-01") }),
      step(30, "2027-03-01"),
    );
    expect(signsOf(project)).toEqual([]);
    expect(svgOf(project)).toMatch(/>‹2<.*>1›</);
    expect(labelOf(project)).toBe("3 个节点，已完成 2 个；下一个 第30步，计划2027年3月1日；3 个不在2026年内");
  });
});

describe("the chain in words", () => {
  it("names the longest overdue first, three at most, and what comes next", () => {
    const late = ["2026-06-01", "2026-05-01", "2026-04-01", "2026-06-05"].map((day, at) => step(at + 1, day));
    expect(labelOf(projectWith(...late, step(9, "2026-08-01")))).toBe(
      "5 个节点，已完成 0 个；第3步 红，逾期 72 天、第2步 红，逾期 42 天、第1步 黄，逾期 11 天等 4 个逾期；下一个 第9步，计划8月1日",
    );
  });

  it.each([
    ["没有节点", []],
    ["节点全部完成", [step(10, "2026-03-01", { actual: on("2026-03-01") })]],
    ["节点未填计划完成", [step(10, "2026-03-01", { planned: null })]],
    ["第10步 逾期 23 天", [step(10, "2026-05-20")]],
    ["下一节点 第10步 9月30日", [step(10, "2026-09-30")]],
  ])("in a row: %s", (words, rows) => {
    expect(nowWords(projectWith(...rows), AS_OF)).toBe(words);
  });
});

describe("the table of a chain", () => {
  const tableOf = (project: BoardProject): string => chainTable(project, AXIS).markup;

  it("names a unit only where it is another one, and says whose the rest is", () => {
    const table = tableOf(projectWith(step(10, "2026-09-30"), step(20, "2026-10-30", { responsibleUnit: "供电公司" })));
    expect(table).toContain("<td>10<th scope=row>第10步<td><td>9月30日");
    expect(table).toContain("<td>20<th scope=row>第20步<td>供电公司<td>10月30日");
    expect(table).toContain("未注明责任单位的，由甲县负责。");
  });

  it("says what room the finish leaves, and which steps have no duration", () => {
    const table = tableOf(projectWith(step(10, "2026-09-30", { duration: 10 }), step(20, "2026-10-30")));
    expect(table).toMatch(/按现有工期（1 个节点未填工期，按 0 计），最早可在.*须在12月20日完成，机动 \d+ 个工作日/);
  });

  it("names a ring of predecessors instead of days", () => {
    const rows = [step(10, "2026-09-30", { predecessors: "20" }), step(20, "2026-10-30", { predecessors: "10" })];
    const table = tableOf(projectWith(...rows));
    expect(table).toContain("前置节点互相等待");
    expect(table).not.toContain("最早<th");
  });
});

describe("a forecast on the chain", () => {
  const project = projectWith(step(10, "2026-07-15", { duration: 10 }));
  const one: MilestoneForecast = {
    ...{ seq: 10, planned: "2026-07-15", chanceLate: 0.72, median: "2026-07-30", likelyBy: "2026-08-20" },
    ...{ unit: "甲县", cases: 12, casesLate: 7, record: "unit", waitsFor: [], warns: true },
  };
  const rule = { ...project.forecast!.rule };
  const withForecast = (forecast: MilestoneForecast): BoardProject => ({
    ...project,
    steps: project.steps.map((first) => ({ ...first, forecast })),
    forecast: { project: "P-001", milestones: [forecast], finish: null, seed: "种子", rule } satisfies ProjectForecast,
  });

  it("is a hatched bar of its own, never a light", () => {
    expect(signsOf(withForecast(one))).toEqual(["N", "K"]);
    expect(barsOf(withForecast(one))).toEqual(["nb nc", "pf pw"]);
  });

  it("tells its chance, its cases and its seed, and that it does not count", () => {
    const words = forecastPart(withForecast(one), AXIS).markup;
    expect(words).toContain("预测（不计分、不排名）");
    expect(words).toContain(
      "10 第10步：计划7月15日，一半可能在7月30日前、八成可能在8月20日前完成，逾期可能 72%（依据：甲县计划日已到的 12 个节点有 7 个因自身原因逾期）。",
    );
    expect(words).toContain("随机种子 种子。");
  });

  it("is never certain", () => {
    expect(forecastPart(withForecast({ ...one, chanceLate: 1 }), AXIS).markup).toContain("逾期可能超过 99%");
  });

  it("without a record says nothing", () => {
    const silent = withForecast({ ...one, record: "none", warns: false });
    expect([barsOf(silent), forecastPart(silent, AXIS).markup]).toEqual([["nb nc"], ""]);
  });
});
