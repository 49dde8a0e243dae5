import type { PlainDate } from "../dates.ts";
import type { Disclosure } from "../registry.ts";

/** Where a row of 公开 stands on the day. */
export type DisclosureState =
  /** Its clock runs; remaining counts working days. */
  | "running"
  | "overdue"
  | "disclosed"
  | "disclosed-late"
  /** 不公开 with its reason and its secrecy review. */
  | "withheld"
  /** 不公开理由 without 保密审查: the clock runs on. */
  | "withheld-unreviewed"
  /** A cell that decides cannot be read. */
  | "unknown";

/** Verdict on one row of 公开. Source: domain.md "Disclosure", M17. */
export interface DisclosureVerdict {
  readonly key: string;
  readonly row: Disclosure;
  readonly state: DisclosureState;
  /** The last day for it; null where it cannot be reckoned. */
  readonly limit: PlainDate | null;
  /** Reckoned over a year whose notice of holidays is not known: 暂定. */
  readonly provisional: boolean;
  /** Working days from the as-of day to the limit; negative once it passed; null where nothing runs. */
  readonly remaining: number | null;
}
