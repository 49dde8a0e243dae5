import type { Instant } from "../../domain/dates.ts";
import { change } from "./fenced.ts";
import { keyText } from "./items.ts";
import { type MessageHead, messageHead, type SentMessage } from "./message-head.ts";
import { livesIn, noticeKeyOf, putVersion, sent } from "./notice-life.ts";
import type { Table } from "./table.ts";
import { together } from "./together.ts";

/**
 * "Sent" is said once, in the message; its notices follow one by one. So that no death in between is forgotten:
 *
 * 1. a reminder "this message is being told" is put down; 2. the message becomes sent: from here on its notices are told, whoever reads;
 * 3. the notices are marked; 4. the reminder is removed.
 *
 * After 1 alone nothing has happened. After 2 readers lay the message over its notices (toldKeys) and the next recording of notices
 * makes 3 and 4 good (settleTold). All four may be done twice.
 */
const PK = "telling";

export async function remind(table: Table, token: number, messageId: string): Promise<void> {
  await change(table, token, { pk: PK, sk: keyText(messageId) }, () => ({ messageId }));
}

/** The message did not become sent just now: it was already, perhaps by one who died of telling it, or it is not. */
export async function unremind(table: Table, token: number, messageId: string): Promise<void> {
  const message = await messageHead(table, messageId);
  if (message?.state === "sent") await tell(table, token, message, message.changedAt);
  else await forget(table, token, messageId);
}

async function forget(table: Table, token: number, messageId: string): Promise<void> {
  const condition = { expression: "#token <= :token", values: { ":token": token } };
  // Left behind it is read again, and does no harm.
  await table.remove({ pk: PK, sk: keyText(messageId) }, condition);
}

/** Marks the notices of a sent message and removes its reminder. */
export async function tell(table: Table, token: number, message: MessageHead, at: Instant): Promise<void> {
  const { id, noticeKeys } = message;
  const items = await table.getAll([...new Set(noticeKeys)].map(noticeKeyOf));
  const lives = await livesIn(table, items);
  await together(lives, (life, place) =>
    putVersion(table, token, life.key, { found: items[place], life }, (each) => sent(each, id, at)),
  );
  await forget(table, token, id);
}

export async function settleTold(table: Table, token: number): Promise<void> {
  for (const message of await reminded(table)) {
    if (message.state === "sent") await tell(table, token, message, message.changedAt);
    if (message.state === "void") await forget(table, token, message.id);
  }
}

/** Notices that sent messages carry and that may not be marked yet: by which message, and when. */
export async function toldKeys(table: Table): Promise<ReadonlyMap<string, SentMessage>> {
  const told = new Map<string, SentMessage>();
  for (const { id, state, changedAt, noticeKeys } of await reminded(table))
    if (state === "sent") for (const key of noticeKeys) told.set(key, { id, at: changedAt });
  return told;
}

/** Messages with a reminder: hardly ever any. */
async function reminded(table: Table): Promise<readonly MessageHead[]> {
  const heads: MessageHead[] = [];
  for (const { messageId } of await table.query(PK)) {
    const found = await messageHead(table, String(messageId));
    if (found !== null) heads.push(found);
  }
  return heads;
}
