import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type ComparedUnit, comparisonsOf, type NamingRules } from "../../../lib/domain/circular/high-low.ts";
import type { RankingRow } from "../../../lib/domain/ranking-block.ts";
import { type Case, readCases } from "../../cases/read-cases.ts";
import { blockIn, itemIn, rowIn } from "./block.ts";

const SEED = { seed: 20260930 };
const RULES: NamingRules = { high: 3, low: 3, minUnits: 5, oneIn: 3 };

/** 甲 120/100 · 甲 无 · 甲 不排 1/100 · 甲 虚报 200/100 · 甲 他项虚报 120/100 */
function rowOf(text: string): RankingRow {
  const words = text.split(" ");
  const [done, due] = words.includes("无") ? [0, 0] : words.at(-1)!.split("/").map(Number);
  const item = itemIn("starts", done!, due!);
  const isFalse = words.includes("虚报");
  const rank = words.includes("不排") ? null : 1;
  const falseDataPenalty = isFalse || words.includes("他项虚报") ? -500 : 0;
  return rowIn(words[0]!, [{ ...item, zeroedForFalseData: isFalse }], { rank, falseDataPenalty });
}

function rulesOf(text: string): NamingRules {
  const [high, low, minUnits, oneIn] = text.split(" ").map(Number);
  return { high: high!, low: low!, minUnits: minUnits!, oneIn: oneIn! };
}

const words = (units: readonly ComparedUnit[]): string =>
  units.map(({ unit, shown }) => `${unit} ${(shown / 10).toFixed(1)}`).join(";");

describe("who a circular names as high and low", () => {
  test.each(readCases("circular.csv"))("$situation", (row: Case) => {
    const [found] = comparisonsOf(blockIn(row.units!.split(";").map(rowOf)), rulesOf(row.rules!));
    expect({
      overall: (found!.overall / 10).toFixed(1),
      high: words(found!.high),
      low: words(found!.low),
      because: found!.because,
    }).toEqual({ overall: row.overall, high: row.high, low: row.low, because: row.because });
  });

  test("an indicator without a case in a group is not compared there", () => {
    expect(comparisonsOf(blockIn([rowIn("甲县", [itemIn("starts", 0, 0)])]), RULES)).toEqual([]);
  });

  test("each group is compared by itself", () => {
    const county = ["甲", "乙", "丙", "丁", "戊"].map((name, at) => rowIn(name, [itemIn("starts", 100 - at, 100)]));
    const bureau = ["一局", "二局"].map((name) => rowIn(name, [itemIn("starts", 1, 100)], { group: "市直+国企" }));
    const found = comparisonsOf(blockIn([...county, ...bureau]), RULES);
    expect(found.map(({ group, because }) => [group, because])).toEqual([
      ["县区+园区", "named"],
      ["市直+国企", "too-few"],
    ]);
  });

  test("investment is compared by what of the plan to date was done, not by the share of the year's plan", () => {
    const rows = [
      rowIn("甲县", [itemIn("investment", 60, 50, 100)]),
      rowIn("乙县", [itemIn("investment", 70, 80, 100)]),
      ...["丙县", "丁县", "戊县"].map((name) => rowIn(name, [itemIn("investment", 50, 50, 100)])),
    ];
    const [found] = comparisonsOf(blockIn(rows), RULES);
    expect([words(found!.high), words(found!.low)]).toEqual(["甲县 120.0", "乙县 87.5"]);
  });
});

const units = fc.array(fc.record({ done: fc.nat(200), due: fc.integer({ min: 1, max: 200 }) }), {
  minLength: 5,
  maxLength: 24,
});
const rowsOf = (list: readonly { done: number; due: number }[]): readonly RankingRow[] =>
  list.map(({ done, due }, at) => rowIn(`单位${String(at).padStart(2, "0")}`, [itemIn("starts", done, due)]));

describe("naming, whatever the figures", () => {
  test("nobody is named both ways, and no more than a third on either side", () => {
    fc.assert(
      fc.property(units, (list) => {
        const [found] = comparisonsOf(blockIn(rowsOf(list)), RULES);
        const high = found!.high.map(({ unit }) => unit);
        const low = found!.low.map(({ unit }) => unit);
        const third = Math.ceil(list.length / 3);
        return !high.some((unit) => low.includes(unit)) && high.length <= third && low.length <= third;
      }),
      SEED,
    );
  });

  test("whoever met the target is not called low", () => {
    fc.assert(
      fc.property(units, (list) =>
        comparisonsOf(blockIn(rowsOf(list)), RULES)[0]!.low.every(({ shown }) => shown < 1000),
      ),
      SEED,
    );
  });

  test("of two units with the same figure never only one is called low", () => {
    fc.assert(
      fc.property(units, (list) => {
        const [found] = comparisonsOf(blockIn(rowsOf(list)), RULES);
        const low = new Set(found!.low.map(({ unit }) => unit));
        return found!.low.every(({ shown }) =>
          found!.compared.every((one) => one.shown !== shown || low.has(one.unit)),
        );
      }),
      SEED,
    );
  });

  test("the order of the rows changes nobody's naming", () => {
    fc.assert(
      fc.property(units, (list) => {
        const rows = rowsOf(list);
        const [there] = comparisonsOf(blockIn(rows), RULES);
        const [back] = comparisonsOf(blockIn(rows.toReversed()), RULES);
        expect([words(back!.high), words(back!.low)]).toEqual([words(there!.high), words(there!.low)]);
      }),
      SEED,
    );
  });
});
