import { describe, expect, test } from "vitest";
import type { UnitMonth } from "../../lib/domain/unit-month.ts";
import { NO_OVERRIDES } from "../../lib/rules/rulebook.ts";
import { scoringRulesOn } from "../../lib/rules/scoring.ts";
import { rankingNote } from "../../lib/views/ranking-note.ts";
import { type Case, readCases } from "../cases/read-cases.ts";
import { rankedIn } from "../fakes/confidence-table.ts";

const RULES = scoringRulesOn(NO_OVERRIDES, "2026-05-31").score;
const NOTHING = { values: [], score: { items: [] }, exempted: [], moves: [] } as unknown as UnitMonth;

describe("how close a place is, in 说明", () => {
  test.each(readCases("confidence.csv"))("$situation", (row: Case) => {
    const [first = ""] = rankingNote(rankedIn(row), NOTHING, RULES).split("。");
    expect(first.split("；")[1] ?? "").toBe(row.says);
  });
});
