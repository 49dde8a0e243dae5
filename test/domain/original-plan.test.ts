import { describe, expect, it } from "vitest";
import { UNREADABLE } from "../../lib/domain/field.ts";
import { frozenRow, monthlyLocks } from "../../lib/domain/original-plan.ts";
import type { Milestone } from "../../lib/domain/registry.ts";
import { CITY, lifeOfRow, NEXT_LOCK, newStep, reading } from "../fakes/plan-rows.ts";

describe("the next monthly lock", () => {
  it.each([
    ["2026-01-01T00:00:00.000Z", "2026-01-08T16:00:00.000Z"],
    ["2026-01-08T16:00:00.000Z", "2026-01-08T16:00:00.000Z"],
    ["2026-01-08T16:00:00.001Z", "2026-02-10T16:00:00.000Z"],
    ["2026-06-10T15:59:59.999Z", "2026-06-10T16:00:00.000Z"],
    ["2026-06-11T01:30:00.000Z", "2026-07-09T16:00:00.000Z"],
    ["2026-05-31T17:00:00.000Z", "2026-06-10T16:00:00.000Z"],
  ])("after %s ends at %s", (instant, lock) => {
    expect(monthlyLocks(CITY)(instant)).toBe(lock);
  });

  it("is the same when asked again", () => {
    expect([NEXT_LOCK(reading("2026-06-12")), NEXT_LOCK(reading("2026-06-12"))]).toEqual([
      "2026-07-09T16:00:00.000Z",
      "2026-07-09T16:00:00.000Z",
    ]);
  });
});

const step = (planned: Milestone["planned"]): Milestone => newStep(10, { planned });
const plannedOf = (row: Milestone) => row.planned;
type Read = readonly [string, Milestone | null];
const frozen = (life: readonly Read[], present: Milestone, knownAt: string) =>
  frozenRow(lifeOfRow(...life), present, knownAt, plannedOf, NEXT_LOCK);

describe("the plan that is frozen", () => {
  const may = step("2026-05-20");
  const july = step("2026-07-31");

  it("is the present one of a row that nobody remembers", () => {
    expect(frozenRow<Milestone>([], july, reading("2026-06-12"), plannedOf, NEXT_LOCK)).toBe(july);
  });

  it("is the present one until the end of the first lock after the row was first seen, then the one of the lock", () => {
    const life: Read[] = [
      ["2026-04-01", may],
      ["2026-06-02", july],
    ];
    const early: Read[] = [
      ["2026-06-01", may],
      ["2026-06-12", july],
    ];
    expect(frozen(life, july, reading("2026-06-12"))).toBe(may);
    expect(frozen([["2026-06-11", may]], july, "2026-07-09T16:00:00.000Z")).toBe(july);
    expect(frozen([["2026-06-11", may]], july, "2026-07-09T16:00:00.001Z")).toBe(may);
    expect(frozen(early, july, reading("2026-06-12"))).toBe(may);
  });

  it("is the last one written by the lock: a correction in time counts", () => {
    expect(
      frozen(
        [
          ["2026-06-01", may],
          ["2026-06-10", july],
          ["2026-06-11", may],
        ],
        may,
        reading("2026-06-12"),
      ),
    ).toBe(july);
  });

  it("counts a version read at the very end of the lock day", () => {
    const [first, second] = lifeOfRow<Milestone>(["2026-06-01", may], ["2026-06-10", july]);
    const life = [first!, { ...second!, firstSeen: "2026-06-10T16:00:00.000Z" }];
    expect(frozenRow<Milestone>(life, may, reading("2026-06-12"), plannedOf, NEXT_LOCK)).toBe(july);
  });

  it("of a row first written without a day, or an unreadable one, is the day first written later", () => {
    const life: Read[] = [
      ["2026-01-05", step(null)],
      ["2026-02-01", step(UNREADABLE)],
      ["2026-06-01", may],
    ];
    expect(frozen(life, july, reading("2026-06-12"))).toBe(may);
    expect(frozen([["2026-01-05", step(null)]], july, reading("2026-06-12"))).toBe(july);
  });

  it("survives a cell that was emptied, broken or a row that was deleted before the lock", () => {
    for (const gone of [step(null), step(UNREADABLE), null])
      expect(
        frozen(
          [
            ["2026-06-01", may],
            ["2026-06-03", gone],
          ],
          july,
          reading("2026-06-12"),
        ),
      ).toBe(may);
  });

  it("of a year's plan waits for the lock that closes a month of that year", () => {
    const life = lifeOfRow(["2025-12-01", may], ["2026-02-03", july], ["2026-03-02", may]);
    const from = (notBefore: string) =>
      frozenRow(life, step("2026-12-31"), reading("2026-06-12"), plannedOf, NEXT_LOCK, notBefore);
    expect(from("2026-01-31T16:00:00.000Z")).toBe(july);
    expect(from("")).toBe(may);
  });
});
