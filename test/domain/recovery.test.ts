import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { PlainDate } from "../../lib/domain/dates.ts";
import { scheduleNetwork } from "../../lib/domain/network-schedule.ts";
import { changedSteps } from "../../lib/domain/plan-change.ts";
import { parsePredecessors } from "../../lib/domain/predecessors.ts";
import { type Recovery, type RecoveryWay, recoveryOf } from "../../lib/domain/recovery.ts";
import type { Changeable } from "../../lib/domain/recovery-run.ts";
import type { ScheduleStep } from "../../lib/domain/schedule.ts";
import { addWorkingDays, isWorkday, workingDaysBetween } from "../../lib/domain/working-days.ts";
import { officeCalendarFor } from "../../lib/rules/deadlines.ts";
import { overlapShare, sideBySidePapers } from "../../lib/rules/recovery-rules.ts";
import { NO_OVERRIDES } from "../../lib/rules/rulebook.ts";
import { minimumOf } from "../../lib/rules/step-rules.ts";
import { readCases } from "../cases/read-cases.ts";

const AS_OF = "2026-06-12";
const CALENDAR = officeCalendarFor(NO_OVERRIDES, [], null);

interface NamedStep extends ScheduleStep {
  readonly name: string;
}

const networkOf = (steps: readonly NamedStep[], asOf = AS_OF): Changeable => ({
  ...{ steps, calendar: CALENDAR, asOf },
  nameOf: (seq) => steps.find((step) => step.seq === seq)!.name,
  minimumOf: (name) => minimumOf(NO_OVERRIDES, AS_OF, name)?.value ?? null,
  papers: sideBySidePapers(NO_OVERRIDES, AS_OF).value,
  share: overlapShare(NO_OVERRIDES, AS_OF).value,
});

/** 序号/名称/工期/前置/计划完成; the last step has the fixed finish. */
function stepsOf(text: string, finish: PlainDate): readonly NamedStep[] {
  const rows = text.split(";").map((row) => row.split("/"));
  return rows.map(([seq = "", name = "", duration = "", predecessors = "", planned = ""], at) => ({
    ...{ seq: Number(seq), name, duration: Number(duration), links: parsePredecessors(predecessors).links },
    ...{ planned: planned === "" ? null : planned, finished: null, fixed: at === rows.length - 1 ? finish : null },
  }));
}

function wayWords(way: RecoveryWay | null | undefined): string {
  if (way === null || way === undefined) return "";
  const steps = way.steps.map(({ change, gained }) =>
    change.kind === "overlap"
      ? `${change.seq}∥${change.before} 赢${gained}`
      : `${change.seq} ${change.from}>${change.to} 赢${gained}`,
  );
  return `${steps.length === 0 ? "无" : steps.join("；")} 缺${way.missing}`;
}

describe("ways to win back missing working days", () => {
  test.each(readCases("recovery.csv"))("$situation", (row) => {
    const recovery = recoveryOf(networkOf(stepsOf(row.steps!, row.finish!)));
    expect({
      missing: `${recovery?.missing ?? 0}`,
      parallel: wayWords(recovery?.parallel),
      shortened: wayWords(recovery?.shortened),
      combined: wayWords(recovery?.combined),
      later: recovery?.later.map(({ workingDays }) => workingDays).join("；") ?? "",
    }).toEqual({
      ...{ missing: row.missing, parallel: row.parallel, shortened: row.shortened },
      ...{ combined: row.combined, later: row.later },
    });
  });

  test("two finishes: each that is missed moves to its own earliest day, one that can be met stays", () => {
    const steps = stepsOf("10/基础/45/;20/竣工验收/0/10;30/试运行/30/20;40/投产/0/30", "2026-12-31").map((step) =>
      step.seq === 20 ? { ...step, fixed: "2026-08-07" } : step,
    );
    const recovery = recoveryOf(networkOf(steps))!;
    expect([recovery.worst, recovery.missing]).toEqual([{ seq: 20, day: "2026-08-07" }, 5]);
    expect(recovery.later).toEqual([{ seq: 20, from: "2026-08-07", day: "2026-08-14", workingDays: 5, days: 7 }]);
  });

  test("an end that hangs on none moves the latest finish", () => {
    const steps = stepsOf("10/绿化/50/;20/基础/40/", "2026-08-07");
    expect(recoveryOf(networkOf(steps))!.later).toMatchObject([{ seq: 20, from: "2026-08-07", workingDays: 10 }]);
  });

  test("a ring, and a plan without a finish, have no ways", () => {
    expect(recoveryOf(networkOf(stepsOf("10/基础/50/20;20/主体/50/10", "2026-08-07")))).toBeNull();
    const unfixed = stepsOf("10/基础/50/", "2026-08-07").map((step) => ({ ...step, fixed: null }));
    expect(recoveryOf(networkOf(unfixed))).toBeNull();
  });
});

const NAMES = ["环评", "可研", "初步设计", "施工许可", "招标", "基础", "主体", "设备安装", "道路", "绿化", "竣工验收"];

/** Chains and nets that look back, with all kinds of links; the last step has a finish that is often missed. */
const plans = fc
  .array(
    fc.record({
      name: fc.constantFrom(...NAMES),
      duration: fc.integer({ min: 0, max: 60 }),
      back: fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 2 }),
      link: fc.constantFrom("", "", "", "SS", "FF", "SF", "FS+3d", "FS-2d", "FS+10cd"),
      planned: fc.option(fc.integer({ min: -40, max: 40 }), { nil: null }),
      done: fc.constantFrom(false, false, false, true),
      fixed: fc.option(fc.integer({ min: -20, max: 100 }), { nil: null, freq: 6 }),
    }),
    { minLength: 2, maxLength: 10 },
  )
  .chain((rows) =>
    fc.record({
      rows: fc.constant(rows),
      finish: fc.integer({ min: -20, max: 150 }),
      asOf: fc.constantFrom(AS_OF, "2026-06-20", "2026-02-14"),
    }),
  )
  .map(({ rows, finish, asOf }) => ({
    asOf,
    steps: rows.map(({ name, duration, back, link, planned, done, fixed }, at): NamedStep => {
      const before = [...new Set(back.map((steps) => at - steps))].filter((index) => index >= 0);
      const text = before.map((index) => `${(index + 1) * 10}${link}`).join(",");
      const dayAt = (days: number): PlainDate => addWorkingDays(CALENDAR, asOf, days).day;
      return {
        ...{ seq: (at + 1) * 10, name, duration, links: parsePredecessors(text).links },
        planned: planned === null ? null : dayAt(planned),
        finished: done && at < rows.length - 1 ? dayAt(-(at + 1)) : null,
        fixed: at === rows.length - 1 ? dayAt(finish) : fixed === null ? null : dayAt(fixed),
      };
    }),
  }));

const missingOf = (steps: readonly ScheduleStep[], recovery: Recovery, asOf: PlainDate): number => {
  const { stepOf } = scheduleNetwork(steps, CALENDAR, asOf);
  return workingDaysBetween(CALENDAR, recovery.worst.day, stepOf(recovery.worst.seq)!.earlyFinish);
};

/** `shift` working days from the day; a rest day stands for the working day before it. */
const workdayNear = (day: PlainDate, shift: number): PlainDate =>
  addWorkingDays(CALENDAR, day, isWorkday(CALENDAR, day) || shift === 0 ? shift : shift - 1).day;

const waysOf = ({ parallel, shortened, combined }: Recovery): readonly RecoveryWay[] =>
  [parallel, shortened, combined].filter((way) => way !== null);

describe("for any plan", () => {
  test("no way claims more days than the network with its changes gives, nor less", () => {
    let won = 0;
    fc.assert(
      fc.property(plans, ({ steps, asOf }) => {
        const recovery = recoveryOf(networkOf(steps, asOf));
        for (const way of recovery === null ? [] : waysOf(recovery)) {
          const changed = changedSteps(
            steps,
            way.steps.map(({ change }) => change),
          );
          const { stepOf } = scheduleNetwork(changed, CALENDAR, asOf);
          expect(stepOf(recovery!.worst.seq)!.earlyFinish).toBe(way.finish);
          expect(way.gained).toBe(recovery!.missing - missingOf(changed, recovery!, asOf));
          expect(way.steps.reduce((sum, { gained }) => sum + gained, 0)).toBe(way.gained);
          expect(way.gained >= 0 && (way.steps.length > 0 || way.gained === 0)).toBe(true);
          won += way.gained > 0 ? 1 : 0;
        }
      }),
      { numRuns: 400, seed: 20260612 },
    );
    expect(won).toBeGreaterThan(20);
  });

  test("every figure on the way is that of the links as they are written down at its end", () => {
    let both = 0;
    fc.assert(
      fc.property(plans, ({ steps, asOf }) => {
        const recovery = recoveryOf(networkOf(steps, asOf));
        for (const way of recovery === null ? [] : waysOf(recovery)) {
          const changes = way.steps.map(({ change }) => change);
          const written = new Map(changedSteps(steps, changes).map(({ seq, links }) => [seq, links]));
          for (const [at, { finish }] of way.steps.entries()) {
            const beside = changes.slice(0, at + 1).filter(({ kind }) => kind === "overlap");
            const typed = changedSteps(steps, changes.slice(0, at + 1)).map((step) => ({
              ...step,
              links: step.links.map((link) =>
                beside.some((one) => one.kind === "overlap" && one.seq === step.seq && one.before === link.seq)
                  ? written.get(step.seq)!.find(({ seq }) => seq === link.seq)!
                  : link,
              ),
            }));
            expect(scheduleNetwork(typed, CALENDAR, asOf).stepOf(recovery!.worst.seq)!.earlyFinish).toBe(finish);
          }
          both += new Set(changes.map(({ kind }) => kind)).size === 2 ? 1 : 0;
        }
      }),
      { numRuns: 1_500, seed: 20260616 },
    );
    expect(both).toBeGreaterThan(5);
  });

  test("nothing open begins earlier than today because of a change, and no overlapped step ends before the one it ran beside", () => {
    fc.assert(
      fc.property(plans, ({ steps, asOf }) => {
        const recovery = recoveryOf(networkOf(steps, asOf));
        const before = scheduleNetwork(steps, CALENDAR, asOf);
        for (const way of recovery === null ? [] : waysOf(recovery)) {
          const changed = changedSteps(
            steps,
            way.steps.map(({ change }) => change),
          );
          const after = scheduleNetwork(changed, CALENDAR, asOf);
          for (const { change } of way.steps) {
            const step = after.stepOf(change.seq)!;
            const started = before.stepOf(change.seq)!.earlyStart;
            if (change.kind !== "overlap") continue;
            expect(step.earlyStart >= (started < asOf ? started : asOf)).toBe(true);
            expect(step.earlyFinish >= after.stepOf(change.before)!.earlyFinish).toBe(true);
          }
        }
      }),
      { numRuns: 400, seed: 20260613 },
    );
  });

  test("the moved finishes can be met, and one working day earlier cannot", () => {
    let moved = 0;
    fc.assert(
      fc.property(plans, ({ steps, asOf }) => {
        const later = recoveryOf(networkOf(steps, asOf))?.later ?? [];
        const withFinishes = (shift: number): readonly NamedStep[] =>
          steps.map((step) => {
            const found = later.find(({ seq }) => seq === step.seq);
            return found === undefined ? step : { ...step, fixed: workdayNear(found.day, shift) };
          });
        if (later.length === 0) return;
        moved++;
        expect(recoveryOf(networkOf(withFinishes(0), asOf))).toBeNull();
        expect(recoveryOf(networkOf(withFinishes(-1), asOf))).not.toBeNull();
      }),
      { numRuns: 300, seed: 20260614 },
    );
    expect(moved).toBeGreaterThan(50);
  });

  test("the order of the rows changes nothing", () => {
    const shuffled = plans.chain(({ steps, asOf }) =>
      fc.tuple(
        fc.constant(asOf),
        fc.constant(steps),
        fc.shuffledSubarray([...steps], { minLength: steps.length, maxLength: steps.length }),
      ),
    );
    fc.assert(
      fc.property(shuffled, ([asOf, steps, other]) => {
        expect(recoveryOf(networkOf(other, asOf))).toEqual(recoveryOf(networkOf(steps, asOf)));
      }),
      { numRuns: 200, seed: 20260615 },
    );
  });
});
