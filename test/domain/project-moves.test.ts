import { describe, expect, test } from "vitest";
import { type MovesInput, projectMoves } from "../../lib/domain/project-moves.ts";
import type { Project } from "../../lib/domain/registry.ts";
import { historyOf, inCharge, lifeOfRow, NEVER_READ, newAdjustment } from "../fakes/plan-rows.ts";

const movesOf = (more: Partial<MovesInput> = {}) => {
  const projects = more.projects ?? [inCharge("P-1", "乙县"), inCharge("P-2", "丙县")];
  const members = new Set(projects.map(({ code }) => code));
  return projectMoves({ period: "2026-08", projects, adjustments: [], history: NEVER_READ, members, ...more });
};
const lifeOf = (...versions: readonly (readonly [string, Project | null])[]) =>
  historyOf("projects", [["P-1", lifeOfRow(...versions)]]);
const [old, now] = [inCharge("P-1", "甲县"), inCharge("P-1", "乙县")];

describe("a project under another 责任单位", () => {
  test("is told with both units and the day it was first seen, when it changed in the quarter", () => {
    expect(movesOf({ history: lifeOf(["2026-01-05", old], ["2026-07-15", now]) })).toEqual([
      { project: "P-1", kind: "moved", from: "甲县", to: "乙县", adjustment: null, since: "2026-07-15" },
    ]);
  });
  test("is not told when it changed before the quarter, or was changed and changed back", () => {
    expect(movesOf({ history: lifeOf(["2026-01-05", old], ["2026-06-30", now]) })).toEqual([]);
    const back = lifeOf(["2026-01-05", now], ["2026-07-15", old], ["2026-07-16", now]);
    expect(movesOf({ history: back })).toEqual([]);
  });
  test("through a third unit is told from the first to the last, since the last came", () => {
    const third = inCharge("P-1", "丙县");
    const history = lifeOf(["2026-01-05", old], ["2026-07-15", third], ["2026-08-03", now]);
    expect(movesOf({ history })).toMatchObject([{ from: "甲县", to: "乙县", since: "2026-08-03" }]);
  });
  test("is told from the row's first sight where the memory begins in the quarter, and not of a row that came in it", () => {
    const history = lifeOf(["2026-07-08", old], ["2026-07-15", now]);
    expect(movesOf({ history })).toMatchObject([{ from: "甲县", to: "乙县" }]);
    const life = lifeOfRow(["2026-07-08", old], ["2026-07-15", now]);
    const came = [{ ...life[0]!, lastSeenAbsent: "2026-07-07T01:30:00.000Z" }, life[1]!];
    expect(movesOf({ history: historyOf("projects", [["P-1", came]]) })).toEqual([]);
  });
  test("keeps its day when other cells are typed over, and when the row was gone for a while", () => {
    const renamed = { ...now, name: "新名" };
    const history = lifeOf(["2026-01-05", old], ["2026-07-15", now], ["2026-07-20", null], ["2026-07-21", renamed]);
    expect(movesOf({ history })).toMatchObject([{ since: "2026-07-15" }]);
  });
  test("counts for nobody when it is not on the list", () => {
    const history = lifeOf(["2026-01-05", old], ["2026-07-15", now]);
    expect(movesOf({ history, members: new Set(["P-2"]) })).toEqual([]);
  });
});

describe("a project that came onto the list or left it", () => {
  const moved = (type: "调入" | "调出", appliedOn: string, effectiveMonth: string | null) => ({
    ...newAdjustment(type, "P-2", appliedOn),
    effectiveMonth,
  });

  test("is told of its unit with its 调整, in the quarter it took effect", () => {
    expect(movesOf({ adjustments: [moved("调入", "2026-07-20", "2026-08")] })).toEqual([
      { project: "P-2", kind: "added", from: null, to: "丙县", adjustment: "T-2026-07-20", since: "2026-08-01" },
    ]);
    expect(movesOf({ adjustments: [moved("调出", "2026-06-20", "2026-07")] })).toEqual([
      { project: "P-2", kind: "removed", from: "丙县", to: null, adjustment: "T-2026-06-20", since: "2026-07-01" },
    ]);
  });
  test("is not told before it takes effect, after the quarter, or when it was not agreed", () => {
    expect(movesOf({ adjustments: [moved("调入", "2026-07-20", "2026-09")] })).toEqual([]);
    expect(movesOf({ adjustments: [moved("调出", "2026-07-20", "2026-07")] })).toEqual([]);
    expect(movesOf({ adjustments: [moved("调出", "2026-03-20", "2026-04")] })).toEqual([]);
    expect(movesOf({ adjustments: [{ ...moved("调入", "2026-07-20", "2026-08"), decision: "不同意" }] })).toEqual([]);
  });
  test("whose row is gone is told of the unit it had last", () => {
    const history = lifeOf(["2026-01-05", old], ["2026-07-15", null]);
    const gone = { ...newAdjustment("调出", "P-1", "2026-06-20"), effectiveMonth: "2026-07" };
    const projects = [inCharge("P-2", "丙县")];
    expect(movesOf({ projects, adjustments: [gone], history })).toMatchObject([{ project: "P-1", from: "甲县" }]);
    expect(movesOf({ projects, adjustments: [gone] })).toEqual([]);
  });
  test("is told in the order of codes, whatever order the rows stand in", () => {
    const history = lifeOf(["2026-01-05", old], ["2026-07-15", now]);
    const given = [moved("调出", "2026-06-20", "2026-07")];
    const projects = [inCharge("P-2", "丙县"), now];
    expect(movesOf({ projects, adjustments: given, history }).map(({ project }) => project)).toEqual(["P-1", "P-2"]);
    expect(movesOf({ adjustments: given, history })).toEqual(movesOf({ projects, adjustments: given, history }));
  });
});
