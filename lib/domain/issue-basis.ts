import { limitCells } from "./issue-limit.ts";
import type { IssueVerdict } from "./issue-loop.ts";
import type { CellRef } from "./light.ts";
import type { Issue } from "./registry.ts";
import type { RuleRef } from "./rule.ts";

/** What a problem's verdict rests on: its rules, values and cells, for `explain`. */
export interface IssueBasis {
  readonly rules: readonly RuleRef[];
  readonly values: Readonly<Record<string, string | number | boolean | null>>;
  readonly restsOn: readonly CellRef[];
}

const ALWAYS: readonly (keyof Issue)[] = [
  "reportedOn",
  "assignedOn",
  "responsibleUnit",
  "arrangedOn",
  "firstFeedbackOn",
  "lastFeedbackOn",
  "resolvedOn",
  "evidence",
  "verifiedBy",
  "verification",
  "verifiedOn",
];
const WHERE_FILLED: readonly (keyof Issue)[] = [
  "complexity",
  "complexityBy",
  "measures",
  "extensionAskedOn",
  "extendedTo",
  "approver",
  "approvedOn",
  "closedOn",
  "reopenedOn",
];

export function issueBasis(verdict: IssueVerdict): IssueBasis {
  const { issue, limit, closing, lateness, reopened, exemption } = verdict;
  const filled = WHERE_FILLED.filter((field) => issue[field] !== null);
  const fields = new Set([...ALWAYS, ...(limit === null ? [] : limitCells(limit)), ...filled]);
  const own = [...fields].map((field): CellRef => ({ workbook: issue.workbook, tab: "issues", key: issue.key, field }));
  const exempt = (["from", "to"] as const).flatMap((field): CellRef[] =>
    exemption === null ? [] : [{ workbook: exemption.workbook, tab: "exemptions", key: exemption.key, field }],
  );
  return {
    rules: [verdict.rule, verdict.lightRule],
    values: {
      asOf: verdict.asOf,
      state: verdict.state,
      step: verdict.step,
      due: verdict.due,
      clockStart: verdict.start,
      firstLimit: limit?.first ?? null,
      limit: limit?.day ?? null,
      complex: limit?.complex ?? false,
      extensions: limit?.extensions.length ?? 0,
      solvedOn: closing.solvedOn,
      closedOn: closing.closedOn,
      returnedOn: closing.returned?.on ?? null,
      reopenedOn: reopened.at(-1) ?? null,
      workingDaysLate: verdict.workingDaysLate,
      worstLateness: Math.max(0, ...lateness.map(({ workingDays }) => workingDays)),
      provisional: verdict.provisional,
    },
    restsOn: [...own, ...exempt],
  };
}
