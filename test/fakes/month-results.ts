import type { MonthResult } from "../../lib/domain/assessment/month-result.ts";
import type { Month } from "../../lib/domain/dates.ts";
import type { RankedItem, RankingRow } from "../../lib/domain/ranking-block.ts";

/** A unit's month as written in the case tables: hundredths of a point, "未报" = reports missing and no score, "无" = no score. */
export type WrittenMonth = number | "未报" | "无";

export interface WrittenUnit {
  readonly unit: string;
  readonly group?: string;
  /** Tenths of a percent; null = no case. */
  readonly rate?: number | null;
  readonly target?: number | null;
  readonly falseData?: boolean;
}

/** A unit's row of a published month. */
export function monthRow(written: WrittenUnit, score: WrittenMonth): RankingRow {
  const { unit, group = "县区+园区", falseData = false } = written;
  return {
    ...{ unit, group, tied: false, adjustment: 0, previousRank: null, change: null, gapAbove: null, note: "" },
    rank: typeof score === "number" ? 1 : null,
    notRanked: typeof score === "number" ? null : "live-weight-too-small",
    total: typeof score === "number" ? score : 0,
    falseDataPenalty: falseData ? -500 : 0,
    items: [investment(written)],
    ...(score === "未报" ? { reportsMissing: 1 } : {}),
  };
}

const investment = ({ rate = 500, target = 500 }: WrittenUnit): RankedItem => ({
  ...{ code: "investment", points: rate === null ? null : 0, rate, target, numerator: 0, denominator: 0, due: 0 },
  ...{ weight: 30, zeroedForFalseData: false },
});

/** A published month of these rows. */
export const monthResult = (month: Month, rows: readonly RankingRow[]): MonthResult => ({
  ...{ month, draft: `M-${month}`, digest: `digest of ${month}` },
  block: {
    ...{ kind: "ranking", version: 1, period: month, ties: "competition", indicators: ["investment"] },
    ...{ groups: [], notes: [], rows },
  },
});
