import { daysBetween, type PlainDate } from "../domain/dates.ts";
import {
  clockRuns,
  type EscalationStep,
  escalationSteps,
  indexLetters,
  waitsForOffice,
  waitsForUnit,
} from "../domain/escalation.ts";
import { isValue } from "../domain/field.ts";
import type { Loop } from "../domain/loop.ts";
import { noticeKey } from "../domain/notice-key.ts";
import { merge, type Reached, reachAdmins } from "../domain/recipients.ts";
import { escalationRuleOn } from "../rules/escalation-rules.ts";
import { REMINDER_DAYS } from "../rules/mail-rules.ts";
import { ruleOn } from "../rules/rulebook.ts";
import { loopItem, loopSubject, loopVersion } from "./loop-items.ts";
import { type AssignmentsTold, assignmentsTold, type LoopRows, loopRows, newLoops } from "./new-loops.ts";
import type { Candidate, Contacts, OwedInput } from "./owed.ts";
import { askedReports } from "./standing-reports.ts";

interface LoopCase {
  readonly input: OwedInput;
  readonly contacts: Contacts;
  readonly rows: LoopRows;
  /** The day each problem was assigned, whatever its cell says later. */
  readonly starts: ReadonlyMap<string, PlainDate | null>;
  readonly told: AssignmentsTold;
  readonly isNew: (loop: Loop) => boolean;
}

/**
 * What is owed about problems and tasks that are not closed: a new assignment to whoever is responsible and to the cooperating units; reminders
 * before the day and on it; each step of 逾期升级 to its people; to the admins what waits for 交办 or 核查.
 * Source: domain.md "13710", "逾期升级", "Mail budget".
 */
export function owedLoops(input: OwedInput, contacts: Contacts, loops: readonly Loop[]): Candidate[] {
  const { registry, history, ledger, book, asOf } = input;
  const rows = loopRows(registry);
  const starts = new Map(input.judgement.issues.map(({ key, assigned }) => [key, assigned.day]));
  const told = assignmentsTold(ledger);
  const given: LoopCase = { input, contacts, rows, starts, told, isNew: newLoops(history, rows) };
  const rule = escalationRuleOn(book, asOf).value;
  const reminders = ruleOn(book, REMINDER_DAYS, asOf).value;
  const letters = indexLetters(registry.letters);
  const open = loops.filter(({ state }) => state !== "closed");
  const isReport = askedByItsLetter(input);
  return open.flatMap((loop): Candidate[] => {
    if (!waitsForUnit(loop)) return waitsForOffice(loop) ? officeOwes(given, loop) : [];
    const responsible = contacts.responsible(loop.unit, loop.person);
    const assigned = given.isNew(loop) && !isReport(loop) ? assignments(given, loop, responsible) : [];
    const steps = escalationSteps(loop, rule, asOf, letters);
    const untold = isUntold(input, assigned);
    const own = untold ? [] : unitOwes(given, loop, steps, reminders, responsible);
    const above = untold && responsible.told.length > 0 ? [] : raised(given, loop, steps);
    return [...assigned, ...own, ...above];
  });
}

/** A task that a letter of its own asks for, or asked: nobody is asked twice for one written report, unless it is sent back. */
function askedByItsLetter(input: OwedInput): (loop: Loop) => boolean {
  const keys = new Set(askedReports(input).flatMap(({ row }) => row?.key ?? []));
  return ({ tab, key, round }) => tab === "tasks" && round === "" && keys.has(key);
}

/** To the lead unit, and to the cooperating units in their own words; nobody is told of one matter as both. */
function assignments(given: LoopCase, loop: Loop, lead: Reached): Candidate[] {
  const { input, contacts, told } = given;
  const due = `${assignedOn(loop, given)}/${loop.round}/${loop.person ?? ""}`;
  const leading = new Set(lead.told.map(({ address }) => address));
  const helping = merge(loop.cooperating.map((unit) => contacts.responsible(unit, null)));
  const others = { ...helping, told: helping.told.filter(({ address }) => !leading.has(address)) };
  const candidate = (level: string, reached: Reached): Candidate[] => {
    const same = { kind: "loop-assigned" as const, subject: loopSubject(loop), level, due };
    const before = told.get(noticeKey({ ...same, recipient: "" }));
    if (before !== undefined && !reached.told.some(({ address }) => before.has(address))) return [];
    const item = loopItem(input, contacts, loop);
    const facts = { ...item.facts, part: level, back: loop.round !== "", cooperating: loop.cooperating };
    return [{ ...same, item: { ...item, facts }, reached }];
  };
  return [...candidate("lead", lead), ...(loop.cooperating.length === 0 ? [] : candidate("cooperating", others))];
}

/** The entry of a new assignment says when it is due: until it is told, nothing else is owed about it, and nobody above hears of what its people do not know. */
const isUntold = ({ ledger }: OwedInput, [lead]: readonly Candidate[]): boolean =>
  lead !== undefined &&
  lead.level === "lead" &&
  !lead.reached.told.some(
    ({ address }) => ledger.notices.get(noticeKey({ ...lead, recipient: address }))?.state === "sent",
  );

function unitOwes(
  given: LoopCase,
  loop: Loop,
  steps: readonly EscalationStep[],
  reminders: readonly number[],
  reached: Reached,
): Candidate[] {
  const { input, contacts } = given;
  const same = { subject: loopSubject(loop), due: loopVersion(loop), reached };
  if (loop.workingDaysLate > 0) {
    const level = steps.filter((step) => step !== "talk").at(-1);
    if (level === undefined) return [];
    return [{ ...same, kind: "loop-overdue", level, item: loopItem(input, contacts, loop) }];
  }
  const level = reminderLevel(input.asOf, loop, reminders, assignedOn(loop, given), steps);
  if (level === null) return [];
  return [{ ...same, kind: "loop-due", level: String(level), item: loopItem(input, contacts, loop) }];
}

/** Days before the due day of the reminder whose day has come: those shorter than the whole period, one for 部署 and 首次反馈; 0 = the day itself. */
function reminderLevel(
  asOf: PlainDate,
  loop: Loop,
  reminders: readonly number[],
  assigned: PlainDate,
  steps: readonly EscalationStep[],
): number | null {
  if (!clockRuns(loop)) return null;
  const { due, round, step } = loop;
  const left = daysBetween(asOf, due!);
  if (left <= 0) return steps.includes("contact") ? 0 : null;
  const whole = daysBetween(round > assigned ? round : assigned, due!);
  const fitting = reminders.filter((days) => days < whole);
  const few = step === "arrange" || step === "first-feedback" ? fitting.slice(-1) : fitting;
  return few.filter((days) => left <= days).at(-1) ?? null;
}

/** 办公室主任, then 主要负责人 with the 包联领导 of the project (a task without one: its 牵头领导). */
function raised(given: LoopCase, loop: Loop, steps: readonly EscalationStep[]): Candidate[] {
  const { input, contacts } = given;
  const same = { kind: "loop-raised" as const, subject: loopSubject(loop), due: loopVersion(loop) };
  const item = steps.includes("office-head") ? loopItem(input, contacts, loop) : null;
  if (item === null) return [];
  const heads = contacts.role(loop.unit, "办公室主任", "office-head");
  const first: Candidate = { ...same, item, level: "office-head", reached: heads };
  if (!steps.includes("unit-head")) return [first];
  const reached = merge([contacts.role(loop.unit, "主要负责人", "unit-head"), sponsorOf(given, loop)]);
  return [first, { ...same, item, level: "unit-head", reached }];
}

function sponsorOf({ contacts, rows }: LoopCase, loop: Loop): Reached {
  const project = contacts.projects.get(loop.project);
  if (project !== undefined)
    return contacts.sponsor(isValue(project.sponsor) ? project.sponsor : null, project.responsibleUnit);
  const task = loop.tab === "tasks" ? rows.tasks.get(loop.key) : undefined;
  return contacts.sponsor(task !== undefined && isValue(task.leader) ? task.leader : null, loop.unit);
}

/** The day the matter came to its unit. */
function assignedOn({ tab, key }: Loop, { rows, starts }: LoopCase): PlainDate {
  if (tab === "tasks") return rows.tasks.get(key)?.sourceDate ?? "";
  const issue = rows.issues.get(key);
  if (issue === undefined) return "";
  return starts.get(key) ?? (isValue(issue.assignedOn) ? issue.assignedOn : issue.reportedOn);
}

/** 待交办, 待核查, or nobody's: the office's own, told once and once more when it is late itself. */
function officeOwes({ input, contacts }: LoopCase, loop: Loop): Candidate[] {
  const late = loop.workingDaysLate > 0 && (loop.step === "assign" || loop.step === "verify") ? "-late" : "";
  const level = `${loop.state === "to-verify" ? "verify" : "assign"}${late}`;
  const reached = { told: reachAdmins(input.directory).told, gaps: [] };
  const item = loopItem(input, contacts, loop);
  return [{ kind: "loop-to-verify", subject: loopSubject(loop), level, due: loopVersion(loop), item, reached }];
}
