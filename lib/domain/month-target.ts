import { addToMonth, type Month, monthNumber } from "./dates.ts";
import { isValue, UNREADABLE } from "./field.ts";
import { investedToDate } from "./investment.ts";
import { lightBasis, type PlanBasis, plannedAmount } from "./planned-to-date.ts";
import type { ProjectFile } from "./project-file.ts";
import { ratio, roundHalfUp } from "./ratio.ts";
import type { Money } from "./registry.ts";

/** A month's own target and what was done in it, whole 元; null = cannot be told. January and February reported together are one month. */
export interface MonthTarget {
  readonly planned: Money | null;
  readonly done: Money | null;
  /** done ÷ planned in tenths of a percent, half up; null without either, or with nothing planned. */
  readonly share: number | null;
  /** It is February's, with January's in it. */
  readonly withJanuary: boolean;
}

/** planned to date of the month − planned to date of the month before, against 本月完成投资. */
export function monthTarget(file: ProjectFile, month: Month, basis: PlanBasis, together: boolean): MonthTarget {
  const withJanuary = together && monthNumber(month) === 2;
  const before = monthNumber(month) === 1 || withJanuary ? null : addToMonth(month, -1);
  const planned = plannedIn(file, month, before, lightBasis(basis));
  const done = doneIn(file, month, before);
  const share = planned === null || planned <= 0 || done === null ? null : roundHalfUp(ratio(done, planned), 3);
  return { planned, done, share, withJanuary };
}

function plannedIn(file: ProjectFile, month: Month, before: Month | null, basis: PlanBasis): Money | null {
  const until = plannedAmount(file, month, basis).amount;
  const earlier = before === null ? 0 : plannedAmount(file, before, basis).amount;
  return until === null || earlier === null ? null : until - earlier;
}

/** 本月完成投资 as typed; left out, what 年初累计 grew by since the month before, when that was reported. */
function doneIn(file: ProjectFile, month: Month, before: Month | null): Money | null {
  const typed = file.reports(month)?.invested ?? null;
  if (typed === UNREADABLE) return null;
  if (isValue(typed) && before !== null) return typed;
  const until = investedToDate(file.reports, month);
  if (until.value === null || until.incomplete || until.stale) return null;
  if (before === null) return until.value;
  const earlier = investedToDate(file.reports, before);
  return earlier.value === null || earlier.stale || earlier.incomplete ? null : until.value - earlier.value;
}
