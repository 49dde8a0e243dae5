import { describe, expect, test } from "vitest";
import { judge } from "../../lib/domain/judgement.ts";
import type { Milestone, Registry } from "../../lib/domain/registry.ts";
import { provisionalDays } from "../../lib/jobs/provisional-days.ts";
import { dayInput } from "../fakes/judge-input.ts";
import { newIssue, newMilestone, newProject } from "../fakes/registry-rows.ts";

const daysOn = (asOf: string, rows: Partial<Registry>) => {
  const input = dayInput(asOf, { projects: ["P-1", "P-2"].map(newProject), ...rows });
  return provisionalDays(judge(input), input.calendar);
};
/** 20 waits for 10, which ends on the last day of the last announced year. */
const chain = (actual: string | null): Milestone[] => [
  { ...newMilestone("P-1", 10), planned: "2026-12-31", actual: "2026-12-31" },
  { ...newMilestone("P-1", 20), planned: "2026-12-31", predecessors: "10", duration: 5, actual },
];

describe("deadlines that rest on holidays not announced", () => {
  test("are none while all lie in announced years", () => {
    expect(daysOn("2026-06-12", {})).toEqual({});
  });

  test("the December reports of all projects are one deadline, with the year it waits for", () => {
    expect(daysOn("2026-12-10", {})).toEqual({ provisional: 1, unannouncedYear: 2027 });
  });

  test("open milestones count one by one, those that are done no more", () => {
    expect(daysOn("2027-01-04", { milestones: chain(null) })).toMatchObject({ unannouncedYear: 2027 });
    const [open, done] = [chain(null), chain("2027-01-04")].map(
      (milestones) => daysOn("2027-01-11", { milestones }).provisional!,
    );
    expect(open! - (done ?? 0)).toBe(1);
  });

  test("problems count with the day they owe next, until it is done", () => {
    const issue = { ...newIssue("W-1"), reportedOn: "2026-12-30", assignedOn: "2026-12-31" };
    const [open, closed] = [issue, { ...issue, resolvedOn: "2027-01-02", evidence: "照片" }].map(
      (row) => daysOn("2027-01-02", { issues: [row] }).provisional!,
    );
    expect(open! - (closed ?? 0)).toBe(1);
  });
});
