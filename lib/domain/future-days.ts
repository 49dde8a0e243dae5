import type { Instant, PlainDate } from "./dates.ts";
import { type Field, isValue } from "./field.ts";
import { dayAt } from "./office-calendar.ts";
import type { PlanDoubt } from "./plan-doubts.ts";
import type { Milestone, Project } from "./registry.ts";

const DEEDS = [
  "actualStart",
  "actualFinish",
  "actualOperation",
  "registeredOn",
] as const satisfies readonly (keyof Project)[];

/** What is told of as done on a day that had not come when the cell was read: it cannot be right, and counts only from that day. */
export function futureDays(
  projects: readonly Project[],
  milestones: readonly { readonly milestone: Milestone; readonly ownUnit: string }[],
  knownAt: Instant,
): readonly PlanDoubt[] {
  const today = dayAt(knownAt);
  const lies = (day: Field<PlainDate>): boolean => isValue(day) && day > today;
  const doubt = (tab: PlanDoubt["tab"], row: Project | Milestone, field: string, unit: string): PlanDoubt => ({
    code: "day-in-future",
    tab,
    row,
    field,
    unit,
    facts: { name: row.name },
  });
  return [
    ...projects.flatMap((row) =>
      DEEDS.filter((field) => lies(row[field])).map((field) => doubt("projects", row, field, row.responsibleUnit)),
    ),
    ...milestones
      .filter(({ milestone }) => lies(milestone.actual))
      .map(({ milestone, ownUnit }) => doubt("milestones", milestone, "actual", ownUnit)),
  ];
}
