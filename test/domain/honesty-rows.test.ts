import { describe, expect, it } from "vitest";
import { isFlagged } from "../../lib/domain/honesty.ts";
import type { Issue, Milestone, Task } from "../../lib/domain/registry.ts";
import { changesIn } from "../fakes/changes.ts";
import { lifeOfRow, reading } from "../fakes/plan-rows.ts";
import { newIssue, newMilestone, newProject, newReport, newTask } from "../fakes/registry-rows.ts";

const step = (seq: number, cells: Partial<Milestone> = {}): Milestone => ({ ...newMilestone("P-1", seq), ...cells });
const projects = [newProject("P-1")];
const arrived = <T>(day: string, after: string, row: T) => [
  { firstSeen: reading(day), lastSeenAbsent: reading(after), row },
];

describe("rows that come, go and change their number", () => {
  it("a row that stands under another number in the same reading, else unchanged, was renumbered", () => {
    const row = step(10, { planned: "2026-08-01" });
    const lives = {
      "P-1/10": lifeOfRow(["2026-05-06", row], ["2026-06-15", null]),
      "P-1/11": arrived("2026-06-15", "2026-05-06", { ...row, key: "P-1/11", seq: 11 }),
    };
    const changes = changesIn({ milestones: lives }, { projects });
    expect(changes.map(({ code, key, after }) => [code, key, after])).toEqual([["renumbered", "P-1/10", "P-1/11"]]);
  });

  it("renumbered and then deleted it is told of, however short it stood under the new number", () => {
    const row = step(10, { planned: "2026-08-01", actual: "2026-08-01" });
    const again = { ...row, key: "P-1/11", seq: 11 };
    const [arrival] = arrived("2026-06-15", "2026-05-06", again);
    const gone = { firstSeen: reading("2026-06-16"), lastSeenAbsent: reading("2026-06-15"), row: null };
    const lives = { "P-1/10": lifeOfRow(["2026-05-06", row], ["2026-06-15", null]), "P-1/11": [arrival!, gone] };
    const changes = changesIn({ milestones: lives }, { projects });
    expect(changes.map(({ code, key }) => [code, key])).toEqual([
      ["renumbered", "P-1/10"],
      ["row-deleted", "P-1/11"],
    ]);
  });

  it("with another plan under the new number it was deleted: the old one goes on counting", () => {
    const row = step(10, { planned: "2026-08-01" });
    const lives = {
      "P-1/10": lifeOfRow(["2026-05-06", row], ["2026-06-15", null]),
      "P-1/11": arrived("2026-06-15", "2026-05-06", { ...row, key: "P-1/11", seq: 11, planned: "2026-09-01" }),
    };
    expect(changesIn({ milestones: lives }, { projects }).map(({ code }) => code)).toEqual(["row-deleted"]);
  });

  it("an open milestone deleted after its lock is a finding already; one that was done is asked about", () => {
    const open = lifeOfRow(["2026-05-06", step(10, { planned: "2026-08-01" })], ["2026-06-15", null]);
    const done = lifeOfRow(
      ["2026-05-06", step(20, { planned: "2026-05-01", actual: "2026-05-20" })],
      ["2026-06-15", null],
    );
    const changes = changesIn({ milestones: { "P-1/10": open, "P-1/20": done } }, { projects });
    expect(changes.map(({ key, code, isAsked }) => [key, code, isAsked])).toEqual([
      ["P-1/20", "row-deleted", true],
      ["P-1/10", "row-deleted", false],
    ]);
  });

  it("a project's rows go with it and are told of with it", () => {
    const gone = <T>(row: T) => lifeOfRow<T>(["2026-05-06", row], ["2026-06-15", null]);
    const changes = changesIn({
      projects: { "P-1": gone(newProject("P-1")) },
      milestones: { "P-1/10": gone(step(10, { planned: "2026-08-01" })) },
      monthlyReports: { "P-1/2026-05": gone({ ...newReport("P-1", "2026-05"), investedYtd: 100 }) },
    });
    expect(changes.map(({ tab, code }) => [tab, code])).toEqual([["projects", "row-deleted"]]);
  });

  it("a report with nothing but its key can go without a word", () => {
    const empty = lifeOfRow(["2026-05-06", newReport("P-1", "2026-05")], ["2026-06-15", null]);
    expect(changesIn({ monthlyReports: { "P-1/2026-05": empty } }, { projects })).toEqual([]);
  });

  it("a unit's row that is gone is still its unit's, and a milestone's is its project's", () => {
    const life = lifeOfRow(["2026-05-06", step(20, { actual: "2026-05-20" })], ["2026-06-15", null]);
    const [change] = changesIn({ milestones: { "P-1/20": life } }, { projects });
    expect([change?.project, change?.unit]).toEqual(["P-1", "甲县"]);
  });
});

describe("a milestone that comes with its day done long ago", () => {
  const late = arrived("2026-06-15", "2026-06-14", step(30, { actual: "2026-05-20" }));

  it("is 补录 in a chain that stood before", () => {
    const changes = changesIn({ milestones: { "P-1/30": late } }, { projects, milestones: [step(10), step(30)] });
    expect(changes.map(({ key, code, before, after }) => [key, code, before, after])).toEqual([
      ["P-1/30", "backdated", null, "2026-05-20"],
    ]);
  });

  it("is no change where the whole chain came with it", () => {
    const other = arrived("2026-06-15", "2026-06-14", step(10));
    const rows = { projects, milestones: [step(10), step(30)] };
    expect(changesIn({ milestones: { "P-1/10": other, "P-1/30": late } }, rows)).toEqual([]);
  });
});

describe("a row done long ago that only got another number", () => {
  it("is no 补录: its day was read before", () => {
    const row = step(10, { actual: "2026-05-01" });
    const lives = {
      "P-1/10": lifeOfRow(["2026-05-06", row], ["2026-06-15", null]),
      "P-1/11": arrived("2026-06-15", "2026-05-06", { ...row, key: "P-1/11", seq: 11 }),
      "P-1/20": lifeOfRow(["2026-05-06", step(20)]),
    };
    expect(changesIn({ milestones: lives }, { projects }).map(({ code }) => code)).toEqual(["renumbered"]);
  });
});

describe("a problem or task that comes closed long ago", () => {
  const issue = (code: string, more: Partial<Issue> = {}): Issue => ({
    ...newIssue(code),
    responsibleUnit: "甲县",
    ...more,
  });
  const closed = issue("W-9", { resolvedOn: "2026-05-20" });
  const late = { "W-9": arrived("2026-06-15", "2026-06-14", closed) };

  it("is 补录 beside others of its unit", () => {
    const stood = { "W-1": lifeOfRow(["2026-05-06", issue("W-1")]) };
    const changes = changesIn({ issues: { ...stood, ...late } });
    expect(changes.map(({ key, field, code, unit, isAsked }) => [key, field, code, unit, isAsked])).toEqual([
      ["W-9", "resolvedOn", "backdated", "甲县", true],
    ]);
  });

  it("is none among a unit's first, which bring their past along, nor when its day is a week old", () => {
    expect(changesIn({ issues: late })).toEqual([]);
    const stood = { "W-1": lifeOfRow(["2026-05-06", issue("W-1")]) };
    const fresh = { "W-9": arrived("2026-06-15", "2026-06-14", issue("W-9", { resolvedOn: "2026-06-07" })) };
    expect(changesIn({ issues: { ...stood, ...fresh } })).toEqual([]);
  });

  it("is 补录 as a task by its 完成日期", () => {
    const task = (code: string, doneOn: string | null): Task => ({ ...newTask(code, "2026-06-30"), doneOn });
    const lives = {
      "R-1": lifeOfRow(["2026-05-06", task("R-1", null)]),
      "R-9": arrived("2026-06-15", "2026-06-14", task("R-9", "2026-05-20")),
    };
    expect(changesIn({ tasks: lives }).map(({ key, code }) => [key, code])).toEqual([["R-9", "backdated"]]);
  });
});

describe("a column that is lost as a whole", () => {
  const days = ["2026-05-01", "2026-05-02", "2026-05-03", "2026-05-04"];
  const lives = (emptied: number) =>
    Object.fromEntries(
      days.map((actual, index) => {
        const row = step(index, { planned: "2026-05-20", actual });
        const cut = index < emptied ? [["2026-06-02", { ...row, actual: null }] as const] : [];
        const back = cut.length > 0 ? [["2026-06-20", row] as const] : [];
        return [row.key, lifeOfRow<Milestone>(["2026-05-06", row], ...cut, ...back)];
      }),
    );

  it("says nothing of its rows, neither when it goes nor when it comes back", () => {
    expect(changesIn({ milestones: lives(4) }, { projects })).toEqual([]);
  });

  it("cells emptied while others of the column stay filled are asked about", () => {
    const flagged = changesIn({ milestones: lives(3) }, { projects }).filter(isFlagged);
    expect(flagged.map(({ code }) => code)).toEqual(["emptied", "emptied", "emptied"]);
  });
});
