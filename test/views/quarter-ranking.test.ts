import { describe, expect, it } from "vitest";
import type { QuarterPlace } from "../../lib/domain/assessment/quarter.ts";
import type { ListedUnit, ListSeats, QuarterBlock } from "../../lib/domain/assessment/quarter-block.ts";
import { lastDayOf } from "../../lib/domain/dates.ts";
import { NO_PREVIOUS } from "../../lib/domain/ranking-block.ts";
import type { Exemption } from "../../lib/domain/registry.ts";
import type { ReportState } from "../../lib/domain/reports.ts";
import { unitMonths } from "../../lib/domain/unit-month.ts";
import { NO_OVERRIDES } from "../../lib/rules/rulebook.ts";
import { scoringRulesOn } from "../../lib/rules/scoring.ts";
import { quarterNote, takenWords } from "../../lib/views/quarter-note.ts";
import { parseQuarterBlock, rollUpRows } from "../../lib/views/quarter-ranking.ts";
import { rankingBlock } from "../../lib/views/ranking.ts";
import { emptyWords, seatNote } from "../../lib/views/red-black-list.ts";
import { parseYearBlock } from "../../lib/views/year-ranking.ts";
import { EMPTY_REGISTRY, filesOf, newProject, newUnit } from "../fakes/registry-rows.ts";
import { newReportVerdict } from "../fakes/verdicts.ts";

const place = (more: Partial<QuarterPlace> = {}): QuarterPlace => ({
  ...{
    unit: "甲县",
    group: "县区+园区",
    rank: 2,
    tied: true,
    total: 8835,
    previousRank: 3,
    change: 1,
    falseReports: 0,
  },
  months: [
    { month: "2026-07", total: 8810, because: "scored" },
    { month: "2026-08", total: 8900, because: "scored" },
    { month: "2026-09", total: 8795, because: "scored" },
  ],
  investment: { rate: 751, target: 750 },
  ...more,
});

const exemption = (code: string): Exemption => ({
  ...{ workbook: "台账", key: code, code, project: "P-003", seq: null, from: "2026-07-10", to: "2026-08-20" },
  ...{ cause: "不可抗力", approvedBy: "市政府", basis: null },
});

describe("说明 of a quarter", () => {
  it("says place, change and how the mean was made", () => {
    expect(quarterNote(place(), [])).toBe(
      "第 2 名（并列），88.35 分，比上季升 1 位。7月 88.10 分、8月 89.00 分、9月 87.95 分的平均。",
    );
  });

  it("says which months count 0 or not at all, and what keeps off the red list", () => {
    const row = place({
      ...{ rank: 9, tied: false, total: 4450, previousRank: null, change: null, falseReports: 2 },
      months: [
        { month: "2026-07", total: 0, because: "reports-missing" },
        { month: "2026-08", total: 8900, because: "scored" },
        { month: "2026-09", total: null, because: "no-score" },
      ],
    });
    expect(quarterNote(row, [exemption("E-01")])).toBe(
      "第 9 名，44.50 分，上季无名次。7月 0.00 分（应报未报，按 0 分计）、8月 89.00 分的平均。9月没有可比得分，不计入。本季有经督查认定的虚报 2 件，不列红榜。P-003 7月10日至8月20日因不可抗力豁免（E-01）。",
    );
  });

  it("stays short where exemptions are many", () => {
    const many = Array.from({ length: 7 }, (_, at) => exemption(`E-0${at}`));
    expect(quarterNote(place(), many)).toContain("因不可抗力豁免（E-04），另有 2 项。");
  });

  it("a unit without a month that counts has no place and no mean", () => {
    const months = place().months.map(({ month }) => ({ month, total: null, because: "no-score" as const }));
    expect(quarterNote(place({ rank: null, total: null, months }), [])).toBe(
      "没有名次。7月、8月、9月没有可比得分，不计入。",
    );
  });

  it("quotes hostile names of projects as one clipped line", () => {
    const hostile = { ...exemption("=E\n1"), project: `P-1\n${"长".repeat(80)}` };
    const note = quarterNote(place(), [hostile]);
    expect(note).not.toContain("\n");
    expect(note.length).toBeLessThan(180);
  });
});

describe("the lists in words", () => {
  const seats: ListSeats = { group: "县区+园区", red: 5, redEmpty: 2, black: 4, blackEmpty: 1, blackOff: false };
  const seat = (because: ListedUnit["because"], color: ListedUnit["color"] = "red"): ListedUnit => ({
    ...{ group: "县区+园区", color, unit: "甲县", rank: 3, investment: { rate: 750, target: 750 }, because, note: "" },
    stands: because === "listed",
  });

  it("each empty seat has its reason, and nobody is named for it", () => {
    const lists = [seat("target-not-beaten"), seat("false-data"), seat("exempt", "black"), seat("listed")];
    expect(emptyWords(seats, "red", lists)).toBe(
      "红榜设 5 席，空 2 席：没有超过目标 1 家，本季有经督查认定的虚报 1 家。",
    );
    expect(emptyWords(seats, "black", lists)).toBe("黑榜设 4 席，空 1 席：因不可抗力豁免 1 家。");
    expect(emptyWords({ ...seats, redEmpty: 0 }, "red", lists)).toBe("");
    expect(emptyWords({ ...seats, blackOff: true }, "black", [])).toBe("该组家数不足，不设黑榜。");
  });

  it("an equal figure is neither beaten nor missed, and says so", () => {
    const { note: _, ...one } = seat("target-not-beaten");
    expect(seatNote(one, [])).toBe("第 3 名，投资完成率 75.0%，目标 75.0%；没有超过目标，不列红榜。");
    const { note: __, ...none } = { ...seat("no-case", "black"), investment: { rate: null, target: null } };
    expect(seatNote(none, [])).toBe("第 3 名，投资完成率 —，目标 —；季末没有可比的投资完成率，不列黑榜。");
  });

  it("months taken are named, and those that are not published", () => {
    const months = ["M-2026-07", "", ""].map((draft, at) => ({ month: `2026-0${at + 7}`, draft, digest: "" }));
    expect(takenWords(months)).toBe(
      "7月按已发布的月度排名；8月、9月的排名尚未发布，暂按锁定时的数据计算，发布后重算。",
    );
    expect(takenWords(months.slice(0, 1))).toBe("7月按已发布的月度排名。");
  });
});

describe("rows of 系统-排名", () => {
  it("of a quarter leave every indicator empty", () => {
    const rows = [{ ...place(), note: "说明" }];
    const [row] = rollUpRows({ period: "2026Q3", rows } as unknown as QuarterBlock, 2);
    expect(row).toEqual(["2026Q3", "县区、园区", 2, "甲县", 88.35, null, null, null, null, 3, "升1位", "说明"]);
  });

  it("are made of blocks of their kind only", () => {
    expect(() => parseQuarterBlock('{"kind":"ranking","version":1}')).toThrow("not a quarter block");
    expect(() => parseYearBlock('{"kind":"quarter","version":1}')).toThrow("not a year block");
  });
});

describe("a month's row keeps that reports were owed and missing", () => {
  const PERIOD = "2026-05";
  const end = lastDayOf(PERIOD);

  /** A unit with a project for each report; without an annual plan it has no place. */
  function rowOf(annualPlan: number | null, ...states: readonly ReportState[]) {
    const codes = states.map((_, at) => `P-${at + 1}`);
    const projectOf = (code: string) => ({
      ...{ ...newProject(code), responsibleUnit: "甲县", annualClass: "新开工" as const, annualPlan },
      ...{ plannedStart: "2026-01-05", actualStart: "2026-01-05", registeredOn: "2026-02-01" },
    });
    const registry = { ...EMPTY_REGISTRY, units: [newUnit("甲县", "县区")], projects: codes.map(projectOf) };
    const rules = scoringRulesOn(NO_OVERRIDES, end);
    const months = unitMonths({
      ...{ period: PERIOD, registry, files: filesOf(registry, 2026), milestones: [], issues: [], rules },
      reports: states.map((state, at) => newReportVerdict(codes[at]!, "甲县", PERIOD, state)),
    });
    return rankingBlock({ period: PERIOD, months, previous: NO_PREVIOUS, rules }).rows[0]!;
  }

  it("for a unit without a place none of whose reports came, and for no other", () => {
    expect(rowOf(null, "missing")).toMatchObject({ rank: null, reportsMissing: 1 });
    expect(rowOf(null, "late")).not.toHaveProperty("reportsMissing");
    expect(rowOf(null, "in-time")).not.toHaveProperty("reportsMissing");
    expect(rowOf(null, "missing", "missing")).toMatchObject({ rank: null, reportsMissing: 2 });
    expect(rowOf(null, "missing", "in-time")).not.toHaveProperty("reportsMissing");
    expect(rowOf(null, "missing", "late")).not.toHaveProperty("reportsMissing");
    expect(rowOf(12_000_000, "missing")).toMatchObject({ rank: 1 });
    expect(rowOf(12_000_000, "missing")).not.toHaveProperty("reportsMissing");
  });
});
