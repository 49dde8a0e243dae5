import { lastDayOf, type Month } from "../domain/dates.ts";
import type { AskedCount } from "../domain/observation/county-shares.ts";
import { themeMonths, themeOf } from "../domain/observation/theme.ts";
import { type VisitList, visitList } from "../domain/observation/visit-list.ts";
import { drawRuleOn, themeRuleOn } from "../rules/observation-rules.ts";
import { readingRules } from "../rules/reading-rules.ts";
import { refuseOtherYear } from "./asked-month.ts";
import type { JobInput } from "./job.ts";
import { publishedVisits } from "./observation.ts";

export interface ListRequest {
  readonly visit: Month;
  /** null: the rule's number of each county. */
  readonly count: AskedCount | null;
  readonly seed: string | null;
}

/** The month has no theme: which ones have. */
export interface NoTheme {
  readonly months: readonly number[];
}

/** Projects to visit in a month. Nothing of it is written or sent. Throws RefusedDayError for a year that is not the list's. */
export function observationList(input: JobInput, { visit, count, seed }: ListRequest): VisitList | NoTheme {
  const { reading, history, asOf, book } = input;
  refuseOtherYear({ asOf, period: visit }, input);
  const day = lastDayOf(visit);
  const themes = themeRuleOn(book, day).value;
  const categories = themeOf(themes, visit, readingRules(book, day).categories);
  if (categories.length === 0) return { months: themeMonths(themes) };
  return visitList({
    ...{ visit, asOf, categories, count, seed, history },
    projects: reading.registry.projects,
    members: input.judge(asOf, null).list.members,
    exemptions: reading.registry.exemptions,
    observations: reading.registry.observations,
    published: publishedVisits(input),
    rule: drawRuleOn(book, day),
  });
}

export const isDrawn = (drawn: VisitList | NoTheme): drawn is VisitList => "drawn" in drawn;
