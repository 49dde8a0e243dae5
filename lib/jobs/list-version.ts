import { monthOf, type PlainDate, yearOf } from "../domain/dates.ts";
import {
  type ListDifference,
  type ListVersion,
  listDifference,
  listVersion,
} from "../domain/list-change/list-version.ts";
import { lastMoves } from "../domain/list-in-force.ts";
import { readingRules } from "../rules/reading-rules.ts";
import type { JobInput } from "./job.ts";

/** The list on a day of the plan year, by what is known. For `duban list`; writes nothing. */
export function listOn(input: JobInput, day: PlainDate): ListVersion {
  const planYear = readingRules(input.book, input.asOf).planYear ?? yearOf(day);
  const list = input.judge(input.asOf, null).listOf(monthOf(day), planYear, day);
  return listVersion({ day, planYear, list, adjustments: input.reading.registry.adjustments });
}

/** What changed from `since` to the as-of day. */
export function changedSince(input: JobInput, since: PlainDate): ListDifference {
  const planYear = readingRules(input.book, input.asOf).planYear ?? yearOf(input.asOf);
  const moves = lastMoves(input.reading.registry.adjustments, { month: monthOf(input.asOf), planYear });
  return listDifference(listOn(input, since), listOn(input, input.asOf), moves);
}
