import { lastMonthOf } from "../domain/assessment/periods.ts";
import { yearTotal } from "../domain/assessment/year.ts";
import type { YearBlock, YearRow } from "../domain/assessment/year-block.ts";
import { lastDayOf, type Month, type PlainDate } from "../domain/dates.ts";
import type { RankingBlock } from "../domain/ranking-block.ts";
import { roundHalfUp } from "../domain/ratio.ts";
import type { ScoreRules } from "../domain/score.ts";
import type { UnitMonth } from "../domain/unit-month.ts";
import type { DraftRecord } from "../ports/store.ts";
import { yearWeightsOn } from "../rules/assessment-rules.ts";
import type { Rulebook } from "../rules/rulebook.ts";
import { parseQuarterBlock } from "../views/quarter-ranking.ts";
import { parseRankingBlock } from "../views/ranking.ts";
import { type Calculation, monthCalculation } from "../views/unit-explanation.ts";
import type { Places } from "../views/unit-explanation-parts.ts";
import { quarterCalculation, yearCalculation } from "../views/unit-explanation-rollup.ts";
import { parseYearBlock } from "../views/year-ranking.ts";
import { originOf } from "./draft-origin.ts";
import type { JobInput } from "./job.ts";
import { look } from "./look.ts";
import { monthsOf, rankingOf } from "./monthly.ts";
import { type Outside, RefusedDayError } from "./outside.ts";
import { cellWords } from "./plan-cells.ts";
import { RefusedConfirmError } from "./refused-confirm.ts";

type Draft = Pick<DraftRecord, "id" | "kind" | "period" | "createdAt" | "body">;

/**
 * Every ranked unit's own calculation of a drafted result. A month is reckoned anew from what it was drafted from; where a unit's points are not
 * those of the draft, nothing is given. Throws RefusedConfirmError "not-reproduced", SecrecyError, PortError.
 */
export async function calculationsOf(
  draft: Draft,
  today: PlainDate,
  book: Rulebook,
  outside: Outside,
): Promise<readonly Calculation[]> {
  const found = draft.kind === "ranking" ? await ofMonth(draft, today, outside) : ofRollUp(draft, book);
  if (found === null) throw new RefusedConfirmError("not-reproduced", { id: draft.id, period: draft.period });
  return found;
}

async function ofMonth(draft: Draft, today: PlainDate, outside: Outside): Promise<readonly Calculation[] | null> {
  const block = parseRankingBlock(draft.body);
  const origin = await originOf(outside.store, draft.id);
  for (const knownAt of new Set([origin?.knownAt ?? null, draft.createdAt])) {
    const input = await lookAt(outside, today, draft.period, knownAt);
    if (input !== null && figuresOf(rankingOf(input, draft.period)) === figuresOf(block)) return ranked(input, block);
  }
  return null;
}

/** null: nothing is known of that moment. */
async function lookAt(
  outside: Outside,
  asOf: PlainDate,
  period: Month,
  knownAt: string | null,
): Promise<JobInput | null> {
  try {
    return await look(outside, { asOf, period, knownAt }, "month");
  } catch (error) {
    if (error instanceof RefusedDayError) return null;
    throw error;
  }
}

/** Words of a draft may be those of an earlier version of the program. */
const figuresOf = ({ rows }: RankingBlock): string =>
  JSON.stringify(
    rows.map(({ unit, rank, total, items }) => [
      ...[unit, rank, total],
      items.map(({ code, points, numerator, due, denominator }) => [code, points, numerator, due, denominator]),
    ]),
  );

function ranked(input: JobInput, { period, rows }: RankingBlock): readonly Calculation[] {
  const names = new Set(rows.filter(({ rank }) => rank !== null).map(({ unit }) => unit));
  const { months, rules } = monthsOf(input, period);
  const calculate = calculator(input, rules.score);
  return months.filter(({ unit }) => names.has(unit.name)).map(calculate);
}

function ofRollUp({ kind, body }: Draft, book: Rulebook): readonly Calculation[] | null {
  if (kind === "quarter") {
    const block = parseQuarterBlock(body);
    return block.rows.filter(({ rank }) => rank !== null).map((row) => quarterCalculation(block, row));
  }
  const block = parseYearBlock(body);
  const rows = block.rows.filter(({ rank }) => rank !== null);
  return rows.every((row) => isTotal(block, row, book)) ? rows.map((row) => ownYear(block, row, book)) : null;
}

/** The shares of the year may have been typed anew since it was drafted. */
function isTotal(block: YearBlock, row: YearRow, book: Rulebook): boolean {
  const { months: scores, june, december, visits, total } = row;
  const again = yearTotal({ scores, june, december, visits }, weightsOf(block, book));
  return (again === null ? null : roundHalfUp(again, 0)) === total;
}

const weightsOf = ({ period }: YearBlock, book: Rulebook) => yearWeightsOn(book, lastDayOf(lastMonthOf(period)));

export const ownYear = (block: YearBlock, row: YearRow, book: Rulebook): Calculation =>
  yearCalculation(block, row, weightsOf(block, book));

/** One unit's month after the other, with every part and cell. */
export function calculator(input: JobInput, rules: ScoreRules): (month: UnitMonth) => Calculation {
  const places = placesOf(input);
  return (month) => monthCalculation(month, rules, places);
}

function placesOf(input: JobInput): Places {
  const names = new Map(input.reading.registry.projects.map(({ code, name }) => [code, name]));
  return {
    cell: (ref) => cellWords(input, [ref]),
    name: (subject) => names.get(subject) ?? "",
  };
}
