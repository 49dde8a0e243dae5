import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type LinkType, type PredecessorLink, parsePredecessors } from "../../lib/domain/predecessors.ts";

const link = (seq: number, type: LinkType = "FS", lag = 0, calendarDays = false): PredecessorLink => ({
  seq,
  type,
  lag,
  calendarDays,
});

describe("predecessors as people type them", () => {
  it.each<[string, readonly PredecessorLink[]]>([
    ["3", [link(3)]],
    ["3,5", [link(3), link(5)]],
    ["3、5；7", [link(3), link(5), link(7)]],
    ["3 5\n7", [link(3), link(5), link(7)]],
    ["3.1", [link(3.1)]],
    ["3FS", [link(3)]],
    ["3FS+10d", [link(3, "FS", 10)]],
    ["4SS", [link(4, "SS")]],
    ["5FF-2d", [link(5, "FF", -2)]],
    ["5SF", [link(5, "SF")]],
    ["4ss+5cd", [link(4, "SS", 5, true)]],
    ["4SS+5CD", [link(4, "SS", 5, true)]],
    ["3+5", [link(3, "FS", 5)]],
    ["3+5d", [link(3, "FS", 5)]],
    ["3FS-0d", [link(3)]],
    ["３ＦＳ＋１０ｄ，５", [link(3, "FS", 10), link(5)]],
    ["3FS + 10 d", [link(3, "FS", 10)]],
    ["3 FS", [link(3)]],
    ["3FS+10工作日", [link(3, "FS", 10)]],
    ["3FS+10日历日", [link(3, "FS", 10, true)]],
    ["3FS+10自然日", [link(3, "FS", 10, true)]],
    ["3FS+10日历天", [link(3, "FS", 10, true)]],
    ["5FF−2d", [link(5, "FF", -2)]],
    ["5FF–2d", [link(5, "FF", -2)]],
    ["5FF—2d", [link(5, "FF", -2)]],
    ["10, 20 ,30", [link(10), link(20), link(30)]],
    ["", []],
    [" , ", []],
  ])("“%s” is read", (text, links) => {
    expect(parsePredecessors(text)).toEqual({ links, problems: [] });
  });

  it.each(["3FX", "三", "3+", "FS", "3FS+10w", "3FS10d", "-3", "3..1", "节点3", "3FS+12345d", "x3", "3d"])(
    "“%s” is a problem, never a guess",
    (text) => {
      expect(parsePredecessors(text)).toEqual({ links: [], problems: [{ part: text, because: "unreadable" }] });
    },
  );

  it("names the part as typed and keeps the good ones beside it", () => {
    expect(parsePredecessors("3，图纸，5")).toEqual({
      links: [link(3), link(5)],
      problems: [{ part: "图纸", because: "unreadable" }],
    });
  });

  it("takes a predecessor once: the first reading stands, the second is a problem", () => {
    expect(parsePredecessors("3,3SS")).toEqual({ links: [link(3)], problems: [{ part: "3SS", because: "repeated" }] });
  });

  it("never throws, whatever a cell holds", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60, unit: "grapheme" }), (text) => {
        const { links, problems } = parsePredecessors(text);
        for (const { seq, lag } of links) expect([seq >= 0, Number.isInteger(lag)]).toEqual([true, true]);
        expect(problems.every(({ part }) => part !== "")).toBe(true);
      }),
      { seed: 5, numRuns: 500 },
    );
  });

  it("reads back what it would write", () => {
    const written = fc.tuple(
      fc.integer({ min: 1, max: 999 }),
      fc.constantFrom<LinkType>("FS", "SS", "FF", "SF"),
      fc.integer({ min: -999, max: 999 }),
      fc.boolean(),
    );
    fc.assert(
      fc.property(written, ([seq, type, lag, calendarDays]) => {
        const text = `${seq}${type}${lag < 0 ? "-" : "+"}${Math.abs(lag)}${calendarDays ? "cd" : "d"}`;
        expect(parsePredecessors(text)).toEqual({ links: [link(seq, type, lag, calendarDays)], problems: [] });
      }),
      { seed: 6, numRuns: 300 },
    );
  });
});
