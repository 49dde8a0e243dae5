import { lastDayOf, type PlainDate } from "../../domain/dates.ts";
import { valueOr } from "../../domain/field.ts";
import type { ListChangeDraft } from "../../domain/list-change/notice-block.ts";
import type { StartBatchBlock } from "../../domain/starts/batch-block.ts";
import { batchHonesty } from "../../domain/starts/batch-honesty.ts";
import type { DraftRecord, Store } from "../../ports/store.ts";
import type { ListsFacts } from "../../views/rehearsal/facts.ts";
import { batchReview, type ReviewInput, reviewInput } from "../batch-review.ts";
import { confirmedStarts } from "../confirmed-starts.ts";
import { disclosuresOf } from "../disclosure.ts";
import type { JobInput } from "../job.ts";

/** What became of batches, changes of the list and disclosures, by what was confirmed. */
export async function listsFacts(
  input: JobInput,
  { drafts, store, end }: Given & { readonly store: Pick<Store, "fact"> },
): Promise<ListsFacts> {
  const batches = await confirmedStarts(store, drafts);
  const review = { ...reviewInput(input), startBatches: batches };
  const year = end.slice(0, 4);
  const { total } = disclosuresOf(input, { period: year, from: `${year}-01-01`, to: lastDayOf(`${year}-12`) }).list;
  return {
    batches: batches.map((block) => batchFacts(block, review)),
    changes: drafts.flatMap(changeOf),
    disclosures: total,
  };
}

function batchFacts({ batch, day, entries }: StartBatchBlock, review: ReviewInput): ListsFacts["batches"][number] {
  const looked = batchReview(review, batch);
  const honesty = looked === null ? null : batchHonesty(looked, review.asOf);
  const filled = looked?.checks.filter(({ file }) => file !== null && valueOr(file.project.actualStart, null) !== null);
  return {
    ...{ batch, day, projects: entries.length, filled: filled?.length ?? 0 },
    ...{ proven: honesty?.starts.good ?? 0, registered: honesty?.registrations.good ?? 0 },
  };
}

interface Given {
  readonly drafts: readonly DraftRecord[];
  readonly end: PlainDate;
}

function changeOf({ kind, state, body }: DraftRecord): ListsFacts["changes"] {
  if (kind !== "document" || state !== "confirmed" || !body.includes('"listChange"')) return [];
  const { quarter, before, after, movedOut, movedIn, revalued } = (JSON.parse(body) as ListChangeDraft).listChange;
  const sums = {
    before: before.number,
    after: after.number,
    planBefore: before.annualPlan,
    planAfter: after.annualPlan,
  };
  return [{ quarter, ...sums, out: movedOut.length, in: movedIn.length, revalued: revalued.length }];
}
