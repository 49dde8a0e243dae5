import { addToMonth, daysBetween, monthOf, type PlainDate, yearOf } from "./dates.ts";
import type { Change } from "./honesty.ts";
import { isSettled } from "./inspection.ts";
import { lastReported } from "./investment.ts";
import type { CellRef } from "./light.ts";
import { dayAt } from "./office-calendar.ts";
import type { ProjectMatters } from "./project-matters.ts";
import { refutedCells } from "./refuted-claims.ts";
import type { Risk, RiskCode, SamplingRule } from "./sampling.ts";

/** Questions of so many months back still call for a look. */
const MONTHS_BACK = 3;

type Find = (matters: ProjectMatters, rule: SamplingRule, asOf: PlainDate) => readonly Risk[];

const risk = (code: RiskCode, cells: readonly CellRef[], facts: Risk["facts"] = {}): Risk => ({ code, facts, cells });

/** Every reason to look at a project, the weightiest kinds first. */
export const risksOf = (matters: ProjectMatters, rule: SamplingRule, asOf: PlainDate): readonly Risk[] =>
  FINDS.flatMap((find) => find(matters, rule, asOf));

const FINDS: readonly Find[] = [
  refutedClaims,
  differences,
  questionsOpen,
  doubtfulChanges,
  claimsAhead,
  progressAhead,
  silence,
  missingReports,
  neverInspected,
];

function refutedClaims({ milestones }: ProjectMatters): readonly Risk[] {
  return milestones.flatMap(({ refuted, key, milestone }) =>
    refuted === null || refuted.confirmed !== null
      ? []
      : [
          risk("refuted", refutedCells(refuted), {
            milestone: key,
            name: milestone.name,
            day: refuted.inspection.date,
          }),
        ],
  );
}

/** Verified before and different: not ruled on yet, or ruled 误差 or 虚报. */
function differences({ inspections }: ProjectMatters): readonly Risk[] {
  return inspections.flatMap(({ inspection, figure, ruling }) => {
    const cells = figure?.cells ?? [];
    const facts = { inspection: inspection.code, day: inspection.date };
    if (ruling === "误差" || ruling === "虚报") return [risk("ruled", cells, { ...facts, ruling })];
    const open = figure !== null && figure.finding !== "agrees" && ruling === null;
    return open ? [risk("verified-differs", cells, facts)] : [];
  });
}

/** Identities the reports of the last months break, unless the figure was verified since. */
function questionsOpen({ questions, inspections }: ProjectMatters, _: SamplingRule, asOf: PlainDate): readonly Risk[] {
  const since = addToMonth(monthOf(asOf), -MONTHS_BACK);
  const isVerified = (month: string): boolean =>
    inspections.some((one) => isSettled(one) && one.figure !== null && one.figure.month >= month);
  return questions
    .filter(({ identity, month }) => !identity.startsWith("verified-") && month >= since && !isVerified(month))
    .map(({ identity, month, cells }) => risk(identity === "jump" ? "jump" : "identity", cells, { identity, month }));
}

const UNSTEADY: readonly Change["code"][] = ["fell", "emptied", "flipped", "lateness-shortened"];

const TABS: readonly string[] = ["projects", "milestones", "monthlyReports"];

/** Days entered long after the day they claim, and values that fell, vanished or turned, of this year; not of a milestone looked at since. */
function doubtfulChanges(matters: ProjectMatters, _: SamplingRule, asOf: PlainDate): readonly Risk[] {
  const looked = lookedAt(matters);
  return matters.changes.flatMap(({ code, workbook, tab, key, field, after, firstSeen }) => {
    const seen = dayAt(firstSeen);
    const isDoubtful = TABS.includes(tab) && (code === "backdated" || UNSTEADY.includes(code));
    if (!isDoubtful || seen > asOf || yearOf(seen) !== yearOf(asOf) || (looked.get(key) ?? "") >= seen) return [];
    const facts = { change: code, key, seen, ...(code === "backdated" ? { day: String(after) } : {}) };
    return [risk(code === "backdated" ? "backdated" : "unsteady", [{ workbook, tab, key, field }], facts)];
  });
}

/** The last day on which an inspection looked at a milestone, by its key. */
const lookedAt = ({ inspections }: ProjectMatters): ReadonlyMap<string, PlainDate> =>
  new Map(
    inspections
      .toSorted((a, b) => (a.inspection.date < b.inspection.date ? -1 : 1))
      .flatMap(({ milestone, inspection }) => (milestone === null ? [] : [[milestone.key, inspection.date] as const])),
  );

/** Milestones of this year reported as done long before their day, which nobody has looked at. */
function claimsAhead(matters: ProjectMatters, rule: SamplingRule, asOf: PlainDate): readonly Risk[] {
  const looked = lookedAt(matters);
  return matters.milestones.flatMap(({ key, workbook, actual, daysLate, milestone }) => {
    if (actual === null || daysLate === null || -daysLate < rule.aheadDays) return [];
    if (yearOf(actual) !== yearOf(asOf) || looked.has(key)) return [];
    const cells = ["actual", "planned"].map((field) => ({ workbook, tab: "milestones", key, field }));
    return [risk("claim-ahead", cells, { milestone: key, name: milestone.name, days: -daysLate })];
  });
}

function progressAhead({ verdict, file }: ProjectMatters, rule: SamplingRule): readonly Risk[] {
  if (verdict === null || verdict.gapPoints === null || verdict.reportedMonth === null) return [];
  if (-verdict.gapPoints < rule.aheadPoints) return [];
  const report = file.reports(verdict.reportedMonth);
  const cells = report === null ? [] : [reportCell(report)];
  return [risk("progress-ahead", cells, { points: -verdict.gapPoints, month: verdict.reportedMonth })];
}

const reportCell = ({ workbook, key }: { readonly workbook: string; readonly key: string }): CellRef => ({
  workbook,
  tab: "monthlyReports",
  key,
  field: "investedYtd",
});

function silence({ touched }: ProjectMatters, rule: SamplingRule, asOf: PlainDate): readonly Risk[] {
  const days = touched === null ? 0 : daysBetween(touched, asOf);
  return days < rule.silentDays ? [] : [risk("silent", [], { days })];
}

function missingReports({ missing, file }: ProjectMatters): readonly Risk[] {
  if (missing.length === 0) return [];
  const last = lastReported(file.reports, missing.at(-1)!);
  const report = last === null ? null : file.reports(last);
  return [risk("report-missing", report === null ? [] : [reportCell(report)], { months: missing.join("、") })];
}

/** Of this year: what was looked at last year has changed since. */
function neverInspected({ inspections }: ProjectMatters): readonly Risk[] {
  return inspections.length > 0 ? [] : [risk("never-inspected", [])];
}
