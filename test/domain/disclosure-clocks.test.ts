import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays } from "../../lib/domain/dates.ts";
import type { DisclosureVerdict } from "../../lib/domain/disclosure/disclosure.ts";
import { movedDisclosures } from "../../lib/domain/disclosure/told-limit.ts";
import { UNREADABLE } from "../../lib/domain/field.ts";
import { judge } from "../../lib/domain/judgement.ts";
import { directoryOf } from "../../lib/domain/recipients.ts";
import type { Disclosure, Registry } from "../../lib/domain/registry.ts";
import { contactsOf, type OwedInput } from "../../lib/jobs/owed.ts";
import { owedDisclosures } from "../../lib/jobs/owed-disclosures.ts";
import { NO_OVERRIDES } from "../../lib/rules/rulebook.ts";
import { disclosureSentence, disclosureStateWord } from "../../lib/views/disclosure-words.ts";
import { noticeWords } from "../../lib/views/notice-words.ts";
import { type Case, readCases } from "../cases/read-cases.ts";
import { countyRest, newDisclosure, ruleFrom } from "../fakes/disclosures.ts";
import { dayInput } from "../fakes/judge-input.ts";
import { newPerson } from "../fakes/people.ts";
import { newMilestone, newProject, newUnit } from "../fakes/registry-rows.ts";

const UNITS = [newUnit("甲县", "县区"), newUnit("市住建局", "市直")];
const PEOPLE = [newPerson("甲县", "联络", "联络员"), newPerson("市住建局", "对接", "联络员")];
const PROJECTS = [{ ...newProject("P-1"), county: "甲县", responsibleUnit: "甲县" }];

const rowOf = (row: Case): Disclosure =>
  newDisclosure(row.item!, row.formed!, {
    category: row.category!,
    documentType: row.type as Disclosure["documentType"],
    manner: (row.manner || null) as Disclosure["manner"],
    consultFrom: row.from || null,
    consultTo: row.to || null,
    discloser: row.discloser!,
    disclosedOn: row.disclosed || null,
    withheldBecause: row.withheld || null,
    secrecyReview: row.review || null,
  });

const registryOf = (row: Case): Partial<Registry> => ({
  units: UNITS,
  people: PEOPLE,
  projects: PROJECTS,
  disclosures: [rowOf(row)],
  calendar: row.holidays === "" ? [] : row.holidays!.split("、").map((day) => countyRest(day)),
  rules:
    row.rules === ""
      ? []
      : row.rules!.split("；；").map((rule) => ruleFrom(...(rule.split("|") as [string, string, string]))),
  milestones:
    row.milestone === ""
      ? []
      : [{ ...newMilestone("P-1", 10), name: row.item!, documentType: row.milestone as Disclosure["documentType"] }],
});

const judged = (asOf: string, rows: Partial<Registry>): readonly DisclosureVerdict[] =>
  judge(dayInput(asOf, rows)).disclosures();

/** "5", "2", 逾期, or nothing. */
function reminderOf(asOf: string, rows: Partial<Registry>): string {
  const given = dayInput(asOf, rows);
  const input = {
    ...{ asOf, registry: given.registry, judgement: judge(given), book: NO_OVERRIDES, calendar: given.calendar },
    ...{ directory: directoryOf(given.registry, asOf), address: () => "", words: noticeWords },
  } as unknown as OwedInput;
  const [owed, ...more] = owedDisclosures(input, contactsOf(input));
  expect(more).toEqual([]);
  return owed === undefined ? "" : owed.level === "overdue" ? "逾期" : owed.level;
}

describe("rows of 公开 on their clocks", () => {
  for (const row of readCases("../cases/disclosure-clocks.csv"))
    test(row.situation!, () => {
      const rows = registryOf(row);
      const [verdict] = judged(row.asOf!, rows);
      const { limit, state, remaining, late, provisional } = verdict!;
      const found = [limit ?? "", disclosureStateWord(state), remaining ?? "", late ?? "", provisional ? "是" : ""];
      const number = (text: string): number | "" => (text === "" ? "" : Number(text));
      expect(found).toEqual([row.limit, row.state, number(row.remaining!), number(row.late!), row.provisional]);
      expect(disclosureSentence(verdict!)).not.toMatch(/undefined|null|NaN|\{|。。/);
      expect(reminderOf(row.asOf!, rows)).toBe(row.reminder);
    });
});

const aDay = (from: string, days: number) => fc.integer({ min: 0, max: days }).map((n) => addDays(from, n));
const formed = aDay("2025-11-01", 500);
const aRow: fc.Arbitrary<Disclosure> = fc
  .record({
    formedOn: formed,
    documentType: fc.constantFrom<Disclosure["documentType"]>("行政许可", "行政处罚", "其他"),
    manner: fc.constantFrom<Disclosure["manner"]>("主动", "依申请", null),
    asked: fc.option(fc.tuple(fc.integer({ min: -3, max: 50 }), fc.integer({ min: 0, max: 40 }))),
    disclosed: fc.option(fc.integer({ min: -5, max: 60 })),
  })
  .map(({ formedOn, documentType, manner, asked, disclosed }) => {
    const consultFrom = asked === null ? null : addDays(formedOn, asked[0]);
    return newDisclosure("事项", formedOn, {
      ...{ documentType, manner, consultFrom },
      consultTo: asked === null ? null : addDays(consultFrom!, asked[1]),
      disclosedOn: disclosed === null ? null : addDays(formedOn, disclosed),
    });
  });
const FAR = "2028-06-01";
const limitOf = (row: Disclosure, more: Partial<Registry> = {}, asOf = FAR) =>
  judged(asOf, { units: UNITS, projects: PROJECTS, disclosures: [row], ...more })[0]!;

test("on the rest days after its limit a row is late by less than a working day, and never in time again by being disclosed then", () => {
  const row = (disclosedOn: string | null) => newDisclosure("施工进展", "2026-07-03", { disclosedOn });
  const said = (asOf: string, disclosedOn: string | null) => disclosureSentence(limitOf(row(disclosedOn), {}, asOf));
  expect(said("2026-08-01", null)).toContain(
    "应于7月31日公开（自形成或变更之日起 20 个工作日），已逾期不足 1 个工作日；",
  );
  expect(said("2026-08-01", "2026-08-01")).toMatch(/^8月1日公开，超过时限7月31日不足 1 个工作日/);
  expect(said("2026-08-03", "2026-08-03")).toMatch(/^8月3日公开，超过时限7月31日 1 个工作日/);
});

describe("whatever a row of 公开 says", () => {
  const RUNS = { numRuns: 150 };

  test("a holiday more never makes its limit earlier", () => {
    const property = fc.property(aRow, aDay("2025-11-01", 650), fc.constantFrom("甲县", "全市"), (row, day, scope) => {
      const before = limitOf(row).limit!;
      expect(limitOf(row, { calendar: [countyRest(day, scope)] }).limit! >= before).toBe(true);
    });
    fc.assert(property, RUNS);
  });

  test("asking third parties never makes its limit earlier, and moves none but that of 依申请", () => {
    const property = fc.property(aRow, (row) => {
      const plain = limitOf({ ...row, consultFrom: null, consultTo: null }).limit!;
      const { limit } = limitOf(row);
      expect(limit! >= plain).toBe(true);
      if (row.manner !== "依申请" || row.documentType !== "其他") expect(limit).toBe(plain);
    });
    fc.assert(property, RUNS);
  });

  test("a permit or penalty is never due later than the same row called 其他", () => {
    const property = fc.property(aRow, (row) => {
      expect(limitOf(row).limit! <= limitOf({ ...row, documentType: "其他" }).limit!).toBe(true);
    });
    fc.assert(property, RUNS);
  });

  test("the order of the rows changes nothing", () => {
    const property = fc.property(fc.array(aRow, { maxLength: 6 }), aDay("2026-01-01", 300), (rows, asOf) => {
      const keyed = rows.map((row, index) => ({ ...row, key: `P-1/事项${index}`, item: `事项${index}` }));
      const rest = { units: UNITS, projects: PROJECTS };
      const there = judged(asOf, { ...rest, disclosures: keyed });
      const back = judged(asOf, { ...rest, disclosures: keyed.toReversed() });
      expect(back.toReversed()).toEqual(there);
    });
    fc.assert(property, { numRuns: 60 });
  });
});

describe("a limit that was told as 暂定", () => {
  const row = newDisclosure("取水许可", "2026-12-31", { documentType: "行政许可" });
  const told = (due: string, round: string) =>
    new Map([["disclosures/P-1/取水许可", [{ step: "none" as const, round, due, provisional: true }]]]);
  const judgedTold = (due: string, round: string) =>
    judge({
      ...dayInput("2027-01-05", { units: UNITS, projects: PROJECTS, disclosures: [row] }),
      told: told(due, round),
    }).disclosures()[0]!;

  test("never comes earlier once its year is announced, and is listed as moved", () => {
    const verdict = judgedTold("2027-01-14", "2026-12-31/7/");
    expect([verdict.limit, verdict.moved]).toEqual(["2027-01-14", { told: "2027-01-14", computed: "2027-01-12" }]);
    expect(movedDisclosures([verdict])).toMatchObject([{ due: "2027-01-14", loop: { key: "P-1/取水许可" } }]);
  });

  test("moves later when the notice says so", () => {
    expect(judgedTold("2027-01-11", "2026-12-31/7/").limit).toBe("2027-01-12");
  });

  test("does not hold for another clock: the day it was formed was mended", () => {
    expect(judgedTold("2027-01-14", "2026-12-30/7/")).toMatchObject({ limit: "2027-01-12", moved: null });
  });
});

describe("rows of 公开 that a person must mend", () => {
  const doubts = (asOf: string, row: Disclosure): string[] =>
    judge(dayInput(asOf, { units: UNITS, projects: PROJECTS, disclosures: [row] }))
      .doubts()
      .filter(({ tab }) => tab === "disclosures")
      .map(({ code, field }) => `${code} ${field}`);
  const row = (more: Partial<Disclosure>) => newDisclosure("施工进展", "2026-06-01", more);
  const LINK = "https://www.example.gov.cn/1";

  test("公开日期 before 形成日期, of a day that has not come, without a link", () => {
    const at = (disclosedOn: string, link: string | null) => doubts("2026-06-20", row({ disclosedOn, link }));
    expect(at("2026-05-20", LINK)).toEqual(["disclosed-before-formed disclosedOn"]);
    expect(at("2026-06-22", LINK)).toEqual(["day-in-future disclosedOn"]);
    expect(at("2026-06-20", null)).toEqual(["disclosed-without-link link"]);
    expect(at("2026-06-20", LINK)).toEqual([]);
  });

  test("an answer to an applicant needs no link", () => {
    expect(doubts("2026-06-20", row({ disclosedOn: "2026-06-19", manner: "依申请" }))).toEqual([]);
  });

  test("不公开 without its review, until it is reviewed or disclosed", () => {
    const reason = { withheldBecause: "涉及商业秘密" };
    expect(doubts("2026-06-20", row(reason))).toEqual(["withheld-without-review secrecyReview"]);
    expect(doubts("2026-06-20", row({ ...reason, secrecyReview: "未审" }))).toEqual([
      "withheld-without-review secrecyReview",
    ]);
    expect(doubts("2026-06-20", row({ ...reason, secrecyReview: "保密办 6月5日" }))).toEqual([]);
  });

  test("a consultation that ends before it begins, or never began", () => {
    const asked = (consultFrom: string | null, consultTo: string) =>
      doubts("2026-06-20", row({ manner: "依申请", consultFrom, consultTo }));
    expect(asked(null, "2026-06-10")).toEqual(["consultation-disordered consultTo"]);
    expect(asked("2026-06-11", "2026-06-10")).toEqual(["consultation-disordered consultTo"]);
    expect(asked("2026-06-09", "2026-06-10")).toEqual([]);
  });

  test("a cell that cannot be read decides nothing", () => {
    const unknown = row({ disclosedOn: UNREADABLE });
    expect(judged("2026-08-01", { units: UNITS, projects: PROJECTS, disclosures: [unknown] })[0]).toMatchObject({
      state: "unknown",
      remaining: null,
    });
  });
});
