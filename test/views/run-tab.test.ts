import { expect, test } from "vitest";
import type { RunRecord } from "../../lib/ports/store.ts";
import { runTabRows } from "../../lib/views/run-tab.ts";

const run = (runId: number, asOf: string, state: RunRecord["state"]): RunRecord => ({
  ...{ runId, runKey: `daily@${asOf}`, job: "daily", asOf, state, startedAt: `${asOf}T23:30:00.000Z` },
  ...{ finishedAt: null, planDigest: "", inputDigest: "", rulesDigest: "", figures: {}, error: "" },
});
const states = (runs: readonly RunRecord[]) => runTabRows(runs).map((row) => row[6]);

test("the runs of the round that writes the tab are under way; one of an earlier day that never ended is unfinished", () => {
  expect(
    states([run(4, "2026-06-12", "running"), run(3, "2026-06-12", "running"), run(2, "2026-06-11", "running")]),
  ).toEqual(["进行中", "进行中", "未完成"]);
  expect(
    states([run(3, "2026-06-12", "done"), run(2, "2026-06-12", "running"), run(1, "2026-06-11", "failed")]),
  ).toEqual(["完成", "未完成", "失败"]);
});
