import {
  beginningOf,
  documentNumber,
  type NumberAsked,
  type NumberBook,
  type NumberSeries,
  numbered,
  voided,
} from "../domain/document-number.ts";
import type { Store, StoreLock } from "../ports/store.ts";

/** A number on its way: drawn first, kept afterwards, so that a template with a fault takes none. */
export interface NumberTaken {
  readonly number: string;
  /** The store counts it: from now on it is that draft's, or void, and nobody else's. */
  readonly keep: (lock: StoreLock) => Promise<void>;
}

/** The number of a draft: the same one however often it asks. What it was given in another series stands void. */
export async function numberFor(store: Store, series: NumberSeries, asked: NumberAsked): Promise<NumberTaken> {
  const { n, book } = numbered(await bookOf(store, series), asked);
  const keep = async (lock: StoreLock): Promise<void> => {
    const name = beginningOf(series);
    const names = await seriesNames(store);
    if (!names.includes(name)) await store.setFact(lock.token, NAMES, JSON.stringify([...names, name]));
    for (const other of await numberBooks(store)) {
      const without = voided(other, asked.draft, "other-series");
      if (beginningOf(other.series) !== name && without !== other) await keepBook(store, lock, without);
    }
    await keepBook(store, lock, book);
  };
  return { number: documentNumber(series, n), keep };
}

/** Of all series that ever gave a number, in the order they began. */
export async function numberBooks(store: Pick<Store, "fact">): Promise<readonly NumberBook[]> {
  const texts = await Promise.all((await seriesNames(store)).map((name) => store.fact(factName(name))));
  return texts.flatMap((text) => (text === null ? [] : [JSON.parse(text) as NumberBook]));
}

const NAMES = "document-series";
const factName = (beginning: string): string => `document-numbers:${beginning}`;

async function seriesNames(store: Pick<Store, "fact">): Promise<readonly string[]> {
  const text = await store.fact(NAMES);
  return text === null ? [] : (JSON.parse(text) as readonly string[]);
}

async function bookOf(store: Pick<Store, "fact">, series: NumberSeries): Promise<NumberBook> {
  const text = await store.fact(factName(beginningOf(series)));
  return text === null
    ? { series, last: await countedBefore(store, series), taken: [] }
    : (JSON.parse(text) as NumberBook);
}

const keepBook = (store: Store, lock: StoreLock, book: NumberBook): Promise<void> =>
  store.setFact(lock.token, factName(beginningOf(book.series)), JSON.stringify(book));

/** Stores of before counted letters alone, and kept the last number of each series. */
async function countedBefore(store: Pick<Store, "fact">, { office, kind, year }: NumberSeries): Promise<number> {
  return Number((await store.fact(`letter-number:${office}/${kind.replace("letter/", "")}/${year}`)) ?? 0);
}
