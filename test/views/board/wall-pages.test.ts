import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { boundedNumber, pagesOf, type Span } from "../../../lib/views/board/browser/pages.ts";

/** Things below each other, of these heights. */
const stack = (...heights: readonly number[]): readonly Span[] => {
  let top = 100;
  return heights.map((height) => {
    const span = { top, bottom: top + height };
    top += height;
    return span;
  });
};

const slices = (spans: readonly Span[], room: number) => pagesOf(spans, room).map(({ from, to }) => [from, to]);

describe("the wall's screens", () => {
  it("hold as many rows as fit, and begin each where the last ended", () => {
    expect(slices(stack(40, 40, 40, 40, 40), 100)).toEqual([
      [0, 2],
      [2, 4],
      [4, 5],
    ]);
  });

  it("a row that ends where the screen ends is still on it", () => {
    expect(slices(stack(50, 50), 100)).toEqual([[0, 2]]);
    expect(slices(stack(50, 50), 99)).toEqual([
      [0, 1],
      [1, 2],
    ]);
  });

  it("what is higher than a screen has one of its own", () => {
    expect(slices(stack(20, 300, 20), 100)).toEqual([
      [0, 1],
      [1, 2],
      [2, 3],
    ]);
  });

  it("things side by side stay together", () => {
    const pair = [
      { top: 0, bottom: 60 },
      { top: 0, bottom: 30 },
      { top: 60, bottom: 90 },
      { top: 60, bottom: 120 },
    ];
    expect(slices(pair, 110)).toEqual([
      [0, 2],
      [2, 4],
    ]);
  });

  it("of nothing there are none", () => {
    expect(slices([], 100)).toEqual([]);
  });

  it("show everything once, in order, and none is higher than the room unless one row is", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 300 })), fc.integer({ min: 50, max: 500 }), (heights, room) => {
        const spans = stack(...heights);
        const pages = pagesOf(spans, room);
        expect(pages.flatMap(({ from, to }) => spans.slice(from, to))).toEqual(spans);
        for (const { from, to } of pages) {
          expect(to - from === 1 || spans[to - 1]!.bottom - spans[from]!.top <= room).toBe(true);
        }
      }),
    );
  });
});

describe("a number from an address", () => {
  it.each([
    [null, 20],
    ["", 20],
    ["15", 15],
    ["1", 5],
    ["9999", 600],
    ["-3", 20],
    ["1e3", 20],
    ["2.5", 20],
  ])("%s is %d", (text, number) => {
    expect(boundedNumber(text, { usual: 20, least: 5, most: 600 })).toBe(number);
  });
});
