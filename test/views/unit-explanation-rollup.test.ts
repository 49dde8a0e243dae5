import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { meanOf } from "../../lib/domain/assessment/month-result.ts";
import type { MonthScore, QuarterBlock, QuarterRow } from "../../lib/domain/assessment/quarter-block.ts";
import { type YearWeights, yearTotal } from "../../lib/domain/assessment/year.ts";
import type { YearBlock, YearRow } from "../../lib/domain/assessment/year-block.ts";
import { roundHalfUp } from "../../lib/domain/ratio.ts";
import { calculationLines } from "../../lib/views/unit-explanation.ts";
import { quarterCalculation, yearCalculation } from "../../lib/views/unit-explanation-rollup.ts";

const WEIGHTS: YearWeights = { mean: 10, june: 45, december: 45, bracket: 90, visits: 10 };
const monthName = (at: number): string => `2026-${String(at + 1).padStart(2, "0")}`;

const scored = (month: string, total: number | null): MonthScore => ({
  ...{ month, total },
  because: total === null ? "no-score" : "scored",
});

const common = { group: "县区+园区", rank: 3, tied: true, previousRank: 5, change: 2, note: "第 3 名" } as const;

function yearOf(totals: readonly (number | null)[], visits: readonly number[]): { block: YearBlock; row: YearRow } {
  const months = totals.map((total, at) => scored(monthName(at), total));
  const own = visits.map((score, at) => ({ visit: ["2026-04", "2026-07"][at]!, project: `P-00${at}`, score }));
  const parts = { scores: months, june: months[5]!, december: months[11]!, visits: own };
  const exact = yearTotal(parts, WEIGHTS);
  const row: YearRow = {
    ...{ unit: "甲县", ...common, months, june: parts.june, december: parts.december, visits: own },
    total: exact === null ? null : roundHalfUp(exact, 0),
  };
  const taken = months.map(({ month }) => ({ month, draft: `M-${month}`, digest: "d" }));
  const seen = own.map(({ visit }) => ({ month: visit, draft: `G-${visit}`, digest: "d" }));
  const block: YearBlock = {
    ...{ kind: "year", version: 1, period: "2026", ties: "competition", groups: [], notes: [] },
    ...{ months: taken, visits: seen, rows: [row] },
  };
  return { block, row };
}

/** What a clerk types, in exact steps of whole numbers: the shown line, evaluated by a calculator with BigInt fractions. */
function typed(line: string): { readonly value: number; readonly shown: number } {
  const [, expression = "", shown = ""] = /= (.*) = ([\d.]+) 分/.exec(line) ?? [];
  let at = 0;
  const tokens = expression.match(/\d+(?:\.\d+)?|[+×÷()]/g) ?? [];
  type Fraction = readonly [bigint, bigint];
  const factor = (): Fraction => {
    const token = tokens[at++]!;
    if (token === "(") {
      const inside = sum();
      at++;
      return inside;
    }
    const [whole = "0", part = ""] = token.split(".");
    return [BigInt(whole + part), 10n ** BigInt(part.length)];
  };
  const product = (): Fraction => {
    let value = factor();
    while (tokens[at] === "×" || tokens[at] === "÷") {
      const isTimes = tokens[at++] === "×";
      const [top, bottom] = factor();
      value = isTimes ? [value[0] * top, value[1] * bottom] : [value[0] * bottom, value[1] * top];
    }
    return value;
  };
  const sum = (): Fraction => {
    let value = product();
    while (tokens[at] === "+") {
      at++;
      const [top, bottom] = product();
      value = [value[0] * bottom + top * value[1], value[1] * bottom];
    }
    return value;
  };
  const [top, bottom] = sum();
  return { value: Number((top * 200n + bottom) / (2n * bottom)) / 100, shown: Number(shown) };
}

const total = fc.option(fc.integer({ min: 0, max: 11_000 }), { nil: null, freq: 5 });

describe("the explanation of a year", () => {
  test("typed into a calculator gives the same last decimal, whatever months and visits there were", () => {
    fc.assert(
      fc.property(
        fc.array(total, { minLength: 12, maxLength: 12 }),
        fc.array(fc.integer({ min: 0, max: 10_000 }), { maxLength: 2 }),
        (totals, visits) => {
          const { block, row } = yearOf(totals, visits);
          fc.pre(row.total !== null);
          const { value, shown } = typed(yearCalculation(block, row, WEIGHTS).sum.at(-1)!);
          expect(value).toBe(shown);
          expect(shown).toBe(row.total! / 100);
        },
      ),
    );
  });

  test("names each month's result and each visit, and says nothing of the place", () => {
    const { block, row } = yearOf([9000, 8800, null, 9100, 9200, 9300, 9000, 8900, 9100, 9200, 9000, 9400], [9250]);
    const lines = calculationLines(yearCalculation(block, row, WEIGHTS), null);
    expect(lines.slice(0, 4)).toEqual([
      "甲县 2026年度评分 93.17 分",
      "【2026年1月】90.00 分（该月已发布，M-2026-01）",
      "【2026年2月】88.00 分（该月已发布，M-2026-02）",
      "【2026年3月】— 没有得分，不计入（该月已发布，M-2026-03）",
    ]);
    expect(lines.at(-2)).toBe("【2026年4月观摩】P-000 92.50 分（G-2026-04）");
    expect(lines.at(-1)).toBe(
      "总分 = (((90.00 + 88.00 + 91.00 + 92.00 + 93.00 + 90.00 + 89.00 + 91.00 + 92.00 + 90.00 + 94.00) ÷ 11 × 10 + 93.00 × 45 + 94.00 × 45) ÷ 100 × 90 + 92.50 × 10) ÷ 100 = 93.17 分（只在最后四舍五入到 0.01 分）",
    );
    expect(lines.join("")).not.toContain("第 3 名");
  });

  test("a December without a score leaves its share to the others, and says so", () => {
    const totals = Array.from({ length: 12 }, (_, at) => (at === 11 ? null : 8000));
    const { block, row } = yearOf(totals, []);
    const { sum } = yearCalculation(block, row, WEIGHTS);
    expect(sum[0]).toBe("2026年12月没有得分，其占比由月度部分的其余各项按比例分摊。");
    expect(sum[1]).toMatch(/÷ 11 × 10 \+ 80\.00 × 45\) ÷ 55 = 80\.00 分/);
  });
});

describe("the explanation of a quarter", () => {
  const quarterOf = (totals: readonly (number | null)[]): { block: QuarterBlock; row: QuarterRow } => {
    const months = totals.map((one, at) => scored(monthName(at + 6), one));
    const mean = meanOf(months);
    const row: QuarterRow = {
      ...{ unit: "甲县", ...common, months, falseReports: 0, investment: { rate: 500, target: 480 } },
      total: mean === null ? null : roundHalfUp(mean, 0),
    };
    const taken = months.map(({ month }, at) => ({ month, draft: at === 2 ? "" : `M-${month}`, digest: "" }));
    const block: QuarterBlock = {
      ...({ kind: "quarter", version: 1, period: "2026Q3", ties: "competition" } as const),
      ...{ months: taken, groups: [] },
      ...{ notes: [], rows: [row], seats: [], lists: [] },
    };
    return { block, row };
  };

  test("is the mean of its months, each with the result it comes from", () => {
    const { block, row } = quarterOf([8835, 0, 9120]);
    expect(calculationLines(quarterCalculation(block, row), null)).toEqual([
      "甲县 2026年第三季度评分 59.85 分",
      "【2026年7月】88.35 分（该月已发布，M-2026-07）",
      "【2026年8月】0.00 分（该月已发布，M-2026-08）",
      "【2026年9月】91.20 分（该月尚未发布，按现有数据）",
      "总分 = (88.35 + 0.00 + 91.20) ÷ 3 = 59.85 分（只在最后四舍五入到 0.01 分）",
    ]);
  });

  test("typed into a calculator gives the same last decimal", () => {
    fc.assert(
      fc.property(fc.array(total, { minLength: 3, maxLength: 3 }), (totals) => {
        const { block, row } = quarterOf(totals);
        fc.pre(row.total !== null);
        const { value, shown } = typed(quarterCalculation(block, row).sum[0]!);
        expect([value, shown]).toEqual([row.total! / 100, row.total! / 100]);
      }),
    );
  });

  test("without any month that counts it has no points", () => {
    const { block, row } = quarterOf([null, null, null]);
    expect(calculationLines(quarterCalculation(block, row), null).at(-1)).toBe("总分：—（没有计入的月份）");
  });
});
