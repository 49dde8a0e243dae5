import { describe, expect, test } from "vitest";
import type { ListedUnit, QuarterBlock } from "../../lib/domain/assessment/quarter-block.ts";
import type { YearBlock } from "../../lib/domain/assessment/year-block.ts";
import { comparisonsOf, type NamingRules } from "../../lib/domain/circular/high-low.ts";
import type { RankingBlock } from "../../lib/domain/ranking-block.ts";
import { indicatorSentences } from "../../lib/views/circular-indicators.ts";
import { overviewChapter } from "../../lib/views/circular-overview.ts";
import { listChapter, rankingChapter } from "../../lib/views/circular-ranking.ts";
import { blockIn, itemIn, rowIn } from "../domain/circular/block.ts";

const RULES: NamingRules = { high: 3, low: 3, minUnits: 5, oneIn: 3 };
const DRAFT = { draft: "M-2026-09" };

const textsOf = (block: RankingBlock): readonly string[] =>
  indicatorSentences(comparisonsOf(block, RULES), DRAFT).map((all) => all.map(({ text }) => text).join(""));

const city = (
  names: readonly string[],
  done: readonly number[],
  code: "investment" | "starts" = "starts",
): RankingBlock =>
  blockIn(names.map((name, at) => rowIn(name, [itemIn(code, done[at]!, 10, code === "investment" ? 20 : 10)])));

const SIX = ["甲县", "乙县", "丙县", "丁县", "戊县", "己县"];

describe("the sentences of the indicators", () => {
  test("name the high with their figures, then the low, each with how many of how many", () => {
    expect(textsOf(city(SIX, [10, 9, 8, 7, 6, 5]))).toEqual([
      "从项目开工情况看，县区、园区组 6 家合计开工率 75.0%，较高的是甲县（100.0%，10/10）、乙县（90.0%，9/10）；较低的是己县（50.0%，5/10）、戊县（60.0%，6/10）。",
    ]);
  });

  test("speak of investment as a share of the plan to date", () => {
    expect(textsOf(city(SIX, [12, 11, 10, 9, 8, 7], "investment"))).toEqual([
      "从投资完成情况看，县区、园区组 6 家合计完成计划进度的 95.0%，较高的是甲县（120.0%）、乙县（110.0%）；较低的是己县（70.0%）、戊县（80.0%）。",
    ]);
  });

  test("speak only of the low where equals at the top are too many", () => {
    expect(textsOf(city(SIX, [10, 10, 10, 10, 10, 5]))).toEqual([
      "从项目开工情况看，县区、园区组 6 家合计开工率 91.7%，较低的是己县（50.0%，5/10）。",
    ]);
  });

  test("begin with the indicator once, whatever the number of groups", () => {
    const county = SIX.map((name, at) => rowIn(name, [itemIn("starts", 10 - at, 10)]));
    const bureau = SIX.map((name, at) => rowIn(`${name}局`, [itemIn("starts", 10 - at, 10)], { group: "市直+国企" }));
    const [text] = textsOf(blockIn([...county, ...bureau]));
    expect(text!.match(/从项目开工情况看/g)).toHaveLength(1);
    expect(text).toContain("市直、国企组 6 家合计开工率 75.0%，较高的是甲县局");
  });

  test.each([
    ["one unit", ["甲县"], [5]],
    ["four units", SIX.slice(0, 4), [10, 9, 8, 7]],
    ["units that are all equal", SIX, [9, 9, 9, 9, 9, 9]],
    ["units that are all at 100 %", SIX, [10, 10, 10, 10, 10, 10]],
    ["an indicator without a case", [], []],
  ])("are left out for %s", (_, names, done) => {
    expect(textsOf(city(names, done))).toEqual([]);
  });

  test("carry names as text: one line, clipped, and no more than that", () => {
    const names = ["=1+1{#章}<w:p>", `甲${"县".repeat(80)}`, "乙\n县\u202e", "丙县&amp;", "丁县", "戊县"];
    const [text] = textsOf(city(names, [10, 9, 8, 7, 6, 5]));
    expect(text).toContain("较高的是=1+1{#章}<w:p>（100.0%，10/10）、甲县");
    expect(text).not.toMatch(/[\n\u202e]/);
    expect(text!.length).toBeLessThan(200);
  });
});

describe("the chapter of the ranking", () => {
  const ranked = blockIn([
    rowIn("甲县", [itemIn("starts", 1, 1)], {
      total: 9912,
      previousRank: 3,
      change: 2,
      note: "第 1 名，99.12 分，比上期升 2 位。豁免未计入：P-1（不可抗力，豁免 M-1）。",
    }),
    rowIn("乙县", [itemIn("starts", 1, 1)], {
      rank: 2,
      total: 9000,
      previousRank: 2,
      change: 0,
      note: "第 2 名，90.00 分，与上期持平。督导本期无对应项目，其权重按比例分摊。",
    }),
    rowIn("丙县", [itemIn("starts", 1, 1)], { rank: null, note: "不参与本期排名：投资完成率本期无对应项目。" }),
    rowIn("丁县", [itemIn("starts", 1, 1)], { rank: null, note: "不参与本期排名：投资完成率本期无对应项目。" }),
  ]);
  const chapter = rankingChapter({ ...DRAFT, block: { ...ranked, notes: ["县区、园区组参与排名 2 家，不设黑榜。"] } });

  test("has a table for each group, with the places of the period before and the change", () => {
    const [table] = chapter.tables;
    const cells = table!.rows.map((row) =>
      row.map((parts) =>
        parts.map((part) => (typeof part === "string" ? part : "given" in part ? part.given : part.shown)).join(""),
      ),
    );
    expect([table!.title, cells]).toEqual([
      "县区、园区组排名",
      [
        ["1", "甲县", "99.12", "3", "升2位"],
        ["2", "乙县", "90.00", "2", "持平"],
      ],
    ]);
  });

  test("says once what is said of several units, and leaves out what the table shows", () => {
    expect(chapter.notes.map(({ text }) => text)).toEqual([
      "注1：县区、园区组参与排名 2 家，不设黑榜。",
      "注2：单位没有对应项目的指标不计分，其权重按比例分摊到该单位其余指标，逐单位说明见「系统-排名」。",
      "注3：甲县：豁免未计入：P-1（不可抗力，豁免 M-1）。",
      "注4：丙县、丁县：不参与本期排名：投资完成率本期无对应项目。",
    ]);
  });
});

describe("the chapter of a year", () => {
  const month = (total: number | null) => ({ month: "2026-06", total, because: "scored" as const });
  const row = (unit: string, rank: number, total: number) => ({
    ...{ unit, group: "县区+园区", rank, tied: false, total, months: [], june: month(9000), december: month(null) },
    ...{ visits: [], previousRank: null, change: null, note: `第 ${rank} 名，${(total / 100).toFixed(2)} 分。` },
  });
  const block: YearBlock = {
    ...{ kind: "year", version: 1, period: "2026", ties: "competition", months: [], visits: [], notes: [] },
    groups: [{ group: "县区+园区", ranked: 2, small: true }],
    rows: [row("甲县", 1, 9211), row("乙县", 2, 8000)],
  };

  test("shows June's and December's points beside the year's, and a month without points as —", () => {
    const [table] = rankingChapter({ draft: "Y-2026", block }).tables;
    const [first] = table!.rows.map((cells) =>
      cells
        .flat()
        .map((part) =>
          typeof part === "object" && "shown" in part
            ? part.shown
            : "given" in Object(part)
              ? (part as { given: string }).given
              : part,
        ),
    );
    expect([table!.head, first]).toEqual([
      ["名次", "单位", "6月", "12月", "得分", "变化"],
      ["1", "甲县", "90.00", "—", "92.11", "—"],
    ]);
  });

  test("has no lists", () => {
    expect(listChapter({ draft: "Y-2026", block })).toEqual({ paragraphs: [], sections: [], tables: [], notes: [] });
  });
});

describe("the chapter of the red and black lists", () => {
  const seat = (unit: string, color: "red" | "black", because: ListedUnit["because"], rank: number): ListedUnit => ({
    ...{ group: "县区+园区", color, unit, rank, investment: { rate: 700, target: 690 }, because },
    stands: because === "listed",
    note: because === "listed" ? "" : `第 ${rank} 名；${because}。`,
  });
  const seats = { red: 2, redEmpty: 1, black: 3, blackEmpty: 2, blackOff: false } as const;
  const block = {
    kind: "quarter",
    seats: [{ group: "县区+园区", ...seats }],
    lists: [
      seat("甲县", "red", "listed", 1),
      seat("乙县", "red", "target-not-beaten", 2),
      ...[seat("壬县", "black", "listed", 9), seat("辛县", "black", "exempt", 8)],
      seat("庚县", "black", "target-not-missed", 7),
    ],
  } as unknown as QuarterBlock;

  test("tells seats left empty by reason and number: only who stands on a list or is exempt is named for it", () => {
    const { notes } = listChapter({ draft: "Q-2026Q3", block });
    expect(notes.map(({ text }) => text)).toEqual([
      "注1：县区、园区组红榜设 2 席，空 1 席：没有超过目标 1 家。",
      "注2：县区、园区组黑榜设 3 席，空 2 席：因不可抗力豁免 1 家，没有低于目标 1 家。",
      "注3：辛县：第 8 名；exempt。",
    ]);
  });
});

describe("a plan to date of more than all", () => {
  const traced = (value: number) => ({ value, of: [] });
  const notes = (curve: number, list: number): readonly string[] => {
    const share = { part: traced(curve), whole: traced(list) };
    const sums = { projects: traced(1), totalInvestment: traced(list), annualPlan: traced(list), done: traced(list) };
    const rates = { start: null, funding: null, contract: null, operation: null };
    const counts = { starting: traced(1), started: traced(1), continuing: traced(0), preliminary: traced(0) };
    const now = { period: "2026-12", built: { ...sums, planned: share }, ...counts, rates };
    const overview = { now, before: null, ...counts, categories: [], large: null };
    return overviewChapter(overview, "", []).notes.map(({ text }) => text);
  };

  test("is explained by the curve and the list it was not laid down for", () => {
    expect(notes(112_750_000_0000, 109_600_000_0000)).toEqual([
      "注：计划进度超过 100%，因全市计划曲线到期末为 11,275.0 亿元，大于在册项目年度计划投资 10,960.0 亿元。",
    ]);
  });

  test("is not spoken of where the quarters overshoot by less than is shown", () => {
    expect(notes(112_750_000_0000, 112_740_000_0000)).toEqual([]);
  });
});
