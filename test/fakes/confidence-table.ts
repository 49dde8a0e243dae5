import { gainsOf } from "../../lib/domain/confidence.ts";
import { type Candidate, rankUnits } from "../../lib/domain/ranking.ts";
import { NO_PREVIOUS, type RankedUnit } from "../../lib/domain/ranking-block.ts";
import { ratio } from "../../lib/domain/ratio.ts";
import { scoreUnit } from "../../lib/domain/score.ts";
import { scoringRulesOn } from "../../lib/rules/scoring.ts";
import type { Case } from "../cases/read-cases.ts";
import { extrasIn, partsOf, rulesIn, valuesIn } from "./score-table.ts";

const other = (part: string): Candidate => {
  const [unit = "", total = ""] = part.split(" ");
  const points = Math.round(Number(total) * 100);
  const none = { items: [], liveWeight: ratio(100), adjustment: 0, falseDataPenalty: 0, rankable: "yes" } as const;
  return { unit, group: "县区", takesPart: true, figures: [], score: { ...none, total: points }, gains: [] };
};

/** 甲县 of a case, ranked among the others. */
export function rankedIn(row: Case): RankedUnit {
  const rules = scoringRulesOn(rulesIn(row.rules!), "2026-05-31");
  const figures = valuesIn(row.values!);
  const score = scoreUnit(figures, rules.score, extrasIn(row.extras!));
  const gains = gainsOf(figures, score, rules.score);
  const unit: Candidate = { unit: "甲县", group: "县区", takesPart: true, figures, score, gains };
  const ties = row.ties === "连续" ? "dense" : "competition";
  const units = [...partsOf(row.others!).map(other), unit];
  return rankUnits(units, { ...rules, ties }, NO_PREVIOUS).find((one) => one.unit === "甲县")!;
}
