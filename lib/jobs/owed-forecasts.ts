import type { MilestoneForecast } from "../domain/forecast.ts";
import type { MilestoneVerdict } from "../domain/milestone.ts";
import { seedOf } from "../domain/project-forecast.ts";
import { REMINDER_DAYS } from "../rules/mail-rules.ts";
import { ruleOn } from "../rules/rulebook.ts";
import { type Candidate, type Contacts, type OwedInput, placeOf } from "./owed.ts";
import { actualCell, deadlineOf, itemOf, responsibleFor } from "./owed-milestones.ts";

/**
 * 蓝（预测） to whoever is responsible, once for each milestone and due day, while more time is left than the first reminder gives, whose place it takes.
 * Source: issue 5, Early warning; domain.md "Mail budget".
 */
export function owedForecasts(input: OwedInput, contacts: Contacts): Candidate[] {
  const warned = input.judgement.warned();
  if (warned.size === 0) return [];
  const first = ruleOn(input.book, REMINDER_DAYS, input.asOf).value[0] ?? 0;
  return input.judgement.milestones.flatMap((verdict) => {
    const forecast = warned.get(verdict.key);
    const isEarly = forecast !== undefined && -verdict.daysLate! > first;
    return isEarly ? [candidateOf(input, contacts, verdict, forecast)] : [];
  });
}

/** The figures behind the words lie in the notice, so that the ledger tells what was said. No cell is to be filled in yet. */
function candidateOf(
  input: OwedInput,
  contacts: Contacts,
  verdict: MilestoneVerdict,
  forecast: MilestoneForecast,
): Candidate {
  const due = deadlineOf(verdict);
  const { forecastRule: rule } = input.judgement;
  const item = itemOf(
    verdict,
    contacts,
    placeOf(input, actualCell(verdict)),
    input.words.forecast(forecast, { rule }, verdict),
  );
  const { chanceLate, cases, casesLate } = forecast;
  const person = responsibleFor(verdict, contacts.projects.get(verdict.project));
  return {
    ...{ kind: "milestone-forecast", subject: verdict.key, level: "", due },
    item: {
      ...item,
      light: "none",
      due,
      facts: { ...item.facts, place: "", chanceLate, cases, casesLate, seed: seedOf(verdict.project, rule) },
    },
    reached: contacts.responsible(verdict.ownUnit, person),
  };
}
