import { describe, expect, test } from "vitest";
import { ratio } from "../../lib/domain/ratio.ts";
import {
  completionWords,
  dayWords,
  moneyWords,
  percentWords,
  periodWords,
  pointsWords,
  scoreWords,
  sharesApart,
  shortDayWords,
  sumWords,
  yiWords,
} from "../../lib/views/words.ts";

test.each([
  [24_000_000, "2,400 万元"],
  [99_996_000, "10,000 万元"],
  [100_000_000, "1.0 亿元"],
  [0, "0 万元"],
])("a sum of %i 元 is %s", (money, words) => expect(sumWords(money)).toBe(words));

describe("days", () => {
  test("a day is said with its weekday", () => {
    expect(dayWords("2026-03-05")).toBe("3月5日（周四）");
    expect(dayWords("2026-02-28")).toBe("2月28日（周六）");
  });
  test("a day of another year than the as-of day says its year", () => {
    expect(dayWords("2027-01-04", "2026-12-30")).toBe("2027年1月4日（周一）");
    expect(shortDayWords("2026-12-31", "2026-12-30")).toBe("12月31日");
  });
  test("months, quarters and years have their words", () => {
    expect(["2026-05", "2026Q3", "2026"].map(periodWords)).toEqual(["2026年5月", "2026年第三季度", "2026年"]);
  });
});

describe("money", () => {
  test.each([
    [0, "0 万元"],
    [1, "0.0001 万元"],
    [32_000_000, "3,200 万元"],
    [99_999_999, "9,999.9999 万元"],
    [100_000_000, "1 亿元"],
    [120_000_000, "1.2 亿元"],
    [123_456_789, "12,345.6789 万元"],
    [123_450_000, "1.2345 亿元"],
    [488_530_000_000, "4,885.3 亿元"],
    [-5_000_000, "-500 万元"],
  ])("%d 元 is said as %s without losing a 元", (yuan, words) => {
    expect(moneyWords(yuan)).toBe(words);
  });
  test("a sum is said in 亿元 with one decimal, half up", () => {
    expect(yiWords(112_740_000_000)).toBe("1,127.4 亿元");
    expect(yiWords(25_000_000)).toBe("0.3 亿元");
    expect(yiWords(24_999_999)).toBe("0.2 亿元");
  });
});

describe("percent and points", () => {
  test("a share is rounded half up as its decimals stand, not as binary holds them", () => {
    expect(percentWords(0.4585)).toBe("45.9%");
    expect(percentWords(1.005, 0)).toBe("101%");
    expect(percentWords(ratio(1, 3), 2)).toBe("33.33%");
  });
  test("small shares in exponent notation are read as written", () => {
    expect(percentWords(1e-7, 5)).toBe("0.00001%");
  });
  test("a difference of shares is percentage points", () => {
    expect(pointsWords(0.146)).toBe("14.6 个百分点");
    expect(pointsWords(-0.0005)).toBe("-0.1 个百分点");
  });
  test("points of a score come from hundredths with two decimals", () => {
    expect(scoreWords(8835)).toBe("88.35 分");
    expect(scoreWords(5)).toBe("0.05 分");
    expect(scoreWords(-500)).toBe("-5.00 分");
  });
});

describe("two shares and their distance", () => {
  test.each([
    [312, 458, 1000, "31.2%", "45.8%", "14.6"],
    [22, 4326, 10_000, "0.22%", "43.26%", "43.04"],
    [67_084, 72_044, 100_000, "67.08%", "72.04%", "4.96"],
    [500, 400, 1000, "50.0%", "40.0%", "10.0"],
  ])(
    "%i and %i of %i read as figures that can be subtracted",
    (done, planned, whole, shownDone, shownPlanned, apart) => {
      const shown = sharesApart(ratio(done, whole), ratio(planned, whole));
      expect(shown).toMatchObject({ done: shownDone, planned: shownPlanned, apart });
    },
  );

  test.each([
    [4063, 4167, ["40.63%", "41.67%", "差 1.04 个百分点"]],
    [4580, 4310, ["45.8%", "43.1%", "超 2.7 个百分点"]],
    [3333, 3334, ["33.3%", "33.3%", "与计划持平"]],
  ])("%i and %i of 10,000 side by side", (done, planned, words) => {
    expect(completionWords(ratio(done, 10_000), ratio(planned, 10_000))).toEqual(words);
  });
});
