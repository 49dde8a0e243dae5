import { describe, expect, it } from "vitest";
import type { PlainDate } from "../../lib/domain/dates.ts";
import { type Ledger, NO_LEDGER } from "../../lib/domain/notice.ts";
import type { Registry } from "../../lib/domain/registry.ts";
import { dailyNotices, weeklyNotices } from "../../lib/jobs/owed-notices.ts";
import { newMilestone } from "../fakes/registry-rows.ts";
import { CITY, owedInput, sentOn, told } from "./owed-city.ts";

/** 甲局: 8 of 10 steps were 20 days late; P-1/20 is open and due on 30 June, P-1/30 behind it when the project is to be finished. */
const LATE_UNIT: Registry = {
  ...CITY,
  projects: CITY.projects.map((project) => ({ ...project, totalInvestment: 5_000_000, plannedFinish: "2026-07-20" })),
  milestones: [
    ...Array.from({ length: 10 }, (_, n) => ({
      ...newMilestone("P-1", n + 1),
      planned: "2025-10-10",
      actual: n < 8 ? "2025-10-30" : "2025-10-10",
    })),
    { ...newMilestone("P-1", 20), planned: "2026-06-30" },
    { ...newMilestone("P-1", 30), name: "竣工", planned: "2026-07-20", predecessors: "20", duration: 10 },
  ],
};

const noticesOn = (asOf: PlainDate, ledger: Ledger = NO_LEDGER, registry = LATE_UNIT) =>
  dailyNotices(owedInput({ asOf, registry, ledger })).filter(({ item }) => item.subject === "P-1/20");

describe("what a forecast owes", () => {
  it.each([
    ["2026-05-30", []],
    ["2026-05-31", ["milestone-forecast  > 经办"]],
    ["2026-06-22", ["milestone-forecast  > 经办"]],
    ["2026-06-23", ["milestone-due 7 > 经办"]],
    ["2026-06-27", ["milestone-due 3 > 经办"]],
    ["2026-07-01", ["milestone-light blue > 经办"]],
  ])("on %s to whoever is responsible: %j", (day, owed) => expect(told(noticesOn(day))).toEqual(owed));

  it("told, it is the same notice every day, and only the last reminder follows", () => {
    const ledger = sentOn("2026-06-01", noticesOn("2026-06-01"));
    expect(noticesOn("2026-06-15").map(({ key }) => ledger.notices.get(key)?.state)).toEqual(["sent"]);
    expect(told(noticesOn("2026-06-23", ledger))).toEqual([]);
    expect(told(noticesOn("2026-06-27", ledger))).toEqual(["milestone-due 3 > 经办"]);
  });

  it("says on what figures it rests, and shows no light", () => {
    const [{ item }] = noticesOn("2026-06-12") as [ReturnType<typeof noticesOn>[number]];
    expect(item).toMatchObject({ light: "none", due: "2026-06-30", unit: "甲局", project: "P-1" });
    expect(item.facts).toMatchObject({ cases: 10, casesLate: 8, seed: "forecast/2026-01-01/P-1", place: "" });
    expect(item.facts.chanceLate).toBeCloseTo(0.8, 9);
  });

  it("an agreed new day is told of anew", () => {
    const moved = {
      ...LATE_UNIT,
      milestones: LATE_UNIT.milestones.map((row) => (row.seq === 20 ? { ...row, planned: "2026-07-03" } : row)),
    };
    const ledger = sentOn("2026-06-01", noticesOn("2026-06-01"));
    const [again] = noticesOn("2026-06-15", ledger, moved);
    expect([again!.kind, ledger.notices.has(again!.key)]).toEqual(["milestone-forecast", false]);
  });

  it("a leader reads one line in a week that leaves anyway, and no letter is written for it", () => {
    const late = { ...newMilestone("P-1", 15), planned: "2026-05-01" };
    const input = owedInput({
      asOf: "2026-06-15",
      registry: { ...LATE_UNIT, milestones: [...LATE_UNIT.milestones, late] },
    });
    const week = weeklyNotices(input).find(
      ({ kind, recipient }) => kind === "leader-week" && recipient.startsWith("包联"),
    );
    expect(week!.item.facts.forecast).toMatch(
      /^1 个项目的 1 个节点可能逾期；其中P-1 项目P-1应于7月20日完工，约有九成可能逾期，到8月.旬才有八成把握完成。$/,
    );
    expect(
      dailyNotices(input).some(({ kind, recipient }) => kind === "milestone-forecast" && recipient.startsWith("包联")),
    ).toBe(false);
    const quiet = weeklyNotices(owedInput({ asOf: "2026-06-15", registry: LATE_UNIT }));
    expect(quiet.filter(({ kind }) => kind === "leader-week")).toEqual([]);
  });
});
