import { deflateRawSync, inflateRawSync } from "node:zlib";
import type { Instant, PlainDate } from "../../domain/dates.ts";
import type { MessageRecord } from "../../domain/notice.ts";
import { change } from "./fenced.ts";
import type { Item } from "./items.ts";
import { headsIn, itemOf, type MessageHead, messageKey } from "./message-head.ts";
import type { Order } from "./order.ts";
import { fetchKept, keep } from "./parts.ts";
import type { Table } from "./table.ts";
import { remind, tell, unremind } from "./telling.ts";

type State = MessageRecord["state"];

export async function addMessage(table: Table, token: number, order: Order, message: MessageRecord): Promise<boolean> {
  const { raw, ...frozen } = message;
  const head = { ...frozen, order: order(token), rawAt: await keep(table, deflateRawSync(raw)) };
  const isSent = message.state === "sent";
  if (isSent) await remind(table, token, message.id);
  const isNew = await change(table, token, messageKey(message.id), (found) =>
    found === undefined ? itemOf(table, head) : null,
  );
  if (isSent && isNew) await tell(table, token, head, message.changedAt);
  if (isSent && !isNew) await unremind(table, token, message.id);
  return isNew;
}

export async function moveMessage(
  table: Table,
  token: number,
  id: string,
  from: readonly State[],
  to: { readonly state: State; readonly at: Instant; readonly detail: string },
): Promise<boolean> {
  let moved: MessageHead | undefined;
  const next = async (found: Item | undefined) => {
    const [head] = await headsIn(table, found === undefined ? [] : [found]);
    if (head === undefined || !from.includes(head.state)) return null;
    moved = { ...head, state: to.state, changedAt: to.at, detail: to.detail };
    return itemOf(table, moved);
  };
  if (to.state === "sent") await remind(table, token, id);
  const isMoved = await change(table, token, messageKey(id), next);
  if (to.state !== "sent") return isMoved;
  if (isMoved) await tell(table, token, moved!, to.at);
  else await unremind(table, token, id);
  return isMoved;
}

/** Oldest first. */
export async function messages(
  table: Table,
  options: {
    readonly recipient?: string;
    readonly day?: PlainDate;
    readonly states?: readonly State[];
    readonly withRaw?: boolean;
  } = {},
): Promise<readonly MessageRecord[]> {
  const { recipient, day, states, withRaw = true } = options;
  const having = { ...(recipient === undefined ? {} : { recipient }), ...(day === undefined ? {} : { day }) };
  const items = await table.query("message", { having });
  const heads = (await headsIn(table, items))
    .filter(({ state }) => states === undefined || states.includes(state))
    .sort((a, b) => (a.createdAt === b.createdAt ? a.order - b.order : a.createdAt < b.createdAt ? -1 : 1));
  const raws = await fetchKept(table, withRaw ? heads.map(({ rawAt }) => rawAt) : []);
  return heads.map(({ rawAt, order: _, ...frozen }): MessageRecord => {
    const raw = raws.get(rawAt);
    return { ...frozen, raw: raw === undefined ? new Uint8Array() : new Uint8Array(inflateRawSync(raw)) };
  });
}
