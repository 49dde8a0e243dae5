import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openXlsx } from "../../lib/adapters/xlsx/xlsx-spreadsheet.ts";
import { type Reading, readRegistry, readSettings, wantedTitle } from "../../lib/registry/reading.ts";
import { tabTitled } from "../../lib/registry/sheets.ts";
import { ALL_RULES } from "../../lib/rules/all-rules.ts";
import { readingRules } from "../../lib/rules/reading-rules.ts";
import { readRulebook } from "../../lib/rules/rulebook.ts";
import { DEMO_AS_OF, demoCity, PLANTED } from "../../sheets-templates/demo-city.ts";

const room = mkdtempSync(join(tmpdir(), "duban-demo-"));
let reading: Reading;

async function readDemo(): Promise<Reading> {
  const file = join(room, "demo.xlsx");
  writeFileSync(file, await demoCity());
  const snapshots = [await openXlsx(file, { name: "demo" }).read(wantedTitle)];
  const { book } = readRulebook(readSettings(snapshots).rules, ALL_RULES);
  return readRegistry(snapshots, { asOf: DEMO_AS_OF, ...readingRules(book, DEMO_AS_OF) });
}

const found = (tab: string, cell: string) =>
  reading.findings.filter((finding) => finding.tab === tabTitled(tab)!.code && finding.cell === cell);

beforeAll(async () => {
  reading = await readDemo();
});
afterAll(() => rmSync(room, { recursive: true, force: true }));

const saying = PLANTED.filter(({ shows }) => shows === "finding");
const silent = PLANTED.filter(({ shows, cell }) => shows === "readable" && cell !== "");

describe("the mess planted in the demo", () => {
  it.each(saying)("「$tab」$cell $what appears as $code", ({ tab, cell, code }) => {
    expect(found(tab, cell).map((finding) => finding.code)).toContain(code);
  });

  it.each(silent)("「$tab」$cell $what is read without a word", ({ tab, cell }) => {
    expect(found(tab, cell)).toEqual([]);
  });

  it("is all there is to find: no other finding in the whole city", () => {
    const places = new Set(saying.map(({ tab, cell, code }) => `${tabTitled(tab)!.code} ${cell} ${code}`));
    const others = reading.findings.filter(({ tab, cell, code }) => !places.has(`${tab} ${cell} ${code}`));
    expect(others).toEqual([]);
  });

  it("never has an investment figure suggested", () => {
    const money = reading.findings.filter(({ code }) => code.startsWith("money-"));
    expect(money.length).toBeGreaterThan(5);
    expect(money.every(({ suggestion }) => suggestion === "")).toBe(true);
  });

  it("offers the day, the name or the word meant wherever one can be told", () => {
    const offered = new Map(reading.findings.map(({ found: typed, suggestion }) => [typed, suggestion]));
    expect(offered.get("2026-6-31")).toBe("2026-06-30");
    expect(offered.get("云岭 縣")).toBe("云岭县");
    expect(offered.get("P-31")).toBe("P-031");
    expect(offered.get("9月份")).toBe("2026-09");
    expect(offered.get("46086")).toBe("2026-03-05");
    expect(offered.get("行政許可")).toBe("行政许可");
  });

  it("leaves every good row: 217 projects, and merged, hidden and oddly typed rows among them", () => {
    const { registry } = reading;
    expect(registry.projects).toHaveLength(217);
    expect(registry.milestones.length).toBeGreaterThanOrEqual(1697);
    expect(registry.milestones.filter(({ project }) => project === "P-005").length).toBeGreaterThanOrEqual(8);
    expect(registry.setAside.projects).toBe(6);
  });
});
