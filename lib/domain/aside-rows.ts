import type { Month } from "./dates.ts";

/** Rows of one project that were set aside: they are there, and nobody can tell what they say. null: that part of the key cannot be read either. */
export interface AsideRows {
  /** Months of reports that hold a figure. */
  readonly reports: ReadonlySet<Month | null>;
  /** Numbers of milestones. */
  readonly milestones: ReadonlySet<number | null>;
}

export const NOTHING_ASIDE: AsideRows = { reports: new Set(), milestones: new Set() };

/** By project code; most have none. */
export type AsideIndex = ReadonlyMap<string, AsideRows>;

export const asideOf = (index: AsideIndex, project: string): AsideRows => index.get(project) ?? NOTHING_ASIDE;

/** Whether the report of the month may be one of those set aside. */
export const mayBeAside = ({ reports }: AsideRows, month: Month): boolean => reports.has(month) || reports.has(null);

/** Whether the milestone of this number may be one of those set aside. */
export const mayBeAsideStep = ({ milestones }: AsideRows, seq: number): boolean =>
  milestones.has(seq) || milestones.has(null);
