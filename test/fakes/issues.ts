import type { PlainDate } from "../../lib/domain/dates.ts";
import { indexExemptions } from "../../lib/domain/exemption.ts";
import { NO_HISTORY } from "../../lib/domain/history.ts";
import { type IssueVerdict, judgeIssues } from "../../lib/domain/issue-loop.ts";
import type { IssueCase } from "../../lib/domain/issue-round.ts";
import { knownPeople } from "../../lib/domain/known-people.ts";
import { endOfDay } from "../../lib/domain/office-calendar.ts";
import type { Registry } from "../../lib/domain/registry.ts";
import { calendarFor } from "../../lib/rules/holidays.ts";
import { issueRuleOn } from "../../lib/rules/issue-rules.ts";
import { loopLightRuleOn } from "../../lib/rules/loop-rules.ts";
import { NO_OVERRIDES } from "../../lib/rules/rulebook.ts";

const CALENDAR = calendarFor([], null);

/** What problems are judged with on a day, in the evening of it, under the built-in rules. */
export function issueCaseOf(registry: Registry, asOf: PlainDate, more: Partial<IssueCase> = {}): IssueCase {
  const units = new Map(registry.projects.map(({ code, responsibleUnit }) => [code, responsibleUnit]));
  return {
    history: NO_HISTORY,
    asOf,
    knownAt: endOfDay(asOf),
    calendar: CALENDAR,
    people: knownPeople(registry),
    exemptions: indexExemptions(registry.exemptions),
    unitOfProject: (code) => units.get(code) ?? "",
    rule: (day) => issueRuleOn(NO_OVERRIDES, day),
    light: loopLightRuleOn(NO_OVERRIDES, asOf),
    told: new Map(),
    ...more,
  };
}

export const issueVerdicts = (registry: Registry, asOf: PlainDate): readonly IssueVerdict[] =>
  judgeIssues(registry.issues, issueCaseOf(registry, asOf));
