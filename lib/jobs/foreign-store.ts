import type { WorkbookSnapshot } from "../ports/spreadsheet.ts";
import type { Store, StoredHistory } from "../ports/store.ts";
import type { Outside } from "./outside.ts";
import { withReading } from "./overlay.ts";
import { type Standing, standingOf, workbookFact } from "./standing.ts";

/**
 * Another office's store, or an empty one in place of ours: nothing it remembers is believed of this workbook, and nothing of this workbook is put
 * into it; what one run reads lasts as long as that run.
 */
function forgetful(store: Store): Store {
  let history: StoredHistory = { firstReading: null, lastReading: null, tabs: new Map() };
  return {
    ...store,
    recordReading: async (_token, _workbook, at, tabs) => {
      history = withReading(history, tabs, at);
      return { changed: 0 };
    },
    history: async () => history,
    readingAt: async () => null,
    notices: async () => [],
    messages: async () => [],
    drafts: async () => [],
  };
}

export interface Believed {
  readonly standing: Standing;
  readonly store: Store;
}

/** How workbook and store stand to each other, and as much of the store as holds for this workbook. */
export async function believed(
  { store, workbook }: Pick<Outside, "store" | "workbook">,
  { stamp }: Pick<WorkbookSnapshot, "stamp">,
): Promise<Believed> {
  const standing = standingOf(store.id, await workbookFact(store, workbook), stamp);
  return { standing, store: isForeign(standing) ? forgetful(store) : store };
}

export const isForeign = (standing: Standing): boolean => standing === "foreign-store";

/** Whether the runs in this store are some other workbook's. Throws PortError. */
export async function isAnothers(outside: Pick<Outside, "store" | "workbook" | "spreadsheet">): Promise<boolean> {
  const { standing } = await believed(outside, await outside.spreadsheet.read(() => false));
  return isForeign(standing);
}
