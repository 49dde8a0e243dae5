import type { Instant } from "../../domain/dates.ts";
import { bodyOf, packed, unpacked, valuesIn } from "./body.ts";
import { change } from "./fenced.ts";
import { type Item, keyNumber, keyText } from "./items.ts";
import { fetchKept, keep } from "./parts.ts";
import type { Table } from "./table.ts";

/** Where packed bytes are: in the reading's own item ("b0") or kept beside it. */
export type Where = string;

/** Rows that got a version in a reading: their keys, their marks, and their texts, one a line; an empty line: gone. */
export interface Versions {
  readonly keys: Where;
  readonly marks: Where;
  readonly rows: Where;
}

/** What one reading found new in one tab. The first one of a tab holds it all: the snapshot that later ones change. */
export interface TabReading {
  readonly tab: string;
  readonly layout?: Where;
  /** In the keys as they stood, from `start` on, `removed` keys are replaced by `keys`. */
  readonly order?: { readonly start: number; readonly removed: number; readonly keys: Where };
  readonly versions?: Versions;
  /** Rows whose text is as it was, under new marks. */
  readonly marked?: Omit<Versions, "rows">;
}

/** One reading of a workbook: one item however many rows were read, and a small one when nothing is new. */
export interface Reading {
  readonly n: number;
  readonly at: Instant;
  readonly tabs: readonly TabReading[];
  readonly item: Item;
}

/** What all inline packs of a reading may take together. */
const ROOM = 300_000;

const pkOf = (workbook: string): string => `readings${keyText(workbook)}`;

/** Oldest first. */
export async function readingsOf(table: Table, workbook: string): Promise<readonly Reading[]> {
  const items = await table.query(pkOf(workbook));
  const found = await valuesIn<readonly TabReading[]>(table, items);
  return found.map((tabs, at) => ({ n: Number(items[at]!.sk), at: String(items[at]!.at), tabs, item: items[at]! }));
}

/** Packs bytes away: small ones into the item to come, the others beside it; the same bytes once. */
export interface Packer {
  readonly text: (text: string) => Promise<Where>;
  readonly numbers: (numbers: readonly number[]) => Promise<Where>;
  readonly content: Readonly<Record<string, Uint8Array>>;
}

export function packer(table: Table): Packer {
  const content: Record<string, Uint8Array> = {};
  const known = new Map<string, Where>();
  let room = ROOM;
  const put = async (bytes: Uint8Array): Promise<Where> => {
    if (bytes.length > room) return keep(table, bytes);
    room -= bytes.length;
    const name = `b${Object.keys(content).length}`;
    content[name] = bytes;
    return name;
  };
  const text = async (each: string): Promise<Where> => {
    const where = known.get(each) ?? (await put(packed(each)));
    known.set(each, where);
    return where;
  };
  const numbers = (each: readonly number[]) => put(new Uint8Array(Float64Array.from(each).buffer));
  return { text, numbers, content };
}

/** Commits reading number n, whole and at once. false: somebody else made number n meanwhile. */
export const addReading = (
  table: Table,
  token: number,
  workbook: string,
  reading: Omit<Reading, "item">,
  content: Packer["content"],
): Promise<boolean> =>
  change(table, token, { pk: pkOf(workbook), sk: keyNumber(reading.n) }, async (found) =>
    found === undefined ? { at: reading.at, ...content, ...(await bodyOf(table, reading.tabs)) } : null,
  );

/** Opened packs of some readings. */
export interface Opened {
  readonly text: (reading: Pick<Reading, "item">, where: Where) => string;
  readonly numbers: (reading: Pick<Reading, "item">, where: Where) => Float64Array;
}

/** Fetches what is kept beside; what lies in the items is at hand. */
export async function open(table: Table, wheres: readonly (Where | undefined)[]): Promise<Opened> {
  const beside = wheres.filter((where): where is Where => where?.includes("/") === true);
  const kept = await fetchKept(table, beside);
  const bytes = ({ item }: Pick<Reading, "item">, where: Where) => kept.get(where) ?? (item[where] as Uint8Array);
  return {
    text: (reading, where) => unpacked(bytes(reading, where)),
    // A copy, since the bytes may lie at any address.
    numbers: (reading, where) => new Float64Array(new Uint8Array(bytes(reading, where)).buffer),
  };
}
