import type { MonthResult } from "../domain/assessment/month-result.ts";
import { monthsIn, periodKind } from "../domain/assessment/periods.ts";
import type { MonthTaken, QuarterBlock } from "../domain/assessment/quarter-block.ts";
import type { YearBlock } from "../domain/assessment/year-block.ts";
import type { Month } from "../domain/dates.ts";
import type { DraftRecord } from "../ports/store.ts";
import { parseRankingBlock } from "../views/ranking.ts";
import { digestOf } from "./drafting.ts";
import type { JobInput, Published } from "./job.ts";
import { rankingOf } from "./monthly.ts";

/** The months of a quarter or year, each as published; one that is not published as it would be, from its frozen inputs. */
export async function monthResults(
  period: string,
  published: readonly Published[],
  frozen: (month: Month) => Promise<JobInput>,
): Promise<readonly MonthResult[]> {
  const months: MonthResult[] = [];
  for (const month of monthsIn(period)) {
    const one = published.find((result) => result.kind === "ranking" && result.period === month);
    months.push(one === undefined ? notPublished(month, await frozen(month)) : resultOf(month, one));
  }
  return months;
}

/** The digest is that of the text in hand: a month somebody changed in the store is another month. */
const resultOf = (month: Month, { id, body }: Published): MonthResult => ({
  ...{ month, draft: id, digest: digestOf(body) },
  block: parseRankingBlock(body),
});

const notPublished = (month: Month, input: JobInput): MonthResult => ({
  ...{ month, draft: "", digest: "" },
  block: rankingOf(input, month),
});

type RollUp = Pick<QuarterBlock | YearBlock, "period" | "months"> & Partial<Pick<YearBlock, "visits">>;

export const isRollUp = ({ kind }: Pick<DraftRecord, "kind">): boolean => kind === "quarter" || kind === "year";

export const rollUpIn = ({ body }: Pick<DraftRecord, "body">): RollUp => JSON.parse(body) as RollUp;

/** Months of a quarter or year that were not published when it was made. */
export const openMonths = (block: RollUp): readonly Month[] =>
  block.months.filter(({ draft }) => draft === "").map(({ month }) => month);

/** Whether a quarter or year was made from the results that are published now, and from all of them. */
export function isCurrent(block: RollUp, published: readonly Pick<Published, "kind" | "period" | "id">[]): boolean {
  const idOf = (kind: string, period: string): string =>
    published.findLast((one) => one.kind === kind && one.period === period)?.id ?? "";
  const visits = block.visits ?? [];
  const isTaken = (kind: string) => (taken: MonthTaken) => idOf(kind, taken.month) === taken.draft;
  const all = visitsOf(published, block.period);
  return (
    block.months.every(isTaken("ranking")) &&
    (periodKind(block.period) !== "year" || (visits.length === all.length && visits.every(isTaken("observation"))))
  );
}

/** Published visits of a year, by 场次. */
export const visitsOf = <T extends Pick<Published, "kind" | "period">>(
  published: readonly T[],
  year: string,
): readonly T[] =>
  published
    .filter(({ kind, period }) => kind === "observation" && period.startsWith(`${year}-`))
    .sort((a, b) => (a.period < b.period ? -1 : 1));
