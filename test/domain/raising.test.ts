import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays } from "../../lib/domain/dates.ts";
import type { Version } from "../../lib/domain/history.ts";
import { ISSUE_LEVELS, nextLevel, type RaisingInput, raisingOf } from "../../lib/domain/raising.ts";
import type { Issue, IssueLevel, UnitGroup } from "../../lib/domain/registry.ts";
import { raisingRuleOn } from "../../lib/rules/raising-rules.ts";
import { NO_OVERRIDES } from "../../lib/rules/rulebook.ts";
import { type Case, readCases } from "../cases/read-cases.ts";
import { newIssue } from "../fakes/registry-rows.ts";
import { CALENDAR } from "../jobs/owed-city.ts";

const rule = raisingRuleOn(NO_OVERRIDES, "2026-06-12").value;
const at = (day: string): string => `${day}T00:00:00.000Z`;

/** `首|单位 / 2026-03-06|县区|2026-03-05`: the day of the reading, 协调层级, 提级日期. */
function lifeIn({ versions = "", assigned = "", reopened = "" }: Case): readonly Version<Issue>[] {
  return versions.split(" / ").map((text) => {
    const [day = "", level = "", raisedOn = ""] = text.split("|");
    const row: Issue = {
      ...newIssue("I-1"),
      reportedOn: assigned,
      assignedOn: assigned,
      level: level === "" ? null : (level as IssueLevel),
      raisedOn: raisedOn === "" ? null : raisedOn,
      reopenedOn: reopened === "" ? null : reopened,
    };
    if (day === "首") return { row, firstSeen: at("2026-01-05"), lastSeenAbsent: null };
    return { row, firstSeen: at(day), lastSeenAbsent: at(addDays(day, -1)) };
  });
}

function inputOf(row: Case): RaisingInput {
  const life = lifeIn(row);
  const common = { rule, calendar: CALENDAR, asOf: row.asOf!, waits: row.waits === "是" };
  const solveBy = row.solveBy === undefined || row.solveBy === "" ? null : row.solveBy;
  return { ...common, solveBy, life, issue: life.at(-1)!.row!, group: row.group as UnitGroup };
}

describe("a problem's levels", () => {
  for (const row of readCases("raising.csv"))
    test(row.situation!, () => {
      const { stays, proposed, fellFrom } = raisingOf(inputOf(row));
      expect(stays.map(({ level, days }) => `${level} ${days}`).join(";")).toBe(row.stays);
      expect([proposed ?? "", fellFrom ?? ""]).toEqual([row.proposed, row.fell]);
    });

  test("keep what was tried at each: 解决措施 as it stood when the level was left", () => {
    const [first] = lifeIn({ versions: "首|单位", assigned: "2026-03-02" });
    const seen = (day: string, level: IssueLevel, measures: string): Version<Issue> => ({
      row: { ...first!.row!, level, measures },
      firstSeen: at(day),
      lastSeenAbsent: at(addDays(day, -1)),
    });
    const life = [
      first!,
      seen("2026-03-04", "单位", "电话联系"),
      seen("2026-03-06", "县区", "电话联系"),
      seen("2026-03-10", "县区", "现场会"),
      { row: null, firstSeen: at("2026-03-12"), lastSeenAbsent: at("2026-03-11") },
      seen("2026-03-16", "市直", "现场会"),
    ];
    const issue = { ...life.at(-1)!.row!, measures: "专题会" };
    const { stays } = raisingOf({ ...inputOf({ asOf: "2026-03-20", waits: "是", group: "县区" }), life, issue });
    expect(stays.map(({ level, tried }) => [level, tried])).toEqual([
      ["单位", "电话联系"],
      ["县区", "现场会"],
      ["市直", "专题会"],
    ]);
  });

  test("of a row nobody has stored yet are the row's own", () => {
    const issue = { ...newIssue("I-1"), assignedOn: "2026-03-02", level: "县区" as const, raisedOn: "2026-03-05" };
    const input = { ...inputOf({ asOf: "2026-03-20", waits: "是", group: "县区" }), life: [], issue };
    expect(raisingOf(input).stays).toEqual([{ level: "县区", from: "2026-03-05", until: null, days: 15, tried: "" }]);
  });

  test("a longer stay never takes a proposal back, and never lowers it", () => {
    const days = fc.integer({ min: 0, max: 400 });
    fc.assert(
      fc.property(
        fc.constantFrom(...ISSUE_LEVELS),
        fc.constantFrom("县区", "市直"),
        days,
        days,
        (level, group, a, b) => {
          const of = (asOf: string) =>
            raisingOf(
              inputOf({ versions: `首|${level}|2026-01-12`, assigned: "2026-01-05", group, waits: "是", asOf }),
            );
          const [early, late] = [of(addDays("2026-01-12", Math.min(a, b))), of(addDays("2026-01-12", Math.max(a, b)))];
          expect(late.workingDays).toBeGreaterThanOrEqual(early.workingDays);
          if (early.proposed !== null) expect(late.proposed).toBe(early.proposed);
        },
      ),
    );
  });

  test("rise one by one, past 县区 where the unit is no county's", () => {
    const way = (group: UnitGroup): string[] => {
      const levels: IssueLevel[] = ["单位"];
      for (let next = nextLevel("单位", group); next !== null; next = nextLevel(next, group)) levels.push(next);
      return levels;
    };
    expect(way("县区")).toEqual(ISSUE_LEVELS);
    expect(way("市直")).toEqual(ISSUE_LEVELS.filter((level) => level !== "县区"));
  });
});
