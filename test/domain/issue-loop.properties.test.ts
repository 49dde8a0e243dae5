import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, type PlainDate } from "../../lib/domain/dates.ts";
import { type Field, isValue, UNREADABLE } from "../../lib/domain/field.ts";
import type { RowHistory, Version } from "../../lib/domain/history.ts";
import { issueDoubts } from "../../lib/domain/issue-doubts.ts";
import { type IssueVerdict, judgeIssues } from "../../lib/domain/issue-loop.ts";
import { dayAt, endOfDay } from "../../lib/domain/office-calendar.ts";
import type { Issue, Registry } from "../../lib/domain/registry.ts";
import { addPeriodDays } from "../../lib/domain/working-days.ts";
import { calendarFor } from "../../lib/rules/holidays.ts";
import { issueSentence } from "../../lib/views/issue-reasons.ts";
import { bareIssue, PEOPLE } from "../fakes/issue-table.ts";
import { issueCaseOf } from "../fakes/issues.ts";
import { newExemption, reading } from "../fakes/plan-rows.ts";
import { EMPTY_REGISTRY, newProject } from "../fakes/registry-rows.ts";

const FROM = "2026-01-20";
const SPAN = 140;
const CALENDAR = calendarFor([], null);
const seeded = { seed: 42, numRuns: 400 };

const day: fc.Arbitrary<PlainDate> = fc.integer({ min: 0, max: SPAN }).map((n) => addDays(FROM, n));
const cell = (values: fc.Arbitrary<unknown>): fc.Arbitrary<Field<never>> =>
  fc.oneof(
    { weight: 4, arbitrary: values },
    { weight: 2, arbitrary: fc.constant(null) },
    { weight: 1, arbitrary: fc.constant(UNREADABLE) },
  ) as fc.Arbitrary<Field<never>>;
const name = fc.constantFrom("张办", "赵县长", "王管", "周市长", "李核", "谁");
const CELLS: Partial<Record<keyof Issue, fc.Arbitrary<Field<never>>>> = {
  assignedOn: cell(day),
  complexity: cell(fc.constantFrom("一般", "复杂")),
  complexityBy: cell(name),
  responsiblePerson: cell(name),
  arrangedOn: cell(day),
  firstFeedbackOn: cell(day),
  lastFeedbackOn: cell(day),
  measures: cell(fc.constant("会商")),
  extensionAskedOn: cell(day),
  extendedTo: cell(day),
  approver: cell(name),
  approvedOn: cell(day),
  resolvedOn: cell(day),
  evidence: cell(fc.constant("照片")),
  verifiedBy: cell(name),
  verification: cell(fc.constantFrom("通过", "退回")),
  verifiedOn: cell(day),
  closedOn: cell(day),
  reopenedOn: cell(day),
};
/** A few cells typed over. */
const edit: fc.Arbitrary<Partial<Issue>> = fc.record(CELLS, { requiredKeys: [] }) as unknown as fc.Arbitrary<
  Partial<Issue>
>;

/** Mornings on which something was found changed, and what. */
type Edits = readonly (readonly [gap: number, change: Partial<Issue>])[];
const edits: fc.Arbitrary<Edits> = fc.array(fc.tuple(fc.integer({ min: 1, max: 12 }), edit), { maxLength: 7 });

const base: Issue = bareIssue();

/** The row's versions under daily readings. */
function lifeOf(
  changes: Edits,
  from: PlainDate = FROM,
): { readonly rows: readonly Issue[]; readonly life: Version<Issue>[]; readonly last: PlainDate } {
  let row = base;
  let on = from;
  const life: Version<Issue>[] = [{ firstSeen: reading(on), lastSeenAbsent: null, row }];
  for (const [gap, change] of changes) {
    on = addDays(on, gap);
    row = { ...row, ...change };
    life.push({ firstSeen: reading(on), lastSeenAbsent: reading(addDays(on, -1)), row });
  }
  return { rows: life.map((version) => version.row!), life, last: on };
}

const REGISTRY: Registry = {
  ...EMPTY_REGISTRY,
  people: PEOPLE,
  projects: [{ ...newProject("P-1"), responsibleUnit: "甲县" }],
};

function judged(issue: Issue, life: RowHistory<Issue>, asOf: PlainDate, registry: Registry = REGISTRY): IssueVerdict {
  const history = {
    firstReading: reading(FROM),
    lastReading: reading(asOf),
    tabs: { issues: new Map([[issue.key, life]]) },
  };
  return judgeIssues([issue], issueCaseOf(registry, asOf, { history, knownAt: endOfDay(asOf) }))[0]!;
}

const present = (changes: Edits, asOf?: PlainDate): IssueVerdict => {
  const { rows, life, last } = lifeOf(changes);
  return judged(rows.at(-1)!, life, asOf ?? last);
};

/** What was told of a problem's lateness, by turn: 重开日期 and whether its limit was missed. */
const lateTurns = ({ lateness }: IssueVerdict): readonly string[] => lateness.map(({ round }) => round);

/** 交办日期 was first read so lately that typing it again mends a slip. */
function isSlip(life: readonly Version<Issue>[], on: PlainDate): boolean {
  const first = life.find(({ row }) => isValue(row!.assignedOn));
  return first === undefined || on <= addPeriodDays(CALENDAR, dayAt(first.firstSeen), 1).day;
}

describe("whatever is typed into 问题, in whatever order", () => {
  it("every row has a verdict, a sentence and its findings", () => {
    fc.assert(
      fc.property(edits, day, fc.boolean(), (changes, asOf, exempt) => {
        const { rows, life } = lifeOf(changes);
        const registry = { ...REGISTRY, exemptions: exempt ? [newExemption("P-1", "2026-03-01", "2026-03-20")] : [] };
        const verdict = judged(rows.at(-1)!, life, asOf, registry);
        expect(issueSentence(verdict)).toMatch(/。$/);
        expect(verdict.due === null || /^\d{4}-\d\d-\d\d$/.test(verdict.due)).toBe(true);
        expect(verdict.workingDaysLate).toBeGreaterThanOrEqual(0);
        issueDoubts([verdict], endOfDay(asOf));
      }),
      seeded,
    );
  });

  it("a doer never closes the own problem", () => {
    const doer = fc.constantFrom("张办", "赵县长", "孙同（甲县）", "钱兼", "钱兼（市政府）");
    fc.assert(
      fc.property(edits, doer, (changes, verifiedBy) => {
        const own: Edits = changes.map(([gap, change]) => [gap, { ...change, verifiedBy }]);
        expect(present(own).state).not.toBe("closed");
      }),
      seeded,
    );
  });

  it("the person responsible never closes the own problem, from whatever unit", () => {
    fc.assert(
      fc.property(edits, name, (changes, who) => {
        const own: Edits = changes.map(([gap, change]) => [
          gap,
          { ...change, verifiedBy: who, responsiblePerson: who },
        ]);
        expect(present(own).state).not.toBe("closed");
      }),
      seeded,
    );
  });

  it("reading the same row again, however often, changes nothing", () => {
    fc.assert(
      fc.property(edits, fc.nat({ max: 6 }), (changes, at) => {
        const { rows, life, last } = lifeOf(changes);
        const index = at % life.length;
        const again = { ...life[index]!, lastSeenAbsent: life[index]!.firstSeen };
        const reread = life.toSpliced(index + 1, 0, again);
        expect(judged(rows.at(-1)!, reread, last)).toEqual(judged(rows.at(-1)!, life, last));
      }),
      seeded,
    );
  });

  it("an edit alone never makes the clock run backwards: a later limit is an extension, 复杂 said in time, or a new turn", () => {
    fc.assert(
      fc.property(edits, edit, (changes, change) => {
        const { life, last, rows } = lifeOf(changes);
        const before = judged(rows.at(-1)!, life, last);
        const next = addDays(last, 1);
        const row = { ...rows.at(-1)!, ...change };
        const after = judged(row, [...life, { firstSeen: reading(next), lastSeenAbsent: reading(last), row }], next);
        if (before.limit === null || after.limit === null) return;
        if (after.limit.extensions.length > before.limit.extensions.length) return;
        if (after.limit.complex !== before.limit.complex || after.reopened.length > before.reopened.length) return;
        if (isSlip(life, next)) return;
        expect(after.limit.day <= before.limit.day).toBe(true);
      }),
      { ...seeded, numRuns: 1500 },
    );
  });

  it("a limit that was missed stays missed, whatever is typed after it but an extension asked for in time", () => {
    fc.assert(
      fc.property(edits, edit, fc.integer({ min: 1, max: 40 }), (changes, change, later) => {
        const { life, last, rows } = lifeOf(changes);
        const seenOn = addDays(last, later);
        const before = judged(rows.at(-1)!, life, seenOn);
        const next = addDays(seenOn, 1);
        const row = { ...rows.at(-1)!, ...change };
        const after = judged(row, [...life, { firstSeen: reading(next), lastSeenAbsent: reading(seenOn), row }], next);
        const granted = (after.limit?.extensions.length ?? 0) > (before.limit?.extensions.length ?? 0);
        if (granted || isSlip(life, next)) return;
        for (const turn of lateTurns(before)) expect(lateTurns(after)).toContain(turn);
      }),
      { ...seeded, numRuns: 1500 },
    );
  });

  it("a store restored from an older copy, which finds only the row as it stands now, keeps every lateness the copy knew", () => {
    fc.assert(
      fc.property(edits, fc.nat({ max: 6 }), fc.integer({ min: 1, max: 30 }), (changes, at, lost) => {
        const { life, last, rows } = lifeOf(changes);
        const copy = life.slice(0, 1 + (at % life.length));
        const copiedOn = addDays(dayAt(copy.at(-1)!.firstSeen), 3);
        const now = addDays(last > copiedOn ? last : copiedOn, lost);
        const before = judged(copy.at(-1)!.row!, copy, copiedOn);
        const found = { firstSeen: reading(now), lastSeenAbsent: reading(copiedOn), row: rows.at(-1)! };
        const after = judged(rows.at(-1)!, [...copy, found], now);
        const granted = (after.limit?.extensions.length ?? 0) > (before.limit?.extensions.length ?? 0);
        if (granted || isSlip(copy, now)) return;
        for (const turn of lateTurns(before)) expect(lateTurns(after)).toContain(turn);
      }),
      { ...seeded, numRuns: 1500 },
    );
  });

  it("days that pass without an edit never make it milder, but at a month's end once it is solved", () => {
    fc.assert(
      fc.property(edits, fc.integer({ min: 0, max: 30 }), (changes, later) => {
        const { rows, life, last } = lifeOf(changes);
        const row = rows.at(-1)!;
        const today = judged(row, life, last);
        const then = judged(row, life, addDays(last, later));
        if (then.state !== today.state || then.step !== today.step || then.due !== today.due) return;
        expect(then.workingDaysLate).toBeGreaterThanOrEqual(today.workingDaysLate);
        expect(then.lateness.length).toBeGreaterThanOrEqual(today.lateness.length);
      }),
      seeded,
    );
  });
});

describe("the states", () => {
  it("are all reached, and every open one but 待核查 and 待交办 has its day", () => {
    const reached = new Set<string>();
    fc.assert(
      fc.property(edits, (changes) => {
        const verdict = present(changes);
        reached.add(verdict.state);
        const waits = ["closed", "unassigned"].includes(verdict.state) || verdict.step === "verify";
        if (!waits && verdict.limit !== null) expect(verdict.due).not.toBeNull();
      }),
      { ...seeded, numRuns: 1500 },
    );
    expect([...reached].sort()).toEqual(
      ["answered", "arranged", "assigned", "closed", "returned", "to-verify", "unassigned", "working"].sort(),
    );
  });
});
