import { lastMonthOf } from "./assessment/periods.ts";
import { lastDayOf, type PlainDate } from "./dates.ts";
import { isValue } from "./field.ts";
import type { PlanDoubt } from "./plan-doubts.ts";
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

/** An objection to what is not over yet is to another period, and a day to come is no day it was raised on: it would look late, or in time for ever. */
export function appealDoubts(appeals: readonly Appeal[], asOf: PlainDate): readonly PlanDoubt[] {
  const doubt = (code: PlanDoubt["code"], row: Appeal, field: string): PlanDoubt => ({
    ...{ code, tab: "appeals", row, field },
    ...{ unit: "", facts: { part: row.unit } },
  });
  return [
    ...appeals.filter(({ period }) => !isOver(period, asOf)).map((row) => doubt("appeal-period-open", row, "period")),
    ...appeals.filter(({ raisedOn }) => raisedOn > asOf).map((row) => doubt("appeal-in-future", row, "raisedOn")),
    ...appeals
      .filter((row) => isConcluded(row) && row.answeredOn === null)
      .map((row) => doubt("appeal-answer-undated", row, "answeredOn")),
  ];
}

const isOver = (period: string, asOf: PlainDate): boolean => lastDayOf(lastMonthOf(period)) < asOf;

export const isConcluded = ({ conclusion }: Pick<Appeal, "conclusion">): boolean => isValue(conclusion);

/** 采纳 or 部分采纳: the figures are to be mended and the result drawn again. */
export const isAccepted = ({ conclusion }: Appeal): boolean => conclusion === "采纳" || conclusion === "部分采纳";
