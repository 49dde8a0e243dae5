import { deflateRawSync, inflateRawSync } from "node:zlib";
import type { Content } from "./fenced.ts";
import type { Item } from "./items.ts";
import { fetchKept, keep } from "./parts.ts";
import type { Table } from "./table.ts";

/** What fits into the item with room for the rest of it. */
const INLINE = 300_000;

export const packed = (text: string): Uint8Array => deflateRawSync(text);
export const unpacked = (bytes: Uint8Array): string => inflateRawSync(bytes).toString();

/** A value as an item's `body`, compressed; too large for that: kept in parts, named by `bodyAt`. */
export async function bodyOf(table: Table, value: unknown): Promise<Content> {
  const body = packed(JSON.stringify(value));
  return body.length <= INLINE ? { body } : { bodyAt: await keep(table, body) };
}

/** An item that is read again (held-pages.ts) is unpacked once; nobody changes a value. */
const opened = new WeakMap<Item, unknown>();

/** The values of items, in their order. */
export async function valuesIn<T>(table: Table, items: readonly Item[]): Promise<readonly T[]> {
  const closed = items.filter((item) => !opened.has(item));
  const kept = await fetchKept(
    table,
    closed.flatMap(({ bodyAt }) => (bodyAt === undefined ? [] : [String(bodyAt)])),
  );
  for (const item of closed) {
    const { body, bodyAt } = item;
    const bytes = bodyAt === undefined ? (body as Uint8Array) : kept.get(String(bodyAt))!;
    opened.set(item, JSON.parse(unpacked(bytes)));
  }
  return items.map((item) => opened.get(item) as T);
}
