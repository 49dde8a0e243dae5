import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { NoticeItem, NoticeKind } from "../../lib/domain/notice.ts";
import type { WrittenReportVerdict } from "../../lib/domain/written-report.ts";
import { writeLetter } from "../../lib/views/letter.ts";
import type { Matter } from "../../lib/views/notice-lines.ts";
import { KIND_WORDS } from "../../lib/views/notice-tab.ts";
import { oneLine, prose } from "../../lib/views/one-line.ts";
import { writtenReportWords } from "../../lib/views/written-report-words.ts";
import * as m from "./mail-matters.ts";
import { VERDICT } from "./written-report-matters.ts";

const KINDS = Object.keys(KIND_WORDS) as NoticeKind[];
const HUGE = "<script>alert(1)</script>=SUM(A1)\r\n\u202e测".repeat(900).slice(0, 32_767);

const hugeItem = (n: number): NoticeItem => ({
  ...m.RED_MILESTONE.item,
  subject: `${HUGE}${n}`,
  projectName: HUGE,
  name: HUGE,
  unit: HUGE,
  reason: HUGE,
  action: HUGE,
  facts: {
    ...m.PROJECT_RED.item.facts,
    daysLate: n,
    place: HUGE,
    duty: n % 3 === 0 ? "sponsor" : n % 3 === 1 ? "unit-head" : "person",
    unitName: HUGE,
    due: Array(200).fill(HUGE),
    missing: Array(200).fill(HUGE),
    changedProjects: Array.from({ length: 200 }, (_, i) => `P-${n}-${i}`),
    changes: Array(200).fill(HUGE),
    untoldProjects: Array.from({ length: 200 }, (_, i) => `P-${n}-${i}`),
    untold: Array(200).fill(HUGE),
  },
});

const huge = (count: number) =>
  Array.from({ length: count }, (_, n) => ({
    key: `${KINDS[n % KINDS.length]}|${n}|red|2026-05-20|a@b`,
    kind: KINDS[n % KINDS.length]!,
    item: hugeItem(n),
  }));

const ADDRESSEE = { ...m.CLERK, unit: HUGE, title: HUGE, standsInFor: [{ unit: HUGE, roles: m.CLERK.roles }] };

describe("a letter of 5,000 notices with 32,767 characters in every cell", () => {
  const matters = huge(5_000);
  const letter = writeLetter(ADDRESSEE, matters, { ...m.NOTHING_ELSE, standing: huge(300), doneSince: 3 });

  test("stays below 100 KB, both parts together and encoded", () => {
    const encoded = Math.ceil(((Buffer.byteLength(letter.html) + Buffer.byteLength(letter.text)) * 4) / 3);
    expect(encoded).toBeLessThan(100_000);
  });

  test("has the whole list attached, every cell text within Excel's limit", () => {
    const rows = letter.attachments[0]!.workbook.sheets[0]!.rows;
    expect(rows.length).toBeGreaterThan(5_000);
    expect(rows.every((row) => row.every((cell) => String(cell).length < 32_767))).toBe(true);
  });

  test("has a subject of one short line", () => {
    expect(letter.subject).not.toMatch(/[\r\n]/);
    expect(letter.subject.length).toBeLessThan(80);
  });

  test("carries all but the matters a leader is not asked yet", () => {
    const later = matters.filter(({ kind }) => kind === "matter-to-decide").length - 3;
    expect(letter.carried.length).toBe(5_000 - later);
  });

  test("shows nothing of markup, line breaks or turned writing direction in cells", () => {
    expect(letter.html).not.toMatch(/<script|\u202e/);
    expect(letter.text).not.toMatch(/\u202e|\r/);
  });
});

const text = fc.string({ unit: "binary", maxLength: 60 });
const anyMatter = fc
  .record({ kind: fc.constantFrom(...KINDS), name: text, reason: text, action: text, duty: text, fact: fc.anything() })
  .map(({ kind, fact, ...rest }) => {
    const facts = { duty: rest.duty, daysLate: fact, due: fact, changes: fact, place: fact, month: rest.name } as never;
    return { key: `${kind}|${rest.name}`, kind, item: { ...m.RED_MILESTONE.item, ...rest, facts } };
  });

test("whatever the cells hold, a letter is written, well formed and without anything fetched from outside", () => {
  fc.assert(
    fc.property(fc.array(anyMatter, { maxLength: 12 }), (matters) => {
      const { html } = writeLetter(m.CLERK, matters, m.NOTHING_ELSE);
      const tags = html.match(/<[^>]*>/g) ?? [];
      expect(
        tags.every((tag) =>
          /^<(\/?(html|head|body|div|p|b|h2|hr|span|table|tr|td|th|title|meta)\b|!DOCTYPE)/.test(tag),
        ),
      ).toBe(true);
      expect(tags.join("")).not.toMatch(/https?:|url\(|src=|href=|\son\w+=/i);
    }),
    { seed: 20260612, numRuns: 300 },
  );
});

test("the same matters in any order are the same letter", () => {
  const matters = [m.RED_MILESTONE, m.MISSING_REPORT, m.CORRECTION, m.DUE_SOON, m.QUESTION];
  expect(writeLetter(m.CLERK, matters.toReversed(), m.NOTHING_ELSE)).toEqual(
    writeLetter(m.CLERK, matters, m.NOTHING_ELSE),
  );
});

test("no letter shouts or speaks English", () => {
  const all = [m.RED_MILESTONE, m.BLUE_MILESTONE, m.MISSING_REPORT, m.CORRECTION, m.QUESTION, m.DUE_SOON, m.UNIT_WEEK];
  const leader = [m.PROJECT_RED, m.TO_DECIDE, m.LEADER_WEEK, m.RANKING, m.RAISED_TO_SPONSOR];
  for (const matters of [all, leader]) {
    const { subject, text } = writeLetter(m.CLERK, matters, m.NOTHING_ELSE);
    expect(`${subject}${text}`).not.toMatch(/[!！]|[a-z]{2,}/);
  }
});

test("who reads for another unit is told whose matter it is; the unit's own contact is 贵单位", () => {
  const matters = [m.MISSING_REPORT, m.CORRECTION];
  const own = writeLetter(m.CLERK, matters, m.NOTHING_ELSE).text;
  expect(own).toContain("（贵单位报送为黄）");
  expect(own).not.toContain("责任单位：");
  const substitute = writeLetter(m.ADMIN, matters, m.NOTHING_ELSE).text;
  expect(substitute).toContain("（甲县发展改革局报送为黄）");
  expect(substitute).toContain("责任单位：甲县发展改革局。");
  expect(substitute.replace("只问贵单位", "")).not.toContain("贵单位");
});

test("to a leader the unit whose days they are is named", () => {
  const red = { ...m.PROJECT_RED, item: { ...m.PROJECT_RED.item, reason: m.RED_MILESTONE.item.reason } };
  for (const matter of [red, m.RAISED_TO_SPONSOR])
    expect(writeLetter(m.LEADER, [matter], m.NOTHING_ELSE).text).toContain("14 天计入甲县发展改革局。");
});

test("a missing report stands once in the letter of a week's first day: asked for, or among the week's, never in both", () => {
  const lines = (matters: readonly Matter[], standing: readonly Matter[]): number =>
    writeLetter(m.CLERK, matters, { ...m.NOTHING_ELSE, standing })
      .text.split("\n")
      .filter((line) => line.includes("P-044 职教园区 5月月报")).length;
  expect(lines([m.MISSING_REPORT, m.UNIT_WEEK], [])).toBe(1);
  expect(lines([m.UNIT_WEEK], [m.MISSING_REPORT])).toBe(1);
  expect(lines([m.DUE_SOON], [m.MISSING_REPORT])).toBe(1);
});

test("three reports of one month are one entry that names the projects; two stand alone, and all are told", () => {
  const missing = (n: number) => ({
    ...m.MISSING_REPORT,
    key: `report-missing|${n}`,
    item: { ...m.MISSING_REPORT.item, project: `P-${n}`, projectName: `园区${n}` },
  });
  const three = writeLetter(m.CLERK, [missing(1), missing(2), missing(3)], m.NOTHING_ELSE);
  expect(three.text).toContain("■ 今天请办（3 件）\n1. 【月报】5月月报 3 份 尚未收到，应于6月5日（周五）报送");
  expect(three.text).toContain("P-1 园区1、P-2 园区2、P-3 园区3");
  expect(three.text.split("【月报】")).toHaveLength(2);
  expect(three.carried).toHaveLength(3);
  expect(writeLetter(m.CLERK, [missing(1), missing(2)], m.NOTHING_ELSE).text.split("【月报】")).toHaveLength(3);
});

describe("the week's lists", () => {
  const week = (unitName: string, facts: object) => ({
    ...m.UNIT_WEEK,
    key: `unit-week|${unitName}`,
    item: { ...m.UNIT_WEEK.item, facts: { unitName, until: "2026-06-26", ...facts } },
  });
  const text = (matters: readonly Matter[], standing: readonly Matter[] = []): string =>
    writeLetter(m.CLERK, matters, { ...m.NOTHING_ELSE, standing }).text;

  test("name a matter once for a contact of two units, though one sees it overdue and the other held up", () => {
    const late = week("甲县", { overdue: ["P-1/10 甲 ·「送电」逾期"], overdueIds: ["milestones/P-1/10"] });
    const held = week("市水务局", { blocked: ["P-1/10 甲 ·「送电」逾期；等前置"], blockedIds: ["milestones/P-1/10"] });
    expect(text([late, held]).split("P-1/10")).toHaveLength(2);
  });

  test("show five lines each, how many are left, and of 超亿元 how many of each light", () => {
    const due = Array.from({ length: 11 }, (_, n) => `P-${n}/10 到期`);
    const large = ["红：P-1 甲", ...Array.from({ length: 9 }, (_, n) => `绿：P-${n + 2} 乙`)];
    const listed = week("甲县", { due, dueIds: due, large, largeIds: large });
    expect(text([listed]).split("到期\n")).toHaveLength(1 + 5);
    expect(text([listed])).toContain("另有 6 项未在此列出，全部事项见附件。");
    expect(text([listed])).toContain("■ 超亿元项目（10 个：红 1、绿 9）\n· 红：P-1 甲\n");
  });

  test("are not silenced by a cell to mend in the same row, nor silence it", () => {
    const listed = week("甲县", { due: ["P-052/20 到期"], dueIds: ["milestones/P-052/20"] });
    expect(text([m.CORRECTION, listed])).toContain("· P-052/20 到期");
    expect(text([listed], [m.CORRECTION])).toContain("【更正】「节点」G52");
  });
});

test("a leader all of whose projects are 超亿元 reads that, and not the same sums twice", () => {
  const facts = { ...m.LARGE_WEEK.item.facts, "large-projects": 9 };
  const { text } = writeLetter(m.LEADER, [{ ...m.LARGE_WEEK, item: { ...m.LARGE_WEEK.item, facts } }], m.NOTHING_ELSE);
  expect(text).toContain("■ 超亿元项目\n· 上述项目都是超亿元项目。\n· 红：P-031 滨河路改造。");
  expect(text.split("计划进度")).toHaveLength(2);
});

test("a fourth matter to decide stays owed for the next letter, the one that waited longest goes first", () => {
  const matters = [1, 5, 9, 3].map((daysAtLevel) => ({
    ...m.TO_DECIDE,
    key: `matter-to-decide|W-${daysAtLevel}`,
    item: { ...m.TO_DECIDE.item, name: `第${daysAtLevel}件`, facts: { ...m.TO_DECIDE.item.facts, daysAtLevel } },
  }));
  const letter = writeLetter(m.LEADER, matters, m.NOTHING_ELSE);
  expect(letter.carried.toSorted()).toEqual(["matter-to-decide|W-3", "matter-to-decide|W-5", "matter-to-decide|W-9"]);
  expect(letter.subject).toContain("3 件需您协调");
});

test("a leader's mail is short: a busy week is two screens of a phone, and of a long list the worst ten, the rest attached", () => {
  const week = [m.PROJECT_RED, m.PROJECT_RED_2, m.TO_DECIDE, m.LARGE_WEEK, m.RAISED_TO_SPONSOR];
  expect([...writeLetter(m.LEADER, week, m.NOTHING_ELSE).text].length).toBeLessThan(650);
  const changedProjects = Array.from({ length: 60 }, (_, n) => `P-${n}`);
  const changes = changedProjects.map((code) => `红 ← 黄：${code} 滨河路改造`);
  const large = changedProjects.slice(0, 5).map((code, n) => `${n < 3 ? "红" : "黄"}：${code} 滨河路改造`);
  const counts = { "large-red": 3, "large-yellow": 57 };
  const long = { ...m.LARGE_WEEK.item.facts, changedProjects, changes, large, ...counts };
  const letter = writeLetter(
    m.LEADER,
    [{ ...m.LARGE_WEEK, item: { ...m.LARGE_WEEK.item, facts: long } }],
    m.NOTHING_ELSE,
  );
  expect(letter.text.split("红 ← 黄：")).toHaveLength(1 + 10);
  expect(letter.text).toContain(
    "· 红：P-0 滨河路改造、P-1 滨河路改造、P-2 滨河路改造；黄：P-3 滨河路改造、P-4 滨河路改造等 57 个。",
  );
  expect(letter.text).toContain("■ 本周变化（60 个）");
  expect(letter.text).toContain("另有 50 项未在此列出，全部事项见附件。");
  expect(letter.attachments[0]!.workbook.sheets[0]!.rows.length).toBeGreaterThan(60);
});

test("on any day the letter that counts a leader's projects names what else changed; a letter without counts does not say that nothing did", () => {
  const news = { lights: ["P-013=yellow"], changedProjects: ["P-013"], changes: ["黄 ← 绿：P-013 特种纸扩能"] };
  const red = { ...m.PROJECT_RED, item: { ...m.PROJECT_RED.item, facts: { ...m.PROJECT_RED.item.facts, ...news } } };
  const told = writeLetter(m.LEADER, [red], m.NOTHING_ELSE).text;
  expect(told).toContain("■ 其他变化（1 个）\n· 黄 ← 绿：P-013 特种纸扩能\n");
  expect(told).toContain("其余无变化");
  expect(writeLetter(m.LEADER, [m.RAISED_TO_SPONSOR], m.NOTHING_ELSE).text).not.toContain("其余无变化");
});

test("in a leader's first letter of a year what is red is not called new, nor a change a rise", () => {
  const week = { ...m.LARGE_WEEK, item: { ...m.LARGE_WEEK.item, facts: { ...m.LARGE_WEEK.item.facts, newYear: 1 } } };
  const letter = writeLetter(m.LEADER, [m.PROJECT_RED, week], m.NOTHING_ELSE);
  expect(letter.subject).toMatch(/^【重点项目】本年 1 红/);
  expect(letter.text).toContain("新年度各灯按本年情况重新起算，与上年末相比的变化不表示升降。");
  expect(letter.text).toContain("■ 本年红灯（1 个）");
  expect(letter.text).not.toContain("新增");
  expect(writeLetter(m.LEADER, [m.PROJECT_RED, m.LARGE_WEEK], m.NOTHING_ELSE).text).toContain("■ 新增红灯（1 个）");
});

test("a leader is not told again what stands from before", () => {
  const letter = writeLetter(m.LEADER, [m.LEADER_WEEK], { ...m.NOTHING_ELSE, standing: [m.RAISED_TO_SPONSOR] });
  expect(letter.text).not.toContain("仍未办结");
});

test("a list of more than sixty says how many are left out and has all of them attached", () => {
  const matters = Array.from({ length: 61 }, (_, n) => ({ ...m.CORRECTION, key: `correction|${n}` }));
  const letter = writeLetter(m.CLERK, matters, m.NOTHING_ELSE);
  expect(letter.text).toContain("另有 1 项未在此列出，全部事项见附件。");
  expect(letter.attachments[0]!.workbook.sheets[0]!.rows.length).toBe(61);
  const names = writeLetter(m.CLERK, matters.slice(1), m.NOTHING_ELSE).attachments.map(({ filename }) => filename);
  expect(names).toEqual(["更正清单2026-06-12.xlsx"]);
});

test("a clipped text never ends in half a character", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), fc.integer({ min: 1, max: 20 }), (cell, most) => {
      const line = oneLine(cell, most);
      expect(line.isWellFormed()).toBe(true);
      expect([...line].length).toBeLessThanOrEqual(most);
      expect(line).not.toMatch(/[\r\n\t]/);
    }),
    { seed: 20260612 },
  );
});

test.each([
  ["环评批复后建设内容调整,需补办变更", "环评批复后建设内容调整，需补办变更"],
  ["协调未果:已开会(2 次,无结论);再议", "协调未果：已开会（2 次，无结论）；再议"],
  ["打通:P-005「施工许可」(P-005/30);开标", "打通：P-005「施工许可」（P-005/30）；开标"],
  ["办结:W-016(P-005 云岭基地):110 千伏线路", "办结：W-016（P-005 云岭基地）：110 千伏线路"],
  ["「三通一平」,10kV 线路,12,000 平方米 (2.5:1)", "「三通一平」，10kV 线路，12,000 平方米 (2.5:1)"],
])("a sentence from a cell keeps the marks people typed: %s", (cell, said) => {
  expect(prose(cell)).toBe(said);
  expect(prose(cell, 5)).toHaveLength(5);
});

test("a month whose 年初累计 fell is told as such, not as a share below zero", () => {
  const fell: WrittenReportVerdict = {
    ...VERDICT,
    causes: ["month-short"],
    target: { ...VERDICT.target, share: -103 },
  };
  expect(writtenReportWords(fell, "2026-06-18", "2026-06-12").reason).toBe(
    "5月完成投资为负数（年初累计减少），不足当月计划的 90%（规则：书面报告，2025-01-01 起；一律以实际完成为准）。",
  );
  expect(writtenReportWords(VERDICT, "2026-06-18", "2026-06-12").reason).toMatch(
    /^5月完成投资为当月计划的 41\.2%，不足 90%；/,
  );
});

test("January and February reported together are asked for as two months' plan", () => {
  const both = { ...VERDICT, month: "2026-02", target: { ...VERDICT.target, withJanuary: true } };
  expect(writtenReportWords(both, "2026-03-17", "2026-03-11").reason).toMatch(
    /^1月与2月完成投资为两个月计划的 41\.2%，不足 90%；/,
  );
});

test("the rule of several matters of one kind is explained once, each with its own cell", () => {
  const second = { ...m.RED_MILESTONE, key: `${m.RED_MILESTONE.key}2` };
  const action = "已完成的，请在「节点」表第 49 行（I49）填写实际完成日期并附佐证。";
  const both = [m.RED_MILESTONE, { ...second, item: { ...second.item, subject: "P-031/40", action } }];
  const { text } = writeLetter(m.CLERK, both, m.NOTHING_ELSE);
  expect(text.split("为什么是红")).toHaveLength(2);
  expect(text).toContain("P-031/40");
  expect(text).toContain("（I49）");
});
