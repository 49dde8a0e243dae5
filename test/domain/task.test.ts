import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays, type PlainDate } from "../../lib/domain/dates.ts";
import { type History, NO_HISTORY } from "../../lib/domain/history.ts";
import { judge } from "../../lib/domain/judgement.ts";
import type { Person, Task } from "../../lib/domain/registry.ts";
import { isReportRow, type TaskVerdict } from "../../lib/domain/task.ts";
import { escalationRuleOn } from "../../lib/rules/escalation-rules.ts";
import { NO_OVERRIDES } from "../../lib/rules/rulebook.ts";
import { loopSentences } from "../../lib/views/loop-words.ts";
import { lightWord } from "../../lib/views/notice-lines.ts";
import { taskSentence, taskStateWord } from "../../lib/views/task-reasons.ts";
import { readCases } from "../cases/read-cases.ts";
import { dayInput, newRule } from "../fakes/judge-input.ts";
import { newPerson } from "../fakes/people.ts";
import { newTask } from "../fakes/registry-rows.ts";

const people: readonly Person[] = [newPerson("甲县", "本单位人", "联络员"), newPerson("市督查室", "督查员", "管理员")];

const judged = (task: Task, asOf: PlainDate, history: History = NO_HISTORY): TaskVerdict =>
  judge(dayInput(asOf, { people, tasks: [task] }, history)).tasks[0]!;

/** What readings on these mornings saw, the first of them as the workbook's first reading. */
const seenOn = (...versions: readonly (readonly [PlainDate, Task])[]): History => {
  const instants = versions.map(([day]) => `${day}T00:00:00.000Z`);
  const life = versions.map(([, row], index) => ({
    firstSeen: instants[index]!,
    lastSeenAbsent: instants[index - 1] ?? null,
    row,
  }));
  const tabs = { tasks: new Map([[versions[0]![1].key, life]]) };
  return { firstReading: instants[0]!, lastReading: instants.at(-1)!, tabs };
};

const taskOf = (row: Readonly<Record<string, string>>): Task => ({
  ...newTask("T-1", row.due!),
  sourceDate: row.source_date!,
  extensionAskedOn: row.asked || null,
  extendedTo: row.to || null,
  extensionApprover: row.approver || null,
  extensionApprovedOn: row.approved || null,
  doneOn: row.done || null,
  evidence: row.evidence || null,
  verifiedBy: row.verifier || null,
  verification: (row.verification || null) as Task["verification"],
});

describe("tasks on their clock", () => {
  for (const row of readCases("../cases/tasks.csv"))
    test(row.situation!, () => {
      const verdict = judged(taskOf(row), row.asOf!);
      const { limit, remaining, workingDaysLate, doneLate, light, done } = verdict;
      const late = done.on === null ? workingDaysLate : doneLate;
      const found = [taskStateWord(verdict), limit.day, remaining, late, lightWord(light), limit.refused];
      const left = row.remaining === "" ? null : Number(row.remaining);
      expect(found).toEqual([row.state, row.limit, left, Number(row.late), row.light, row.refused || null]);
    });
});

describe("extensions and their memory", () => {
  const asked = (task: Task, on: PlainDate, to: PlainDate): Task => ({
    ...task,
    extensionAskedOn: on,
    extendedTo: to,
    extensionApprover: "王某",
    extensionApprovedOn: on,
  });
  const plain = newTask("T-1", "2026-06-10");
  const once = asked(plain, "2026-06-08", "2026-06-20");
  const twice = asked(plain, "2026-06-18", "2026-06-30");
  const thrice = asked(plain, "2026-06-28", "2026-07-15");

  test("a second extension counts from the first one's day, and overwriting its cells does not undo the first", () => {
    const history = seenOn(["2026-06-01", plain], ["2026-06-08", once], ["2026-06-18", twice]);
    const { limit } = judged(twice, "2026-06-25", history);
    expect([limit.day, limit.extensions.length, limit.first]).toEqual(["2026-06-30", 2, "2026-06-10"]);
  });

  test("a third extension does not count, and says so", () => {
    const history = seenOn(["2026-06-01", plain], ["2026-06-08", once], ["2026-06-18", twice], ["2026-06-28", thrice]);
    const verdict = judged(thrice, "2026-07-03", history);
    expect([verdict.limit.day, verdict.limit.refused, verdict.workingDaysLate]).toEqual(["2026-06-30", "too-many", 3]);
    expect(taskSentence(verdict)).toContain("延期不计：延期次数已满（至多 2 次）。");
  });

  test("the office may allow three by the tab 规则", () => {
    const history = seenOn(["2026-06-01", plain], ["2026-06-08", once], ["2026-06-18", twice], ["2026-06-28", thrice]);
    const rules = [newRule("任务延期次数", "3")];
    const [verdict] = judge(dayInput("2026-07-03", { people, tasks: [thrice], rules }, history)).tasks;
    expect(verdict!.limit.day).toBe("2026-07-15");
  });

  test("emptied cells leave a granted extension standing", () => {
    const history = seenOn(["2026-06-01", plain], ["2026-06-08", once], ["2026-06-12", plain]);
    expect(judged(plain, "2026-06-15", history).limit.day).toBe("2026-06-20");
  });

  test("cells of one request that were filled in on several days are one extension", () => {
    const unapproved = { ...once, extensionApprover: null, extensionApprovedOn: null };
    const history = seenOn(["2026-06-01", plain], ["2026-06-08", unapproved], ["2026-06-12", once]);
    expect(judged(once, "2026-06-15", history).limit.extensions).toHaveLength(1);
  });

  test("a limit typed over after its day is judged by the old one", () => {
    const moved = { ...plain, due: "2026-08-31" };
    const verdict = judged(moved, "2026-06-15", seenOn(["2026-06-01", plain], ["2026-06-11", moved]));
    expect([verdict.limit.day, verdict.limit.moved, verdict.workingDaysLate]).toEqual(["2026-06-10", true, 3]);
    expect(taskSentence(verdict)).toContain("时限改填为8月31日，不是经批准的延期，仍按6月10日计。");
  });

  test("a slip mended on the day the row was first seen, or before the limit and the next lock, counts", () => {
    const slip = { ...plain, due: "2026-05-10" };
    const sameDay = seenOn(["2026-06-01", slip]);
    const day = "2026-06-01T00:00:00.000Z";
    const life = [
      ...(sameDay.tabs.tasks!.get("T-1") as never[]),
      { firstSeen: "2026-06-01T02:00:00.000Z", lastSeenAbsent: day, row: plain },
    ];
    expect(judged(plain, "2026-06-05", { ...sameDay, tabs: { tasks: new Map([["T-1", life]]) } }).limit.day).toBe(
      "2026-06-10",
    );
    const early = { ...plain, due: "2026-06-30" };
    expect(judged(plain, "2026-06-09", seenOn(["2026-06-01", early], ["2026-06-04", plain])).limit.day).toBe(
      "2026-06-10",
    );
  });

  test("typed over after its own day, though no lock came between, it is judged by the old one", () => {
    const short = newTask("T-1", "2026-06-20");
    const moved = { ...short, due: "2026-07-20" };
    const verdict = judged(moved, "2026-06-25", seenOn(["2026-06-11", short], ["2026-06-22", moved]));
    expect([verdict.limit.day, verdict.limit.moved]).toEqual(["2026-06-20", true]);
  });

  test("a row that came with its day over keeps that day from the next morning on", () => {
    const over = newTask("T-1", "2026-05-10");
    const moved = { ...over, due: "2026-07-20" };
    const verdict = judged(moved, "2026-06-08", seenOn(["2026-06-01", over], ["2026-06-05", moved]));
    expect(verdict.limit.day).toBe("2026-05-10");
  });

  test("after the first monthly lock the limit is fixed although its day is far", () => {
    const far = newTask("T-1", "2026-12-31");
    const moved = { ...far, due: "2027-03-31" };
    expect(judged(moved, "2026-07-15", seenOn(["2026-06-01", far], ["2026-06-12", moved])).limit.day).toBe(
      "2026-12-31",
    );
  });
});

describe("sent back", () => {
  const done = { ...newTask("T-1", "2026-06-10"), doneOn: "2026-06-09", evidence: "照片" };
  const back = { ...done, verifiedBy: "督查员", verification: "退回" as const };

  test("it runs on from the day of the reading that first saw it", () => {
    const verdict = judged(
      back,
      "2026-06-17",
      seenOn(["2026-06-01", done], ["2026-06-15", back], ["2026-06-16", back]),
    );
    expect([verdict.state, verdict.round, verdict.due, verdict.workingDaysLate]).toEqual([
      "returned",
      "2026-06-15",
      "2026-06-10",
      5,
    ]);
    expect(taskSentence(verdict)).toBe(
      "黄：核查退回（6月15日），时限不变，请继续办理。时限6月10日，逾期 5 个工作日（3–6 个工作日为黄）；填写完成日期并附佐证、经核查通过后保持黄，下月起转绿，逾期天数保留。",
    );
  });

  test("stood so at the first reading of all: the round begins with that reading, whatever day is judged", () => {
    const history = seenOn(["2026-06-12", back]);
    for (const day of ["2026-06-12", "2026-06-15", "2026-07-01"])
      expect(judged(back, day, history).round).toBe("2026-06-12");
  });

  test("done anew it waits for the office again, with its lateness", () => {
    const anew = { ...back, doneOn: "2026-06-17" };
    const history = seenOn(["2026-06-01", done], ["2026-06-15", back], ["2026-06-17", anew]);
    const verdict = judged(anew, "2026-06-18", history);
    expect([verdict.state, verdict.step, verdict.due, verdict.doneLate]).toEqual(["to-verify", "verify", null, 5]);
  });

  test("an earlier day typed after the return does not count as done anew", () => {
    const dated = { ...back, doneOn: "2026-06-08" };
    expect(judged(dated, "2026-06-18", seenOn(["2026-06-15", back], ["2026-06-17", dated])).state).toBe("returned");
  });

  test("sent back on the very day it claims, it is not done anew by that", () => {
    const same = { ...back, doneOn: "2026-06-15" };
    expect(judged(same, "2026-06-18", seenOn(["2026-06-01", done], ["2026-06-15", same])).state).toBe("returned");
  });

  test("without the duty to verify, done with evidence is closed, and sent back still is open", () => {
    const rules = [newRule("任务办结须核查", "否")];
    const [closed, returned] = judge(
      dayInput("2026-06-15", { people, tasks: [done, { ...back, key: "T-2" }], rules }),
    ).tasks;
    expect([closed!.state, returned!.state]).toEqual(["closed", "returned"]);
  });
});

describe("what tasks say besides", () => {
  test("a doer's own colleague cannot close it, and that is a finding of the unit", () => {
    const task = {
      ...newTask("T-1", "2026-06-10"),
      doneOn: "2026-06-09",
      evidence: "照片",
      verifiedBy: "本单位人",
      verification: "通过" as const,
    };
    const { tasks, doubts } = judge(dayInput("2026-06-12", { people, tasks: [task] }));
    expect(tasks[0]!.done).toMatchObject({ closed: false, hindrance: "verified-by-own-unit" });
    expect(doubts().map(({ code, tab, unit }) => [code, tab, unit])).toEqual([
      ["task-verified-by-own-unit", "tasks", "甲县"],
    ]);
  });

  test("done before it was given, and a day that has not come, are findings", () => {
    const early = { ...newTask("T-1", "2026-06-10"), doneOn: "2026-01-04", evidence: "照片" };
    const future = { ...newTask("T-2", "2026-06-10"), doneOn: "2026-06-20", evidence: "照片" };
    const doubts = judge(dayInput("2026-06-05", { people, tasks: [early, future] })).doubts();
    expect(doubts.map(({ code, field }) => [code, field])).toEqual([
      ["task-done-before-source", "doneOn"],
      ["day-in-future", "doneOn"],
    ]);
  });

  test("to be done before it was given is a finding, and a lead unit named among those that help is not told as both", () => {
    const task = { ...newTask("T-1", "2026-01-02"), sourceDate: "2026-01-05", cooperatingUnits: ["甲县", "市督查室"] };
    const { tasks, doubts } = judge(dayInput("2026-06-05", { people, tasks: [task] }));
    expect(doubts().map(({ code, field, facts }) => [code, field, facts.counts])).toEqual([
      ["task-due-before-source", "due", "2026-01-05"],
    ]);
    expect(tasks[0]!.cooperating).toEqual(["市督查室"]);
  });

  test("its explanation counts no days while nothing is near: an unchanged registry keeps its words", () => {
    const task = newTask("T-1", "2026-06-30");
    expect(taskSentence(judged(task, "2026-06-01"))).toBe("时限6月30日，未到期。");
    expect(taskSentence(judged(task, "2026-06-02"))).toBe("时限6月30日，未到期。");
  });

  test("a written report is asked for by the cell that hands it in", () => {
    const report = judged({ ...newTask("T-1", "2026-06-18"), source: "书面报告" }, "2026-06-22");
    expect(isReportRow(report)).toBe(true);
    expect(taskSentence(report)).toContain("；填写反馈日期、经核查通过后保持蓝，");
    const rule = escalationRuleOn(NO_OVERRIDES, "2026-06-22");
    expect(loopSentences(report, "「任务」表第 6 行（L6）", rule).action).toBe(
      "已提交的，请在「任务」表第 6 行（L6）填写反馈日期；未提交的，请按模板提交。",
    );
  });

  test("a written report is in on the day of its feedback, without further evidence", () => {
    const report = { ...newTask("T-1", "2026-06-18"), source: "书面报告", feedbackOn: "2026-06-17" };
    expect(judged(report, "2026-06-30")).toMatchObject({ state: "to-verify", inTime: true });
    const meeting = { ...report, source: "会议" };
    expect(judged(meeting, "2026-06-30")).toMatchObject({ state: "working", inTime: null });
  });
});

describe("properties of tasks", () => {
  const day = fc.integer({ min: 0, max: 200 }).map((n) => addDays("2026-03-01", n));
  const cells = fc.record({
    asked: fc.option(day),
    to: fc.option(day),
    approver: fc.option(fc.constant("王某")),
    approved: fc.option(day),
  });
  const rowOf = (due: PlainDate, { asked, to, approver, approved }: Record<string, string | null>): Task => ({
    ...newTask("T-1", due),
    extensionAskedOn: asked!,
    extendedTo: to!,
    extensionApprover: approver!,
    extensionApprovedOn: approved!,
  });

  test("an open task's lateness never shrinks as days pass, and no extension shortens a limit", () => {
    fc.assert(
      fc.property(
        day,
        cells,
        fc.integer({ min: 0, max: 200 }),
        fc.integer({ min: 0, max: 60 }),
        (due, given, at, later) => {
          const task = rowOf(due, given);
          const asOf = addDays("2026-03-01", at);
          const [now, then] = [judged(task, asOf), judged(task, addDays(asOf, later))];
          if (then.limit.day === now.limit.day)
            expect(then.workingDaysLate).toBeGreaterThanOrEqual(now.workingDaysLate);
          expect(now.limit.day >= due).toBe(true);
        },
      ),
      { numRuns: 150 },
    );
  });

  test("whatever is typed over, at most two extensions count and what was granted stays granted", () => {
    fc.assert(
      fc.property(day, fc.array(cells, { minLength: 1, maxLength: 6 }), (due, edits) => {
        const rows = edits.map((given) => rowOf(due, given));
        const versions = rows.map((row, index) => [addDays("2026-03-01", index), row] as const);
        const before = judged(rows.at(-1)!, "2026-10-01", seenOn(...versions));
        const wiped = newTask("T-1", due);
        const after = judged(wiped, "2026-10-01", seenOn(...versions, ["2026-09-01", wiped]));
        expect(before.limit.extensions.length).toBeLessThanOrEqual(2);
        expect(after.limit.extensions).toEqual(before.limit.extensions);
      }),
      { numRuns: 150 },
    );
  });
});
