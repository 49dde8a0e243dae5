import { describe, expect, it } from "vitest";
import {
  exemptDays,
  exemptionOn,
  exemptionsOf,
  indexExemptions,
  projectExemptions,
} from "../../lib/domain/exemption.ts";
import { UNREADABLE } from "../../lib/domain/field.ts";
import { newExemption } from "../fakes/plan-rows.ts";

const whole = newExemption("P-1", "2026-06-01", "2026-06-10");
const named = { ...newExemption("P-1", "2026-07-01", "2026-07-10"), seq: 30 };
const unclear = { ...newExemption("P-1", "2026-08-01", "2026-08-10"), seq: UNREADABLE };
const other = newExemption("P-2", "2026-06-01", "2026-06-10");
const index = indexExemptions([whole, named, unclear, other]);

describe("which exemptions hold for a milestone", () => {
  it("are those of its project and those that name it, in the order of the tab", () => {
    expect(exemptionsOf(index, "P-1", 30)).toEqual([whole, named, unclear]);
    expect(exemptionsOf(index, "P-1", 20)).toEqual([whole, unclear]);
    expect(exemptionsOf(index, "P-2", 30)).toEqual([other]);
    expect(exemptionsOf(index, "P-3", 30)).toEqual([]);
  });

  it("are for the project itself those that name no milestone, or one that cannot be read", () => {
    expect(projectExemptions(index, "P-1")).toEqual([whole, unclear]);
    expect(projectExemptions(index, "P-3")).toEqual([]);
  });
});

describe("the exemption in force", () => {
  it("holds from its first to its last day", () => {
    const on = (day: string) => exemptionOn([whole], day)?.code ?? null;
    expect(["2026-05-31", "2026-06-01", "2026-06-10", "2026-06-11"].map(on)).toEqual([
      null,
      whole.code,
      whole.code,
      null,
    ]);
  });

  it("is the one that ends last, the first written of equals", () => {
    const long = newExemption("P-1", "2026-06-05", "2026-06-30");
    const same = { ...newExemption("P-1", "2026-06-04", "2026-06-30") };
    expect(exemptionOn([whole, long], "2026-06-06")).toBe(long);
    expect(exemptionOn([long, whole], "2026-06-06")).toBe(long);
    expect(exemptionOn([long, same], "2026-06-06")).toBe(long);
    expect(exemptionOn([], "2026-06-06")).toBeNull();
  });
});

describe("exempt days", () => {
  const days = (deadline: string, end: string, ...periods: (readonly [string, string])[]) =>
    exemptDays(
      periods.map(([from, to]) => newExemption("P-1", from, to)),
      deadline,
      end,
    );

  it("are counted with the first and the last day, up to the day judged", () => {
    expect(days("2026-06-01", "2026-06-30", ["2026-06-02", "2026-06-05"])).toBe(4);
    expect(days("2026-06-01", "2026-06-03", ["2026-06-02", "2026-06-05"])).toBe(2);
    expect(days("2026-06-01", "2026-06-01", ["2026-06-02", "2026-06-05"])).toBe(0);
    expect(days("2026-06-01", "2026-06-30", ["2026-06-02", "2026-06-02"])).toBe(1);
  });

  it("count the whole period when it reaches the deadline, and none of it when it ended the day before", () => {
    expect(days("2026-06-10", "2026-06-30", ["2026-06-01", "2026-06-10"])).toBe(10);
    expect(days("2026-06-11", "2026-06-30", ["2026-06-01", "2026-06-10"])).toBe(0);
  });

  it("are counted once where periods overlap, lie inside one another, or touch", () => {
    expect(days("2026-06-01", "2026-06-30", ["2026-06-02", "2026-06-08"], ["2026-06-04", "2026-06-06"])).toBe(7);
    expect(days("2026-06-01", "2026-06-30", ["2026-06-02", "2026-06-08"], ["2026-06-08", "2026-06-09"])).toBe(8);
    expect(days("2026-06-01", "2026-06-30", ["2026-06-02", "2026-06-08"], ["2026-06-09", "2026-06-09"])).toBe(8);
    expect(days("2026-06-01", "2026-06-30", ["2026-06-02", "2026-06-08"], ["2026-06-02", "2026-06-12"])).toBe(11);
  });

  it("are the same however one time of exemption is cut into periods", () => {
    expect(days("2026-06-08", "2026-06-30", ["2026-06-02", "2026-06-12"])).toBe(11);
    expect(days("2026-06-08", "2026-06-30", ["2026-06-02", "2026-06-08"], ["2026-06-09", "2026-06-12"])).toBe(11);
    expect(days("2026-06-08", "2026-06-30", ["2026-06-02", "2026-06-08"], ["2026-06-02", "2026-06-12"])).toBe(11);
    expect(days("2026-06-08", "2026-06-30", ["2026-06-02", "2026-06-12"], ["2026-06-03", "2026-06-04"])).toBe(11);
    expect(days("2026-06-08", "2026-06-30", ["2026-06-02", "2026-06-08"], ["2026-06-10", "2026-06-12"])).toBe(7);
  });

  it("measure a later period against the deadline as put off by the earlier one, to the day", () => {
    expect(days("2026-06-01", "2026-06-30", ["2026-06-01", "2026-06-05"], ["2026-06-07", "2026-06-07"])).toBe(6);
    expect(days("2026-06-02", "2026-06-30", ["2026-06-01", "2026-06-05"], ["2026-06-07", "2026-06-07"])).toBe(6);
    expect(days("2026-06-03", "2026-06-30", ["2026-06-01", "2026-06-05"], ["2026-06-07", "2026-06-07"])).toBe(5);
  });

  it("are none where the end lies before the beginning", () => {
    expect(days("2026-06-01", "2026-06-30", ["2026-06-10", "2026-06-05"])).toBe(0);
  });

  it("count an early period that another one joins to the deadline", () => {
    expect(days("2026-06-10", "2026-06-30", ["2026-06-01", "2026-06-05"], ["2026-06-03", "2026-06-12"])).toBe(12);
    expect(days("2026-06-10", "2026-06-30", ["2026-06-01", "2026-06-05"], ["2026-06-07", "2026-06-12"])).toBe(6);
  });
});
