import { type ChangeSources, changesOf } from "../../lib/domain/changes.ts";
import type { History, RowHistory } from "../../lib/domain/history.ts";
import type { Change } from "../../lib/domain/honesty.ts";
import type { Registry, Row, TabCode } from "../../lib/domain/registry.ts";
import { honestyRuleOn } from "../../lib/rules/honesty-rules.ts";
import { milestoneLightRule } from "../../lib/rules/milestone-rules.ts";
import { NO_OVERRIDES } from "../../lib/rules/rulebook.ts";
import { NEXT_LOCK, readDay } from "./plan-rows.ts";
import { EMPTY_REGISTRY, newIssue, newMilestone, newProject, newReport } from "./registry-rows.ts";

export type Lives = Partial<Record<TabCode, Readonly<Record<string, RowHistory<unknown>>>>>;

/** The history that holds these lives, and the registry as their last versions leave it. */
export function remembered(lives: Lives, rows: Partial<Registry> = {}): { registry: Registry; history: History } {
  const tabs = Object.entries(lives).map(([tab, byKey]) => [tab, new Map(Object.entries(byKey))] as const);
  const present = tabs.map(([tab, byKey]) => [tab, [...byKey.values()].flatMap((life) => life.at(-1)?.row ?? [])]);
  return {
    registry: { ...EMPTY_REGISTRY, ...Object.fromEntries(present), ...rows },
    history: { firstReading: null, lastReading: null, tabs: Object.fromEntries(tabs) },
  };
}

export const sourcesOf = (lives: Lives, rows: Partial<Registry> = {}): ChangeSources => ({
  ...remembered(lives, rows),
  nextLock: NEXT_LOCK,
  honesty: (day) => honestyRuleOn(NO_OVERRIDES, day).value,
  redFrom: (day) => milestoneLightRule(NO_OVERRIDES, day).value.redFrom,
  readPlannedDay: readDay,
  readMoney: Number,
});

/** Oldest first. */
export const changesIn = (lives: Lives, rows: Partial<Registry> = {}): readonly Change[] =>
  changesOf(sourcesOf(lives, rows)).toReversed();

/** A row of each tab that cases speak of. */
export const ROWS: Readonly<Partial<Record<TabCode, Row>>> = {
  projects: newProject("P-1"),
  milestones: newMilestone("P-1", 10),
  monthlyReports: newReport("P-1", "2026-05"),
  issues: { ...newIssue("W-1"), responsibleUnit: "甲县", project: "P-1" } as Row,
  tasks: { workbook: "台账", key: "R-1", leadUnit: "甲县", due: "2026-06-30", doneOn: null, extendedTo: null } as Row,
  disclosures: {
    workbook: "台账",
    key: "P-1/批复",
    project: "P-1",
    item: "批复",
    discloser: "甲县",
    disclosedOn: null,
  } as Row,
  inspections: { workbook: "台账", key: "D-1", project: "P-1", ruling: null, ruledOn: null } as Row,
};
