import { expect, test } from "vitest";
import { REMINDER_DAYS, WEEK_AHEAD_DAYS } from "../../lib/rules/mail-rules.ts";

test("reminders are one or two days before, furthest first, however they are typed", () => {
  expect([REMINDER_DAYS.parse("7、3"), REMINDER_DAYS.parse("3, 10天"), REMINDER_DAYS.parse("5")]).toEqual([
    [7, 3],
    [10, 3],
    [5],
  ]);
});

test("a third reminder, a zero, the same day twice and words are refused", () => {
  for (const text of ["7、3、1", "0", "7、7", "每天", "", "-3", "61"])
    expect(REMINDER_DAYS.parse(text), text).toBeUndefined();
});

test("what a rule shows it can read again", () => {
  expect(REMINDER_DAYS.parse(REMINDER_DAYS.show([7, 3]))).toEqual([7, 3]);
  expect(WEEK_AHEAD_DAYS.parse(WEEK_AHEAD_DAYS.show(14))).toBe(14);
});
