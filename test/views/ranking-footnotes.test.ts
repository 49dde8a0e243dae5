import { describe, expect, test } from "vitest";
import type { RankingBlock, RankingRow } from "../../lib/domain/ranking-block.ts";
import { rankingOf } from "../../lib/jobs/monthly.ts";
import type { StoredHistory } from "../../lib/ports/store.ts";
import { rankingHeaders } from "../../lib/registry/system-tabs.ts";
import { indicatorNames, parseRankingBlock } from "../../lib/views/ranking.ts";
import { rankingDifferences } from "../../lib/views/ranking-differences.ts";
import { rankingWorkbook } from "../../lib/views/ranking-workbook.ts";
import { COMMON, monthInputOf, monthWorkbook } from "../fakes/month-table.ts";
import { workbookOf } from "../fakes/sheets.ts";
import { storedTabs } from "../fakes/stored.ts";

const PERIOD = "2026-05";
const UNIT = (unit: string, code: string, more = "") => [
  `项目 ${code} 责任单位=${unit} 年度类别=新开工 年度计划投资=12000 计划开工=2026-01-05 实际开工=2026-01-05 入统日期=2026-02-01${more}`,
  `月报 ${code}/2026-05 年初累计=5000 年初累计到位=5000 填报日期=2026-06-03`,
  `节点 ${code}/10 计划完成=2026-05-10 实际完成=2026-05-10 责任单位=${unit}`,
];
const BASE = [...COMMON, ...UNIT("甲县", "P-1"), ...UNIT("乙县", "P-2"), ...UNIT("丙县", "P-3")];
const blockOf = (rows: readonly string[], histories?: ReadonlyMap<string, StoredHistory>): RankingBlock =>
  rankingOf(monthInputOf(rows, PERIOD, histories), PERIOD);
const rowOf = (block: RankingBlock, unit: string): RankingRow => block.rows.find((row) => row.unit === unit)!;
const sheet = (block: RankingBlock, title: string) =>
  rankingWorkbook(block, { title: "系统-排名", headers: rankingHeaders(indicatorNames(block)) }).sheets.find(
    (one) => one.title === title,
  );
/** The row of the workbook as it stood at an earlier reading, and as it stands. */
function rememberedOf(
  before: readonly string[],
  after: readonly string[],
  changedAt: string,
): ReadonlyMap<string, StoredHistory> {
  const [old, now] = [before, after].map((rows) => storedTabs(monthWorkbook(rows)));
  const first = "2026-01-05T01:30:00.000Z";
  const tabs = now!.map(({ tab, rows }) => {
    const lives = rows.map(({ key, json }) => {
      const was = old!.find((one) => one.tab === tab)?.rows.find((row) => row.key === key)?.json ?? json;
      const version = { firstSeen: first, lastSeenAbsent: null, json: was };
      return [
        key,
        was === json ? [version] : [version, { firstSeen: changedAt, lastSeenAbsent: first, json }],
      ] as const;
    });
    return [tab, new Map(lives)] as const;
  });
  return new Map([[workbookOf([]).name, { firstReading: first, lastReading: changedAt, tabs: new Map(tabs) }]]);
}

describe("an exemption in 说明 and in the attachment", () => {
  const exempt = (code: string, project: string, more = "") =>
    `豁免 ${code} 项目编号=${project} 起=2026-05-20 止=2026-06-30${more}`;

  test("is named with its project, its cause and its row, once for all it leaves out", () => {
    const block = blockOf([...BASE, ...UNIT("甲县", "P-4"), exempt("E-3", "P-4")]);
    expect(rowOf(block, "甲县").note).toContain("豁免未计入：P-4（不可抗力，豁免 E-3）。");
    expect(rowOf(block, "甲县").exempted).toEqual([{ exemption: "E-3", project: "P-4", seq: null, cause: "不可抗力" }]);
    expect(rowOf(block, "乙县").note).not.toContain("豁免");
    expect(rowOf(block, "乙县")).not.toHaveProperty("exempted");
    expect(sheet(block, "豁免与变动")!.rows).toEqual([["甲县", "豁免", "P-4", "不可抗力", "豁免 E-3", ""]]);
  });
  test("of a milestone is named with its number, a cause left blank as such", () => {
    const block = blockOf([...BASE, exempt("E-5", "P-1", " 节点序号=10 原因=")]);
    expect(rowOf(block, "甲县").note).toContain("豁免未计入：P-1/10（原因未填，豁免 E-5）。");
  });
  test("that leaves nothing out is not named", () => {
    const before = `豁免 E-9 项目编号=P-1 起=2026-05-01 止=2026-05-30`;
    expect(rowOf(blockOf([...BASE, before]), "甲县").note).not.toContain("豁免");
  });
  test("long lists are clipped to five and say how many there are; the attachment has a hundred", () => {
    const codes = Array.from({ length: 120 }, (_, index) => `Q-${String(index).padStart(3, "0")}`);
    const rows = codes.flatMap((code) => [...UNIT("甲县", code), exempt(`E-${code}`, code, " 原因=冬季停工")]);
    const block = blockOf([...BASE, ...rows]);
    const { note } = rowOf(block, "甲县");
    expect(note).toContain("Q-004（冬季停工，豁免 E-Q-004）等 120 项豁免，见附件。");
    expect(note).not.toContain("Q-005");
    expect(sheet(block, "豁免与变动")!.rows).toHaveLength(100);
  });
  test("a code is text, clipped and of one line", () => {
    const block = blockOf([...BASE, exempt(`=HYPERLINK${"x".repeat(80)}`, "P-1")]);
    const [cells] = sheet(block, "豁免与变动")!.rows;
    expect(String(cells![4]).length).toBeLessThan(60);
    expect(rowOf(block, "甲县").note).toContain("豁免 =HYPERLINKxxx");
  });
});

describe("a project that moved", () => {
  const before = [...BASE, ...UNIT("甲县", "P-4")];
  const after = [...BASE, ...UNIT("乙县", "P-4")];

  test("is named in the notes of both units, and counts for the one that has it", () => {
    const block = blockOf(after, rememberedOf(before, after, "2026-05-06T01:30:00.000Z"));
    const words = "本季度变动：P-4 责任单位由甲县改为乙县（5月6日起）。";
    expect([rowOf(block, "甲县").note, rowOf(block, "乙县").note].map((note) => note.includes(words))).toEqual([
      true,
      true,
    ]);
    expect(rowOf(block, "丙县").note).not.toContain("变动");
    expect(rowOf(block, "乙县").items[0]!.denominator).toBe(240_000_000);
    expect(sheet(block, "豁免与变动")!.rows).toEqual([
      ["乙县", "责任单位变更", "P-4", "责任单位由甲县改为乙县", "", "2026-05-06"],
      ["甲县", "责任单位变更", "P-4", "责任单位由甲县改为乙县", "", "2026-05-06"],
    ]);
  });
  test("off the list is named with its 调整 and counts no more; one that came onto it likewise", () => {
    const out = "调整 T-1 类型=调出 项目编号=P-4 申请日期=2026-03-20 审定日期=2026-03-28 生效月份=2026-04";
    const back = "调整 T-2 类型=调入 项目编号=P-3 申请日期=2026-04-20 审定日期=2026-04-28 生效月份=2026-05";
    const block = blockOf([...before, out, back]);
    expect(rowOf(block, "甲县").note).toContain("本季度变动：P-4 调出清单（调整 T-1，4月1日起）。");
    expect(rowOf(block, "甲县").items[0]!.denominator).toBe(120_000_000);
    expect(rowOf(block, "丙县").note).toContain("本季度变动：P-3 调入清单（调整 T-2，5月1日起）。");
    expect(sheet(block, "豁免与变动")!.rows).toContainEqual(["甲县", "调出清单", "P-4", "", "调整 T-1", "2026-04-01"]);
  });
});

describe("the attachment", () => {
  const block = blockOf([...BASE, "节点 P-2/20 计划完成=2026-05-20", "节点 P-3/20 计划完成=2026-06-20"]);

  test("tells how firm each place is, and that it asks for nothing", () => {
    const firm = sheet(block, "名次的把握")!;
    expect(firm.preface!.join("")).toContain("不是任务，也不是填报依据");
    const cells = (unit: string) => firm.rows.find((row) => row[2] === unit);
    expect(firm.columns.map(({ header }) => header).slice(0, 6)).toEqual([
      ...["组别", "名次", "单位", "总分", "与上一名相差", "领先下一名"],
    ]);
    const { total } = rowOf(block, "乙县");
    const gap = (10_000 - total) / 100;
    expect(cells("乙县")!.slice(0, 8)).toEqual(["县区、园区", 3, "乙县", total / 100, gap, null, gap, 1]);
    expect(cells("甲县")!.slice(4, 8)).toEqual([null, gap, null, null]);
    for (const row of firm.rows) expect(row).toHaveLength(firm.columns.length);
  });
  test("has no sheet of footnotes where there are none", () => {
    expect(sheet(block, "豁免与变动")).toBeUndefined();
  });
  test("of a block of before, which knew no steps and no footnotes, is drawn all the same", () => {
    const old = JSON.parse(JSON.stringify(block)) as RankingBlock;
    const rows = old.rows.map(({ oneMore: _, ...row }) => row);
    const read = parseRankingBlock(JSON.stringify({ ...old, rows }));
    expect(sheet(read, "名次的把握")!.rows[0]!.slice(6)).toEqual([null, null, null, null, null, null]);
  });
});

describe("the prize for rising", () => {
  const published = (ranks: Readonly<Record<string, number>>) => {
    const block = blockOf(BASE);
    const rows = block.rows.map((row) => ({ ...row, rank: ranks[row.unit] ?? row.rank }));
    const body = JSON.stringify({ ...block, period: "2026-04", rows });
    return [
      {
        kind: "ranking" as const,
        period: "2026-04",
        id: "M-2026-04",
        digest: "",
        body,
        differences: "",
        at: "2026-05-15T01:00:00.000Z",
      },
    ];
  };
  const withPrize = (seats: number, ranks: Readonly<Record<string, number>>): RankingBlock =>
    rankingOf(
      { ...monthInputOf([...BASE, `规则 进步奖名额 值=${seats}`], PERIOD), published: published(ranks) },
      PERIOD,
    );

  test("stands in the block and in its notes, which head the attachment", () => {
    const block = withPrize(1, { 甲县: 3, 乙县: 1, 丙县: 1 });
    expect(block.risers).toEqual([{ unit: "甲县", group: "县区+园区", previousRank: 3, rank: 1, change: 2 }]);
    expect(block.notes.at(-1)).toBe("进步奖（每组 1 家，按比上次发布上升的位数）：县区、园区组 甲县（升 2 位）。");
    expect(sheet(block, "排名")!.preface).toContain(block.notes.at(-1));
  });
  test("says when nobody rose", () => {
    const block = withPrize(2, { 甲县: 1, 乙县: 1, 丙县: 1 });
    expect(block.risers).toEqual([]);
    expect(block.notes.at(-1)).toBe("进步奖（每组 2 家，按比上次发布上升的位数）：本期空缺。");
  });
  test("that goes to another after a re-issue is among its differences", () => {
    const [first, second] = [
      { 甲县: 3, 乙县: 1, 丙县: 1 },
      { 甲县: 1, 乙县: 3, 丙县: 1 },
    ].map((ranks) => JSON.stringify(withPrize(1, ranks)));
    expect(rankingDifferences(first!, second!)).toBe("进步奖：甲县改为乙县");
    expect(rankingDifferences(first!, JSON.stringify(withPrize(0, {})))).toBe("进步奖：甲县改为空缺");
  });
  test("is off unless the rule gives it: the block says nothing of it", () => {
    const block = withPrize(0, { 甲县: 3 });
    expect(block).not.toHaveProperty("risers");
    expect(block.notes.join("")).not.toContain("进步奖");
  });
});

describe("a ranking by 三个一批", () => {
  const counts = (period: string, ...typed: readonly (readonly [string, number])[]) =>
    typed.map(([name, actual]) => `单位指标 甲县/${period}/${name} 实际=${actual}`);
  const chain = (...rows: readonly string[]): RankingBlock =>
    blockOf([...COMMON, "规则 评分方案 值=三个一批", "项目 P-1 年度计划投资=12000", ...rows]);
  const whole = [
    ...([
      ["签约项目数", 10],
      ["履约项目数", 8],
      ["履约开工项目数", 6],
      ["开工投产项目数", 3],
      ["达效项目数", 1],
    ] as const),
  ];

  test("names its scheme and weights, and no basis of investment", () => {
    const { notes, indicators } = chain(...counts("2026-05", ...whole));
    expect(notes[0]).toBe(
      "评分方案：三个一批（谋划储备 10、签约项目履约率 30、履约项目开工率 15、开工项目投产率 15、投产项目达效率 20、服务保障 10）。",
    );
    expect(notes.join("")).not.toContain("序时依据");
    expect(indicators).toEqual(["reserves", "fulfilment", "contractStarts", "operation", "capacity", "services"]);
  });
  test("says in 说明 what was taken from an earlier period and what was left out, and nothing of what carries no weight", () => {
    const earlier = rowOf(chain(...counts("2026-04", ...whole)), "甲县").note;
    expect(earlier).toContain("4 项单位指标本期未填，取今年最近一期所填。");
    const lacking = rowOf(chain(...counts("2026-05", ...whole.slice(0, 4))), "甲县").note;
    expect(lacking).toContain("1 项单位指标未填，按 0 计。");
    expect(lacking).not.toContain("月报");
    const plain = rowOf(chain(...counts("2026-05", ...whole)), "甲县").note;
    expect(plain).toBe("第 1 名，61.77 分，上期无名次。谋划储备、服务保障本期无对应项目，其权重按比例分摊。");
  });
  test("is not named where 重点项目 is the scheme", () => {
    expect(blockOf(BASE).notes.join("")).not.toContain("评分方案");
  });
});
