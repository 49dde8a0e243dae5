import { promisify } from "node:util";
import { deflateRaw, inflateRawSync } from "node:zlib";
import type { Instant, PlainDate } from "../../domain/dates.ts";
import type { MessageRecord } from "../../domain/notice.ts";
import type { Database, SqlRow } from "./database.ts";
import { markSent } from "./notices.ts";

type State = MessageRecord["state"];

export async function addMessage(db: Database, token: number, message: MessageRecord): Promise<boolean> {
  const { id, recipient, day, subject, noticeKeys, state, createdAt, changedAt, detail } = message;
  const raw = await packed(message.raw);
  return db.writeTogether(token, () => {
    const added = db.run(
      "INSERT OR IGNORE INTO message VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      ...[id, recipient, day, subject, raw, JSON.stringify(noticeKeys), state],
      ...[createdAt, changedAt, detail],
    );
    if (added === 1 && state === "sent") markSent(db, noticeKeys, id, changedAt);
    return added === 1;
  });
}

const packed = promisify<Uint8Array, Buffer>(deflateRaw);

export const moveMessage = (
  db: Database,
  token: number,
  id: string,
  from: readonly State[],
  to: { readonly state: State; readonly at: Instant; readonly detail: string },
): Promise<boolean> =>
  db.writeTogether(token, () => {
    const found = db.one("SELECT state, notice_keys FROM message WHERE id = ?", id);
    if (found === undefined || !from.includes(found.state as State)) return false;
    db.run(
      "UPDATE message SET state = ?, changed_at = ?, detail = ? WHERE id = ?",
      ...[to.state, to.at, to.detail, id],
    );
    if (to.state === "sent") markSent(db, JSON.parse(String(found.notice_keys)) as string[], id, to.at);
    return true;
  });

/** Oldest first. */
export function messages(
  db: Database,
  options: {
    readonly recipient?: string;
    readonly day?: PlainDate;
    readonly states?: readonly State[];
    readonly withRaw?: boolean;
  } = {},
): readonly MessageRecord[] {
  const raw = (options.withRaw ?? true) ? "raw" : "NULL AS raw";
  const where: string[] = ["1 = 1"];
  const values: string[] = [];
  const only = (condition: string, ...wanted: readonly string[]): void => {
    where.push(condition);
    values.push(...wanted);
  };
  if (options.recipient !== undefined) only("recipient = ?", options.recipient);
  if (options.day !== undefined) only("day = ?", options.day);
  if (options.states !== undefined) only(`state IN (${options.states.map(() => "?").join(",")})`, ...options.states);
  const columns = `id, recipient, day, subject, ${raw}, notice_keys, state, created_at, changed_at, detail`;
  return db
    .all(`SELECT ${columns} FROM message WHERE ${where.join(" AND ")} ORDER BY created_at, rowid`, ...values)
    .map(messageOf);
}

const messageOf = (row: SqlRow): MessageRecord => ({
  id: String(row.id),
  recipient: String(row.recipient),
  day: String(row.day),
  subject: String(row.subject),
  raw: row.raw === null ? new Uint8Array() : new Uint8Array(inflateRawSync(row.raw as Uint8Array)),
  noticeKeys: JSON.parse(String(row.notice_keys)) as string[],
  state: row.state as State,
  createdAt: String(row.created_at),
  changedAt: String(row.changed_at),
  detail: String(row.detail),
});
