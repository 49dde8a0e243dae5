import { describe, expect, test } from "vitest";
import { judge } from "../../lib/domain/judgement.ts";
import { planMargin } from "../../lib/domain/plan-margin.ts";
import type { Milestone, Project } from "../../lib/domain/registry.ts";
import { dayInput } from "../fakes/judge-input.ts";
import { newMilestone, newProject } from "../fakes/registry-rows.ts";

type Row = Partial<Milestone> & { readonly seq: number };

/** Judged on 2026-06-12; 2026-08-07 is the 40th working day, that day included. */
function marginOf(project: Partial<Project>, ...rows: readonly Row[]) {
  const { schedules, scheduleCase } = judge(
    dayInput("2026-06-12", {
      projects: [{ ...newProject("P"), plannedFinish: "2026-08-07", ...project }],
      milestones: rows.map((row) => ({ ...newMilestone("P", row.seq), planned: null, duration: 10, ...row })),
    }),
  );
  return planMargin(scheduleCase("P"), schedules("P"));
}

const BASE: Row = { seq: 10, name: "基础", duration: 30 };
const END: Row = { seq: 20, name: "竣工验收", predecessors: "10", duration: 7 };

describe("how much a plan can still bear", () => {
  test("the least float of its open steps, and the step waited for", () => {
    expect(marginOf({}, BASE, END)).toEqual({
      ...{ float: 3, waits: 10 },
      finish: { seq: 20, from: "plannedFinish", day: "2026-08-07", earliest: "2026-08-04", spare: 3, done: false },
    });
  });

  test("of two finishes the one with the least to spare", () => {
    const operation: Row = { seq: 30, name: "投产", predecessors: "20", duration: 5 };
    const margin = marginOf({ plannedFinish: "2026-07-31", plannedOperation: "2026-12-31" }, BASE, END, operation);
    expect([margin?.float, margin?.finish.seq, margin?.finish.from]).toEqual([-2, 20, "plannedFinish"]);
    const late = marginOf({ plannedOperation: "2026-08-07" }, BASE, END, operation);
    expect([late?.float, late?.finish.seq, late?.finish.from]).toEqual([-2, 30, "plannedOperation"]);
  });

  test.each<readonly [string, Partial<Project>, readonly Row[]]>([
    ["predecessors go round in a ring", {}, [{ ...BASE, predecessors: "20" }, END]],
    ["an open step has no duration", {}, [{ ...BASE, duration: null }, END]],
    ["an open step hangs on nothing", {}, [BASE, END, { seq: 30, name: "绿化" }]],
    ["a predecessor is not there", {}, [{ ...BASE, predecessors: "99" }, END]],
    ["no day is fixed", { plannedFinish: null }, [BASE, END]],
    [
      "all is done",
      {},
      [
        { ...BASE, actual: "2026-05-08" },
        { ...END, actual: "2026-06-01" },
      ],
    ],
    ["there are no milestones", {}, []],
    [
      "an end beside the finish is what is late",
      {},
      [BASE, END, { seq: 30, name: "绿化", predecessors: "10", duration: 30 }],
    ],
  ])("nothing is said where %s", (_, project, rows) => {
    expect(marginOf(project, ...rows)).toBeNull();
  });

  test("a done step without a duration takes nothing from it", () => {
    const done: Row = { seq: 5, name: "开工", duration: null, actual: "2026-05-08" };
    expect(marginOf({}, done, { ...BASE, predecessors: "5", duration: 60 }, END)).not.toBeNull();
  });
});
