import type { Instant } from "../../domain/dates.ts";
import type { MessageRecord } from "../../domain/notice.ts";
import { bodyOf, valuesIn } from "./body.ts";
import type { Content } from "./fenced.ts";
import { type Item, keyText } from "./items.ts";
import type { Table } from "./table.ts";

/** A message without its text, which is kept beside it (`rawAt`): moving a message on costs one unit, whatever its size. */
export interface MessageHead extends Omit<MessageRecord, "raw"> {
  readonly rawAt: string;
  /** Messages made later have a larger one. */
  readonly order: number;
}

export interface SentMessage {
  readonly id: string;
  readonly at: Instant;
}

export const messageKey = (id: string) => ({ pk: "message", sk: keyText(id) });

/** What is asked for stands beside the body. */
export async function itemOf(table: Table, head: MessageHead): Promise<Content> {
  const { recipient, day, state } = head;
  return { recipient, day, state, ...(await bodyOf(table, head)) };
}

export const headsIn = (table: Table, items: readonly Item[]): Promise<readonly MessageHead[]> =>
  valuesIn<MessageHead>(table, items);

export async function messageHead(table: Table, id: string): Promise<MessageHead | null> {
  const item = await table.get(messageKey(id));
  return item === undefined ? null : (await headsIn(table, [item]))[0]!;
}
