import { type RowHistory, unquietLives } from "../domain/history.ts";
import type { IssueVerdict } from "../domain/issue-loop.ts";
import { type Raising, raisingOf } from "../domain/raising.ts";
import { merge, reachAdmins } from "../domain/recipients.ts";
import type { Issue } from "../domain/registry.ts";
import { raisingRuleOn } from "../rules/raising-rules.ts";
import { loweredSentences, toRaiseSentences } from "../views/raising-lines.ts";
import { loopItem, loopSubject } from "./loop-items.ts";
import { type Candidate, type Contacts, type OwedInput, placeOf } from "./owed.ts";

/** Looks at the levels of a problem, with what the history knows of it. Only rows that changed have one. */
export function raisings({
  book,
  asOf,
  history,
  registry,
  calendar,
}: Pick<OwedInput, "book" | "asOf" | "history" | "registry" | "calendar">): (loop: IssueVerdict) => Raising {
  const rule = raisingRuleOn(book, asOf).value;
  const lives = unquietLives(history, "issues");
  const groups = new Map(registry.units.map(({ name, group }) => [name, group]));
  return ({ issue, unit, state, light, limit }) => {
    const life = (lives.get(issue.key) ?? []) as RowHistory<Issue>;
    const waits = state !== "closed" && state !== "to-verify" && state !== "unassigned" && light !== "exempt";
    const solveBy = limit?.day ?? null;
    return raisingOf({ issue, life, rule, calendar, asOf, waits, solveBy, group: groups.get(unit) ?? null });
  };
}

/**
 * A problem over its time at one level is proposed for the next, and a level that fell is said: to its unit and to the admins alone. People decide
 * by changing 协调层级. Source: domain.md M18.
 */
export function owedRaising(input: OwedInput, contacts: Contacts, issues: readonly IssueVerdict[]): Candidate[] {
  const raising = raisings(input);
  return issues
    .filter(({ state }) => state !== "closed")
    .flatMap((loop) => levelsOf(input, contacts, loop, raising(loop)));
}

function levelsOf(input: OwedInput, contacts: Contacts, loop: IssueVerdict, raising: Raising): Candidate[] {
  const { proposed, fellFrom, stays } = raising;
  const present = stays.at(-1)!;
  if (proposed === null && fellFrom === null) return [];
  const place = placeOf(input, { workbook: loop.workbook, tab: "issues", key: loop.key, field: "level" });
  const unit = loop.unit === "" ? [] : [contacts.responsible(loop.unit, loop.person)];
  const reached = merge([...unit, reachAdmins(input.directory)]);
  const plain = loopItem(input, contacts, loop);
  const item = { ...plain, light: "none" as const, due: null, facts: { ...plain.facts, place } };
  const same = { subject: loopSubject(loop), due: `${present.from}/${loop.round}`, reached };
  const toRaise = toRaiseSentences(raising, place, raisingRuleOn(input.book, input.asOf));
  const lowered = loweredSentences(raising, place, input.asOf);
  return [
    ...(proposed === null
      ? []
      : [{ ...same, kind: "issue-to-raise" as const, level: proposed, item: { ...item, ...toRaise } }]),
    ...(fellFrom === null
      ? []
      : [{ ...same, kind: "issue-lowered" as const, level: present.level, item: { ...item, ...lowered } }]),
  ];
}
