import { addToMonth, lastDayOf, type Month, monthNumber, monthOf, type PlainDate } from "./dates.ts";
import type { Lamp, LampKind } from "./project-lamps.ts";

/** What would turn a lamp green, as a code; for investment only the rule's bounds, never a figure. */
export interface Clears {
  readonly lamp: LampKind | "shown";
  readonly by:
    | "investment-bounds"
    | "report"
    | "start"
    | "registration"
    | "milestone-done"
    | "correct-cell"
    | "month-end";
  /** The day by which, null where none can be told. */
  readonly until: PlainDate | null;
}

export interface OfficeDates {
  readonly asOf: PlainDate;
  readonly dueOf: (month: Month) => PlainDate;
  readonly lockOf: (month: Month) => PlainDate;
}

/** What clears a lamp; null for a lamp that asks nothing. */
export function clearsOf(lamp: Lamp, dates: OfficeDates): Clears | null {
  if (lamp.light === "green" || lamp.light === "none" || lamp.light === "exempt") return null;
  const clears = (by: Clears["by"], until: PlainDate | null): Clears => ({ lamp: lamp.kind, by, until });
  if (lamp.because === "unreadable" || lamp.because === "aside" || lamp.because === "report-aside")
    return clears("correct-cell", null);
  if (lamp.because === "done-late") return clears("month-end", lastDayOf(monthOf(dates.asOf)));
  if (lamp.kind === "milestones") return clears("milestone-done", null);
  if (lamp.kind === "registration") return clears("registration", lamp.light === "yellow" ? lamp.redAfter : null);
  if (lamp.kind === "start") {
    const lastYellow = lastDayOf(addToMonth(monthOf(lamp.plannedStart!), lamp.rule.value.redFrom - 1));
    return clears("start", lamp.light === "yellow" ? lastYellow : null);
  }
  const next = nextReport(lamp.month!, dates);
  if (lamp.because !== "report-missing") return clears("investment-bounds", next);
  const lock = dates.lockOf(lamp.month!);
  return clears("report", lock >= dates.asOf ? lock : next);
}

/** The day the next month's report is due; nothing follows December within the year's plan. */
const nextReport = (month: Month, { dueOf }: OfficeDates): PlainDate | null =>
  monthNumber(month) === 12 ? null : dueOf(addToMonth(month, 1));
