import type { DraftRecord } from "../ports/store.ts";
import { periodWords } from "../views/words.ts";
import { isCurrent, isRollUp, openMonths, rollUpIn, visitsOf } from "./month-results.ts";
import type { Outside } from "./outside.ts";
import { RefusedConfirmError } from "./refused-confirm.ts";

/** A quarter or year is published when its months are, and as they are published now. Throws RefusedConfirmError. */
export async function refuseOpenMonths(draft: DraftRecord, { store }: Pick<Outside, "store">): Promise<void> {
  if (!isRollUp(draft)) return;
  const { id, kind, period } = draft;
  const job = kind === "year" ? "yearly" : "quarterly";
  const block = rollUpIn(draft);
  const drafts = await store.drafts();
  const newest = newestConfirmed(drafts);
  const open = openMonths(block).filter(
    (month) => !newest.some((one) => one.kind === "ranking" && one.period === month),
  );
  if (open.length > 0) {
    const names = open.map(periodWords).join("、");
    const commands = open.map((month) => `duban run monthly --period ${month}`).join("、");
    throw new RefusedConfirmError("months-open", { id, names, job, period, open: commands });
  }
  const visits = kind === "year" ? waitingVisits(drafts, period) : [];
  if (visits.length > 0)
    throw new RefusedConfirmError("visits-open", { id, names: visits.map((one) => one.id).join("、") });
  if (!isCurrent(block, newest)) throw new RefusedConfirmError("months-changed", { id, job, period });
}

/** Results of 观摩 that wait for confirmation: a year without them would be wrong the day after. */
const waitingVisits = (drafts: readonly DraftRecord[], year: string): readonly DraftRecord[] =>
  visitsOf(drafts, year).filter(({ state }) => state === "draft");

/** The newest confirmed issue of each result. */
function newestConfirmed(drafts: readonly DraftRecord[]): readonly DraftRecord[] {
  const newest = new Map<string, DraftRecord>();
  for (const draft of drafts) {
    if (draft.state !== "confirmed" || draft.confirmedAt === null) continue;
    const name = `${draft.kind} ${draft.period}`;
    if ((newest.get(name)?.confirmedAt ?? "") < draft.confirmedAt) newest.set(name, draft);
  }
  return [...newest.values()];
}
