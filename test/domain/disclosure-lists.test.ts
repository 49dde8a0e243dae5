import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DISCLOSURE_CATEGORIES } from "../../lib/domain/disclosure/categories.ts";
import { countsOf, disclosureList } from "../../lib/domain/disclosure/monthly-list.ts";
import { proposedDisclosures } from "../../lib/domain/disclosure/proposed-rows.ts";
import { spotCheck } from "../../lib/domain/disclosure/spot-check.ts";
import { disclosureReport } from "../../lib/domain/disclosure/yearly-report.ts";
import { judge } from "../../lib/domain/judgement.ts";
import type { Disclosure, Milestone } from "../../lib/domain/registry.ts";
import { DOCUMENT_TYPES } from "../../lib/registry/tabs-projects.ts";
import { DISCLOSURE_ITEMS } from "../../lib/rules/disclosure-items.ts";
import { newDisclosure } from "../fakes/disclosures.ts";
import { dayInput } from "../fakes/judge-input.ts";
import { newMilestone, newProject, newUnit } from "../fakes/registry-rows.ts";

const ASOF = "2026-07-31";
const PROJECTS = ["P-1", "P-2", "P-3", "P-4"].map((code) => ({ ...newProject(code), responsibleUnit: "甲县" }));
const REST = { projects: PROJECTS, units: [newUnit("甲县", "县区"), newUnit("乙县", "县区")] };
const judged = (disclosures: readonly Disclosure[], asOf = ASOF) => judge(dayInput(asOf, { ...REST, disclosures }));
const verdictsOf = (disclosures: readonly Disclosure[]) => judged(disclosures).disclosures();

const JULY = { from: "2026-07-01", to: "2026-07-31", asOf: ASOF };
const LINK = "https://www.example.gov.cn/1";
const ROWS: readonly Disclosure[] = [
  newDisclosure("按期", "2026-06-15", { disclosedOn: "2026-07-01", link: LINK }),
  newDisclosure("逾期", "2026-06-15", { disclosedOn: "2026-07-20", link: LINK, discloser: "乙县" }),
  newDisclosure("不公开", "2026-06-15", { withheldBecause: "商业秘密", secrecyReview: "保密办" }),
  newDisclosure("拖着", "2026-06-15", { project: "P-2", category: "竣工" }),
  newDisclosure("八月到期", "2026-07-20"),
  newDisclosure("六月到期", "2026-05-11", { disclosedOn: "2026-05-12", link: LINK }),
  newDisclosure("征求中", "2026-07-02", { manner: "依申请", consultFrom: "2026-07-06" }),
];

describe("the list of a month", () => {
  const list = disclosureList(verdictsOf(ROWS), JULY, DISCLOSURE_CATEGORIES);

  test("holds what fell due in it, what of it stands still, and what became of each", () => {
    expect(list.total).toEqual({ due: 5, inTime: 1, late: 1, withheld: 1, overdue: 1, open: 1, unknown: 0 });
    expect(list.rows.map(({ row }) => row.item)).not.toContain("八月到期");
    expect(list.rows.map(({ row }) => row.item)).not.toContain("六月到期");
    expect(list.units.map(({ name, counts }) => [name, counts.due])).toEqual([
      ["乙县", 1],
      ["甲县", 4],
    ]);
  });

  test("a row is in one column of its figures, and units and categories add up to the total", () => {
    const row = fc.record({ state: fc.constantFrom("running", "consulting", "overdue", "withheld", "unknown") });
    const property = fc.property(fc.array(row), (rows) => {
      const { due, ...others } = countsOf(rows as Parameters<typeof countsOf>[0]);
      expect(Object.values(others).reduce((sum, count) => sum + count, 0)).toBe(due);
    });
    fc.assert(property, { numRuns: 50 });
    for (const parts of [list.units, list.categories])
      expect(parts.reduce((sum, { counts }) => sum + counts.due, 0)).toBe(list.total.due);
  });
});

describe("a spot check", () => {
  const many = PROJECTS.flatMap(({ code }) =>
    ["一", "二", "三", "四"].map((item) => newDisclosure(item, "2026-06-15", { project: code })),
  );
  const asked = { seed: "抽查", count: 2, perProject: 3, categories: DISCLOSURE_CATEGORIES };
  const drawn = (rows: readonly Disclosure[], more: Partial<typeof asked> = {}) =>
    spotCheck(verdictsOf(rows), { ...asked, ...more }).drawn.map(({ project, rows: own }) => [
      project,
      own.map(({ key }) => key),
    ]);

  test("draws projects and rows that follow from the seed, whatever the order of the rows", () => {
    expect(drawn(many.toReversed())).toEqual(drawn(many));
    expect(drawn(many).map(([, rows]) => rows!.length)).toEqual([3, 3]);
    const seeds = ["1", "2", "3", "4", "5", "6"].map((seed) => JSON.stringify(drawn(many, { seed })));
    expect(new Set(seeds).size).toBeGreaterThan(1);
  });

  test("a larger count only adds, and more than there are draws them all", () => {
    expect(drawn(many, { count: 4 }).slice(0, 2)).toEqual(drawn(many));
    expect(drawn(many, { count: 99 })).toHaveLength(4);
  });

  test("names the categories a project has nothing of", () => {
    const [one] = spotCheck(verdictsOf(many), asked).drawn;
    expect(one!.without).toEqual(DISCLOSURE_CATEGORIES.filter((category) => category !== "施工"));
  });
});

describe("the yearly report", () => {
  const asked = { year: 2026, due: "2027-01-31", asOf: ASOF, categories: DISCLOSURE_CATEGORIES };

  test("of one unit counts its rows alone; the government's all, by unit", () => {
    const own = disclosureReport(verdictsOf(ROWS), { ...asked, unit: "乙县" });
    expect([own.proactive.due, own.proactive.late, own.onRequest.due, own.units]).toEqual([1, 1, 0, []]);
    const all = disclosureReport(verdictsOf(ROWS), { ...asked, unit: null });
    expect([all.proactive.due, all.onRequest.due, all.consulted]).toEqual([6, 1, 1]);
    expect(all.units.map(({ name, counts }) => [name, counts.due])).toEqual([
      ["乙县", 1],
      ["甲县", 6],
    ]);
    expect(all.categories.reduce((sum, { counts }) => sum + counts.due, 0)).toBe(6);
  });

  test("its permits and penalties are those disclosed of its own accord: no more than all of these", () => {
    const permit = { documentType: "行政许可" as const };
    const rows = [
      newDisclosure("甲", "2026-06-15", permit),
      newDisclosure("乙", "2026-06-15", { ...permit, manner: "依申请" }),
    ];
    const { proactive, permits, penalties } = disclosureReport(verdictsOf(rows), { ...asked, unit: null });
    expect([proactive.due, permits, penalties]).toEqual([1, 1, 0]);
  });

  test("a row belongs to the year it was formed in", () => {
    const rows = [newDisclosure("岁末", "2025-12-31", { disclosedOn: "2026-01-04", link: LINK })];
    expect(disclosureReport(verdictsOf(rows), { ...asked, unit: null }).proactive.due).toBe(0);
    expect(disclosureReport(verdictsOf(rows), { ...asked, year: 2025, unit: null }).proactive.due).toBe(1);
  });
});

describe("rows that follow from milestones", () => {
  const permit = (seq: number, more: Partial<Milestone> = {}): Milestone => ({
    ...newMilestone("P-1", seq),
    ...{ name: "施工许可证", planned: "2026-06-10", actual: "2026-06-08", documentType: "行政许可" as const },
    disclosureCategory: "批准结果",
    ...more,
  });
  const proposed = (milestones: readonly Milestone[], rows: readonly Disclosure[] = [], asOf = ASOF) => {
    const judgement = judge(dayInput(asOf, { ...REST, milestones, disclosures: rows }));
    const keys = new Set(rows.map(({ key }) => key));
    const found = [...proposedDisclosures({ asOf, milestones: judgement.milestones, rows, keys })];
    return found.flatMap(([month, own]) => own.map((one) => ({ month, ...one })));
  };

  test("a done milestone with a 文书类型 gives its row: formed on the day it was done, by the milestone's unit", () => {
    expect(proposed([permit(10)])).toEqual([
      {
        ...{ month: "2026-06", key: "P-1/施工许可证", project: "P-1", item: "施工许可证", category: "批准结果" },
        ...{ guessed: false, documentType: "行政许可", formedOn: "2026-06-08", discloser: "甲县", stands: false },
      },
    ]);
    const other = { responsibleUnit: "乙县", disclosureCategory: null, name: "竣工验收" };
    expect(proposed([permit(10, other)])).toMatchObject([{ discloser: "乙县", category: "竣工", guessed: true }]);
  });

  test("not what is open, will be done, names no 文书类型 or was done long ago", () => {
    const none: readonly Partial<Milestone>[] = [
      { actual: null },
      { actual: "2026-08-03" },
      { documentType: null },
      { actual: "2025-11-30" },
    ];
    for (const more of none) expect(proposed([permit(10, more)])).toEqual([]);
    expect(proposed([permit(10, { actual: "2026-08-03" })], [], "2026-08-03")).toHaveLength(1);
  });

  test("once: a row that stands by its key, by another name, or with another day is not proposed again", () => {
    const row = newDisclosure("施工许可证", "2026-06-08", { documentType: "行政许可" });
    expect(proposed([permit(10)], [row])).toMatchObject([{ stands: true }]);
    expect(proposed([permit(10, { actual: "2026-07-06" })], [row])).toMatchObject([
      { month: "2026-06", formedOn: "2026-06-08", stands: true },
    ]);
    const named = newDisclosure("建筑工程许可", "2026-06-08", { documentType: "行政许可" });
    expect(proposed([permit(10)], [named])).toEqual([]);
  });

  test("a day typed anew is a note beside the row", () => {
    const row = newDisclosure("施工许可证", "2026-06-08", { documentType: "行政许可" });
    const [verdict] = judge(
      dayInput(ASOF, { ...REST, milestones: [permit(10, { actual: "2026-07-06" })], disclosures: [row] }),
    ).disclosures();
    expect(verdict!.milestoneDay).toBe("2026-07-06");
  });

  test("permits of one day are as many rows: one that stands covers no other", () => {
    const land = permit(5, { name: "用地规划许可证" });
    const row = newDisclosure("用地规划许可证", "2026-06-08", { documentType: "行政许可" });
    const open = (rows: readonly Disclosure[]) =>
      proposed([land, permit(10)], rows).flatMap(({ key, stands }) => (stands ? [] : key));
    expect(open([row])).toEqual(["P-1/施工许可证"]);
    const named = newDisclosure("建筑工程许可", "2026-06-08", { documentType: "行政许可" });
    expect(open([row, named])).toEqual([]);
    expect(open([named])).toHaveLength(1);
  });

  test("a second milestone of a name leaves the first its row, under whatever day that stands by now", () => {
    const row = (formedOn: string) => newDisclosure("施工许可证", formedOn, { documentType: "行政许可" });
    const second = permit(20, { actual: "2026-07-09" });
    const open = (rows: readonly Disclosure[]) =>
      proposed([second, permit(10)], rows).map(({ key, stands }) => `${key}${stands ? "√" : ""}`);
    expect(open([row("2026-06-05")]).toSorted()).toEqual(["P-1/施工许可证(20)", "P-1/施工许可证√"]);
    expect(open([row("2026-07-09")]).toSorted()).toEqual(["P-1/施工许可证(10)", "P-1/施工许可证√"]);
  });

  test("two milestones of one name are told apart by their number", () => {
    const both = [permit(10), permit(20, { actual: "2026-06-09" })];
    expect(proposed(both).map(({ key }) => key)).toEqual(["P-1/施工许可证(10)", "P-1/施工许可证(20)"]);
  });
});

describe("the eight categories", () => {
  test("are those of the tab 公开, each with its items and who publishes them", () => {
    expect(DISCLOSURE_ITEMS.map(({ category }) => category)).toEqual([...DISCLOSURE_CATEGORIES]);
    for (const { items, discloser } of DISCLOSURE_ITEMS) {
      expect(new Set(items).size).toBe(items.length);
      expect(items.length).toBeGreaterThan(1);
      expect(discloser).not.toBe("");
    }
    expect(DOCUMENT_TYPES).toEqual(["行政许可", "行政处罚", "其他"]);
  });
});
