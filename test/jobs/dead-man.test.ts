import { describe, expect, it } from "vitest";
import { builtInCalendar } from "../../lib/jobs/assess.ts";
import { missedRuns } from "../../lib/jobs/missed-runs.ts";
import type { RunRecord } from "../../lib/ports/store.ts";

const calendar = builtInCalendar();

const ran = (job: string, runKey: string, asOf: string, more: Partial<RunRecord> = {}): RunRecord => ({
  ...{ runId: 1, runKey, job, asOf, startedAt: `${asOf}T00:00:00.000Z`, finishedAt: null, state: "done" },
  ...{ planDigest: "", inputDigest: "", rulesDigest: "", figures: {}, error: "" },
  ...more,
});
const daily = (day: string, more: Partial<RunRecord> = {}) => ran("daily", `daily@${day}`, day, more);
const weekly = (monday: string) => ran("weekly", `weekly@${monday}`, monday);

const newestFirst = (runs: readonly RunRecord[]): readonly RunRecord[] =>
  runs.toSorted((a, b) => (a.asOf < b.asOf ? 1 : -1));

/** What was missed; `time` is the office's. */
const missed = (runs: readonly RunRecord[], asOf: string, time: string, running: readonly "daily"[] = []) =>
  missedRuns(newestFirst(runs), calendar, { asOf, now: new Date(`${asOf}T${time}+08:00`).toISOString(), running });
const keys = (...args: Parameters<typeof missed>): readonly string[] => missed(...args).map(({ key }) => key);

const monthly = (period: string, day: string) => ran("monthly", `monthly@${period}`, day);
const WEEK = [weekly("2026-06-08"), daily("2026-06-11"), monthly("2026-05", "2026-06-11")];

describe("a run has not happened", () => {
  it("an hour after its time, not before", () => {
    expect(keys(WEEK, "2026-06-12", "08:29:59")).toEqual([]);
    expect(keys(WEEK, "2026-06-12", "08:30")).toEqual(["daily@2026-06-12"]);
  });

  it("unless it is the one at work; the days before were missed all the same", () => {
    expect(keys(WEEK, "2026-06-12", "10:00", ["daily"])).toEqual([]);
    expect(keys(WEEK, "2026-06-14", "10:00", ["daily"])).toEqual(["daily@2026-06-12", "daily@2026-06-13"]);
  });

  it("whether it was never begun or did not end", () => {
    const died = daily("2026-06-12", { state: "failed", error: "workbook-open" });
    expect(missed([...WEEK, died], "2026-06-13", "07:00").map(({ key, begun }) => [key, begun])).toEqual([
      ["daily@2026-06-12", true],
    ]);
    expect(missed(WEEK, "2026-06-13", "07:00").map(({ begun }) => begun)).toEqual([false]);
  });

  it("but a run on demand did its work", () => {
    const manual = ran("daily", "manual:daily:x", "2026-06-12");
    expect(keys([...WEEK, manual], "2026-06-12", "18:00")).toEqual([]);
  });

  it("before the first run of all only today: nothing was promised earlier", () => {
    expect(keys([], "2026-06-12", "08:00")).toEqual([]);
    expect(keys([], "2026-06-12", "09:00")).toEqual(["daily@2026-06-12"]);
  });

  it("a week's on its first working day, a month's on the day after its lock", () => {
    const monday = [...WEEK, daily("2026-06-15")];
    expect(keys(monday, "2026-06-15", "08:29")).toEqual([]);
    expect(keys(monday, "2026-06-15", "08:30")).toEqual(["weekly@2026-06-15"]);
    const june = [daily("2026-06-10"), weekly("2026-06-08")];
    expect(keys([...june, daily("2026-06-11")], "2026-06-11", "08:30")).toEqual(["monthly@2026-05"]);
  });

  it("a missed month that was run later for its period is made good", () => {
    const since = [daily("2026-06-01"), daily("2026-06-30"), weekly("2026-06-29")];
    expect(keys(since, "2026-06-30", "09:00")).toEqual(["monthly@2026-05"]);
    const later = ran("monthly", "manual:monthly:x", "2026-07-20", { figures: { period: "2026-05" } });
    expect(keys([...since, later], "2026-06-30", "09:00")).toEqual([]);
  });

  it("of a long silence five are named, and how many there were before", () => {
    const found = missed([daily("2026-05-11")], "2026-06-11", "07:00").filter(({ job }) => job === "daily");
    expect(found.map(({ day, earlier }) => [day, earlier])).toEqual([
      ["2026-06-06", 25],
      ["2026-06-07", 0],
      ["2026-06-08", 0],
      ["2026-06-09", 0],
      ["2026-06-10", 0],
    ]);
  });
});
