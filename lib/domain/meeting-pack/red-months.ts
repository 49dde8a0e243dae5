import type { Month } from "../dates.ts";
import type { ProjectVerdict } from "../project-lights.ts";
import { byKey } from "./unsolved.ts";

/** A project red at the end of several locked months running, and still red. */
export interface RedProject {
  readonly verdict: ProjectVerdict;
  readonly months: readonly Month[];
}

/**
 * Projects on the list red at the ends of the last `least` locked months or more, longest first. Whoever is exempt now, or has finished, waits for no
 * decision. Months before the year's first are not known to the fold. Source: domain.md M4, "Project lights".
 */
export function redMonths(
  verdicts: readonly ProjectVerdict[],
  { least, isOpen }: { readonly least: number; readonly isOpen: (verdict: ProjectVerdict) => boolean },
): readonly RedProject[] {
  return verdicts
    .filter((verdict) => verdict.light === "red" && isOpen(verdict))
    .map((verdict) => ({ verdict, months: redRun(verdict) }))
    .filter(({ months }) => months.length >= least)
    .toSorted((a, b) => b.months.length - a.months.length || byKey(a.verdict, b.verdict));
}

/** The months at the end of the fold that were all red, oldest first. */
function redRun({ months }: ProjectVerdict): readonly Month[] {
  const lastOther = months.findLastIndex(({ light }) => light !== "red");
  return months.slice(lastOther + 1).map(({ month }) => month);
}
