import { addToMonth, type Month, type PlainDate } from "../domain/dates.ts";
import { batchBefore, isBatch } from "../domain/starts/batch.ts";
import type { StartBatchBlock } from "../domain/starts/batch-block.ts";
import type { BatchChecks } from "../domain/starts/batch-checks.ts";
import { type StartFigures, startFigures } from "../domain/starts/batch-list.ts";
import { readingRules } from "../rules/reading-rules.ts";
import { batchRuleOn } from "../rules/start-rules.ts";
import { batchReview, reviewInput } from "./batch-review.ts";
import type { JobInput } from "./job.ts";
import { type BatchInPreparation, batchOfStarts, ceremonyOf } from "./starts.ts";

/** What an admin is shown of a batch: how ready it is, its list, and what came of it and of the one before. */
export interface StartsLook extends BatchInPreparation {
  readonly asOf: PlainDate;
  /** The notice left: this is the batch, with its own figures. */
  readonly confirmed: { readonly block: StartBatchBlock; readonly figures: StartFigures } | null;
  /** Once its day has come; null before. */
  readonly checks: BatchChecks | null;
  readonly before: BatchChecks | null;
  /** Rows of 项目 that were set aside. */
  readonly setAside: number;
}

/** `day` null: as the confirmed notice has it, else the last working day of the batch's month. */
export function startsLook(input: JobInput, batch: Month, day: PlainDate | null): StartsLook {
  const { asOf, book, letters, reading } = input;
  const block = letters.startBatches.find((one) => one.batch === batch) ?? null;
  const review = reviewInput(input);
  const { categories } = readingRules(book, asOf);
  return {
    ...batchOfStarts(input, batch, day ?? block?.day ?? ceremonyOf(input, batch)),
    ...{ asOf, setAside: reading.registry.setAside.projects ?? 0 },
    confirmed: block === null ? null : { block, figures: startFigures(block.entries, categories) },
    checks: batchReview(review, batch),
    before: batchReview(review, batchBefore(batchRuleOn(book, asOf).value, batch)),
  };
}

/** For the quarter's meeting: the batches of the quarter before and of the one that comes, as far as there are any. */
export function startsOfQuarter(input: JobInput, next: { readonly from: PlainDate }) {
  const rule = batchRuleOn(input.book, input.asOf).value;
  const first = next.from.slice(0, 7);
  const months = (from: number): readonly Month[] => [0, 1, 2].map((more) => addToMonth(first, from + more));
  const review = reviewInput(input);
  return {
    coming: months(0)
      .filter((month) => isBatch(rule, month))
      .map((month) => batchOfStarts(input, month)),
    held: [...months(-6), ...months(-3)].flatMap((month) =>
      isBatch(rule, month) ? (batchReview(review, month) ?? []) : [],
    ),
  };
}
