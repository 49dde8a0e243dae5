import { describe, expect, it } from "vitest";
import type { RehearsalFacts } from "../../../lib/views/rehearsal/facts.ts";
import { rehearsalPage } from "../../../lib/views/rehearsal/page.ts";

const FACTS: RehearsalFacts = {
  ...{ city: "demo", from: "2026-01-04", to: "2027-01-22", isWhole: true },
  size: {
    ...{ projects: 228, listed: 220, reserve: 2, milestones: 2038, units: 34, people: 147 },
    ...{ annualPlan: 1_095_979_000_00 * 100, issues: 260, tasks: 567 },
  },
  mail: { sent: 16_243, people: 139, mostOnADay: 1, onRestDays: 0, largest: null },
  ...{ months: [], drafts: [], results: [], findings: [], proofs: [], samples: [], faults: [] },
  documents: [
    { day: "2026-12-16", number: "重点办通报〔2026〕14号", document: "通报", title: "甲" },
    { day: "2027-01-20", number: "重点办通报〔2027〕3号", document: "通报", title: "乙" },
  ],
  cheats: [{ cheat: "deleted", tab: "milestones", key: "P-001/30", on: "2026-12-30", said: null }],
  loops: { issues: { all: 2, closed: 1, inTime: 1, open: 1 }, tasks: { all: 1, closed: 1, inTime: 1, open: 0 } },
  lists: {
    batches: [{ batch: "2026-11", day: "2026-11-30", projects: 6, filled: 6, proven: 1, registered: 5 }],
    changes: [],
    disclosures: { due: 0, inTime: 0, late: 0, overdue: 0, open: 0, withheld: 0, unknown: 0 },
  },
  mechanisms: [
    { mechanism: "M11", traces: [{ kind: "year", count: 6519, example: { key: "Y-2026", day: "2027-01-19" } }] },
  ],
};

describe("the page of a rehearsed year", () => {
  const page = rehearsalPage(FACTS);

  it("names the year of a day after the year's end, and of no other", () => {
    for (const day of ["2027年1月22日", "2027年1月20日", "2027年1月19日"]) expect(page).toContain(day);
    expect(page).toContain(">12月16日<");
    expect(page).not.toMatch(/(?<!年)1月(?:19|20|22)日/);
  });

  it("writes thousands apart and accounts for every project", () => {
    expect(page).toContain("228 个项目（在册 220 个，储备 2 个，已调出或未调入 6 个；");
    for (const count of ["2,038 个节点", "16,243 封", ">6,519<"]) expect(page).toContain(count);
  });

  it("tells starts that were typed from starts that were proven", () => {
    expect(page).toContain("已证实开工");
    expect(page).toMatch(/11月30日<\/td><td class="n">6<\/td><td class="n">6<\/td><td class="n">1<\/td>/);
  });
});
