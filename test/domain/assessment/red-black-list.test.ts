import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { groupsOf, placed } from "../../../lib/domain/assessment/placing.ts";
import type { QuarterPlace } from "../../../lib/domain/assessment/quarter.ts";
import { type ListRules, redBlackLists } from "../../../lib/domain/assessment/red-black-list.ts";
import { NO_PREVIOUS } from "../../../lib/domain/ranking-block.ts";
import { listRulesOn } from "../../../lib/rules/assessment-rules.ts";
import { NO_OVERRIDES } from "../../../lib/rules/rulebook.ts";
import { type Case, readCases } from "../../cases/read-cases.ts";

const BUILT_IN = listRulesOn(NO_OVERRIDES, "2026-09-30");
const SMALL_GROUP = 5;

interface Unit {
  readonly unit: string;
  readonly total: number | null;
  readonly rate: number | null;
  readonly target: number | null;
  readonly isFalse: boolean;
  readonly isExempt: boolean;
}

const RATES = { "+": [600, 500], "-": [400, 500], "=": [500, 500], "?": [null, null] } as const;

/** 甲99+ · 乙87(49.9/50.0) · 丙98+虚 · 丁88-免 · 戊无- */
function unitIn(text: string): Unit {
  const [, unit, total, mark, rate, target, flags] =
    /^(.+?)(无|[\d.]+(?=[-+=?(]))(?:([-+=?])|\(([\d.]+)\/([\d.]+)\))([虚免]*)$/.exec(text)!;
  const shown = mark === undefined ? [tenths(rate!), tenths(target!)] : RATES[mark as keyof typeof RATES];
  return {
    unit: unit!,
    total: total === "无" ? null : Math.round(Number(total) * 100),
    rate: shown[0]!,
    target: shown[1]!,
    isFalse: flags!.includes("虚"),
    isExempt: flags!.includes("免"),
  };
}

const tenths = (percent: string): number => Math.round(Number(percent) * 10);

function listsOf(
  units: readonly Unit[],
  group: string,
  rules: ListRules,
  small: number,
  ties: "competition" | "dense",
) {
  const members = units.map(({ unit, total, rate, target, isFalse }) => ({
    ...{ unit, group, total, months: [], investment: { rate, target }, falseReports: isFalse ? 1 : 0 },
  }));
  const rows: readonly QuarterPlace[] = placed(members, { ties, groups: [group] }, NO_PREVIOUS);
  const exempt = new Set(units.filter(({ isExempt }) => isExempt).map(({ unit }) => unit));
  return redBlackLists(rows, groupsOf(rows, [group], small), rules, exempt);
}

/** 几分之一 4 · 红 3 · 黑 2 · 最少家数 6 */
function rulesIn(text: string): { readonly rules: ListRules; readonly small: number } {
  const given = new Map(text.split(";").map((part) => part.split(" ") as [string, string]));
  const number = (name: string, otherwise: number): number => Number(given.get(name) ?? otherwise);
  const seats = Object.fromEntries(
    Object.entries(BUILT_IN.seats).map(([kind, rule]) => [
      kind,
      { red: number("红", rule.red), black: number("黑", rule.black) },
    ]),
  );
  return { rules: { seats, shareOf: number("几分之一", BUILT_IN.shareOf) }, small: number("最少家数", SMALL_GROUP) };
}

function shownLists({ units, group, rules: changed }: Case, ties: "competition" | "dense" = "competition") {
  const { rules, small } = rulesIn(changed!);
  const { seats, lists } = listsOf(units!.split(" ").map(unitIn), group!, rules, small, ties);
  const on = (color: "red" | "black"): string =>
    lists
      .filter((seat) => seat.color === color && seat.stands)
      .map(({ unit }) => unit)
      .join(" ");
  return {
    red: on("red"),
    black: on("black"),
    empty: `${seats[0]!.redEmpty}/${seats[0]!.blackEmpty}`,
    why: lists.filter(({ stands }) => !stands).map(({ unit, because }) => `${unit} ${because}`),
  };
}

const words = (text: string): readonly string[] => text.split(" ").filter((word) => word !== "");

describe("the red and black lists of a quarter", () => {
  it.each(readCases("./red-black-list.csv").map((one) => [one.situation!, one] as const))("%s", (_situation, one) => {
    const shown = shownLists(one);
    expect({ ...shown, red: words(shown.red).toSorted(), black: words(shown.black).toSorted() }).toEqual({
      red: words(one.red!).toSorted(),
      black: words(one.black!).toSorted(),
      empty: one.empty,
      why: expect.any(Array),
    });
    if (one.why !== "") expect(shown.why.toSorted()).toEqual(one.why!.split(";").toSorted());
  });

  it("stand alike under both ways of counting after equals", () => {
    for (const one of readCases("./red-black-list.csv")) expect(shownLists(one, "dense")).toEqual(shownLists(one));
  });

  it("begin with the best on red and with the worst on black", () => {
    const [first] = readCases("./red-black-list.csv");
    expect([shownLists(first!).red, shownLists(first!).black]).toEqual(["甲 乙 丙 丁 戊", "寅 丑 子 癸"]);
  });

  it("say of each group whether it has a black list at all", () => {
    const off = (text: string) =>
      listsOf(text.split(" ").map(unitIn), "市直+国企", BUILT_IN, SMALL_GROUP, "competition").seats[0]!.blackOff;
    expect([off("甲9+ 乙8+ 丙7- 丁6-"), off("甲9+ 乙8+ 丙7- 丁6- 戊5-")]).toEqual([true, false]);
  });
});

const unit = fc.record({
  total: fc.option(fc.integer({ min: 0, max: 30 }), { freq: 8 }),
  rate: fc.option(fc.integer({ min: 490, max: 510 }), { freq: 10 }),
  isFalse: fc.boolean(),
  isExempt: fc.boolean(),
});
const group = fc
  .array(unit, { maxLength: 40 })
  .map((units) => units.map((one, at) => ({ ...one, unit: `单位${at}`, target: one.rate === null ? null : 500 })));

describe("whatever the quarter", () => {
  const lists = (units: readonly Unit[], kinds: string) => listsOf(units, kinds, BUILT_IN, SMALL_GROUP, "competition");
  const standing = (units: readonly Unit[], kinds: string, color: string) =>
    lists(units, kinds).lists.filter((seat) => seat.color === color && seat.stands);

  it("no list passes a third of the group, black never passes its seats, and nobody stands on both", () => {
    fc.assert(
      fc.property(group, fc.constantFrom("县区+园区", "市直+国企"), (units, kinds) => {
        const third = Math.ceil(units.filter(({ total }) => total !== null).length / 3);
        const [red, black] = [standing(units, kinds, "red"), standing(units, kinds, "black")];
        const [seats] = lists(units, kinds).seats;
        expect(red.length <= third && black.length <= seats!.black && seats!.black <= third).toBe(true);
        const both = new Set([...red, ...black].map((seat) => seat.unit));
        expect(both.size).toBe(red.length + black.length);
      }),
      { numRuns: 500 },
    );
  });

  it("equals with the same figures stand together or not at all", () => {
    fc.assert(
      fc.property(group, (units) => {
        for (const color of ["red", "black"]) {
          const on = new Set(standing(units, "县区+园区", color).map((seat) => seat.unit));
          for (const a of units)
            for (const b of units)
              if (a.total === b.total && a.rate === b.rate && a.isFalse === b.isFalse && a.isExempt === b.isExempt)
                expect(on.has(a.unit)).toBe(on.has(b.unit));
        }
      }),
    );
  });

  it("no exempt unit stands on black, none with false data on red, and each seat that stands is earned", () => {
    fc.assert(
      fc.property(group, (units) => {
        const of = (name: string): Unit => units.find((one) => one.unit === name)!;
        for (const seat of standing(units, "市直+国企", "red"))
          expect(of(seat.unit).rate! > 500 && !of(seat.unit).isFalse).toBe(true);
        for (const seat of standing(units, "市直+国企", "black"))
          expect(of(seat.unit).rate! < 500 && !of(seat.unit).isExempt).toBe(true);
      }),
    );
  });

  it("the order of the units changes nothing", () => {
    fc.assert(
      fc.property(group, (units) => {
        expect(lists(units.toReversed(), "县区+园区")).toEqual(lists(units, "县区+园区"));
      }),
    );
  });
});
