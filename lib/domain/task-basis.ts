import type { CellRef } from "./light.ts";
import type { Task } from "./registry.ts";
import type { RuleRef } from "./rule.ts";
import type { TaskVerdict } from "./task.ts";

/** What a task's verdict rests on: its rules, values and cells, for `explain`. */
export interface TaskBasis {
  readonly rules: readonly RuleRef[];
  readonly values: Readonly<Record<string, string | number | null>>;
  readonly restsOn: readonly CellRef[];
}

const ALWAYS = ["due", "doneOn", "evidence"] as const satisfies readonly (keyof Task)[];
const EXTENSION = ["extensionAskedOn", "extendedTo", "extensionApprover", "extensionApprovedOn"] as const;
const VERIFICATION = ["verifiedBy", "verification"] as const;

export function taskBasis({
  task,
  limit,
  done,
  remaining,
  doneLate,
  workingDaysLate,
  asOf,
  ...verdict
}: TaskVerdict): TaskBasis {
  const extended = limit.extensions.length > 0 || limit.refused !== null;
  const fields = [...ALWAYS, ...(extended ? EXTENSION : []), ...(task.verification === null ? [] : VERIFICATION)];
  return {
    rules: [verdict.rule, verdict.lightRule],
    values: {
      asOf,
      limit: limit.day,
      firstLimit: limit.first,
      extensions: limit.extensions.length,
      doneOn: done.on,
      remaining,
      workingDaysLate: done.on === null ? workingDaysLate : doneLate,
    },
    restsOn: fields.map((field) => ({ workbook: task.workbook, tab: "tasks", key: task.key, field })),
  };
}
