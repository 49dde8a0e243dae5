import type { Instant } from "../../domain/dates.ts";
import type { DraftRecord } from "../../ports/store.ts";
import type { Database, SqlRow } from "./database.ts";

export const addDraft = (db: Database, token: number, draft: DraftRecord): boolean =>
  db.write(token, () => {
    const { attachment, state, confirmedBy, confirmedAt, ...frozen } = draft;
    const added = db.run(
      "INSERT OR IGNORE INTO draft VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      ...[draft.id, draft.kind, draft.period, draft.createdAt, JSON.stringify(frozen)],
      ...[attachment?.filename ?? null, attachment?.content ?? null, state, confirmedBy, confirmedAt],
    );
    return added === 1;
  });

export const moveDraft = (
  db: Database,
  token: number,
  id: string,
  to: { readonly state: Exclude<DraftRecord["state"], "draft">; readonly by: string; readonly at: Instant },
): boolean =>
  db.write(token, () => {
    const sql = "UPDATE draft SET state = ?, moved_by = ?, moved_at = ? WHERE id = ? AND state = 'draft'";
    return db.run(sql, to.state, to.by, to.at, id) === 1;
  });

/** Oldest first; with `knownAt` as they stood then. */
export function drafts(
  db: Database,
  options: { readonly kind?: string; readonly period?: string; readonly knownAt?: Instant } = {},
): readonly DraftRecord[] {
  const { kind, period, knownAt } = options;
  return db
    .all("SELECT * FROM draft WHERE created_at <= ? ORDER BY created_at, rowid", knownAt ?? "~")
    .filter((row) => kind === undefined || row.kind === kind)
    .filter((row) => period === undefined || row.period === period)
    .map((row) => draftOf(row, knownAt ?? "~"));
}

type Frozen = Omit<DraftRecord, "attachment" | "state" | "confirmedBy" | "confirmedAt">;

function draftOf(row: SqlRow, knownAt: Instant): DraftRecord {
  const frozen = JSON.parse(String(row.record)) as Frozen;
  const moved = row.moved_at !== null && String(row.moved_at) <= knownAt;
  const state = moved ? (row.state as DraftRecord["state"]) : "draft";
  const confirmed = state === "confirmed";
  return {
    ...frozen,
    attachment: row.content === null ? null : attachmentOf(row),
    state,
    confirmedBy: confirmed ? String(row.moved_by) : "",
    confirmedAt: confirmed ? String(row.moved_at) : null,
  };
}

const attachmentOf = (row: SqlRow): DraftRecord["attachment"] => ({
  filename: String(row.filename),
  content: new Uint8Array(row.content as Uint8Array),
});
