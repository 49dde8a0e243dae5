import { isAgreed } from "../adjustment.ts";
import { isValue } from "../field.ts";
import type { PlanDoubt } from "../plan-doubts.ts";
import type { AdjustmentLack, CheckedAdjustment } from "./row-checks.ts";

/** Where each lack is mended. */
const FIELDS: Readonly<Record<AdjustmentLack, string>> = {
  signature: "sponsor",
  "signature-late": "signedOn",
  explanation: "reason",
  "red-cut": "redCutApproval",
  "old-value-missing": "from",
  "old-value": "from",
  "new-value": "to",
  "unknown-project": "project",
  "unknown-milestone": "seq",
  "on-the-list": "project",
  "off-the-list": "project",
  papers: "project",
  "still-reserve": "project",
  applicant: "applicant",
  window: "appliedOn",
  "decision-early": "decidedOn",
  "decision-undated": "decidedOn",
  "removal-month": "effectiveMonth",
  "in-and-out": "type",
  rival: "type",
  stated: "reason",
};

/** The course of an open row, no fault of it: what it waits for is told to the meeting. */
const COURSE: readonly AdjustmentLack[] = ["signature", "explanation", "red-cut", "papers", "window", "new-value"];

/** Of agreed rows the list and the plans have findings of their own for these. */
const TOLD_ELSEWHERE: readonly AdjustmentLack[] = [
  "unknown-project",
  "new-value",
  "unknown-milestone",
  "removal-month",
];

/** The cell of a row's lack. */
export const fieldOf = ({ adjustment, stated }: CheckedAdjustment, lack: AdjustmentLack): string => {
  if (lack === "signature" && isValue(adjustment.sponsor)) return "signedOn";
  return lack === "stated" ? (stated[0]?.field ?? "reason") : FIELDS[lack];
};

/** Faults of rows as findings, each at its cell. What was agreed to counts all the same. */
export const adjustmentDoubts = (checks: readonly CheckedAdjustment[]): readonly PlanDoubt[] =>
  checks.flatMap((check) => {
    const { adjustment, lacks, rivals } = check;
    const silent = isAgreed(adjustment) ? TOLD_ELSEWHERE : COURSE;
    return lacks
      .filter((lack) => !silent.includes(lack))
      .map(
        (lack): PlanDoubt => ({
          ...{ code: "adjustment-fault", tab: "adjustments", row: adjustment, field: fieldOf(check, lack) },
          unit: adjustment.applicant,
          facts: { lack, adjustment: adjustment.code, project: adjustment.project, rivals: rivals.join("、") },
        }),
      );
  });
