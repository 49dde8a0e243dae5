import type { PlainDate } from "./dates.ts";
import { isValue } from "./field.ts";
import type { Issue } from "./registry.ts";
import { addPeriodDays, addPeriodMonths, type Calendar } from "./working-days.ts";

/** Days of an ordinary issue, months of a complex one: the last figures of 13710. Source: domain.md "13710". */
const ORDINARY_DAYS = 7;
const COMPLEX_MONTHS = 1;

/** What 人员 says of a name: the units it is known in, and whether one of them knows it as 管理员. */
export interface KnownPeople {
  unitsOf(name: string): readonly string[];
  isAdmin(name: string): boolean;
}

/** The day by whose end an issue is to be closed. `fields` are the cells it was made from. */
export type IssueLimit =
  | {
      readonly day: PlainDate;
      readonly because: "ordinary" | "complex" | "extended";
      readonly fields: readonly string[];
    }
  | { readonly day: null; readonly because: "not-assigned" | "unreadable"; readonly fields: readonly string[] };

/**
 * From 交办: seven calendar days, or one month when an admin called it complex, each rolled to a working day; a later day that was asked for
 * in time and approved takes its place and never rolls. Source: domain.md "13710", "Days".
 */
export function issueLimit(issue: Issue, calendar: Calendar, people: KnownPeople): IssueLimit {
  if (issue.assignedOn === null) return { day: null, because: "not-assigned", fields: ["assignedOn"] };
  if (!isValue(issue.assignedOn)) return { day: null, because: "unreadable", fields: ["assignedOn"] };
  const complex = issue.complexity === "复杂" && isValue(issue.complexityBy) && people.isAdmin(issue.complexityBy);
  const fields = complex ? ["assignedOn", "complexity", "complexityBy"] : ["assignedOn"];
  const { day } = complex
    ? addPeriodMonths(calendar, issue.assignedOn, COMPLEX_MONTHS)
    : addPeriodDays(calendar, issue.assignedOn, ORDINARY_DAYS);
  const extended = extensionOf(issue, day);
  if (extended === null) return { day, because: complex ? "complex" : "ordinary", fields };
  return { day: extended, because: "extended", fields: [...fields, "extensionAskedOn", "extendedTo", "approvedOn"] };
}

/** The agreed later day; one asked for after the limit, or not approved, does not count. */
function extensionOf(issue: Issue, limit: PlainDate): PlainDate | null {
  const { extensionAskedOn, extendedTo, approver, approvedOn } = issue;
  if (!isValue(extensionAskedOn) || !isValue(extendedTo) || !isValue(approver) || !isValue(approvedOn)) return null;
  return extensionAskedOn <= limit && extendedTo > limit ? extendedTo : null;
}

/**
 * The day an issue was solved (办结日期), once it 通过 by somebody outside the unit, with evidence; null while it stands open,
 * also after it was opened again. `unit` is the unit that answers for it.
 */
export function solvedOn(issue: Issue, unit: string, people: KnownPeople): PlainDate | null {
  const { resolvedOn, verification, verifiedBy, evidence, reopenedOn } = issue;
  if (!isValue(resolvedOn) || verification !== "通过" || !isValue(verifiedBy) || !isValue(evidence)) return null;
  if (isValue(reopenedOn) && reopenedOn >= resolvedOn) return null;
  const units = people.unitsOf(verifiedBy);
  const outside = units.length === 0 || units.some((known) => known !== unit);
  return outside ? resolvedOn : null;
}
