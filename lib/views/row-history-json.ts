import { isFlagged } from "../domain/honesty.ts";
import type { RowHistoryTold, ToldChange } from "./row-history.ts";

/** The lives of rows for machines: values as they are, no names and no addresses. */
export const rowHistoryJson = (key: string, rows: readonly RowHistoryTold[]): object => ({
  version: 1,
  key,
  rows: rows.map(({ tab, versions, changes, below, plan, notices }) => ({
    tab,
    versions,
    changes: changes.map(changeJson),
    below: below.map(changeJson),
    plan,
    notices: notices.map(({ kind, changedAt, item }) => ({
      kind,
      at: changedAt,
      light: item.light,
      unit: item.unit,
      duty: item.facts.duty ?? null,
      reason: item.reason,
    })),
  })),
});

const changeJson = ({ change, question }: ToldChange): object => ({
  ...change,
  flagged: isFlagged(change),
  question:
    question === null
      ? null
      : {
          firstAsked: question.firstAsked,
          privateUntil: question.privateUntil,
          shared: question.shared,
          mended: question.mended,
          answer: question.answer,
        },
});
