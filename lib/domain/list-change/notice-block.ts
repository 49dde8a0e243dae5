import type { Month } from "../dates.ts";
import type { DocumentDraft } from "../document-draft.ts";
import type { Category, Money } from "../registry.ts";

/** Figures of the list: sums from exact 元. */
export interface ListSums {
  readonly number: number;
  readonly totalInvestment: Money;
  readonly annualPlan: Money;
}

/** A project that enters or leaves, with the figures it enters or leaves with. */
export interface MovedEntry {
  readonly adjustment: string;
  readonly project: string;
  readonly name: string;
  readonly category: Category;
  readonly county: string;
  readonly unit: string;
  readonly totalInvestment: Money;
  readonly annualPlan: Money | null;
  readonly reason: string;
}

/** A project that stays, with another 总投资 or 年度计划投资. */
export interface RevaluedEntry extends MovedEntry {
  readonly totalBefore: Money;
  readonly planBefore: Money | null;
}

/** A change of the list as its confirmed notice says it: before − out + in + what was re-valued = after, in all three figures. Source: domain.md M15. */
export interface ListChangeBlock {
  /** 2026Q2: the quarter of whose window it is. */
  readonly quarter: string;
  /** The first month in which it counts. */
  readonly effectiveMonth: Month;
  readonly before: ListSums;
  readonly after: ListSums;
  readonly movedOut: readonly MovedEntry[];
  readonly movedIn: readonly MovedEntry[];
  readonly revalued: readonly RevaluedEntry[];
}

/** Body of the draft of its notice. */
export interface ListChangeDraft extends DocumentDraft {
  readonly listChange: ListChangeBlock;
}
