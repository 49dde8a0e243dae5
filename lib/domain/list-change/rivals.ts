import { effectiveMonth, subjectOf } from "../adjustment.ts";
import type { Adjustment } from "../registry.ts";
import { MONEY } from "./changed-cells.ts";
import { quarterAt } from "./window.ts";

/** 申请编号 of other rows that cannot stand beside this one: `opposed` move its project the other way, `same` change the same cell in the same month. */
export interface Rivals {
  readonly opposed: readonly string[];
  readonly same: readonly string[];
}

const NONE: Rivals = { opposed: [], same: [] };

/** Rows of one quarter are held against each other; one after another through the year they are a course of things. Refused rows are nobody's rival. */
export function rivalsOf(adjustments: readonly Adjustment[]): (row: Adjustment) => Rivals {
  const byProject = Map.groupBy(
    adjustments.filter(({ decision }) => decision !== "不同意"),
    ({ project }) => project,
  );
  return (row) => {
    const others = (byProject.get(row.project) ?? []).filter((other) => other !== row);
    if (others.length === 0) return NONE;
    const codes = (isRival: (other: Adjustment) => boolean) =>
      others
        .filter(isRival)
        .map(({ code }) => code)
        .sort();
    return { opposed: codes((other) => isOpposed(row, other)), same: codes((other) => isSameCell(row, other)) };
  };
}

const together = (a: Adjustment, b: Adjustment): boolean =>
  quarterAt(a.appliedOn).period === quarterAt(b.appliedOn).period;

/** 调入 beside 调出, or a figure changed of what leaves. */
function isOpposed(row: Adjustment, other: Adjustment): boolean {
  if (!together(row, other)) return false;
  const types = [row.type, other.type];
  return types.includes("调出") && (types.includes("调入") || types.some((type) => MONEY[type] !== undefined));
}

const isSameCell = (row: Adjustment, other: Adjustment): boolean =>
  row.type === other.type &&
  subjectOf(row) === subjectOf(other) &&
  together(row, other) &&
  effectiveMonth(row) === effectiveMonth(other);
