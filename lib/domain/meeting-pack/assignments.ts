import type { PlainDate } from "../dates.ts";
import { valueOr } from "../field.ts";
import type { Project } from "../registry.ts";
import { addWorkingDays, type Calendar, type ComputedDay } from "../working-days.ts";
import { type AgendaItem, speakerOf } from "./agenda.ts";
import type { Matter } from "./matters.ts";
import type { NextStart } from "./next-starts.ts";
import type { UndecidedAdjustment } from "./undecided.ts";

/** Working days proposed for what a meeting hands out. Values and source: lib/rules/meeting-rules.ts. */
export interface AssignmentRule {
  readonly ordinary: number;
  readonly complex: number;
  readonly other: number;
}

/** What is to be done. "mend": what undecided rows lack; "prepare": what projects lack before their start. */
export type AssignmentSubject =
  | Extract<Matter, { readonly kind: "decide" | "raise" | "above" | "press" | "red" | "stuck" }>
  | { readonly kind: "mend"; readonly rows: readonly UndecidedAdjustment[] }
  | { readonly kind: "prepare"; readonly starts: readonly NextStart[] };

/** A 交办 item as it may stand in the minutes: nothing of it holds before people have agreed. */
export interface ProposedAssignment {
  /** 1, 2, 3 … */
  readonly number: number;
  readonly subject: AssignmentSubject;
  readonly lead: string;
  readonly cooperating: readonly string[];
  /** So many working days after the meeting; a problem's own limit that comes earlier stays. */
  readonly due: ComputedDay;
}

export interface AssignmentTerms {
  readonly rule: AssignmentRule;
  readonly calendar: Calendar;
  readonly meetingDay: PlainDate;
  readonly projectOf: (code: string) => Project | undefined;
  /** Names in 单位: nobody else can be asked to cooperate. */
  readonly isUnit: (name: string) => boolean;
}

interface Open extends Omit<ProposedAssignment, "number" | "due"> {
  readonly days: number;
}

/** One item for each matter that asks somebody for something, in the agenda's order. An overdue task is assigned already: nobody is asked twice. */
export function proposedAssignments(
  items: readonly AgendaItem[],
  terms: AssignmentTerms,
): readonly ProposedAssignment[] {
  return items
    .flatMap(({ matter }) => openItems(matter, terms))
    .map(({ days, ...open }, index) => ({ ...open, number: index + 1, due: dueOf(open.subject, days, terms) }));
}

/** What the meeting agreed to, by the numbers of the proposals ("3"), numbered anew; null: a number that is none of theirs. */
export function chosenAssignments(
  proposed: readonly ProposedAssignment[],
  numbers: readonly string[],
): readonly ProposedAssignment[] | null {
  const chosen = proposed.filter(({ number }) => numbers.includes(String(number)));
  if (chosen.length !== new Set(numbers).size) return null;
  return chosen.map((assignment, index) => ({ ...assignment, number: index + 1 }));
}

function dueOf(subject: AssignmentSubject, days: number, { calendar, meetingDay }: AssignmentTerms): ComputedDay {
  const due = addWorkingDays(calendar, meetingDay, days);
  const limit = "issue" in subject ? subject.issue.verdict.limit : null;
  return limit !== null && limit.day > meetingDay && limit.day < due.day ? limit : due;
}

function openItems(matter: Matter, terms: AssignmentTerms): readonly Open[] {
  if (matter.kind === "adjust") return mended(matter.rows, terms);
  if (matter.kind === "starts") return prepared(matter.starts.starts, terms);
  if (matter.kind === "figures" || matter.kind === "task") return [];
  const lead = speakerOf(matter, { projectOf: terms.projectOf, office: "" });
  return [{ subject: matter, lead, cooperating: helpers(matter, lead, terms), days: daysOf(matter, terms.rule) }];
}

function daysOf(subject: AssignmentSubject, { ordinary, complex, other }: AssignmentRule): number {
  if (!("issue" in subject)) return other;
  return subject.issue.verdict.limit?.complex === true ? complex : ordinary;
}

/** The project's own unit, its county and 牵头单位, whoever of them does not lead; of a red project whoever holds its chain up. */
function helpers(subject: AssignmentSubject, lead: string, { projectOf, isUnit }: AssignmentTerms): readonly string[] {
  const units = subject.kind === "red" ? [subject.chain?.root.unit ?? ""] : unitsOf(projectOf(projectIn(subject)));
  return [...new Set(units)].filter((unit) => unit !== lead && isUnit(unit));
}

function projectIn(subject: AssignmentSubject): string {
  if ("issue" in subject) return subject.issue.verdict.project;
  return subject.kind === "stuck" ? subject.chain.project : "";
}

const unitsOf = (project: Project | undefined): readonly string[] =>
  project === undefined ? [] : [project.responsibleUnit, project.county, valueOr(project.leadUnit, "")];

/** Of each unit that applied for rows which lack something, one item. */
const mended = (rows: readonly UndecidedAdjustment[], { rule }: AssignmentTerms): readonly Open[] =>
  byUnit(
    rows.filter(({ lacks }) => lacks.length > 0),
    ({ adjustment }) => adjustment.applicant,
  ).map(([lead, own]) => ({ subject: { kind: "mend", rows: own }, lead, cooperating: [], days: rule.other }));

/** Of each unit whose projects lack something before their start, one item. */
const prepared = (starts: readonly NextStart[], { rule }: AssignmentTerms): readonly Open[] =>
  byUnit(
    starts.filter(({ state }) => state === "not-ready"),
    ({ file }) => file.project.responsibleUnit,
  ).map(([lead, own]) => ({ subject: { kind: "prepare", starts: own }, lead, cooperating: [], days: rule.other }));

const byUnit = <T>(rows: readonly T[], unitOf: (row: T) => string): readonly (readonly [string, readonly T[]])[] => [
  ...Map.groupBy(rows, unitOf),
];
