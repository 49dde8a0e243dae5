import { compareText } from "./compare-text.ts";
import { addDays, type Instant, type PlainDate } from "./dates.ts";
import { isValue } from "./field.ts";
import { loopSteps, milestonesDone } from "./first-seen.ts";
import type { History } from "./history.ts";
import type { Judgement } from "./judgement.ts";
import { isHandedIn, type Loop } from "./loop.ts";
import type { MilestoneVerdict } from "./milestone.ts";
import { dayAt } from "./office-calendar.ts";
import type { Project } from "./registry.ts";
import type { ReportVerdict } from "./reports.ts";

/** Where a matter stands in a unit's week; each stands in one place only. */
export const WEEK_PARTS = ["overdue", "due", "missing", "fresh", "blocked", "solved"] as const;
export type WeekPart = (typeof WEEK_PARTS)[number];

export type WeekMatter =
  | { readonly kind: "milestone"; readonly verdict: MilestoneVerdict }
  | { readonly kind: "loop"; readonly loop: Loop }
  | { readonly kind: "report"; readonly report: ReportVerdict };

/** `day`: when it is or was due, or when it was done. */
export interface WeekEntry {
  readonly part: WeekPart;
  readonly day: PlainDate;
  readonly matter: WeekMatter;
}

export interface WeekTerms {
  readonly judgement: Pick<Judgement, "asOf" | "milestones" | "reports">;
  /** 问题 and 任务. */
  readonly loops: readonly Loop[];
  readonly projects: ReadonlyMap<string, Project>;
  readonly history: History;
  /** The day up to which what falls due is listed. */
  readonly until: PlainDate;
  /** When the unit's last list left: what was seen done, or seen to come, since is told. */
  readonly sinceOf: (unit: string) => Instant;
}

export type UnitWeeks = ReadonlyMap<string, readonly WeekEntry[]>;

/**
 * Every unit's week: what is overdue, falls due, was not reported, came new, waits for another unit, was done since the last list. To the unit of a
 * milestone, the responsible and the lead unit of its project, whoever leads or helps with a problem or task. Source: domain.md M4.
 */
export function unitWeeks(terms: WeekTerms): UnitWeeks {
  const weeks = new Map<string, WeekEntry[]>();
  const put = (units: readonly string[], entryFor: (unit: string) => WeekEntry | null): void => {
    for (const unit of new Set(units)) {
      const entry = unit === "" ? null : entryFor(unit);
      if (entry === null) continue;
      const known = weeks.get(unit);
      if (known === undefined) weeks.set(unit, [entry]);
      else known.push(entry);
    }
  };
  putMilestones(terms, put);
  putLoops(terms, put);
  for (const report of terms.judgement.reports) {
    if (report.state !== "missing") continue;
    const entry: WeekEntry = { part: "missing", day: report.due, matter: { kind: "report", report } };
    put(unitsOf(terms, report.project, report.unit), () => entry);
  }
  return new Map([...weeks].map(([unit, entries]) => [unit, entries.toSorted(byDay)]));
}

type Put = (units: readonly string[], entryFor: (unit: string) => WeekEntry | null) => void;

const byDay = (a: WeekEntry, b: WeekEntry): number =>
  compareText(a.day, b.day) || compareText(inOrder(matterKey(a.matter)), inOrder(matterKey(b.matter)));

/** P-5/8 before P-5/20. */
const inOrder = (key: string): string => key.replaceAll(/\d+/g, (digits) => digits.padStart(12, "0"));

/** tab/key of the row it stands in. */
export function matterKey(matter: WeekMatter): string {
  if (matter.kind === "milestone") return `milestones/${matter.verdict.key}`;
  return matter.kind === "report" ? `monthlyReports/${matter.report.key}` : `${matter.loop.tab}/${matter.loop.key}`;
}

/** Praise and what others must do make no letter: they are told where there is something for the unit itself. */
export const hasSomethingToDo = (entries: readonly WeekEntry[]): boolean =>
  entries.some(({ part, matter }) => part !== "solved" && (part !== "blocked" || matter.kind === "milestone"));

/** Exempt days move it. */
export const deadlineOf = ({ planned, exemptDays }: MilestoneVerdict): PlainDate => addDays(planned!, exemptDays);

const unitsOf = ({ projects }: WeekTerms, code: string, unit: string): readonly string[] => {
  const project = projects.get(code);
  if (project === undefined) return [unit];
  return [unit, project.responsibleUnit, ...(isValue(project.leadUnit) ? [project.leadUnit] : [])];
};

function putMilestones(terms: WeekTerms, put: Put): void {
  const doneSeen = milestonesDone(terms.history);
  for (const verdict of terms.judgement.milestones) {
    const units = (): readonly string[] => unitsOf(terms, verdict.project, verdict.ownUnit);
    const matter: WeekMatter = { kind: "milestone", verdict };
    const seen = verdict.done ? doneSeen(verdict.key) : null;
    if (seen !== null && verdict.actual !== null) {
      const entry: WeekEntry = { part: "solved", day: verdict.actual, matter };
      put(units(), (unit) => (seen > terms.sinceOf(unit) ? entry : null));
    }
    const part = openPart(verdict, terms.until);
    if (part === null) continue;
    put(units(), (unit) => ({ part: isBlocked(verdict, unit) ? "blocked" : part, day: deadlineOf(verdict), matter }));
  }
}

function openPart(verdict: MilestoneVerdict, until: PlainDate): "overdue" | "due" | null {
  const { done, light, planned, because, asOf } = verdict;
  if (done || light === "exempt" || planned === null) return null;
  if (because === "overdue") return "overdue";
  return deadlineOf(verdict) >= asOf && deadlineOf(verdict) <= until ? "due" : null;
}

/** It waits for a predecessor that is open and is neither this unit's nor the reader's. */
const isBlocked = ({ push, ownUnit }: MilestoneVerdict, unit: string): boolean =>
  push !== null && push.finished === null && push.predecessorUnit !== ownUnit && push.predecessorUnit !== unit;

function putLoops(terms: WeekTerms, put: Put): void {
  const stepSeen = loopSteps(terms.history);
  for (const loop of terms.loops) {
    if (loop.unit === "" || loop.state === "unassigned" || isHandedIn(loop)) continue;
    const own = [loop.unit, ...loop.cooperating];
    const others = loop.tab === "issues" ? unitsOf(terms, loop.project, loop.unit) : [];
    const matter: WeekMatter = { kind: "loop", loop };
    const seen = stepSeen(loop);
    if (loop.state === "closed") {
      const entry: WeekEntry = { part: "solved", day: seen === null ? "" : dayAt(seen), matter };
      if (seen !== null) put([...own, ...others], (unit) => (seen > terms.sinceOf(unit) ? entry : null));
      continue;
    }
    const day = loop.due ?? "9999-12-31";
    put([...own, ...others], (unit) => {
      const part = own.includes(unit) ? loopPart(terms, day, seen, unit) : "blocked";
      return part === null ? null : { part, day, matter };
    });
  }
}

function loopPart(
  { judgement, until, sinceOf }: WeekTerms,
  due: PlainDate,
  seen: Instant | null,
  unit: string,
): WeekPart | null {
  if (due < judgement.asOf) return "overdue";
  if (seen !== null && seen > sinceOf(unit)) return "fresh";
  return due <= until ? "due" : null;
}
