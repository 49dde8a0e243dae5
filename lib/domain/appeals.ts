import type { PlainDate } from "./dates.ts";
import { isValue } from "./field.ts";
import type { Appeal } from "./registry.ts";

/** The objections to one result: rows of 申诉 of its period. */
export interface Objections {
  /** In time and without a conclusion: the result waits for them. */
  readonly open: readonly Appeal[];
  /** Raised after the last day and without a conclusion: to be answered, and nothing waits. */
  readonly late: readonly Appeal[];
  /** With a conclusion. */
  readonly settled: readonly Appeal[];
}

/** An objection counts until the end of `lastDay`; a day before the lock is a slip of the pen and counts as in time. */
export function objectionsTo(period: string, appeals: readonly Appeal[], lastDay: PlainDate): Objections {
  const own = appeals.filter((appeal) => appeal.period === period);
  const waiting = own.filter((appeal) => !isConcluded(appeal));
  return {
    open: waiting.filter(({ raisedOn }) => raisedOn <= lastDay),
    late: waiting.filter(({ raisedOn }) => raisedOn > lastDay),
    settled: own.filter(isConcluded),
  };
}

export const isConcluded = ({ conclusion }: Appeal): boolean => isValue(conclusion);

/** 采纳 or 部分采纳: the figures are to be mended and the result drawn again. */
export const isAccepted = ({ conclusion }: Appeal): boolean => conclusion === "采纳" || conclusion === "部分采纳";
