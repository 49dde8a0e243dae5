import { randomUUID } from "node:crypto";
import { PortError } from "../../ports/port-error.ts";
import { MOST_TRIES } from "./asking.ts";
import type { Item, Key } from "./items.ts";
import { refuseLost } from "./lease.ts";
import { type Condition, IS_NEW } from "./requests.ts";
import type { Table } from "./table.ts";

/** What an item says beside its key, its fence and its version. */
export type Content = Readonly<Record<string, string | number | Uint8Array>>;

/**
 * The one way in which anything that can change is written. There are no transactions: each write is one item, and
 *
 * 1. the lease is read just before it (refuseLost): whoever knows of a later holder writes no more;
 * 2. the item carries the token of its last writer and refuses a lower one: what a later holder wrote is never undone;
 * 3. the item carries a version (`rev`) and is replaced only as it was read: a request that arrives late, or twice, does nothing.
 *
 * Guaranteed: every item has one course of versions, with tokens that never fall. What remains: a holder that stops between 1 and its
 * request for so long that its lease ends may still write an item that the next holder has not written yet. That is as if it had been written
 * just before the takeover, but the next holder may have read the item without it. It does no harm where the item itself decides: a
 * message moves only from the state it is in, a reading is number n + 1 only once, a message, draft or run key is made once.
 *
 * An unanswered write is looked up: with our `rev` it was done. `make` answers the new content, or null to leave the item as it is.
 */
export async function change(
  table: Table,
  token: number,
  key: Key,
  make: (found: Item | undefined) => Content | null | Promise<Content | null>,
  inHand?: { readonly found: Item | undefined },
): Promise<boolean> {
  const rev = randomUUID();
  for (let n = 0; n <= MOST_TRIES; n++) {
    await refuseLost(table, token);
    const found = n === 0 && inHand !== undefined ? inHand.found : await table.get(key);
    if (found?.rev === rev) return true;
    refuseNewer(table, token, found);
    const content = await make(found);
    if (content === null) return false;
    const item = { ...content, pk: key.pk, sk: key.sk, token, rev };
    if ((await table.put(item, asRead(found, token))) === "done") return true;
    await table.pause(n);
  }
  throw table.busy();
}

const asRead = (found: Item | undefined, token: number): Condition =>
  found === undefined
    ? IS_NEW
    : { expression: "rev = :rev AND #token <= :token", values: { ":rev": String(found.rev), ":token": token } };

function refuseNewer({ file }: Table, token: number, found: Item | undefined): void {
  const newest = Number(found?.token ?? 0);
  if (newest > token) throw new PortError("lease-lost", { file, token, newest }, { retryable: false });
}
