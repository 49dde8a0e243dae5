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

/** The values of items, in their order. */
export async function valuesIn<T>(table: Table, items: readonly Item[]): Promise<readonly T[]> {
  const kept = await fetchKept(
    table,
    items.flatMap(({ bodyAt }) => (bodyAt === undefined ? [] : [String(bodyAt)])),
  );
  return items.map(({ body, bodyAt }) => {
    const bytes = bodyAt === undefined ? (body as Uint8Array) : kept.get(String(bodyAt))!;
    return JSON.parse(unpacked(bytes)) as T;
  });
}
