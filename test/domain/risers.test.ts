import { describe, expect, test } from "vitest";
import type { RankedUnit } from "../../lib/domain/ranking-block.ts";
import { risersOf } from "../../lib/domain/risers.ts";
import { type Case, readCases } from "../cases/read-cases.ts";

const place = (text: string | undefined): number | null => (text === undefined || text === "—" ? null : Number(text));

function unitIn(part: string, group = "县区+园区"): RankedUnit {
  const [name = "", places = ""] = part.split(" ");
  const [previousRank = null, rank = null] = places.split(">").map(place);
  const unit = name.replace("虚", "");
  const none = { tied: false, notRanked: null, total: 0, adjustment: 0, items: [], gapAbove: null } as const;
  const change = previousRank === null || rank === null ? null : previousRank - rank;
  return { ...none, unit, group, rank, previousRank, change, falseDataPenalty: unit === name ? 0 : -500 };
}

const unitsIn = (cell: string, group?: string): readonly RankedUnit[] =>
  cell.split(";").map((part) => unitIn(part, group));

describe("the prize for rising", () => {
  test.each(readCases("risers.csv"))("$situation", (row: Case) => {
    const risers = risersOf(unitsIn(row.units!), Number(row.seats));
    expect(risers.map(({ unit, change }) => `${unit} 升${change}`).join(";")).toBe(row.risers);
  });
  test("is given in each group apart", () => {
    const rows = [...unitsIn("甲县 3>1;乙县 1>2"), ...unitsIn("市一局 2>1;市二局 1>2", "市直+国企")];
    expect(risersOf(rows, 1).map(({ unit, group }) => [unit, group])).toEqual([
      ["甲县", "县区+园区"],
      ["市一局", "市直+国企"],
    ]);
  });
  test("says from where to where, whatever order the rows stand in", () => {
    const rows = unitsIn("甲县 4>1;乙县 5>2;丙县 1>3;丁县 2>4;戊县 3>5;己县 6>6");
    const expected = [
      { unit: "甲县", group: "县区+园区", previousRank: 4, rank: 1, change: 3 },
      { unit: "乙县", group: "县区+园区", previousRank: 5, rank: 2, change: 3 },
    ];
    expect([risersOf(rows, 1), risersOf(rows.toReversed(), 1)]).toEqual([expected, expected]);
  });
});
