import type { Month, PlainDate } from "../dates.ts";
import type { DocumentDraft } from "../document-draft.ts";
import type { Category, Money } from "../registry.ts";

/** One project of a batch, as the confirmed list has it. */
export interface StartEntry {
  readonly project: string;
  readonly name: string;
  readonly category: Category;
  readonly county: string;
  readonly unit: string;
  readonly totalInvestment: Money;
  readonly annualPlan: Money | null;
  readonly venue: "主会场" | "分会场";
}

/** A batch of 集中开工: what the confirmed notice says of it. Source: domain.md M14. */
export interface StartBatchBlock {
  readonly batch: Month;
  readonly day: PlainDate;
  readonly entries: readonly StartEntry[];
}

/** Body of the draft of its notice. */
export interface StartBatchDraft extends DocumentDraft {
  readonly starts: StartBatchBlock;
}
