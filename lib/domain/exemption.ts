import { epochDay, type PlainDate } from "./dates.ts";
import { isValue } from "./field.ts";
import type { Exemption } from "./registry.ts";

/** Exemptions (豁免) by project. A project usually has none. */
export type ExemptionIndex = ReadonlyMap<string, readonly Exemption[]>;

const NONE_EXEMPT: readonly Exemption[] = [];

export function indexExemptions(exemptions: readonly Exemption[]): ExemptionIndex {
  const byProject = new Map<string, Exemption[]>();
  for (const exemption of exemptions) {
    const list = byProject.get(exemption.project);
    if (list === undefined) byProject.set(exemption.project, [exemption]);
    else list.push(exemption);
  }
  return byProject;
}

/**
 * The exemptions that hold for one milestone: those of its project and those that name it. One whose 节点序号 cannot be read holds for the
 * whole project until it is mended: an unreadable cell never makes a red.
 */
export function exemptionsOf(index: ExemptionIndex, project: string, seq: number): readonly Exemption[] {
  const all = index.get(project);
  if (all === undefined) return NONE_EXEMPT;
  return all.filter((exemption) => !isValue(exemption.seq) || exemption.seq === seq);
}

/** Exemptions of the whole project. */
export const projectExemptions = (index: ExemptionIndex, project: string): readonly Exemption[] =>
  (index.get(project) ?? NONE_EXEMPT).filter((exemption) => !isValue(exemption.seq));

/** The exemption in force on the day, the one that ends last; null when there is none. First and last day are included. */
export function exemptionOn(exemptions: readonly Exemption[], day: PlainDate): Exemption | null {
  let found: Exemption | null = null;
  for (const exemption of exemptions)
    if (exemption.from <= day && day <= exemption.to && (found === null || exemption.to > found.to)) found = exemption;
  return found;
}

/**
 * Exempt days up to and including `end` that put a deadline off. The clock stands still during an exemption that reaches the deadline
 * (民法典 194, by analogy): a period that lasts until the deadline or beyond counts with all its days, one that ended before it with none,
 * since time was left to ask for a 调整. Each period is measured against the deadline as already put off by the earlier ones; periods that
 * overlap or touch are one, so no day counts twice.
 */
export function exemptDays(exemptions: readonly Exemption[], deadline: PlainDate, end: PlainDate): number {
  if (exemptions.length === 0) return 0;
  const due = epochDay(deadline);
  let counted = 0;
  for (const { from, to } of joined(exemptions, epochDay(end))) if (to >= due + counted) counted += to - from + 1;
  return counted;
}

interface Period {
  readonly from: number;
  readonly to: number;
}

/** The days covered up to `last`, as separate periods in ascending order. */
function joined(exemptions: readonly Exemption[], last: number): readonly Period[] {
  const periods = exemptions
    .map(({ from, to }): Period => ({ from: epochDay(from), to: Math.min(epochDay(to), last) }))
    .filter(({ from, to }) => from <= to)
    .sort((a, b) => a.from - b.from);
  const apart: Period[] = [];
  for (const period of periods) {
    const before = apart.at(-1);
    if (before === undefined || period.from > before.to + 1) apart.push(period);
    else apart[apart.length - 1] = { from: before.from, to: Math.max(before.to, period.to) };
  }
  return apart;
}
