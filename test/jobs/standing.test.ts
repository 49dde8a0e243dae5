import { expect, test } from "vitest";
import { standingOf, type WorkbookFact } from "../../lib/jobs/standing.ts";

const OURS = "store-1";
const fact = (run: number, about: number): WorkbookFact => ({ run, about, adopted: null, assumeTold: false });
const stamp = (run: number, storeId = OURS) => ({ storeId, run });

test.each([
  ["never written", null, null, "new"],
  ["about to be written for the first time", fact(0, 4), null, "new"],
  ["written by the run known to have done it", fact(4, 4), stamp(4), "own"],
  ["not written by the run that was about to", fact(4, 6), stamp(4), "own"],
  ["written by the run that was about to, which could not say so", fact(4, 6), stamp(6), "own"],
  ["written late by a run before that", fact(4, 6), stamp(5), "own"],
  ["written by a run before the last known one", fact(4, 6), stamp(3), "older-copy"],
  ["written by a run nobody here knows of", fact(4, 6), stamp(7), "restored-store"],
  ["written by another store", fact(4, 6), stamp(5, "store-2"), "foreign-store"],
  ["without a stamp where one was", fact(4, 6), null, "unstamped"],
  ["with our stamp and never met", null, stamp(4), "copied-workbook"],
] as const)("a workbook %s", (_what, known, found, standing) => {
  expect(standingOf(OURS, known, found)).toBe(standing);
});
