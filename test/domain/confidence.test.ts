import { describe, expect, test } from "vitest";
import type { Step } from "../../lib/domain/confidence.ts";
import { type Case, readCases } from "../cases/read-cases.ts";
import { rankedIn } from "../fakes/confidence-table.ts";

const NAMES: Readonly<Record<Step, string>> = { milestone: "节点", start: "开工", "plan-point": "计划" };

describe("what one step more would have changed", () => {
  test.each(readCases("confidence.csv"))("$situation", (row: Case) => {
    const { rank, oneMore } = rankedIn(row);
    expect(String(rank)).toBe(row.rank);
    const steps = oneMore!.map(({ step, points, rank: to }) => `${NAMES[step]} +${(points / 100).toFixed(2)}→${to}`);
    expect(steps.join(";")).toBe(row.steps);
  });
});
