import { createHash } from "node:crypto";
import type { AttributeValue } from "@aws-sdk/client-dynamodb";

/** One item of the table: flat, so that nothing of it needs a library to be packed. */
export interface Item {
  readonly pk: string;
  readonly sk: string;
  readonly [attribute: string]: string | number | Uint8Array;
}

export type Key = Pick<Item, "pk" | "sk">;

export function marshalled(item: Item): Record<string, AttributeValue> {
  return Object.fromEntries(Object.entries(item).map(([name, value]) => [name, attribute(value)]));
}

export function attribute(value: string | number | Uint8Array): AttributeValue {
  if (typeof value === "string") return { S: value };
  return typeof value === "number" ? { N: String(value) } : { B: value };
}

export function unmarshalled(attributes: Record<string, AttributeValue>): Item {
  const entries = Object.entries(attributes).map(([name, value]) => [name, plain(value)]);
  return Object.fromEntries(entries) as Item;
}

function plain(value: AttributeValue): string | number | Uint8Array {
  if (value.N !== undefined) return Number(value.N);
  return value.B ?? value.S ?? "";
}

/** A sort key holds 1,024 bytes, and people's words may be longer. */
const LONGEST = 900;

/** Any text as a part of a key: never empty, never too long, different for different texts. */
export function keyText(text: string): string {
  if (Buffer.byteLength(text) <= LONGEST) return `=${text}`;
  return `#${createHash("sha256").update(text).digest("hex")}`;
}

/** Numbers that sort as text. */
export const keyNumber = (n: number): string => String(n).padStart(12, "0");
