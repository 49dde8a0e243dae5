import { describe, expect, it } from "vitest";
import { lastDayOf, type PlainDate } from "../../../lib/domain/dates.ts";
import type { TabCode } from "../../../lib/domain/registry.ts";
import { readRegistry, readSettings } from "../../../lib/registry/reading.ts";
import { TABS } from "../../../lib/registry/tabs.ts";
import { ALL_RULES } from "../../../lib/rules/all-rules.ts";
import { readingRules } from "../../../lib/rules/reading-rules.ts";
import { readRulebook } from "../../../lib/rules/rulebook.ts";
import type { TemplateRow, TemplateRows } from "../../../sheets-templates/registry-sheets.ts";
import { mornings } from "../../../sheets-templates/year/city.ts";
import { dayIn, isOfficeDay } from "../../../sheets-templates/year/world.ts";
import { CITY_NAMES, type YearCity, yearCity } from "../../../sheets-templates/year/year-city.ts";
import { sheetOf, workbookOf } from "../../fakes/sheets.ts";

const cities = new Map(CITY_NAMES.map((name) => [name, yearCity(name, 2026)]));
const town = cities.get("town")!;
const demo = cities.get("demo")!;

/** Every row that stood on a first of a month or on the last morning, as it stood last. */
function rowsOfYear(city: YearCity): TemplateRows {
  const rowsOn = mornings(city);
  for (let month = 2; month <= 12; month++) rowsOn(`2026-${String(month).padStart(2, "0")}-01`);
  return rowsOn(city.to);
}
const ended = new Map([...cities].map(([name, city]) => [name, rowsOfYear(city)]));

const written = (city: YearCity): string =>
  JSON.stringify([city.start, city.deeds.map(({ on, tab, key, cheat }) => [on, tab, key, cheat]), rowsOfYear(city)]);

describe("a year of a generated city", () => {
  it.each(CITY_NAMES)("%s is the same city every time", (name) => {
    expect(written(yearCity(name, 2026)) === written(cities.get(name)!)).toBe(true);
  });

  it("a year nobody wrote is refused", () => {
    expect(() => yearCity("demo", 2027)).toThrow(RangeError);
  });

  it("the demo city has the 217 projects of its list, and beside it what waits to come onto it", () => {
    expect(demo.start.projects!.map(({ annualClass }) => annualClass === "储备").filter(Boolean)).toHaveLength(2);
    expect(demo.start.projects!.filter(({ annualClass }) => annualClass !== "储备")).toHaveLength(217);
  });

  it("the town is small, and lies in three counties", () => {
    expect(town.start.projects!.length).toBeLessThanOrEqual(16);
    expect(new Set(town.start.projects!.map(({ county }) => county)).size).toBe(3);
    expect(new Set(town.start.projects!.map(({ category }) => category)).size).toBe(5);
    expect(town.deeds.length).toBeLessThan(2500);
  });

  it.each(CITY_NAMES)("%s: nobody types on a rest day, before the year or after its end", (name) => {
    const { deeds, from, to } = cities.get(name)!;
    expect(deeds.filter(({ on }) => !isOfficeDay(on) || on < from || on > to)).toEqual([]);
    expect(deeds.map(({ on }) => on)).toEqual(deeds.map(({ on }) => on).toSorted());
  });
});

const by = (rows: readonly TemplateRow[], has: (row: TemplateRow) => boolean): number => rows.filter(has).length;
const on = (cell: TemplateRow[string] | undefined): PlainDate => dayIn(cell) ?? "";

/** What leaves a trace of each mechanism, as rows of the last morning; "deeds" of what leaves none in the rows. */
const TRACES: readonly (readonly [string, TabCode, (row: TemplateRow) => boolean])[] = [
  ["M1 four ones", "projects", (row) => [row.sponsor, row.responsibleUnit, row.massWorkGroup].every(Boolean)],
  ["M2 chains", "milestones", (row) => row.predecessors !== null && row.duration !== null],
  ["M3 late steps", "milestones", (row) => on(row.actual) > on(row.planned)],
  ["M4 scored supervision", "inspections", (row) => row.score != null],
  ["M5 solved problems", "issues", (row) => row.verification === "通过"],
  ["M5 sent back or opened again", "issues", (row) => row.verification === "退回" || on(row.reopenedOn) !== ""],
  ["M6 complex problems", "issues", (row) => row.complexity === "复杂"],
  ["M6 put off", "issues", (row) => on(row.extendedTo) !== ""],
  ["M7 tasks of meetings", "tasks", (row) => row.source === "会议"],
  ["M8 reviewed tasks", "tasks", (row) => row.review != null && row.reviewMonth != null],
  ["M10 verified figures", "inspections", (row) => row.verifiedYtd != null],
  ["M10 steps looked at", "inspections", (row) => row.milestoneTrue === "否"],
  ["M11 points", "scoreAdjustments", () => true],
  ["M11 objections answered", "appeals", (row) => row.conclusion != null && on(row.answeredOn) !== ""],
  ["M12 force majeure", "exemptions", (row) => row.cause === "不可抗力"],
  ["M13 visits of products", "observations", ({ visit }) => visit === "2026-07" || visit === "2026-12"],
  ["M13 visits of the others", "observations", ({ visit }) => visit === "2026-04" || visit === "2026-10"],
  ["M14 batches", "projects", (row) => row.startBatch !== null && row.venue !== null],
  ["M14 started", "projects", (row) => row.startBatch !== null && on(row.actualStart) !== ""],
  ["M14 registered", "projects", (row) => row.startBatch !== null && on(row.registeredOn) !== ""],
  ["M15 in", "adjustments", (row) => row.type === "调入" && row.decision === "同意"],
  ["M15 out", "adjustments", (row) => row.type === "调出" && row.decision === "同意"],
  ["M15 refused", "adjustments", (row) => row.decision === "不同意"],
  ["M15 plans", "adjustments", (row) => row.type === "变更年度计划"],
  ["M15 steps", "adjustments", (row) => row.type === "变更节点"],
  ["M16 targets", "targets", (row) => row.scope === "全市"],
  ["M17 on request", "disclosures", (row) => row.manner === "依申请"],
  ["M17 consulted", "disclosures", (row) => on(row.consultTo) !== ""],
  ["M17 disclosed", "disclosures", (row) => on(row.disclosedOn) !== ""],
  ["M17 papers", "milestones", (row) => row.documentType === "行政许可" && on(row.actual) > "2026"],
  ["M18 raised with what was tried", "issues", (row) => on(row.raisedOn) !== "" && row.measures != null],
  ["M19 plans of 1 亿 and more", "projects", (row) => Number(row.annualPlan) >= 10_000],
  ["M21 other mechanisms", "issues", (row) => row.mechanism != null && row.mechanism !== "重点项目"],
  ["M21 chain of contracts", "unitIndicators", (row) => row.indicator === "达效项目数"],
  ["leave with a deputy", "people", (row) => on(row.leaveFrom) !== "" && row.deputy != null],
  ["an officer who left", "people", (row) => row.disabled === "是"],
  ["a county's rest day", "calendar", (row) => row.scope === "云岭县"],
  ["answers to what was asked", "monthlyReports", (row) => row.reviewAnswer != null],
];

describe.each(CITY_NAMES)("the year of %s", (name) => {
  const rows = ended.get(name)!;
  it.each(TRACES)("leaves %s", (_, tab, has) => {
    expect(by(rows[tab] ?? [], has)).toBeGreaterThan(0);
  });
});

describe("the demo's year", () => {
  const rows = ended.get("demo")!;
  it("has all outcomes of problems and all rulings of inspections", () => {
    expect(new Set(rows.issues!.map(({ level }) => level))).toEqual(
      new Set(["单位", "县区", "市直", "分管市领导", "市调度会", "省"]),
    );
    expect(new Set(rows.inspections!.flatMap(({ ruling }) => ruling ?? []))).toEqual(new Set(["属实", "误差", "虚报"]));
  });

  it("judges agree within a few points on a project, and nobody gives less than 70 or more than 100", () => {
    const scores = [...Map.groupBy(rows.observations!, ({ visit, project }) => `${visit}/${project}`).values()].map(
      (same) => same.map(({ score }) => Number(score)),
    );
    expect(scores.filter((same) => same.length !== 7 || Math.max(...same) - Math.min(...same) > 8)).toEqual([]);
    expect(scores.flat().filter((one) => one < 70 || one > 100)).toEqual([]);
  });

  it("plants every kind of cheat it knows", () => {
    for (const { planted } of cities.values())
      expect(new Set(planted.filter(({ tab }) => tab === "milestones").map(({ cheat }) => cheat))).toEqual(
        new Set(["back-dated", "plan-moved", "plan-moved-when-red", "withdrawn", "flipped", "deleted"]),
      );
    expect(new Set(demo.planted.map(({ cheat }) => cheat)).size).toBe(10);
  });

  it("ends with nine tenths of the year's plan and more, and no unit beyond reason", () => {
    const plans = new Map(rows.projects!.map(({ code, annualPlan }) => [code, Number(annualPlan ?? 0)]));
    const december = rows.monthlyReports!.filter(({ month }) => month === "2026-12");
    const share = (list: readonly TemplateRow[]): number =>
      list.reduce((sum, { investedYtd }) => sum + Number(investedYtd), 0) /
      list.reduce((sum, { project }) => sum + plans.get(project!)!, 0);
    expect(share(december)).toBeGreaterThan(0.88);
    expect(share(december)).toBeLessThan(1.04);
    expect(december.filter((row) => share([row]) > 1.12)).toEqual([]);
  });
});

describe.each(CITY_NAMES)("what is typed in %s", (name) => {
  const city = cities.get(name)!;
  const slips = new Set(city.deeds.flatMap(({ slip, tab, key }) => (slip ? [`${tab} ${key}`] : [])));
  const isPlanted = (tab: string, key: string, code: string): boolean =>
    slips.has(`${tab} ${key}`) || (tab === "people" && code.startsWith("email-"));

  it("can be read at every month's end, but for the slips that were planted", () => {
    const rowsOn = mornings(city);
    const months = Array.from({ length: 12 }, (_, index) => lastDayOf(`2026-${String(index + 1).padStart(2, "0")}`));
    const found = months.flatMap((day) => findingsOf(rowsOn(day), day));
    const others = found.filter(({ tab, key, code }) => !isPlanted(tab, key, code));
    expect(others.map(({ tab, key, code }) => `${code} ${tab} ${key}`)).toEqual([]);
  });
});

function findingsOf(rows: TemplateRows, asOf: PlainDate) {
  const snapshots = [workbookOf(TABS.map(({ code }) => sheetOf(code, rows[code] ?? [])))];
  const { book } = readRulebook(readSettings(snapshots).rules, ALL_RULES);
  return readRegistry(snapshots, { asOf, ...readingRules(book, asOf) }).findings;
}
