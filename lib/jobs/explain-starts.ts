import { startCheckSentence } from "../views/starts/check-words.ts";
import { batchReviews, reviewInput } from "./batch-review.ts";
import type { JobInput } from "./job.ts";

/** What became of a project's start, of each batch looked at these days; nothing where it is in none. */
export const startSentences = (input: JobInput, project: string): readonly string[] =>
  batchReviews(reviewInput(input)).flatMap((batch) =>
    batch.checks
      .filter(({ entry }) => entry.project === project)
      .map((one) => startCheckSentence(batch, one, input.asOf)),
  );
