import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { add, compare, decimal, type Ratio, sum } from "../../lib/domain/ratio.ts";
import type { UnitMonth } from "../../lib/domain/unit-month.ts";
import { monthsOf, rankingOf } from "../../lib/jobs/monthly.ts";
import { monthCity } from "../fakes/month-city.ts";
import { COMMON, monthInputOf } from "../fakes/month-table.ts";

const PERIOD = "2026-05";
const RUNS = { seed: 20260305, numRuns: 60 };
const SCHEMES = ["重点项目", "三个一批"] as const;

const withScheme = (rows: readonly string[], scheme: string): readonly string[] => [
  ...COMMON,
  `规则 评分方案 值=${scheme}`,
  ...rows,
];
const monthsIn = (rows: readonly string[], scheme = "重点项目"): readonly UnitMonth[] =>
  monthsOf(monthInputOf(withScheme(rows, scheme), PERIOD), PERIOD).months;
const totals = (months: readonly UnitMonth[]): ReadonlyMap<string, number> =>
  new Map(months.map(({ unit, score }) => [unit.name, score.total]));

/** Each of the rows that `change` changes, one at a time. */
const changedOnce = (rows: readonly string[], change: (row: string) => string | null): readonly (readonly string[])[] =>
  rows.flatMap((row, index) => {
    const changed = change(row);
    return changed === null ? [] : [rows.with(index, changed)];
  });

function neverLowers(change: (row: string, rows: readonly string[]) => string | null): void {
  fc.assert(
    fc.property(monthCity, ({ rows }) => {
      const before = totals(monthsIn(rows));
      for (const better of changedOnce(rows, (row) => change(row, rows)).slice(0, 3))
        for (const [unit, total] of totals(monthsIn(better)))
          expect(total).toBeGreaterThanOrEqual(before.get(unit) ?? 0);
    }),
    RUNS,
  );
}

describe("a month of any city", () => {
  test("every sum is the sum of its parts, and the total the sum of the points shown", () => {
    fc.assert(
      fc.property(monthCity, fc.constantFrom(...SCHEMES), ({ rows }, scheme) => {
        for (const { values, score } of monthsIn(rows, scheme)) {
          for (const { parts, ...value } of values)
            for (const figure of ["numerator", "denominator", "due"] as const)
              expect(value[figure]).toEqual(sum(parts.map((part) => decimal(part[figure]))));
          const points = score.items.reduce((all, item) => all + (item.points ?? 0), 0);
          expect(score.total).toBe(points + score.adjustment + score.falseDataPenalty);
        }
      }),
      RUNS,
    );
  });
  test("the order of rows and of units changes nothing that is published", () => {
    fc.assert(
      fc.property(monthCity, fc.constantFrom(...SCHEMES), fc.infiniteStream(fc.nat()), ({ rows }, scheme, keys) => {
        const all = withScheme(rows, scheme);
        const shuffled = all
          .map((row) => [keys.next().value as number, row] as const)
          .sort(([a], [b]) => a - b)
          .map(([, row]) => row);
        const published = (typed: readonly string[]) => rankingOf(monthInputOf(typed, PERIOD), PERIOD);
        expect(published(shuffled)).toEqual(published(all));
      }),
      RUNS,
    );
  });
  test("full marks are 100 under either scheme, however the live weights lie", () => {
    fc.assert(
      fc.property(monthCity, fc.constantFrom(...SCHEMES), ({ rows }, scheme) => {
        for (const { score } of monthsIn(rows, scheme)) {
          const weights = score.items.reduce<Ratio>((all, item) => add(all, item.effectiveWeight), decimal(0));
          expect(compare(weights, decimal(score.items.some(({ points }) => points !== null) ? 100 : 0))).toBe(0);
        }
      }),
      RUNS,
    );
  });
});

describe("doing better", () => {
  test("one more finished project lowers nobody", () => {
    neverLowers((row) =>
      row.startsWith("项目 ") && row.includes("计划竣工=") && !row.includes("实际竣工=")
        ? `${row} 实际竣工=2026-05-20`
        : null,
    );
  });
  test("one more point of completion lowers nobody", () => {
    neverLowers((row, rows) => {
      const [, key, done] = /^月报 (\S+) 年初累计=(\d+)/.exec(row) ?? [];
      const project = rows.find((one) => one.startsWith(`项目 ${key?.split("/")[0]} `));
      const plan = /年度计划投资=(\d+)/.exec(project ?? "")?.[1];
      return plan === undefined ? null : row.replace(`=${done}`, `=${Number(done) + Number(plan) / 100}`);
    });
  });
  test("one more milestone in time lowers nobody, where no other waits for it", () => {
    neverLowers((row, rows) => {
      const [, project, seq, planned] = /^节点 (\S+)\/(\d+)(?: 前置\S+ 工期\S+)? 计划完成=(\S+)/.exec(row) ?? [];
      const isWaitedFor = rows.some((one) => one.startsWith(`节点 ${project}/`) && one.includes(` 前置节点=${seq} `));
      return planned === undefined || row.includes("实际完成=") || isWaitedFor || planned > "2026-05-31"
        ? null
        : `${row} 实际完成=${planned}`;
    });
  });
});

/** docs/decisions.md "Doing better may cost points". */
describe("where doing better costs a unit points, as the rules are written", () => {
  const pointsOf = (rows: readonly string[], code: string, scheme?: string): string => {
    const { values, score } = monthsIn(rows, scheme).find(({ unit }) => unit.name === "甲县")!;
    const { numerator, denominator } = values.find((value) => value.code === code)!;
    return `${numerator.n}/${denominator.n} ${score.items.find((item) => item.code === code)!.points}`;
  };
  const counts = (...numbers: readonly number[]) =>
    ["签约项目数", "履约项目数", "履约开工项目数", "开工投产项目数", "达效项目数"].map(
      (name, index) => `单位指标 甲县/2026-05/${name} 实际=${numbers[index]}`,
    );

  test("a milestone done in time no longer excuses those that wait for it: they are missed on their own", () => {
    const rows = (actual: string) => [
      ...["项目 P-1", `节点 P-1/10 计划完成=2026-05-08${actual}`],
      ...["节点 P-1/20 前置节点=10 工期=1 计划完成=2026-05-12", "节点 P-1/30 前置节点=10 工期=1 计划完成=2026-05-12"],
    ];
    expect(pointsOf(rows(""), "milestones")).toMatch(/^2\/3 /);
    expect(pointsOf(rows(" 实际完成=2026-05-08"), "milestones")).toMatch(/^1\/3 /);
  });
  test("a project in operation owes no report any more: its report in time leaves the share", () => {
    const rows = (operating: string) => [
      ...[`项目 P-1${operating}`, "月报 P-1/2026-05 年初累计=1 填报日期=2026-06-03"],
      ...["项目 P-2", "项目 P-3", "月报 P-3/2026-05 年初累计=1 填报日期=2026-06-03"],
    ];
    expect(pointsOf(rows(""), "reporting")).toMatch(/^2\/3 /);
    expect(pointsOf(rows(" 实际投产=2026-04-20"), "reporting")).toMatch(/^1\/2 /);
  });
  test("a project started owes its registration after a month", () => {
    const rows = (started: string) => [
      "项目 P-1 年度类别=新开工 计划开工=2026-03-01 实际开工=2026-03-01 入统日期=2026-03-20",
      `项目 P-2 年度类别=新开工 计划开工=2026-03-01${started}`,
    ];
    expect(pointsOf(rows(""), "registration")).toMatch(/^1\/1 /);
    expect(pointsOf(rows(" 实际开工=2026-03-01"), "registration")).toMatch(/^1\/2 /);
  });
  test("a step of the chain raises the share of its step and lowers that of the next", () => {
    const total = (...numbers: readonly number[]) =>
      monthsIn(counts(...numbers), "三个一批").find(({ unit }) => unit.name === "甲县")!.score.total;
    const rates = (...numbers: readonly number[]) =>
      ["contractStarts", "operation"].map((code) => pointsOf(counts(...numbers), code, "三个一批"));
    expect(rates(10, 10, 5, 5, 5)).toEqual(["5/10 938", "5/5 1875"]);
    expect(rates(10, 10, 6, 5, 5)).toEqual(["6/10 1125", "5/6 1563"]);
    expect([total(10, 10, 5, 5, 5), total(10, 10, 6, 5, 5)]).toEqual([9063, 8938]);
    expect(total(10, 10, 6, 6, 6)).toBeGreaterThan(total(10, 10, 5, 5, 5));
  });
});
