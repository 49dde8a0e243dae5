import type { StoreLock } from "../../ports/store.ts";
import type { Item } from "./items.ts";
import type { Table } from "./table.ts";

/** Partitions that grow with the years and that a run asks for a dozen times. */
const PARTITIONS = ["notice", "message"];

/** What was read of a partition, by sort key; null: it has to be read. `writes` counts what may have changed it. */
interface Page {
  items: Map<string, Item> | null;
  writes: number;
}

export interface HeldPages {
  /** The same table. */
  readonly table: Table;
  /** What is read is kept from here until the lock is given back. */
  readonly holding: (lock: StoreLock) => StoreLock;
}

/**
 * The table of a store, in which its lock's holder reads notices and messages once: nobody else writes them while he holds it. What he writes himself is put
 * beside what he read; a write of which he does not know what became lets go of it all. Who has lost the lock without knowing reads what was true before, as
 * one whose answer came late, and writes nothing (fenced.ts).
 */
export function heldPages(table: Table): HeldPages {
  const pages = new Map<string, Page>();
  const forget = (page: Page | undefined): void => {
    if (page !== undefined) page.items = null;
  };

  async function whole(pk: string, page: Page): Promise<readonly Item[]> {
    if (page.items !== null) return [...page.items.values()];
    const { writes } = page;
    const items = await table.query(pk);
    if (page.writes === writes) page.items = new Map(items.map((item) => [item.sk, item]));
    return items;
  }

  const query: Table["query"] = async (pk, options = {}) => {
    const page = pages.get(pk);
    const { having = {}, ...narrower } = options;
    if (page === undefined || Object.keys(narrower).length > 0) return table.query(pk, options);
    const wanted = Object.entries(having);
    return (await whole(pk, page)).filter((item) => wanted.every(([name, value]) => item[name] === value));
  };

  /** Looked up after a write without an answer: it may have been done since the page was read. */
  const get: Table["get"] = async (key) => {
    const page = pages.get(key.pk);
    const found = await table.get(key);
    if (page?.items?.get(key.sk)?.rev !== found?.rev) forget(page);
    return found;
  };

  const put: Table["put"] = async (item, condition) => {
    const page = pages.get(item.pk);
    if (page !== undefined) page.writes++;
    let isDone = false;
    try {
      const outcome = await table.put(item, condition);
      isDone = outcome === "done";
      return outcome;
    } finally {
      if (isDone) page?.items?.set(item.sk, item);
      else forget(page);
    }
  };

  return {
    table: { ...table, query, get, put },
    holding: (lock) => {
      for (const pk of PARTITIONS) pages.set(pk, { items: null, writes: 0 });
      return {
        token: lock.token,
        release: async () => {
          pages.clear();
          await lock.release();
        },
      };
    },
  };
}
