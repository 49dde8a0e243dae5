import type { Instant } from "../../domain/dates.ts";
import type { Notice, NoticeKind, NoticeRecord } from "../../domain/notice.ts";
import type { Database, SqlRow } from "./database.ts";

/** owed → sent | withdrawn; withdrawn → owed. What was sent stays as it was sent. */
export const recordNotices = (
  db: Database,
  token: number,
  kinds: readonly string[],
  notices: readonly Notice[],
  at: Instant,
): void =>
  db.write(token, () => {
    for (const notice of notices) owe(db, notice, at);
    const listed = new Set(notices.map((notice) => notice.key));
    const owed = db.all(`SELECT * FROM notice WHERE state = 'owed'`).map(noticeOf);
    for (const notice of owed)
      if (kinds.includes(notice.kind) && !listed.has(notice.key))
        put(db, { ...notice, state: "withdrawn", changedAt: at }, at);
  });

function owe(db: Database, notice: Notice, at: Instant): void {
  const known = noticeByKey(db, notice.key);
  if (known?.state === "sent") return;
  const changedAt = known?.state === "owed" ? known.changedAt : at;
  const owed: NoticeRecord = { firstOwed: at, messageId: "", ...known, ...notice, state: "owed", changedAt };
  if (known?.state !== "owed" || JSON.stringify(known.item) !== JSON.stringify(owed.item)) put(db, owed, at);
}

/** Every notice a letter carried, also one withdrawn since it was frozen: its reader was told. */
export function markSent(db: Database, keys: readonly string[], messageId: string, at: Instant): void {
  const carried = JSON.stringify(keys);
  db.run(SENT_VERSIONS, at, messageId, carried);
  db.run(SENT, at, messageId, carried);
}

const CARRIED = "state <> 'sent' AND key IN (SELECT value FROM json_each(?3))";
const SENT = `UPDATE notice SET state = 'sent', changed_at = ?1, message_id = ?2 WHERE ${CARRIED}`;
const SENT_VERSIONS = `INSERT INTO notice_version
  SELECT key, (SELECT coalesce(max(seq), 0) + 1 FROM notice_version AS v WHERE v.key = notice.key), ?1, 'sent', ?1, ?2, item
  FROM notice WHERE ${CARRIED}`;

const noticeByKey = (db: Database, key: string): NoticeRecord | null => {
  const row = db.one("SELECT * FROM notice WHERE key = ?", key);
  return row === undefined ? null : noticeOf(row);
};

/** The present state, and a version of it for `knownAt`. */
function put(db: Database, notice: NoticeRecord, at: Instant): void {
  const item = JSON.stringify(notice.item);
  const { key, kind, recipient, firstOwed, state, changedAt, messageId } = notice;
  db.run(
    "INSERT OR REPLACE INTO notice VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
    ...[key, kind, recipient, firstOwed, state, changedAt, messageId, item],
  );
  db.run(
    `INSERT INTO notice_version
     SELECT ?1, coalesce(max(seq), 0) + 1, ?2, ?3, ?4, ?5, ?6 FROM notice_version WHERE key = ?1`,
    ...[key, at, state, changedAt, messageId, item],
  );
}

export function notices(
  db: Database,
  options: {
    readonly knownAt?: Instant;
    readonly recipient?: string;
    readonly state?: NoticeRecord["state"];
  } = {},
): readonly NoticeRecord[] {
  const { knownAt, recipient, state } = options;
  const now = () => (state === undefined ? db.all(NOW) : db.all(NOW_IN_STATE, state));
  const rows = knownAt === undefined ? now() : db.all(THEN, knownAt);
  return rows
    .filter((row) => recipient === undefined || row.recipient === recipient)
    .filter((row) => state === undefined || row.state === state)
    .map(noticeOf);
}

const NOW = "SELECT * FROM notice ORDER BY first_owed, key";
const NOW_IN_STATE = "SELECT * FROM notice WHERE state = ? ORDER BY first_owed, key";
const THEN = `SELECT n.key, n.kind, n.recipient, n.first_owed, v.state, v.changed_at, v.message_id, v.item, max(v.seq)
  FROM notice_version v JOIN notice n ON n.key = v.key WHERE v.at <= ? GROUP BY v.key ORDER BY n.first_owed, n.key`;

const noticeOf = (row: SqlRow): NoticeRecord => ({
  key: String(row.key),
  kind: row.kind as NoticeKind,
  recipient: String(row.recipient),
  item: JSON.parse(String(row.item)) as Notice["item"],
  state: row.state as NoticeRecord["state"],
  firstOwed: String(row.first_owed),
  changedAt: String(row.changed_at),
  messageId: String(row.message_id),
});
