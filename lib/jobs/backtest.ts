import { lightChanges, lightCounts } from "../domain/backtest/light-changes.ts";
import { type RankedMonth, rankChanges } from "../domain/backtest/rank-changes.ts";
import { firstDayOf, lastDayOf, type Month, type PlainDate } from "../domain/dates.ts";
import { monthsFrom } from "../domain/judged-moments.ts";
import type { CellRef } from "../domain/light.ts";
import { NO_PREVIOUS, placesOf } from "../domain/ranking-block.ts";
import type { Rulebook } from "../rules/rulebook.ts";
import { type TriedRule, triedBook } from "../rules/trial-rules.ts";
import type { ToldBacktest, ToldMonth } from "../views/backtest/backtest.ts";
import { toldLight, toldRank } from "../views/backtest/told-changes.ts";
import { parseRankingBlock, rankingBlock } from "../views/ranking.ts";
import { refuseOpenMonth, refuseOtherYear } from "./asked-month.ts";
import { inputFor, monthUnder } from "./decide.ts";
import type { JobInput } from "./job.ts";
import { monthsOf } from "./monthly.ts";
import type { Outside } from "./outside.ts";
import { cellWords } from "./plan-cells.ts";
import { overlaid } from "./present.ts";
import { readBooks } from "./workbooks.ts";

/** Values tried together, under the name the result is shown by. */
export interface Trial {
  readonly name: string;
  readonly tried: readonly TriedRule[];
}

export interface BacktestRequest {
  readonly from: Month;
  readonly to: Month;
  readonly asOf: PlainDate;
  readonly trials: readonly Trial[];
}

/**
 * The same months, each as it was frozen at its lock, judged under the rules in force and under each trial as if adopted on the first day of `from`. Writes
 * and sends nothing. Throws RefusedDayError for a month that is not over or of another year, SecrecyError, PortError.
 */
export async function backtest({ from, to, asOf, trials }: BacktestRequest, outside: Outside): Promise<ToldBacktest> {
  refuseOpenMonth({ asOf, period: to });
  const books = await readBooks(outside);
  const { store } = books.main;
  const present = await overlaid(outside, books);
  const today = await inputFor({ asOf, period: null, knownAt: null }, store, present, "day");
  for (const period of [from, to]) refuseOtherYear({ asOf, period }, today);
  const start = firstDayOf(from);
  const tries = [
    (book: Rulebook) => book,
    ...trials.map(
      ({ tried }) =>
        (book: Rulebook) =>
          triedBook(book, tried, start),
    ),
  ];
  const months: ToldMonth[] = [];
  let previous: readonly RankedMonth[] | null = null;
  for (const month of monthsFrom(from, to)) {
    const inputs = await monthUnder(month, store, present, today, tries);
    const ranked = inputs.map((input, at) => rankedMonth(input, month, previous?.[at] ?? null));
    months.push(comparedMonth(month, inputs, ranked, today));
    previous = ranked;
    await outside.onStep("backtested", month);
  }
  return { version: 1, from, to, trials: trials.map(toldTrial), months };
}

const toldTrial = ({ name, tried }: Trial): ToldBacktest["trials"][number] => ({
  name,
  rules: tried.map(({ def, value }) => `${def.rule.name}=${def.show(value)}`),
});

/** Places are compared with the month before under the same rules, never with what was published. */
function rankedMonth(input: JobInput, period: Month, before: RankedMonth | null): RankedMonth {
  const { months, rules } = monthsOf(input, period);
  const previous = before === null ? NO_PREVIOUS : placesOf(before.block);
  return { block: rankingBlock({ period, months, previous, rules, stale: input.stale }), months };
}

function comparedMonth(
  month: Month,
  inputs: readonly JobInput[],
  ranked: readonly RankedMonth[],
  today: JobInput,
): ToldMonth {
  const listed = inputs.map((input) => {
    const { list, projects } = input.judge(lastDayOf(month), month);
    return projects.filter(({ key }) => list.members.has(key));
  });
  const [base, ...tried] = listed;
  // As the sheets stood when the month was frozen.
  const cellsOf = (ref: CellRef): string => cellWords(inputs[0]!, [ref]);
  return {
    month,
    lights: lightCounts(base!),
    trials: tried.map((projects, at) => ({
      lights: lightCounts(projects),
      lightChanges: lightChanges(month, base!, projects).map((change) => toldLight(change, cellsOf)),
      rankChanges: rankChanges(ranked[0]!, ranked[at + 1]!).map((change) => toldRank(change, cellsOf)),
    })),
    unlikePublished: unlikePublished(month, ranked[0]!, today),
    backfilled: base!.some(({ backfilled }) => backfilled),
  };
}

function unlikePublished(month: Month, { block }: RankedMonth, { published }: JobInput): readonly string[] {
  const found = published.findLast(({ kind, period }) => kind === "ranking" && period === month);
  if (found === undefined) return [];
  const now = new Map(block.rows.map((row) => [row.unit, row]));
  return parseRankingBlock(found.body)
    .rows.filter(({ unit, rank, total }) => now.get(unit)?.rank !== rank || now.get(unit)?.total !== total)
    .map(({ unit }) => unit);
}
