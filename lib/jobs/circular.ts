import { monthsIn, periodKind } from "../domain/assessment/periods.ts";
import type { QuarterBlock } from "../domain/assessment/quarter-block.ts";
import type { YearBlock } from "../domain/assessment/year-block.ts";
import { comparisonsOf } from "../domain/circular/high-low.ts";
import { mattersOf } from "../domain/circular/matters.ts";
import { type CityInput, overviewOf } from "../domain/circular/overview.ts";
import { addToMonth, firstDayOf, lastDayOf, type Month, monthNumber } from "../domain/dates.ts";
import { indexLetters } from "../domain/escalation.ts";
import type { Judgement } from "../domain/judgement.ts";
import type { RankingBlock } from "../domain/ranking-block.ts";
import { summarise } from "../domain/summary.ts";
import type { ResultKind } from "../ports/plan.ts";
import type { DraftRecord, Store } from "../ports/store.ts";
import { type CircularRules, circularRulesOn } from "../rules/circular-rules.ts";
import { escalationRuleOn } from "../rules/escalation-rules.ts";
import { meetingRulesOn } from "../rules/meeting-rules.ts";
import { readingRules } from "../rules/reading-rules.ts";
import { scoringRulesOn } from "../rules/scoring.ts";
import { summaryRulesOn } from "../rules/summary-rules.ts";
import type { CircularFacts } from "../views/circular.ts";
import { CURVE_WORDS } from "../views/circular-overview.ts";
import { noteWords } from "../views/summary.ts";
import { staleWords } from "../views/workbook-words.ts";
import type { JobInput } from "./job.ts";

const KINDS = { month: "ranking", quarter: "quarter", year: "year" } as const satisfies Record<string, ResultKind>;

/** The drafts of one period's result: the newest that was confirmed, and the one that waits. */
export interface ResultOf {
  readonly confirmed: DraftRecord | null;
  readonly waiting: DraftRecord | null;
}

/** `period` is a month, a quarter or a year. */
export async function resultOf(store: Pick<Store, "drafts">, period: string): Promise<ResultOf> {
  const drafts = await store.drafts({ kind: KINDS[periodKind(period)!], period });
  const confirmed = drafts.filter(({ state }) => state === "confirmed").sort(byConfirmed);
  return { confirmed: confirmed.at(-1) ?? null, waiting: drafts.find(({ state }) => state === "draft") ?? null };
}

const byConfirmed = (a: DraftRecord, b: DraftRecord): number =>
  (a.confirmedAt ?? "") < (b.confirmedAt ?? "") ? -1 : 1;

type Block = RankingBlock | QuarterBlock | YearBlock;

/** The month at the end of the period as it was published; null when it was not. A month's own circular rests on itself. */
export const endMonthOf = (result: DraftRecord, months: readonly DraftRecord[]): DraftRecord | null => {
  if (result.kind === "ranking") return result;
  const last = (JSON.parse(result.body) as QuarterBlock | YearBlock).months.at(-1);
  return months.find(({ id }) => id === last?.draft) ?? null;
};

/** Everything the circular says, from the result as it was confirmed and the period's end as it was known at the lock. `input` is that of its last month. */
export function circularFacts(
  input: JobInput,
  period: string,
  result: DraftRecord,
  endMonth: DraftRecord | null,
): CircularFacts {
  const months = monthsIn(period);
  const month = months.at(-1)!;
  const to = lastDayOf(month);
  const rules = circularRulesOn(input.book, to);
  return {
    period,
    to,
    confirmed: { draft: result.id, block: JSON.parse(result.body) as Block },
    indicators: endMonth === null ? null : indicatorsOf(endMonth, rules),
    overview: overviewOf(cityInput(input, month), beforeInput(input, period, months[0]!)),
    matters: mattersIn(input, months),
    notes: notesOf(input, month),
  };
}

const indicatorsOf = ({ id, body }: DraftRecord, rules: CircularRules): CircularFacts["indicators"] => ({
  draft: id,
  comparisons: comparisonsOf(JSON.parse(body) as RankingBlock, rules),
});

const judgementOf = (input: JobInput, month: Month): Judgement => input.judge(lastDayOf(month), month);

function cityInput(input: JobInput, month: Month): CityInput {
  const { book, reading } = input;
  const end = lastDayOf(month);
  const { listed, projects: verdicts } = judgementOf(input, month);
  const { targets, unitIndicators, projects } = reading.registry;
  const { basis } = scoringRulesOn(book, end);
  const { largePlan } = summaryRulesOn(book, end);
  const { categories } = readingRules(book, end);
  return { period: month, listed, verdicts, targets, unitIndicators, projects, basis, largePlan, categories };
}

/** The end of the month or quarter before, where 年初累计 goes on; a year is compared with nothing. */
function beforeInput(input: JobInput, period: string, first: Month): CityInput | null {
  return periodKind(period) === "year" || monthNumber(first) === 1 ? null : cityInput(input, addToMonth(first, -1));
}

function mattersIn(input: JobInput, months: readonly Month[]) {
  const month = months.at(-1)!;
  const to = lastDayOf(month);
  const { tasks, issues, reports, projects, list } = judgementOf(input, month);
  return mattersOf({
    ...{ from: firstDayOf(months[0]!), to, month, tasks, issues, reports },
    projects: projects.filter(({ key }) => list.members.has(key)),
    escalation: escalationRuleOn(input.book, to).value,
    letters: indexLetters(input.reading.registry.letters),
    redMonths: meetingRulesOn(input.book, to).redMonths,
  });
}

/** What 系统-汇总 says its sums lack. */
function notesOf(input: JobInput, month: Month): readonly string[] {
  const end = lastDayOf(month);
  const { listed: files } = judgementOf(input, month);
  const { units, targets, setAside } = input.reading.registry;
  const { basis } = scoringRulesOn(input.book, end);
  const { categories } = readingRules(input.book, end);
  const terms = { period: month, files, units, targets, categories, basis };
  const { notes } = summarise({ ...terms, rules: summaryRulesOn(input.book, end), setAside: setAside.projects ?? 0 });
  const words = [...input.stale.map((one) => staleWords(one, end)), ...noteWords({ ...notes, cityCurve: false })];
  return notes.cityCurve ? [...words, CURVE_WORDS] : words;
}
