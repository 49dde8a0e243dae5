import type { DraftKind } from "../ports/plan.ts";
import { type PlacedResult, resultLines, type UnitsLed } from "../views/leader-ranking.ts";
import {
  observationDifferences,
  observationLead,
  observationTitle,
  parseObservationBlock,
} from "../views/observation.ts";
import { quarterDifferences } from "../views/quarter-differences.ts";
import { parseQuarterBlock, quarterLead, quarterTitle } from "../views/quarter-ranking.ts";
import { parseRankingBlock, rankingLead, rankingTitle } from "../views/ranking.ts";
import { rankingDifferences } from "../views/ranking-differences.ts";
import { yearDifferences } from "../views/year-differences.ts";
import { parseYearBlock, yearLead, yearTitle } from "../views/year-ranking.ts";
import type { Published } from "./job.ts";

/** Where a re-issue differs from what was published, in words for its kind. */
export function resultDifferences(kind: DraftKind, before: string, after: string): string {
  if (kind === "quarter") return quarterDifferences(before, after);
  if (kind === "year") return yearDifferences(before, after);
  if (kind === "observation") return observationDifferences(before, after);
  return rankingDifferences(before, after);
}

/** Title and first sentence of a letter about a published result, and what one leader reads of it. */
export interface ResultLetter {
  readonly title: string;
  readonly lead: string;
  readonly lines: (own: UnitsLed) => readonly string[];
}

/** null where its kind has no such letter. */
export function resultLetter({ kind, body, differences }: Published): ResultLetter | null {
  const linesOf = (block: PlacedResult) => (own: UnitsLed) => resultLines(block, differences, own);
  if (kind === "ranking") {
    const block = parseRankingBlock(body);
    return { title: rankingTitle(block, differences), lead: rankingLead(block, differences), lines: linesOf(block) };
  }
  if (kind === "quarter") {
    const block = parseQuarterBlock(body);
    return { title: quarterTitle(block, differences), lead: quarterLead(block, differences), lines: linesOf(block) };
  }
  if (kind === "observation") {
    const block = parseObservationBlock(body);
    const lead = observationLead(block, differences);
    return { title: observationTitle(block, differences), lead, lines: () => [lead] };
  }
  if (kind !== "year") return null;
  const block = parseYearBlock(body);
  return { title: yearTitle(block, differences), lead: yearLead(block, differences), lines: linesOf(block) };
}
