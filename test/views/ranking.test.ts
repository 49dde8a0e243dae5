import { describe, expect, test } from "vitest";
import { lastDayOf } from "../../lib/domain/dates.ts";
import { UNREADABLE } from "../../lib/domain/field.ts";
import {
  NO_PREVIOUS,
  type PreviousPlaces,
  type RankingBlock,
  type RankingRow,
} from "../../lib/domain/ranking-block.ts";
import type { Project, Registry, UnitGroup } from "../../lib/domain/registry.ts";
import { unitMonths } from "../../lib/domain/unit-month.ts";
import { rankingHeaders } from "../../lib/registry/system-tabs.ts";
import { NO_OVERRIDES, type Rulebook, readRulebook } from "../../lib/rules/rulebook.ts";
import { SCORING_RULES, scoringRulesOn } from "../../lib/rules/scoring.ts";
import { indicatorNames, parseRankingBlock, rankingBlock, rankingRows, rankingTab } from "../../lib/views/ranking.ts";
import { rankingWorkbook } from "../../lib/views/ranking-workbook.ts";
import { unitExplanation } from "../../lib/views/unit-explanation.ts";
import { issueVerdicts } from "../fakes/issues.ts";
import { randomFrom } from "../fakes/random.ts";
import {
  EMPTY_REGISTRY,
  filesOf,
  newIssue,
  newMilestone,
  newProject,
  newReport,
  newUnit,
} from "../fakes/registry-rows.ts";
import { newMilestoneVerdict, newReportVerdict } from "../fakes/verdicts.ts";

const PERIOD = "2026-05";
const END = lastDayOf(PERIOD);
const YI = 100_000_000;

/** Share of the annual plan of 12 亿 that each unit has done by May; planned is 5 亿. */
type Done = Readonly<Record<string, number>>;

const kindOf = (unit: string): UnitGroup => (unit.endsWith("县") ? "县区" : unit.endsWith("局") ? "市直" : "其他");

function registryOf(done: Done, more: Partial<Registry> = {}): Registry {
  const names = Object.keys(done);
  const project = (unit: string): Project => ({
    ...newProject(`P-${unit}`),
    name: `${unit}大桥`,
    responsibleUnit: unit,
    annualClass: "新开工",
    annualPlan: 12 * YI,
    plannedStart: "2026-01-05",
    actualStart: "2026-01-05",
    plannedFinish: "2026-12-31",
    registeredOn: "2026-02-01",
  });
  return {
    ...EMPTY_REGISTRY,
    units: names.map((name) => newUnit(name, kindOf(name))),
    projects: names.map(project),
    milestones: names.map((name) => ({
      ...newMilestone(`P-${name}`, 10),
      planned: "2026-05-10",
      actual: "2026-05-08",
    })),
    monthlyReports: names.map((name) => ({
      ...newReport(`P-${name}`, PERIOD),
      investedYtd: done[name]!,
      fundedYtd: 5 * YI,
    })),
    ...more,
  };
}

function blockOf(
  registry: Registry,
  book: Rulebook = NO_OVERRIDES,
  previous: PreviousPlaces = NO_PREVIOUS,
): RankingBlock {
  return rankingBlock({ period: PERIOD, months: monthsOf(registry, book), previous, rules: scoringRulesOn(book, END) });
}

function monthsOf(registry: Registry, book: Rulebook = NO_OVERRIDES) {
  const unitOf = new Map(registry.projects.map((project) => [project.code, project.responsibleUnit]));
  return unitMonths({
    period: PERIOD,
    registry,
    files: filesOf(registry, 2026),
    milestones: registry.milestones.map((row) => newMilestoneVerdict(row, unitOf.get(row.project)!, END, 0)),
    reports: registry.projects.map((row) => newReportVerdict(row.code, row.responsibleUnit, PERIOD, "in-time")),
    issues: issueVerdicts(registry, END),
    rules: scoringRulesOn(book, END),
  });
}

const rowOf = (block: RankingBlock, unit: string): RankingRow => block.rows.find((row) => row.unit === unit)!;
const frame = (block: RankingBlock) => ({ title: "系统-排名", headers: rankingHeaders(indicatorNames(block)) });

describe("the published block", () => {
  test("is plain JSON that reads back as the same block", () => {
    const block = blockOf(registryOf({ 甲县: 5 * YI, 乙县: 4 * YI }));
    expect(parseRankingBlock(JSON.stringify(block))).toEqual(block);
  });
  test("another text is refused", () => {
    expect(() => parseRankingBlock('{"kind":"ranking","version":2}')).toThrow(RangeError);
    expect(() => parseRankingBlock('{"kind":"letter","version":1}')).toThrow(RangeError);
  });
  test("lists units that take no part in its notes and nowhere else", () => {
    const registry = registryOf({ 甲县: 5 * YI, 乙县: 4 * YI, 某协会: 6 * YI });
    const units = registry.units.map((unit) => (unit.name === "乙县" ? { ...unit, ranked: false } : unit));
    const block = blockOf({ ...registry, units });
    expect(block.rows.map((row) => row.unit)).toEqual(["甲县"]);
    expect(block.notes.at(-1)).toBe("不参与排名：乙县、某协会。");
  });
  test("a group of fewer than five is ranked and has no black list", () => {
    const block = blockOf(registryOf({ 甲县: 5 * YI, 乙县: 4 * YI }));
    expect(block.groups).toEqual([
      { group: "县区+园区", ranked: 2, small: true },
      { group: "市直+国企", ranked: 0, small: true },
    ]);
    expect(block.notes).toEqual(["序时依据：有效月份（各单位同一口径）。", "县区、园区组参与排名 2 家，不设黑榜。"]);
    const five = blockOf(registryOf({ 甲县: 1, 乙县: 2, 丙县: 3, 丁县: 4, 戊县: 5 }));
    expect(five.groups[0]).toEqual({ group: "县区+园区", ranked: 5, small: false });
  });
  test("weights that no longer add up to 100 are said to be scaled", () => {
    const rule = {
      workbook: "台账",
      key: "k",
      parameter: "开工率权重",
      value: "20",
      from: "2026-01-01",
      basis: "某文",
      note: null,
    };
    const { book } = readRulebook([rule], SCORING_RULES);
    expect(blockOf(registryOf({ 甲县: 5 * YI }), book).notes).toContain("各项权重合计 105，按满分 100 分折算。");
  });
});

describe("系统-排名", () => {
  const previous: PreviousPlaces = new Map([
    ["甲县", { group: "县区+园区", rank: 2 }],
    ["乙县", { group: "县区+园区", rank: 1 }],
  ]);
  const block = blockOf(
    registryOf({ 甲县: 6 * YI, 乙县: 4 * YI, 丙县: 4 * YI, 市交通局: 5 * YI }),
    NO_OVERRIDES,
    previous,
  );
  const tab = rankingTab(block, frame(block));
  const cell = (unit: string, title: string) =>
    tab.rows.find((row) => row[3] === unit)![tab.headers.findIndex((header) => header.title === title)];

  test("has the headers of the registry and as many cells in every row", () => {
    expect(tab.headers.map((header) => header.title).slice(0, 7)).toEqual([
      "期间",
      "组别",
      "名次",
      "单位",
      "总分",
      "投资完成率得分",
      "投资完成率(%)",
    ]);
    expect(tab.headers.map((header) => header.title).slice(-3)).toEqual(["上期名次", "变化", "说明"]);
    for (const row of tab.rows) expect(row).toHaveLength(tab.headers.length);
  });
  test("shows places, points, rates uncapped, and no case as empty cells", () => {
    expect(cell("甲县", "名次")).toBe(1);
    expect(cell("乙县", "名次")).toBe(2);
    expect(cell("丙县", "名次")).toBe(2);
    expect(cell("市交通局", "名次")).toBe(1);
    expect(cell("甲县", "组别")).toBe("县区、园区");
    expect(cell("甲县", "投资完成率(%)")).toBe(50);
    expect(cell("甲县", "督导得分")).toBeNull();
    expect(cell("甲县", "督导(%)")).toBeNull();
  });
  test("a unit that is not ranked shows its rates, but neither total nor points", () => {
    const registry = registryOf({ 甲县: 5 * YI });
    const projects = registry.projects.map((project) => ({ ...project, annualPlan: null }));
    const blockWithout = blockOf({ ...registry, projects });
    const [row] = rankingTab(blockWithout, frame(blockWithout)).rows;
    expect(row!.slice(2, 5)).toEqual([null, "甲县", null]);
    expect(row!.slice(7, 9)).toEqual([null, 100]);
    const basis = rankingWorkbook(blockWithout, frame(blockWithout)).sheets[1]!.rows;
    expect(basis.find((cells) => cells[1] === "开工率")!.slice(6)).toEqual([100, 100, null]);
  });
  test("the points of a row add up to its total", () => {
    for (const row of tab.rows) {
      const points = tab.headers.flatMap((header, index) => (header.title.endsWith("得分") ? [row[index]] : []));
      const sum = points.reduce<number>(
        (all, point) => all + (typeof point === "number" ? Math.round(point * 100) : 0),
        0,
      );
      expect(sum / 100).toBe(row[4]);
    }
  });
  test("says where a unit stood before and how it changed", () => {
    expect([cell("甲县", "上期名次"), cell("甲县", "变化")]).toEqual([2, "升1位"]);
    expect([cell("乙县", "上期名次"), cell("乙县", "变化")]).toEqual([1, "降1位"]);
    expect([cell("丙县", "上期名次"), cell("丙县", "变化")]).toEqual([null, "—"]);
  });
  test("the attachment carries the same rows and the sums behind them", () => {
    const workbook = rankingWorkbook(block, frame(block));
    expect(workbook.title).toBe("2026年5月重点项目月度排名");
    expect(workbook.sheets[0]!.rows).toEqual(rankingRows(block));
    expect(workbook.sheets[0]!.preface![0]).toBe(workbook.title);
    for (const sheet of workbook.sheets) for (const row of sheet.rows) expect(row).toHaveLength(sheet.columns.length);
    const basis = workbook.sheets[1]!.rows.find((row) => row[0] === "甲县" && row[1] === "投资完成率");
    expect(basis).toEqual([
      "甲县",
      "投资完成率",
      30,
      60_000,
      50_000,
      120_000,
      50,
      41.7,
      rowOf(block, "甲县").items[0]!.points! / 100,
    ]);
  });
  test("the same registry gives the same attachment, whatever the order of its rows", () => {
    const registry = registryOf({ 甲县: 6 * YI, 乙县: 4 * YI, 丙县: 4 * YI });
    const turned = { ...registry, units: registry.units.toReversed(), projects: registry.projects.toReversed() };
    expect(blockOf(turned)).toEqual(blockOf(registry));
  });
});

describe("说明", () => {
  const note = (registry: Registry, unit = "甲县", previous = NO_PREVIOUS): string =>
    rowOf(blockOf(registry, NO_OVERRIDES, previous), unit).note;

  test("place, tie, points and change come first, then what was spread", () => {
    const previous: PreviousPlaces = new Map([["甲县", { group: "县区+园区", rank: 3 }]]);
    const words = note(registryOf({ 甲县: 5 * YI, 乙县: 5 * YI }), "甲县", previous);
    expect(words).toBe(
      "第 1 名（并列），100.00 分，比上期升 2 位。竣工投产率、问题办结率、督导本期无对应项目，其权重按比例分摊。",
    );
  });
  test("a place held, a place lost, and none before", () => {
    const at = (rank: number): PreviousPlaces => new Map([["乙县", { group: "县区+园区", rank }]]);
    const registry = registryOf({ 甲县: 5 * YI, 乙县: 4 * YI });
    expect(note(registry, "乙县", at(2))).toContain("与上期持平");
    expect(note(registry, "乙县", at(1))).toContain("比上期降 1 位");
    expect(note(registry, "乙县")).toContain("上期无名次");
  });
  test("a unit that cannot be ranked is told why instead of a place", () => {
    const registry = registryOf({ 甲县: 5 * YI });
    const projects = registry.projects.map((project) => ({ ...project, annualPlan: null }));
    const words = note({ ...registry, projects });
    expect(words).toContain("不参与本期排名：投资完成率本期无对应项目。");
    expect(words).toContain("1 个项目没有年度计划，投资和资金未计入。");
    expect(words).not.toContain("名，");
    expect(words).not.toContain("分摊");
  });
  test("what was not of this month or could not be read is counted in a footnote", () => {
    const registry = registryOf({ 甲县: 5 * YI, 乙县: 5 * YI, 丙县: 5 * YI });
    const monthlyReports = registry.monthlyReports.map((row) => {
      if (row.project === "P-甲县") return { ...row, key: "P-甲县/2026-04", month: "2026-04" };
      return row.project === "P-乙县" ? { ...row, investedYtd: UNREADABLE } : row;
    });
    const changed = { ...registry, monthlyReports };
    expect(note(changed)).toContain("1 个项目当月未报，投资按最近一次所报累计计算。");
    expect(note(changed, "乙县")).toContain("1 处数据无法读取，有关指标未计入。");
    const blank = registry.monthlyReports.map((row) => ({ ...row, funded: null, fundedYtd: null }));
    expect(note({ ...registry, monthlyReports: blank })).toContain("1 个项目最近一次月报的到位资金未填，资金按 0 计。");
    expect(note({ ...registry, monthlyReports: [] }, "丙县")).toContain("1 个项目今年尚无月报，投资按 0 计。");
  });
  test("false data and points with a document are named", () => {
    const registry = registryOf({ 甲县: 5 * YI });
    const inspections = [
      {
        workbook: "台账",
        key: "D-1",
        code: "D-1",
        project: "P-甲县",
        date: "2026-05-10",
        method: null,
        inspectors: null,
        verifiedYtd: 3 * YI,
        seq: null,
        milestoneTrue: null,
        score: null,
        problems: null,
        ruling: "虚报",
        ruledBy: "王某",
        ruledOn: "2026-05-20",
        evidence: null,
      },
    ] as const;
    const scoreAdjustments = [
      {
        workbook: "台账",
        key: "J-1",
        code: "J-1",
        unit: "甲县",
        period: PERIOD,
        points: 1.5,
        reason: "表扬",
        basis: "某文",
        confirmedBy: "王某",
      },
    ];
    const words = note({ ...registry, inspections, scoreAdjustments });
    expect(words).toContain("经督查认定虚报，投资完成率该项 0 分，另扣 5.00 分。");
    expect(words).toContain("加分 1.50 分。");
  });
  test("a gap of less than one missed milestone is said", () => {
    const registry = registryOf({ 甲县: 5 * YI, 乙县: 5 * YI });
    const milestones = [...registry.milestones, { ...newMilestone("P-乙县", 20), planned: "2026-05-20" }];
    const changed = { ...registry, milestones };
    const unitOf = (project: string) => project.slice(2);
    const rules = scoringRulesOn(NO_OVERRIDES, END);
    const months = unitMonths({
      period: PERIOD,
      registry: changed,
      files: filesOf(changed, 2026),
      milestones: milestones.map((row) =>
        newMilestoneVerdict(row, unitOf(row.project), END, row.actual === null ? 11 : 0),
      ),
      reports: [],
      issues: [],
      rules,
    });
    const block = rankingBlock({ period: PERIOD, months, previous: NO_PREVIOUS, rules });
    expect(rowOf(block, "乙县").note).toContain("；与第 1 名相差不足一个节点。");
  });
});

describe("the explanation of a unit", () => {
  const places = {
    cell: ({ tab, key, field }: { tab: string; key: string; field: string }) => `${tab}/${key}/${field}`,
    name: (subject: string) => (subject === "P-甲县" ? "甲县大桥" : ""),
  };
  const rules = scoringRulesOn(NO_OVERRIDES, END).score;
  const linesOf = (registry: Registry, unit = "甲县") => {
    const month = monthsOf(registry).find((entry) => entry.unit.name === unit)!;
    return unitExplanation(month, rowOf(blockOf(registry), unit) ?? null, rules, places);
  };
  const random = randomFrom(20260305);
  const figures = Array.from({ length: 200 }, () => random.below(12 * YI));

  test("every formula, typed into a calculator, gives the points shown", () => {
    for (const done of figures) {
      for (const line of linesOf(registryOf({ 甲县: done })).filter((text) => text.startsWith("  得分："))) {
        const [expression = "", points = ""] = calculable(line).split(" = ");
        expect(Math.abs(evaluate(expression) - Number.parseFloat(points))).toBeLessThanOrEqual(0.005 + 1e-9);
      }
    }
  });
  test("the total line adds up", () => {
    for (const done of figures.slice(0, 30)) {
      const line = linesOf(registryOf({ 甲县: done })).at(-1)!;
      const [, terms = "", total = ""] = line.split(" = ");
      expect(evaluate(terms).toFixed(2)).toBe(Number.parseFloat(total).toFixed(2));
    }
  });
  test("names the cells every figure was read from, and what is left out and why", () => {
    const registry = registryOf({ 甲县: 4 * YI });
    const text = linesOf(registry).join("\n");
    expect(text).toContain(
      "P-甲县 甲县大桥：完成 40,000 万元，年度计划 120,000 万元，序时 50,000 万元（120,000 × 5 ÷ 12）〔monthlyReports/P-甲县/2026-05/investedYtd、projects/P-甲县/annualPlan",
    );
    expect(text).toContain("【督导】权重 5，— 无对应项目，权重按比例分摊");
    const unreadable = registry.monthlyReports.map((row) => ({ ...row, investedYtd: UNREADABLE }));
    expect(linesOf({ ...registry, monthlyReports: unreadable }).join("\n")).toContain(
      "P-甲县 甲县大桥：未计入（所填内容无法读取）",
    );
  });
  test("an issue says its limit, and one that is solved but not closed what closes it", () => {
    const solved = { ...newIssue("W-1"), assignedOn: "2026-05-06", responsibleUnit: "甲县", resolvedOn: "2026-05-08" };
    expect(linesOf({ ...registryOf({ 甲县: 4 * YI }), issues: [solved] }).join("\n")).toContain(
      "W-1：时限2026年5月13日，未销号（须办结、附佐证，并由责任单位以外的人核查通过）",
    );
  });
  test("a cell the sheet does not have is not named", () => {
    const registry = registryOf({ 甲县: 4 * YI });
    const month = monthsOf(registry).find((entry) => entry.unit.name === "甲县")!;
    const lines = unitExplanation(month, null, rules, { cell: () => "", name: () => "" });
    expect(lines.join("")).not.toContain("〔");
    expect(lines[0]).toBe("甲县 2026年5月月度评分 91.66 分");
  });
  test("a whole explanation reads as a person would write it", () => {
    expect(linesOf(registryOf({ 甲县: 4 * YI }))).toMatchSnapshot();
    expect(linesOf(registryOf({ 甲县: 8 * YI }))).toMatchSnapshot();
  });
});

/** The line as one would type it: words taken out, a cap applied. */
function calculable(line: string): string {
  return line
    .replace("  得分：", "")
    .replace("达到目标，得满权重 ", "")
    .replace(/超额加分 (.*)（至多 (\d+)）/, "min($1; $2)")
    .replaceAll(",", "")
    .replaceAll("×", "*")
    .replaceAll("÷", "/")
    .replaceAll("−", "-");
}

/** Plain arithmetic with + - * / ( ) and min(a; b), left to right with the usual precedence. */
function evaluate(text: string): number {
  const tokens = text.replaceAll("−", "-").match(/min|\d+(?:\.\d+)?|[-+*/();]/g) ?? [];
  let at = 0;
  const factor = (): number => {
    const token = tokens[at++]!;
    if (token === "(") return closed(sum());
    if (token !== "min") return Number(token);
    at++;
    const first = sum();
    at++;
    return closed(Math.min(first, sum()));
  };
  const closed = (value: number): number => {
    at++;
    return value;
  };
  const chain = (next: () => number, operators: string): number => {
    let value = next();
    while (at < tokens.length && operators.includes(tokens[at]!)) {
      const operator = tokens[at++]!;
      const other = next();
      value =
        operator === "+"
          ? value + other
          : operator === "-"
            ? value - other
            : operator === "*"
              ? value * other
              : value / other;
    }
    return value;
  };
  const sum = (): number => chain(() => chain(factor, "*/"), "+-");
  return sum();
}
