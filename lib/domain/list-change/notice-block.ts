import type { Month } from "../dates.ts";
import type { DocumentDraft } from "../document-draft.ts";
import type { AdjustmentType, Category, Money } from "../registry.ts";

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

/** A project that stays, with another 总投资 or 年度计划投资; `adjustment` names its rows, joined by 、. */
export interface RevaluedEntry extends MovedEntry {
  readonly totalBefore: Money;
  readonly planBefore: Money | null;
}

/** A change that was agreed to with it and moves none of the three figures. */
export interface OtherChange {
  readonly adjustment: string;
  readonly type: AdjustmentType;
  readonly project: string;
  readonly name: string;
  /** 节点序号, null for the project itself. */
  readonly seq: number | null;
  /** As typed. */
  readonly from: string;
  readonly to: string;
}

/** A change of the list as its confirmed notice says it: before − out + in + what was re-valued = after, in all three figures. Source: domain.md M15. */
export interface ListChangeBlock {
  /** 2026Q2: the quarter at whose end it was decided. */
  readonly quarter: string;
  /** The first month in which it counts: of the next quarter. */
  readonly effectiveMonth: Month;
  /** Of the year's list (all classes but 储备) in the quarter's last month, and in the month of effect. */
  readonly before: ListSums;
  readonly after: ListSums;
  readonly movedOut: readonly MovedEntry[];
  readonly movedIn: readonly MovedEntry[];
  readonly revalued: readonly RevaluedEntry[];
  readonly others: readonly OtherChange[];
}

/** Body of the draft of its notice. */
export interface ListChangeDraft extends DocumentDraft {
  readonly listChange: ListChangeBlock;
}
