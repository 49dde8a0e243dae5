import { describe, expect, test } from "vitest";
import type { Instant, PlainDate } from "../../lib/domain/dates.ts";
import { type History, NO_HISTORY } from "../../lib/domain/history.ts";
import type { Loop } from "../../lib/domain/loop.ts";
import type { MilestoneVerdict, Push } from "../../lib/domain/milestone.ts";
import type { Milestone, Project } from "../../lib/domain/registry.ts";
import { hasSomethingToDo, unitWeeks, type WeekEntry, type WeekTerms } from "../../lib/domain/unit-week.ts";
import { newIssue, newMilestone, newProject, newTask } from "../fakes/registry-rows.ts";
import { newMilestoneVerdict } from "../fakes/verdicts.ts";

const MONDAY = "2026-06-15";
const LAST = "2026-06-08T00:00:00.000Z";
const PROJECT: Project = { ...newProject("P-1"), responsibleUnit: "甲局", leadUnit: "牵头局" };

const LOOP: Loop = {
  ...{ tab: "issues", workbook: "台账", key: "W-1", title: "迁改", project: "P-1", unit: "供电", person: null },
  ...{ cooperating: [], state: "working", step: "solve", due: "2026-06-20", workingDaysLate: 0, light: "none" },
  ...{ round: "", provisional: false },
};

/** Which row stands in which part of which unit's week: 甲局 overdue P-1/10. */
const placed = (terms: Partial<WeekTerms> & { readonly milestones?: readonly MilestoneVerdict[] }): string[] => {
  const weeks = unitWeeks({
    ...{ loops: [], projects: new Map([["P-1", PROJECT]]), history: NO_HISTORY, until: "2026-06-29" },
    ...{ sinceOf: () => LAST, judgement: { asOf: MONDAY, milestones: terms.milestones ?? [], reports: [] } },
    ...terms,
  });
  return [...weeks].flatMap(([unit, list]) => list.map((entry) => `${unit} ${entry.part} ${keyOf(entry)}`)).sort();
};

const keyOf = ({ matter }: WeekEntry): string =>
  matter.kind === "milestone" ? matter.verdict.key : matter.kind === "loop" ? matter.loop.key : matter.report.key;

/** Readings at these moments saw the row so, the first of them as the workbook's first reading. */
const seen = (tab: string, key: string, ...versions: readonly (readonly [Instant, object])[]): History => ({
  firstReading: versions[0]![0],
  lastReading: versions.at(-1)![0],
  tabs: {
    [tab]: new Map([
      [
        key,
        versions.map(([firstSeen, row], index) => ({
          ...{ firstSeen, row },
          lastSeenAbsent: versions[index - 1]?.[0] ?? null,
        })),
      ],
    ]),
  },
});

const verdict = (planned: PlainDate, more: Partial<MilestoneVerdict> = {}, row: Partial<Milestone> = {}) =>
  newMilestoneVerdict({ ...newMilestone("P-1", 10), planned, ...row }, "施工", MONDAY, 0, more);
const overdue = { because: "overdue", daysLate: 5 } as const;

const PUSH = { predecessor: "P-1/5", predecessorName: "送电", predecessorUnit: "供电", finished: null } as Push;

describe("a milestone", () => {
  test("stands with its own unit, the responsible and the lead unit, once with each", () => {
    expect(placed({ milestones: [verdict("2026-06-10", overdue)] })).toEqual([
      "施工 overdue P-1/10",
      "牵头局 overdue P-1/10",
      "甲局 overdue P-1/10",
    ]);
    expect(placed({ milestones: [verdict("2026-06-29", { ownUnit: "甲局" })] })).toEqual([
      "牵头局 due P-1/10",
      "甲局 due P-1/10",
    ]);
  });

  test("that falls due later, is exempt, or has no readable day stands nowhere", () => {
    const nowhere = [
      verdict("2026-06-30"),
      verdict("2026-06-10", { ...overdue, light: "exempt" }),
      verdict("2026-06-10", { planned: null }),
    ];
    expect(placed({ milestones: nowhere })).toEqual([]);
  });

  test("that waits for another unit's open predecessor is blocked, but not in the eyes of that unit", () => {
    const late = { ...overdue, push: PUSH, ownUnit: "甲局" };
    expect(placed({ milestones: [verdict("2026-06-10", late)] })).toEqual([
      "牵头局 blocked P-1/10",
      "甲局 blocked P-1/10",
    ]);
    const projects = new Map([["P-1", { ...PROJECT, leadUnit: "供电" }]]);
    expect(placed({ projects, milestones: [verdict("2026-06-10", late)] })).toEqual([
      "供电 overdue P-1/10",
      "甲局 blocked P-1/10",
    ]);
    const finished = { ...late, push: { ...PUSH, finished: "2026-06-01" } };
    expect(placed({ milestones: [verdict("2026-06-10", finished)] })[0]).toBe("牵头局 overdue P-1/10");
  });

  const done = (at: Instant) => {
    const row = newMilestone("P-1", 10);
    const history = seen(
      "milestones",
      "P-1/10",
      ["2026-05-01T00:00:00.000Z", row],
      [at, { ...row, actual: "2026-06-09" }],
    );
    return placed({
      history,
      milestones: [verdict("2026-06-10", { done: true, actual: "2026-06-09", ownUnit: "甲局" })],
    });
  };

  test("is solved when a reading since the last list saw it done, and not once more the week after", () => {
    expect(done("2026-06-09T00:00:00.000Z")).toEqual(["牵头局 solved P-1/10", "甲局 solved P-1/10"]);
    expect(done(LAST)).toEqual([]);
  });

  test("that was done before the first reading of all was solved by nobody this week", () => {
    const row = { ...newMilestone("P-1", 10), actual: "2026-06-09" };
    const history = seen("milestones", "P-1/10", ["2026-06-12T00:00:00.000Z", row]);
    const milestones = [verdict("2026-06-10", { done: true, actual: "2026-06-09" })];
    expect(placed({ history, milestones })).toEqual([]);
  });
});

describe("a problem", () => {
  test("stands with its unit, and as a hindrance with the units of its project", () => {
    expect(placed({ loops: [LOOP] })).toEqual(["供电 due W-1", "牵头局 blocked W-1", "甲局 blocked W-1"]);
    expect(placed({ loops: [{ ...LOOP, due: "2026-06-12" }] })).toContain("供电 overdue W-1");
    expect(placed({ loops: [{ ...LOOP, unit: "甲局", due: null }] })).toEqual(["牵头局 blocked W-1"]);
  });

  test("that waits for the office, or for nobody yet, is no unit's", () => {
    expect(placed({ loops: [{ ...LOOP, state: "to-verify", step: "verify", due: null }] })).toEqual([]);
    expect(placed({ loops: [{ ...LOOP, state: "to-verify" }] })).toEqual(placed({ loops: [LOOP] }));
    expect(placed({ loops: [{ ...LOOP, state: "unassigned" }] })).toEqual([]);
    expect(placed({ loops: [{ ...LOOP, unit: "" }] })).toEqual([]);
  });

  const row = { ...newIssue("W-1"), assignedOn: "2026-06-10", responsibleUnit: "供电" };

  test("is new when it came to its unit since the last list, whenever the row was written", () => {
    const first = ["2026-05-01T00:00:00.000Z", { ...row, assignedOn: null }] as const;
    const history = (at: Instant) => seen("issues", "W-1", first, [at, row]);
    expect(placed({ loops: [LOOP], history: history("2026-06-10T00:00:00.000Z") })[0]).toBe("供电 fresh W-1");
    expect(placed({ loops: [LOOP], history: history("2026-06-05T00:00:00.000Z") })[0]).toBe("供电 due W-1");
    const answered = seen("issues", "W-1", first, ["2026-06-05T00:00:00.000Z", row]);
    expect(placed({ loops: [LOOP], history: answered })[0]).toBe("供电 due W-1");
  });

  test("that is closed since is solved for its unit and for the project it hindered", () => {
    const closed = { ...row, resolvedOn: "2026-06-11", verification: "通过" };
    const history = seen("issues", "W-1", ["2026-05-01T00:00:00.000Z", row], ["2026-06-12T00:00:00.000Z", closed]);
    expect(placed({ loops: [{ ...LOOP, state: "closed" }], history })).toEqual([
      "供电 solved W-1",
      "牵头局 solved W-1",
      "甲局 solved W-1",
    ]);
  });
});

test("a task stands with its lead unit and with every cooperating unit, and with no project's", () => {
  const task: Loop = { ...LOOP, tab: "tasks", key: "R-1", unit: "牵头", cooperating: ["配合", "牵头"] };
  expect(placed({ loops: [task] })).toEqual(["牵头 due R-1", "配合 due R-1"]);
  const row = newTask("R-1", "2026-06-20");
  const other = seen(
    "tasks",
    "R-1",
    ["2026-05-01T00:00:00.000Z", { ...row, cooperatingUnits: null }],
    ["2026-06-10T00:00:00.000Z", { ...row, cooperatingUnits: ["配合"] }],
  );
  expect(placed({ loops: [task], history: other })).toEqual(["牵头 fresh R-1", "配合 fresh R-1"]);
});

test("praise and what only others can do are no reason for a letter", () => {
  const matter = { kind: "loop", loop: LOOP } as const;
  const entry = (part: WeekEntry["part"]): WeekEntry => ({ part, day: MONDAY, matter });
  expect(hasSomethingToDo([entry("solved"), entry("blocked")])).toBe(false);
  for (const part of ["overdue", "due", "fresh", "missing"] as const)
    expect(hasSomethingToDo([entry(part)])).toBe(true);
  const own: WeekEntry = {
    part: "blocked",
    day: MONDAY,
    matter: { kind: "milestone", verdict: verdict("2026-06-10") },
  };
  expect(hasSomethingToDo([own])).toBe(true);
});
