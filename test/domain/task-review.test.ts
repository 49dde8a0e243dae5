import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays } from "../../lib/domain/dates.ts";
import { judge } from "../../lib/domain/judgement.ts";
import type { Task } from "../../lib/domain/registry.ts";
import {
  type CountedGroup,
  REVIEWS,
  type TaskCounts,
  type TaskReview,
  taskReview,
} from "../../lib/domain/task-review.ts";
import { dayInput } from "../fakes/judge-input.ts";
import { newTask } from "../fakes/registry-rows.ts";

const done = (code: string, due: string, on: string, more: Partial<Task> = {}): Task => ({
  ...newTask(code, due),
  ...{ doneOn: on, evidence: "照片", verifiedBy: "督查员", verification: "通过" },
  ...more,
});

const reviewed = (tasks: readonly Task[], from: string, to: string): TaskReview =>
  taskReview(judge(dayInput(to, { tasks })).tasks, from, to);

const MAY: readonly Task[] = [
  done("T-1", "2026-05-15", "2026-05-14", { review: "好", reviewMonth: "2026-05" }),
  done("T-2", "2026-05-15", "2026-05-20", { review: "一般", reviewMonth: "2026-05", leadUnit: "乙县" }),
  done("T-3", "2026-05-29", "2026-05-28", { verification: null, verifiedBy: null, source: "督查" }),
  { ...newTask("T-4", "2026-05-20"), mechanism: "招商引资", leadUnit: "乙县" },
  { ...newTask("T-5", "2026-04-20"), review: "差", reviewMonth: "2026-04" },
  newTask("T-6", "2026-06-20"),
  done("T-7", "2026-05-08", "2026-06-03"),
  {
    ...newTask("T-8", "2026-05-12"),
    ...{
      extensionAskedOn: "2026-05-08",
      extendedTo: "2026-06-30",
      extensionApprover: "王某",
      extensionApprovedOn: "2026-05-11",
    },
  },
  { ...newTask("T-9", "2026-05-31"), sourceDate: "2026-06-02" },
];

describe("the figures of 讲评 and 通报", () => {
  const review = reviewed(MAY, "2026-05-01", "2026-05-31");

  test("of the tasks due in the month: done in time, late, open, as of its last day; what is done in June is open in May", () => {
    expect(review.total).toEqual({
      ...{ due: 5, inTime: 2, late: 1, open: 2, toVerify: 1, overdue: 3, extended: 1 },
      reviews: { 好: 1, 较好: 0, 一般: 1, 差: 0 },
    });
  });

  test("named are what stands open past its limit, from earlier months too, and what was done late, the longest first", () => {
    expect(review.lagging.map(({ key, days, doneOn }) => [key, days, doneOn])).toEqual([
      ["T-5", 27, null],
      ["T-7", 16, null],
      ["T-4", 7, null],
      ["T-2", 3, "2026-05-20"],
    ]);
  });

  test("an extended task is due when it is due, and one that came after the period is not of it", () => {
    const june = reviewed(MAY, "2026-06-01", "2026-06-30");
    expect(june.units.find(({ name }) => name === "甲县")!.counts.due).toBe(2);
    expect(review.total.due).toBe(5);
  });

  test("a limit on a Saturday is past on the Sunday, before any working day is over", () => {
    const weekend = reviewed([newTask("T-1", "2026-05-30")], "2026-05-01", "2026-05-31");
    expect([weekend.total.overdue, weekend.lagging[0]!.days]).toEqual([1, 0]);
  });

  test("due on the period's last day and not done it is open and not overdue yet", () => {
    const { total, lagging } = reviewed([newTask("T-1", "2026-05-31")], "2026-05-01", "2026-05-31");
    expect([total.open, total.overdue, lagging.length]).toEqual([1, 0, 0]);
  });

  test("a quarter counts its months: due, extensions and 讲评", () => {
    const quarter = reviewed(MAY, "2026-04-01", "2026-06-30");
    expect(quarter.total).toMatchObject({ due: 9, inTime: 2, late: 2, open: 5, extended: 1 });
    expect(quarter.total.reviews).toEqual({ 好: 1, 较好: 0, 一般: 1, 差: 1 });
  });

  test("each list adds up to the whole, whatever the tasks are", () => {
    const day = fc.integer({ min: 0, max: 150 }).map((n) => addDays("2026-03-01", n));
    const task = fc.record({
      due: day,
      on: fc.option(day),
      unit: fc.constantFrom("甲县", "乙县"),
      source: fc.constantFrom("会议", "批示"),
      mechanism: fc.option(fc.constantFrom("招商引资", "其他")),
      review: fc.option(fc.constantFrom(...REVIEWS)),
    });
    fc.assert(
      fc.property(fc.array(task, { maxLength: 12 }), (rows) => {
        const tasks = rows.map(({ due, on, unit, source, mechanism, review }, index) => ({
          ...(on === null ? newTask(`T-${index}`, due) : done(`T-${index}`, due, on)),
          ...{ leadUnit: unit, source, mechanism, review, reviewMonth: "2026-05" },
        }));
        const whole = reviewed(tasks, "2026-05-01", "2026-05-31");
        for (const list of [whole.units, whole.sources, whole.mechanisms])
          expect(sumOf(list)).toEqual(flat(whole.total));
        expect(whole.total.due).toBe(whole.total.inTime + whole.total.late + whole.total.open);
        expect(whole.lagging.length).toBe(whole.total.overdue + whole.total.late);
      }),
      { numRuns: 100 },
    );
  });
});

const flat = ({ reviews, ...counts }: TaskCounts): Record<string, number> => ({ ...counts, ...reviews });

function sumOf(list: readonly CountedGroup[]): Record<string, number> {
  const zero = flat(taskReview([], "2026-05-01", "2026-05-31").total);
  return list.reduce((sum, { counts }) => {
    const own = flat(counts);
    return Object.fromEntries(Object.entries(sum).map(([name, value]) => [name, value + own[name]!]));
  }, zero);
}
