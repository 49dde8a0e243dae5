import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { blocksOf } from "../../lib/domain/minutes/blocks.ts";
import { readMinutes } from "../../lib/domain/minutes/minutes.ts";
import { builtInCalendar } from "../../lib/jobs/assess.ts";
import { type TaskProposal, taskProposals, vocabularyOf } from "../../lib/registry/task-proposals.ts";
import { NAMES } from "./corpus.ts";

const calendar = builtInCalendar();

function proposed(text: string): readonly TaskProposal[] {
  const reading = readMinutes(blocksOf(text), vocabularyOf(NAMES), calendar);
  return taskProposals(reading, NAMES, { title: "纪要", codes: reading.items.map((_, n) => `HY-${n + 1}`) });
}

/** Words that minutes are made of, in any order: more often than noise they look like an order. */
const PIECES = [
  ..."一二三、，。；：（）()\n\t| 年月日前内底 12".split(""),
  ...[
    "市水务局",
    "市住建局",
    "甲县",
    "甲县人民政府",
    "市农机局",
    "各县（区）",
    "建设单位",
    "周建国",
    "陈副市长",
    "《方案》",
    "“一楼一策”",
  ],
  ...[
    "由",
    "牵头",
    "负责",
    "配合",
    "会同",
    "责令",
    "请",
    "要",
    "会议议定",
    "会议听取",
    "原则同意",
    "一是",
    "二是",
    "（一）",
    "1.",
    "①",
  ],
  ...[
    "6月底前",
    "10个工作日内",
    "下周五前",
    "2026年7月15日前",
    "会后一周内",
    "尽快",
    "验收后5日内",
    "春节前",
    "每月5日前",
    "2月30日前",
    "二〇二六年三月",
  ],
  ...[
    "责任单位：",
    "牵头单位：",
    "配合单位：",
    "完成时限：",
    "牵头领导：",
    "会议时间：2026年3月5日",
    "完成管线迁改",
    "\n一、",
    "\n| 序号 | 事项 | 牵头单位 | 完成时限 |\n",
  ],
];
const minutesLike = fc.array(fc.constantFrom(...PIECES), { maxLength: 60 }).map((pieces) => pieces.join(""));
const anything = fc.oneof(
  minutesLike,
  fc.string({ unit: "binary", maxLength: 300 }),
  fc.string({ unit: "grapheme", maxLength: 300 }),
);

const squeezed = (text: string): string => text.normalize("NFKC").replace(/[\s\p{Cc}〇零○]/gu, "");

describe("whatever the text", () => {
  it("reading it never throws, and every item says something", () => {
    fc.assert(
      fc.property(anything, (text) => {
        for (const { content, cells } of proposed(text)) {
          expect(content.trim()).not.toBe("");
          expect(cells.content).toBe(content);
        }
      }),
      { numRuns: 600 },
    );
  });

  it("no unit is filled in that is not in the list, and none whose words do not stand in the text", () => {
    fc.assert(
      fc.property(minutesLike, (text) => {
        for (const { cells, lead, cooperating } of proposed(text)) {
          const filled = [lead, ...cooperating].filter(({ name }) => name !== null);
          for (const { name, words } of filled) {
            expect(NAMES.units.names).toContain(name);
            expect(squeezed(text)).toContain(squeezed(words));
          }
          const cell = [cells.leadUnit, ...String(cells.cooperatingUnits ?? "").split("、")].filter(
            (one) => one !== undefined && one !== "",
          );
          expect(filled.map(({ name }) => name)).toEqual(expect.arrayContaining(cell));
        }
      }),
      { numRuns: 600 },
    );
  });

  it("no day is filled in without its words in the text, and none that is over on the day of the meeting", () => {
    fc.assert(
      fc.property(minutesLike, (text) => {
        for (const { cells, due } of proposed(text)) {
          expect(cells.due).toBe(due.day ?? undefined);
          if (due.day === null) continue;
          expect(squeezed(text)).toContain(squeezed(due.words));
          if (cells.sourceDate !== undefined) expect(due.day >= String(cells.sourceDate)).toBe(true);
        }
      }),
      { numRuns: 600 },
    );
  });

  it("a unit's name inside a longer one is not that unit", () => {
    for (const longer of ["甲县水务局", "大甲县", "省水务局市水务局分局", "市水务局下属供水所"]) {
      const units = proposed(`会议议定：由${longer}牵头，6月底前完成。`).map(({ cells }) => cells.leadUnit);
      expect(units.filter((unit) => unit !== undefined)).toEqual([]);
    }
  });

  it("hundreds of pages are read, and texts made to be slow do not hang it", () => {
    const page = "一、由市水务局牵头，市住建局、甲县配合，于6月底前完成管线迁改工作，确保不影响施工。\n".repeat(40);
    expect(proposed(page.repeat(50))).toHaveLength(2000);
    for (const hostile of [
      "（".repeat(20_000),
      "由".repeat(20_000),
      "市水务局、".repeat(4000),
      "1".repeat(20_000),
      "责任单位：".repeat(4000),
      "年月日".repeat(6000),
    ])
      expect(() => proposed(hostile)).not.toThrow();
  });
});
