import { describe, expect, test } from "vitest";
import { NOBODY_LED, type PlacedResult, resultLines } from "../../lib/views/leader-ranking.ts";

type Row = PlacedResult["rows"][number];

const row = (
  unit: string,
  rank: number | null,
  total: number,
  change: number | null,
  more: Partial<Row> = {},
): Row => ({
  ...{ unit, group: "县区+园区", rank, tied: false, total, change },
  ...more,
});

const MONTH: PlacedResult = {
  groups: [{ group: "县区+园区", ranked: 5, small: false }],
  rows: [
    row("甲县", 1, 9912, 2),
    row("乙县", 2, 9500, 0),
    row("丙县", 3, 9000, -1, { tied: true }),
    row("丁县", 3, 9000, 1, { tied: true }),
    row("戊县", 5, 7000, -3),
    row("己县", null, 0, null),
  ],
};

const led = (...units: readonly string[]) => ({ led: units, sponsored: new Map<string, number>() });

describe("what a leader reads of a confirmed ranking", () => {
  test("the own units stand first, those that fell most before the others, those without a place last", () => {
    const [own] = resultLines(MONTH, "", led("甲县", "己县", "戊县", "丙县"));
    expect(own).toBe(
      "您分管的单位：戊县第 5 名，70.00 分，降 3 位；丙县第 3 名（并列），90.00 分，降 1 位；甲县第 1 名，99.12 分，升 2 位；己县不参与本期排名。",
    );
  });

  test("a unit that answers for sponsored projects says for how many, and is not told twice", () => {
    const own = {
      led: ["甲县"],
      sponsored: new Map([
        ["甲县", 1],
        ["乙县", 3],
      ]),
    };
    expect(resultLines(MONTH, "", own)[1]).toBe("您包联项目的责任单位：乙县（3 个项目）第 2 名，持平。");
  });

  test("whoever leads none reads the head of the group and who moved most", () => {
    expect(resultLines(MONTH, "", NOBODY_LED)).toEqual([
      "县区、园区（5 家）：第 1 名甲县 99.12 分、第 2 名乙县 95.00 分、第 3 名丙县 90.00 分、第 3 名丁县 90.00 分；上升最多的是甲县（升 2 位），下降最多的是戊县（降 3 位）。",
      "全表和计算依据见附件。",
    ]);
  });

  test("of several that moved alike nobody is picked", () => {
    const rows = [row("甲县", 1, 9000, 1), row("乙县", 2, 8000, 1), row("丙县", 3, 7000, -1), row("丁县", 4, 6000, -1)];
    expect(resultLines({ ...MONTH, rows }, "", NOBODY_LED).join()).not.toContain("最多");
  });

  test("a re-issue says first what it changes", () => {
    expect(resultLines(MONTH, "甲县：第 2 名 98.00 分改为第 1 名 99.12 分", NOBODY_LED)[0]).toBe(
      "更正此前发布的排名：甲县：第 2 名 98.00 分改为第 1 名 99.12 分。",
    );
  });

  test("more units than a phone shows are counted", () => {
    const rows = Array.from({ length: 9 }, (_, at) => row(`单位${at + 1}`, at + 1, 9000 - at, 0));
    const [own] = resultLines({ ...MONTH, rows }, "", led(...rows.map(({ unit }) => unit)));
    expect(own).toContain("，其余 4 家见附件。");
  });

  test("a quarter says who stands on its lists and how many seats are empty", () => {
    const investment = { rate: 700, target: 650 };
    const quarter: PlacedResult = {
      ...MONTH,
      seats: [{ group: "县区+园区", red: 2, redEmpty: 1, black: 2, blackEmpty: 2, blackOff: false }],
      lists: [
        {
          group: "县区+园区",
          color: "red",
          unit: "甲县",
          rank: 1,
          investment,
          stands: true,
          because: "listed",
          note: "",
        },
        {
          group: "县区+园区",
          color: "red",
          unit: "乙县",
          rank: 2,
          investment,
          stands: false,
          because: "exempt",
          note: "",
        },
      ],
    };
    expect(resultLines(quarter, "", NOBODY_LED)[0]).toBe("县区、园区红榜：甲县，空缺 1 席；黑榜：无，空缺 2 席。");
    const small = { ...quarter, seats: [{ ...quarter.seats![0]!, blackOff: true }] };
    expect(resultLines(small, "", NOBODY_LED)[0]).toContain("黑榜：不设。");
  });

  test("a name that is long or hostile is clipped to one line", () => {
    const rows = [row(`甲${"县".repeat(60)}\n<b>`, 1, 9000, 0)];
    const lines = resultLines({ ...MONTH, rows }, "", led(rows[0]!.unit));
    expect(lines.every((line) => line.length < 120 && !line.includes("\n"))).toBe(true);
  });
});
