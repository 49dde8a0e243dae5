import { compareText } from "../compare-text.ts";
import type { ListChangeBlock, ListSums, MovedEntry, RevaluedEntry } from "../list-change/notice-block.ts";
import type { RowSource } from "./public-columns.ts";
import type { Candidate, SiteInput } from "./site-of.ts";

type Entry = MovedEntry & Partial<RevaluedEntry>;

/** What entered, left and was re-valued, without the reasons: they are the units' own words. */
export function changeRows(
  id: string,
  { movedOut, movedIn, revalued }: ListChangeBlock,
  questioned: ReadonlySet<string>,
): readonly Candidate[] {
  const rows = (move: string, entries: readonly Entry[]): readonly Candidate[] =>
    entries
      .toSorted((a, b) => compareText(a.project, b.project))
      .map((entry) => ({ place: placeOf(id), source: sourceOf(move, entry, questioned.has(entry.project)) }));
  return [...rows("out", movedOut), ...rows("in", movedIn), ...rows("revalued", revalued)];
}

const placeOf = (id: string): Candidate["place"] => ({ tab: "", workbook: "", key: id });

function sourceOf(move: string, entry: Entry, questioned: boolean): RowSource<"changes"> {
  const { project, name, category, county, unit } = entry;
  const figures = questioned
    ? { totalBefore: null, planBefore: null, totalInvestment: null, annualPlan: null }
    : {
        ...{ totalBefore: entry.totalBefore ?? null, planBefore: entry.planBefore ?? null },
        ...{ totalInvestment: entry.totalInvestment, annualPlan: entry.annualPlan },
      };
  return { move, project, name, category, county, unit, ...figures };
}

/**
 * Before, out, in, re-valued, after. A sum stays blank from which a project with a 密级 could be reckoned, its number too: of the whole list while there is
 * any, of a move while one is in it. While a figure of the notice is under a question no sum is shown.
 */
export function sumRows(
  id: string,
  { before, after, movedOut, movedIn, revalued }: ListChangeBlock,
  { questioned, closed }: Pick<SiteInput, "questioned" | "closed">,
): readonly Candidate[] {
  const isAsked = [...movedOut, ...movedIn, ...revalued].some(({ project }) => questioned.has(project));
  const hasClosed = (entries: readonly MovedEntry[]): boolean => entries.some(({ project }) => closed.has(project));
  const lines: readonly (readonly [line: string, sums: ListSums, isClosed: boolean])[] = [
    ["before", before, closed.size > 0],
    ["out", sumOf(movedOut), hasClosed(movedOut)],
    ["in", sumOf(movedIn), hasClosed(movedIn)],
    ["revalued", revaluation(revalued), hasClosed(revalued)],
    ["after", after, closed.size > 0],
  ];
  return lines.map(([line, { number, totalInvestment, annualPlan }, isClosed]) => {
    const figures = isAsked || isClosed ? NO_FIGURES : { totalInvestment, annualPlan };
    const source: RowSource<"sums"> = { line, number: isClosed ? null : number, ...figures };
    return { place: placeOf(id), source };
  });
}

const NO_FIGURES = { totalInvestment: null, annualPlan: null };

const sumOf = (entries: readonly MovedEntry[]): ListSums => ({
  number: entries.length,
  totalInvestment: entries.reduce((sum, { totalInvestment }) => sum + totalInvestment, 0),
  annualPlan: entries.reduce((sum, { annualPlan }) => sum + (annualPlan ?? 0), 0),
});

/** By how much the figures changed: after minus before. */
const revaluation = (entries: readonly RevaluedEntry[]): ListSums => ({
  number: entries.length,
  totalInvestment: entries.reduce((sum, { totalInvestment, totalBefore }) => sum + totalInvestment - totalBefore, 0),
  annualPlan: entries.reduce((sum, { annualPlan, planBefore }) => sum + (annualPlan ?? 0) - (planBefore ?? 0), 0),
});
