import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { RawCell } from "../../lib/ports/spreadsheet.ts";
import { tabsRead } from "../../lib/registry/history-rows.ts";
import { rowMark } from "../../lib/registry/row-mark.ts";
import { plainSheet, workbookOf } from "../fakes/sheets.ts";

const COLUMNS = ["a", "b", "c"].map((name, index) => ({ index, name }));
const mark = rowMark(COLUMNS);

const NEARLY: RawCell[][] = [
  [null, "", " "],
  [0, -0, "0", false, "false", true],
  [1, "1", true, "true", 1 + Number.EPSILON],
  [{ date: "2026-05-20" }, "2026-05-20", { error: "2026-05-20" }],
  ["ab", "ba", "a b", "ab\u0000", "ａb"],
];
const cell = fc.oneof(
  fc.constantFrom(...NEARLY.flat()),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.string({ unit: "binary" }),
);
/** Cells that are nearly the same, or the same. */
const pair = fc.oneof(
  fc.constantFrom(...NEARLY).chain((alike) => fc.tuple(fc.constantFrom(...alike), fc.constantFrom(...alike))),
  cell.map((same): [RawCell, RawCell] => [same, same]),
);

describe("a row's mark", () => {
  test("is the same exactly when the row's text is the same", () => {
    const rows = fc.tuple(pair, pair, pair);
    const readOf = (cells: readonly RawCell[]) => {
      const sheet = plainSheet("单位", [
        ["单位名称", "组别", "参与排名", "包联领导"],
        ["甲县", ...cells],
      ]);
      const { mark: own, json } = [...tabsRead(workbookOf([sheet]))[0]!.rows][0]!;
      return { own, text: json() };
    };
    fc.assert(
      fc.property(rows, (pairs) => {
        const one = pairs.map(([left]) => left);
        const [a, b] = [readOf(one), readOf(pairs.map(([, right]) => right))];
        expect(a.own === b.own).toBe(a.text === b.text);
        expect(readOf([...one]).own).toBe(a.own);
      }),
      { seed: 5, numRuns: 3000 },
    );
  });

  test("is a whole number that a double holds", () => {
    for (const cells of [[], [1], ["x".repeat(1000)]]) expect(Number.isSafeInteger(mark(cells))).toBe(true);
  });

  test("tells columns and neighbours apart, and whether a header's unit changed", () => {
    const rows: RawCell[][] = [["x"], [null, "x"], ["xx"], ["x", "x"], ["x", null, "x"], []];
    expect(new Set(rows.map(mark)).size).toBe(rows.length);
    const inYi = rowMark([{ index: 0, name: "a@100000000" }]);
    expect(inYi([5])).not.toBe(mark([5]));
  });

  test("of a hundred thousand rows that differ in one figure no two are alike", () => {
    const marks = Array.from({ length: 100_000 }, (_, at) => mark(["甲县", at / 100, "正常推进"]));
    expect(new Set(marks).size).toBe(marks.length);
  });
});
