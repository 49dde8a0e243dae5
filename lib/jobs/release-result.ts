import { objectionsTo } from "../domain/appeals.ts";
import { lastConsultation } from "../domain/consultation.ts";
import type { PlainDate } from "../domain/dates.ts";
import type { Appeal } from "../domain/registry.ts";
import type { DraftRecord, StoreLock } from "../ports/store.ts";
import { rowList } from "../registry/read-tab.ts";
import type { Reading } from "../registry/reading.ts";
import { lastDayOf } from "./appeals.ts";
import { undrawn } from "./appeals-drawn.ts";
import type { Book } from "./assess.ts";
import { consultedIn, isConsultable } from "./consulted.ts";
import { keepTrail, trailOf } from "./draft-trail.ts";
import type { Outside } from "./outside.ts";
import { RefusedConfirmError } from "./refused-confirm.ts";
import { refuseOpenMonths } from "./roll-up-ready.ts";
import { unreadAppeals } from "./unread-appeals.ts";

export interface ReleasingResult {
  readonly outside: Outside;
  readonly lock: StoreLock;
  readonly draft: DraftRecord;
  readonly by: string;
  readonly today: PlainDate;
  readonly reading: Reading;
  readonly book: Book;
}

/**
 * A result is published: after its lock, with every workbook read, its consultation over and no objection raised in time left without a conclusion.
 * Throws RefusedConfirmError.
 */
export async function publishResult(releasing: ReleasingResult): Promise<void> {
  const { draft, outside, lock, by } = releasing;
  refuseUnready(releasing);
  await refuseOpenMonths(draft, outside);
  if (isConsultable(draft.kind)) await refuseDisputed(releasing);
  const at = outside.now();
  const trail = await trailOf(outside.store, draft.id);
  await keepTrail(outside.store, lock, draft.id, [...trail, { do: "publish", by, at }]);
  await outside.store.moveDraft(lock.token, draft.id, { state: "confirmed", by, at });
}

/** Before the lock nothing of a result leaves, and nothing that lacks a workbook does. */
export function refuseUnready({ draft, today }: Pick<ReleasingResult, "draft" | "today">): void {
  const { id, lockDay } = draft;
  if (today <= lockDay) throw new RefusedConfirmError("before-lock", { id, lockDay });
  const { missing: names = [] } = JSON.parse(draft.body) as { readonly missing?: readonly string[] };
  if (names.length > 0) throw new RefusedConfirmError("workbooks-missing", { id, names: names.join("、") });
}

/** Who was asked for objections until a day gets that day, whichever draft of the period is to be published. */
async function refuseDisputed({ draft, outside, today, reading, book }: ReleasingResult): Promise<void> {
  const { id, kind, period } = draft;
  const consulted = await consultedIn(outside.store, await outside.store.drafts({ kind, period }));
  const until = lastConsultation(consulted, kind, period);
  if (until !== null && today < until) throw new RefusedConfirmError("consultation-runs", { id, until });
  refuseUnheard(reading, draft);
  const { open } = objectionsTo(period, reading.registry.appeals, lastDayOf(book.calendar, consulted, period));
  if (open.length > 0) throw new RefusedConfirmError("objections-open", { id, period, keys: keysOf(open) });
  const accepted = await undrawn(outside.store, draft, reading.registry.appeals);
  if (accepted.length > 0)
    throw new RefusedConfirmError("objections-undrawn", { id, period, keys: keysOf(accepted), today });
}

const keysOf = (appeals: readonly Appeal[]): string => appeals.map(({ code, unit }) => `${code}（${unit}）`).join("、");

/** A row nobody can read may be an objection in time: whoever wrote it would find it passed over. */
function refuseUnheard(reading: Reading, { id, period }: DraftRecord): void {
  const { rows, isStopped } = unreadAppeals(reading, period);
  if (isStopped) throw new RefusedConfirmError("objections-unread", { id, rows: "" });
  if (rows.length > 0) throw new RefusedConfirmError("objections-unread", { id, rows: rowList(rows) });
}
