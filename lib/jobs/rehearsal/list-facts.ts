import { lastDayOf, type PlainDate } from "../../domain/dates.ts";
import { valueOr } from "../../domain/field.ts";
import type { Judgement } from "../../domain/judgement.ts";
import type { ListChangeDraft } from "../../domain/list-change/notice-block.ts";
import type { DraftRecord, Store } from "../../ports/store.ts";
import type { ListsFacts } from "../../views/rehearsal/facts.ts";
import { confirmedStarts } from "../confirmed-starts.ts";
import { disclosuresOf } from "../disclosure.ts";
import type { JobInput } from "../job.ts";

/** What became of batches, changes of the list and disclosures, by what was confirmed. */
export async function listsFacts(
  input: JobInput,
  { judgement, drafts, store, end }: Given & { readonly store: Pick<Store, "fact"> },
): Promise<ListsFacts> {
  const batches = await confirmedStarts(store, drafts);
  const started = new Map(judgement.files.map(({ project }) => [project.code, valueOr(project.actualStart, null)]));
  const year = end.slice(0, 4);
  const { total } = disclosuresOf(input, { period: year, from: `${year}-01-01`, to: lastDayOf(`${year}-12`) }).list;
  return {
    batches: batches.map(({ batch, day, entries }) => ({
      ...{ batch, day, projects: entries.length },
      started: entries.filter(({ project }) => (started.get(project) ?? null) !== null).length,
    })),
    changes: drafts.flatMap(changeOf),
    disclosures: total,
  };
}

interface Given {
  readonly judgement: Judgement;
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
