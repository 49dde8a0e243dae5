import type { QuarterBlock } from "../domain/assessment/quarter-block.ts";
import type { YearBlock } from "../domain/assessment/year-block.ts";
import type { Month, PlainDate } from "../domain/dates.ts";
import type { RankingBlock } from "../domain/ranking-block.ts";
import type { UnitMonth } from "../domain/unit-month.ts";
import type { DraftRecord } from "../ports/store.ts";
import { parseRankingBlock } from "../views/ranking.ts";
import { type Calculation, monthCalculation } from "../views/unit-explanation.ts";
import type { Places } from "../views/unit-explanation-parts.ts";
import { rollupCalculation } from "../views/unit-explanation-rollup.ts";
import { cellsOf } from "./explained-cells.ts";
import type { JobInput } from "./job.ts";
import { look } from "./look.ts";
import { monthsOf, rankingOf } from "./monthly.ts";
import { type Outside, RefusedDayError } from "./outside.ts";
import { RefusedConfirmError } from "./refused-confirm.ts";

/**
 * Every ranked unit's own calculation of a drafted result. A month is reckoned anew from what it was drafted from, and each unit's points are those
 * of the draft, or nothing is given. Throws RefusedConfirmError "not-reproduced", SecrecyError, PortError.
 */
export async function calculationsOf(
  draft: Pick<DraftRecord, "id" | "kind" | "period" | "createdAt" | "body">,
  today: PlainDate,
  outside: Outside,
): Promise<readonly Calculation[]> {
  if (draft.kind !== "ranking") {
    const block = JSON.parse(draft.body) as QuarterBlock | YearBlock;
    return block.rows.filter(({ rank }) => rank !== null).map((row) => rollupCalculation(block, row));
  }
  const block = parseRankingBlock(draft.body);
  for (const knownAt of [null, draft.createdAt]) {
    const input = await lookAt(outside, today, draft.period, knownAt);
    if (input !== null && sameFigures(rankingOf(input, draft.period), block)) return ofMonth(input, block);
  }
  throw new RefusedConfirmError("not-reproduced", { id: draft.id, period: draft.period });
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

const sameFigures = (a: RankingBlock, b: RankingBlock): boolean => figures(a) === figures(b);

/** Words of a draft may be those of an earlier version of the program. */
const figures = ({ rows }: RankingBlock): string =>
  JSON.stringify(
    rows.map(({ unit, rank, total, items }) => [
      ...[unit, rank, total],
      items.map(({ code, points, numerator, due, denominator }) => [code, points, numerator, due, denominator]),
    ]),
  );

function ofMonth(input: JobInput, { period, rows }: RankingBlock): readonly Calculation[] {
  const ranked = new Set(rows.filter(({ rank }) => rank !== null).map(({ unit }) => unit));
  const { months } = monthsOf(input, period);
  return months.filter(({ unit }) => ranked.has(unit.name)).map((month) => ownCalculation(input, month));
}

/** One unit's month with every part and cell. */
export const ownCalculation = (input: JobInput, month: UnitMonth): Calculation =>
  monthCalculation(month, monthsOf(input, month.period).rules.score, placesOf(input));

function placesOf(input: JobInput): Places {
  const names = new Map(input.reading.registry.projects.map(({ code, name }) => [code, name]));
  return {
    cell: (ref) => {
      const [found] = cellsOf(input, [ref]);
      return found === undefined ? "" : `「${found.sheet}」${found.cell}`;
    },
    name: (subject) => names.get(subject) ?? "",
  };
}
