import type { Month } from "./dates.ts";
import type { ProgressLamp } from "./project-lamps.ts";
import type { ProjectVerdict } from "./project-lights.ts";
import type { Money } from "./registry.ts";

/** Sums of whole 元 over the projects whose progress can be told. */
export interface ProgressSums {
  readonly done: Money;
  readonly planned: Money;
  readonly annualPlan: Money;
  /** Projects that owe progress and have no figure. */
  readonly uncounted: number;
  /** Counted by an earlier month's report. */
  readonly earlier: number;
  /** The month whose reports count; "" where nothing is counted. */
  readonly month: Month;
}

/** No progress is asked of these, so they are not missing from the sums. */
const NOT_ASKED: readonly ProgressLamp["because"][] = [
  "not-under-construction",
  "in-operation",
  "no-report-due-yet",
  "exempt",
];

export const progressLampOf = ({ lamps }: Pick<ProjectVerdict, "lamps">): ProgressLamp | undefined =>
  lamps.find((lamp): lamp is ProgressLamp => lamp.kind === "progress");

/** Done, planned to date and annual plan, sums first: a leader's letter and the board say the same. Source: domain.md "Indicators". */
export function progressSums(verdicts: Iterable<Pick<ProjectVerdict, "lamps">>): ProgressSums {
  const sums = { done: 0, planned: 0, annualPlan: 0, uncounted: 0, earlier: 0 };
  let month: Month = "";
  for (const verdict of verdicts) {
    const lamp = progressLampOf(verdict);
    if (lamp === undefined || NOT_ASKED.includes(lamp.because)) continue;
    if (lamp.done === null || lamp.planned === null || lamp.annualPlan === null) {
      sums.uncounted++;
      continue;
    }
    if (lamp.because === "report-missing" || lamp.because === "report-aside") sums.earlier++;
    sums.done += lamp.done;
    sums.planned += lamp.planned;
    sums.annualPlan += lamp.annualPlan;
    if (lamp.month !== null && lamp.month > month) month = lamp.month;
  }
  return { ...sums, month };
}
