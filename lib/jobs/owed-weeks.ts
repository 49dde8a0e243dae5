import { compareText } from "../domain/compare-text.ts";
import { addDays, type Instant, type PlainDate } from "../domain/dates.ts";
import { isValue } from "../domain/field.ts";
import { largeProjects } from "../domain/large-projects.ts";
import { compareLights } from "../domain/light.ts";
import type { Ledger } from "../domain/notice.ts";
import { partsOf } from "../domain/notice-key.ts";
import type { ProjectVerdict } from "../domain/project-lights.ts";
import { merge } from "../domain/recipients.ts";
import type { Project } from "../domain/registry.ts";
import { hasSomethingToDo, matterKey, unitWeeks, type WeekEntry } from "../domain/unit-week.ts";
import { WEEK_AHEAD_DAYS } from "../rules/mail-rules.ts";
import { ruleOn } from "../rules/rulebook.ts";
import { summaryRulesOn } from "../rules/summary-rules.ts";
import { largeLine } from "../views/large-line.ts";
import { weekLine } from "../views/week-lines.ts";
import { type Candidate, type Contacts, NO_ITEM, type OwedInput } from "./owed.ts";
import { mondayOf } from "./owed-leaders.ts";

/**
 * The unit's week, to 主要负责人, 办公室主任 and 联络员 of every lead, responsible and cooperating unit. A unit with nothing to do hears nothing.
 * Source: domain.md M4 and "Who is told what".
 */
export function owedWeeks(input: OwedInput, contacts: Contacts): Candidate[] {
  const { judgement, history, asOf } = input;
  const until = addDays(asOf, ruleOn(input.book, WEEK_AHEAD_DAYS, asOf).value);
  const lastSent = lastLists(input.ledger);
  const weeks = unitWeeks({
    judgement,
    history,
    until,
    loops: [...judgement.issues, ...judgement.tasks],
    projects: contacts.projects,
    sinceOf: (unit) => lastSent.get(unit) ?? `${addDays(asOf, -7)}T00:00:00.000Z`,
  });
  const owed = [...weeks].filter(([, entries]) => hasSomethingToDo(entries)).sort(([a], [b]) => (a < b ? -1 : 1));
  const large = largeOfUnits(input, contacts);
  return owed.map(([unit, entries]) => weekOf(input, contacts, unit, until, entries, large));
}

/** Unit → when its last list left. */
function lastLists({ notices }: Ledger): ReadonlyMap<string, Instant> {
  const last = new Map<string, Instant>();
  for (const { key, kind, state, changedAt } of notices.values()) {
    if (kind !== "unit-week" || state !== "sent") continue;
    const { subject } = partsOf(key);
    if (changedAt > (last.get(subject) ?? "")) last.set(subject, changedAt);
  }
  return last;
}

function weekOf(
  input: OwedInput,
  contacts: Contacts,
  unit: string,
  until: PlainDate,
  entries: readonly WeekEntry[],
  large: LargeOfUnits,
): Candidate {
  const { asOf } = input;
  const monday = mondayOf(asOf);
  const facts = {
    unitName: unit,
    until,
    ...listsOf(entries, unit, asOf, contacts),
    ...largeOf(large.get(unit) ?? [], asOf),
  };
  const reached = merge([
    contacts.role(unit, "主要负责人", "unit-head"),
    contacts.role(unit, "办公室主任", "office-head"),
    contacts.role(unit, "联络员", "liaison"),
  ]);
  const gaps = reached.told.length > 0 ? reached.gaps : contacts.responsible(unit, null).gaps;
  const item = { ...NO_ITEM, tab: "units", subject: unit, unit, due: monday, facts };
  return { kind: "unit-week", subject: unit, level: "week", due: monday, item, reached: { told: reached.told, gaps } };
}

/** Each list as lines, and beside it what each line is about. */
function listsOf(entries: readonly WeekEntry[], unit: string, asOf: PlainDate, { projects }: Contacts) {
  const reader = { asOf, unit, nameOf: (code: string) => projects.get(code)?.name ?? "" };
  const lists = [...Map.groupBy(entries, ({ part }) => part)].flatMap(([part, list]) => [
    [part, list.map((entry) => weekLine(entry, reader))] as const,
    [`${part}Ids`, list.map(({ matter }) => matterKey(matter))] as const,
  ]);
  return Object.fromEntries(lists);
}

interface LargeProject {
  readonly project: Project;
  readonly verdict: ProjectVerdict;
}

type LargeOfUnits = ReadonlyMap<string, readonly LargeProject[]>;

/** The 超亿元 projects that each unit is responsible for or leads. */
function largeOfUnits({ judgement, book, asOf }: OwedInput, contacts: Contacts): LargeOfUnits {
  const codes = largeProjects(judgement.listed, summaryRulesOn(book, asOf).largePlan);
  const own = judgement.projects.flatMap((verdict) => {
    const project = codes.has(verdict.key) ? contacts.projects.get(verdict.key) : undefined;
    if (project === undefined) return [];
    const lead = isValue(project.leadUnit) ? [project.leadUnit] : [];
    return [...new Set([project.responsibleUnit, ...lead])].map((unit) => ({ unit, project, verdict }));
  });
  return Map.groupBy(own, ({ unit }) => unit);
}

function largeOf(projects: readonly LargeProject[], asOf: PlainDate) {
  if (projects.length === 0) return {};
  const worstFirst = projects.toSorted(
    (a, b) => compareLights(b.verdict.light, a.verdict.light) || compareText(a.project.code, b.project.code),
  );
  return {
    large: worstFirst.map(({ project, verdict }) => largeLine(project, verdict, asOf)),
    largeIds: worstFirst.map(({ project }) => `projects/${project.code}`),
  };
}
