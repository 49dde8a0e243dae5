import { lastDayOf, type Month, monthOf, type PlainDate } from "./dates.ts";
import { exemptionOn, indexExemptions, projectExemptions } from "./exemption.ts";
import { isValue } from "./field.ts";
import { cellsOf } from "./indicator-sums.ts";
import type { IssueVerdict } from "./issue-loop.ts";
import type { CellRef } from "./light.ts";
import type { MilestoneVerdict } from "./milestone.ts";
import { type PlanBasis, rankingBasis } from "./planned-to-date.ts";
import { isUnderConstruction, type ProjectFile } from "./project-file.ts";
import type { ProjectMove } from "./project-moves.ts";
import { type Grouping, rankingGroupOf } from "./ranking.ts";
import { UNRANKED_GROUP } from "./ranking-block.ts";
import type { Inspection, Issue, Money, Registry, Unit } from "./registry.ts";
import type { ReportVerdict } from "./reports.ts";
import type { ScoreRules } from "./score.ts";

export interface UnitMonthRules {
  readonly score: ScoreRules;
  readonly groups: Grouping;
  /** As wanted; own plans are used only if every ranked project has one. */
  readonly basis: PlanBasis;
  readonly registrationFloor: Money;
  readonly registrationGraceMonths: number;
}

/** One month of all units, as known at one moment: plain values. */
export interface MonthInput {
  readonly period: Month;
  readonly registry: Registry;
  /** Projects on the list at the period's end. */
  readonly files: readonly ProjectFile[];
  /** Verdicts as of the period's last day. */
  readonly milestones: readonly MilestoneVerdict[];
  readonly reports: readonly ReportVerdict[];
  /** Verdicts as of the period's last day. */
  readonly issues: readonly IssueVerdict[];
  readonly rules: UnitMonthRules;
  /** Projects that changed hands or list in the quarter; left out: none. */
  readonly moves?: readonly ProjectMove[];
}

export const takesPart = (unit: Unit): boolean => unit.ranked !== false;

/** What all units share: groupings by unit, made once. */
export interface MonthGround {
  readonly end: PlainDate;
  readonly basis: PlanBasis;
  readonly exemption: (project: string) => readonly CellRef[] | null;
  readonly files: ReadonlyMap<string, readonly ProjectFile[]>;
  readonly milestones: ReadonlyMap<string, readonly MilestoneVerdict[]>;
  readonly reports: ReadonlyMap<string, readonly ReportVerdict[]>;
  readonly issues: ReadonlyMap<string, readonly IssueVerdict[]>;
  /** Problems of the mechanism 服务企业. */
  readonly services: ReadonlyMap<string, readonly IssueVerdict[]>;
  readonly inspections: ReadonlyMap<string, readonly Inspection[]>;
  readonly falseReports: ReadonlyMap<string, readonly Inspection[]>;
}

export function groundOf(input: MonthInput): MonthGround {
  const { registry, files } = input;
  const end = lastDayOf(input.period);
  const listed = new Map(files.map((file) => [file.project.code, file.project]));
  const known = [...registry.projects, ...listed.values()];
  const unitOf = new Map(known.map((project) => [project.code, project.responsibleUnit]));
  const ofListed = <T extends { readonly project: string }>(rows: readonly T[]): readonly T[] =>
    rows.filter((row) => listed.has(row.project));
  const answering = (row: { readonly project: string }): string => unitOf.get(row.project) ?? "";
  return {
    end,
    basis: basisOf(input),
    exemption: exemptionsAt(registry, end),
    files: Map.groupBy(files, (file) => file.project.responsibleUnit),
    milestones: Map.groupBy(ofListed(input.milestones), (verdict) => verdict.ownUnit),
    reports: Map.groupBy(ofListed(input.reports), (report) => report.unit),
    issues: Map.groupBy(
      input.issues.filter(({ issue }) => belongsHere(issue, listed)),
      ({ unit }) => unit,
    ),
    services: Map.groupBy(
      input.issues.filter(({ issue }) => issue.mechanism === "服务企业"),
      ({ unit }) => unit,
    ),
    inspections: Map.groupBy(ofListed(registry.inspections), answering),
    falseReports: Map.groupBy(
      registry.inspections.filter((row) => isConfirmedFalse(row, input.period)),
      answering,
    ),
  };
}

/** Issues of listed projects, and those of 重点项目 that name no project. */
const belongsHere = (issue: Issue, listed: ReadonlyMap<string, unknown>): boolean =>
  isValue(issue.project)
    ? listed.has(issue.project)
    : issue.project === null && (issue.mechanism === null || issue.mechanism === "重点项目");

function exemptionsAt(registry: Registry, end: PlainDate): MonthGround["exemption"] {
  const index = indexExemptions(registry.exemptions);
  return (project) => {
    const found = exemptionOn(projectExemptions(index, project), end);
    return found === null ? null : cellsOf(found, "exemptions", "from", "to");
  };
}

function basisOf({ registry, files, rules, period }: MonthInput): PlanBasis {
  const ranked = new Set(
    registry.units
      .filter((unit) => takesPart(unit) && rankingGroupOf(rules.groups, unit.group) !== UNRANKED_GROUP)
      .map((unit) => unit.name),
  );
  const theirs = files.filter((file) => isUnderConstruction(file.project) && ranked.has(file.project.responsibleUnit));
  return rankingBasis(rules.basis, theirs, period);
}

/** 虚报, confirmed by name and day within the month. Source: domain.md "Monthly score". */
export const isConfirmedFalse = (row: Inspection, period: Month): boolean =>
  row.ruling === "虚报" && isValue(row.ruledBy) && isValue(row.ruledOn) && monthOf(row.ruledOn) === period;
