import { valueOr } from "../../domain/field.ts";
import { isBalanced, isEmpty } from "../../domain/list-change/list-change.ts";
import type { ToldCourse } from "./course-words.ts";
import { changeFaultLines } from "./fault-words.ts";

/** `duban adjust --json`: money in whole 元; `faults` in words, empty when the change balances. */
export const courseJson = ({
  asOf,
  quarter,
  window,
  rows,
  refused,
  change,
  suggestions,
  place,
  lacking,
}: ToldCourse) => ({
  version: 1,
  ...{ asOf, quarter, window, refused },
  rows: rows.map(({ adjustment: row, lacks, papers, rivals }) => ({
    ...{
      adjustment: row.code,
      type: row.type,
      project: row.project,
      applicant: row.applicant,
      appliedOn: row.appliedOn,
    },
    ...{ signedOn: valueOr(row.signedOn, null), decision: valueOr(row.decision, null) },
    ...{ decidedOn: valueOr(row.decidedOn, null), lacks, papers, rivals },
  })),
  change: change.block,
  ...{ empty: isEmpty(change), balanced: isBalanced(change), off: change.balance.off },
  faults: changeFaultLines(change, place),
  lacking,
  elsewhere: change.elsewhere.map(({ code }) => code),
  suggestions: suggestions.map((one) => ({
    ...{ kind: one.kind, project: one.project.code, applied: one.applied },
    reasons: one.kind === "out" ? one.reasons : [],
  })),
});
