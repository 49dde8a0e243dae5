import { changedPlaces, NOTHING_CHANGED } from "./quarter-differences.ts";
import { parseYearBlock } from "./year-ranking.ts";

/** Where a re-issued year differs from what was published. */
export const yearDifferences = (before: string, after: string): string =>
  changedPlaces(parseYearBlock(before).rows, parseYearBlock(after).rows).join("；") || NOTHING_CHANGED;
