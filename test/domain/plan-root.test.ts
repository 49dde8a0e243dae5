import { describe, expect, test } from "vitest";
import { judge } from "../../lib/domain/judgement.ts";
import { type PlanRoot, planRoot } from "../../lib/domain/plan-root.ts";
import type { Milestone } from "../../lib/domain/registry.ts";
import { dayInput } from "../fakes/judge-input.ts";
import { newMilestone, newProject } from "../fakes/registry-rows.ts";

type Row = Partial<Milestone> & { readonly seq: number };

/** 竣工 is the last row, fixed at 2026-08-07; judged on 2026-06-12. */
function rootOf(...rows: readonly Row[]): PlanRoot {
  const { schedules, scheduleCase } = judge(
    dayInput("2026-06-12", {
      projects: [{ ...newProject("P"), plannedFinish: "2026-08-07" }],
      milestones: rows.map((row) => ({ ...newMilestone("P", row.seq), duration: 20, ...row })),
    }),
  );
  return planRoot(rows.at(-1)!.seq, schedules("P")!.stepOf, scheduleCase("P")!.verdicts);
}

describe("where the time of a finish goes", () => {
  test("the open step that is waited for, with its own lateness", () => {
    const root = rootOf(
      { seq: 10, name: "用地", planned: "2026-05-08", responsibleUnit: "市自然资源局" },
      { seq: 20, planned: "2026-06-05", predecessors: "10" },
      { seq: 30, planned: "2026-08-07", predecessors: "20" },
    );
    expect(root.chain).toEqual([10, 20, 30]);
    expect(root.late).toEqual({ key: "P/10", name: "用地", unit: "市自然资源局", days: 35 });
  });

  test("late only because of a done step before it: that step's unit", () => {
    const root = rootOf(
      { seq: 10, name: "用地", planned: "2026-04-10", actual: "2026-05-29", responsibleUnit: "市自然资源局" },
      { seq: 20, planned: "2026-05-12", predecessors: "10" },
      { seq: 30, planned: "2026-08-07", predecessors: "20" },
    );
    expect(root.chain).toEqual([20, 30]);
    expect(root.late).toEqual({ key: "P/10", name: "用地", unit: "市自然资源局", days: 49 });
  });

  test("not late yet itself, but begun late behind a done step: that step", () => {
    const root = rootOf(
      { seq: 10, name: "用地", planned: "2026-05-08", actual: "2026-06-05", responsibleUnit: "市自然资源局" },
      { seq: 20, planned: "2026-06-30", predecessors: "10", duration: 60 },
    );
    expect([root.chain, root.late?.key, root.late?.days]).toEqual([[20], "P/10", 28]);
  });

  test("nothing late on the way: nobody, the time was too short from the beginning", () => {
    const root = rootOf(
      { seq: 10, planned: "2026-07-31", duration: 40 },
      { seq: 20, planned: "2026-08-07", predecessors: "10", duration: 40 },
      { seq: 30, name: "别处", planned: "2026-05-01" },
      { seq: 40, name: "竣工", planned: "2026-08-07", predecessors: "20" },
    );
    expect(root).toEqual({ chain: [10, 20, 40], late: null });
  });
});
