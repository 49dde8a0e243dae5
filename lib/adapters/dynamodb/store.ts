import { randomUUID } from "node:crypto";
import { hostname } from "node:os";
import { PortError } from "../../ports/port-error.ts";
import type { Store } from "../../ports/store.ts";
import { MOST_TRIES } from "./asking.ts";
import { bodyOf, valuesIn } from "./body.ts";
import { addDraft, drafts, moveDraft } from "./drafts.ts";
import { change } from "./fenced.ts";
import { heldPages } from "./held-pages.ts";
import { history, readingAt } from "./history.ts";
import { keyText } from "./items.ts";
import { lock } from "./lease.ts";
import { addMessage, messages, moveMessage } from "./messages.ts";
import { notices, recordNotices } from "./notices.ts";
import { type Order, orders } from "./order.ts";
import { recordReading, workbooks } from "./readings.ts";
import { IS_NEW } from "./requests.ts";
import { finishRun, runs, startRun } from "./runs.ts";
import { openTable, type Table, type TableOptions } from "./table.ts";

export interface DynamoOptions extends TableOptions {
  readonly host?: string;
  readonly pid?: number;
  /** Milliseconds after which a holder that gives no sign is replaced. */
  readonly leaseMs?: number;
}

/**
 * The store in one DynamoDB table (keys `pk` and `sk`, both text), which exists already; what must be true of it after a crash or beside a
 * rival is said in fenced.ts, telling.ts, held-pages.ts and reading-log.ts. Nothing in it ends by itself but buckets (`ttl`, see governor.ts).
 * PortErrors: "store-missing" (no table; read-only: never used), "store-unreadable", "store-unwritable" (no permission), "store-busy"
 * (throttled or not answering, after some ten seconds), "store-too-new", "store-read-only", "lease-lost".
 */
export async function openDynamoStore(name: string, options: DynamoOptions = {}): Promise<Store> {
  const { table, holding } = heldPages(openTable(name, options));
  const us = {
    host: options.host ?? hostname(),
    pid: options.pid ?? process.pid,
    leaseMs: options.leaseMs ?? 120_000,
  };
  try {
    const id = await identity(table, options.readOnly ?? false);
    const order = orders();
    return {
      id,
      lock: async () => {
        const taken = await lock(table, us);
        return "heldBy" in taken ? taken : holding(taken);
      },
      ...readingPart(table),
      ...runPart(table),
      ...ledgerPart(table, order),
      ...draftPart(table, order),
    };
  } catch (error) {
    table.close();
    throw error;
  }
}

/** How items are laid out. A change that older programs would misread gets the next number. */
const SCHEMA = 1;
const IDENTITY = { pk: "store", sk: "identity" };

/** Of many that open a new store at once the first one names it. */
async function identity(table: Table, readOnly: boolean): Promise<string> {
  const ours = { ...IDENTITY, id: randomUUID(), schema: SCHEMA };
  for (let n = 0; n <= MOST_TRIES; n++) {
    const found = await table.get(IDENTITY);
    if (found !== undefined) return known(table, Number(found.schema), String(found.id));
    if (readOnly) throw new PortError("store-missing", { file: table.file }, { retryable: false });
    if ((await table.put(ours, IS_NEW)) === "unclear") await table.pause(n);
  }
  throw table.busy();
}

function known({ file }: Table, found: number, id: string): string {
  if (found > SCHEMA) throw new PortError("store-too-new", { file, found, known: SCHEMA }, { retryable: false });
  return id;
}

const readingPart = (table: Table): Pick<Store, "recordReading" | "history" | "readingAt" | "workbooks"> => ({
  recordReading: (token, workbook, at, tabs) => recordReading(table, token, workbook, at, tabs),
  history: (workbook, options) => history(table, workbook, options),
  readingAt: (workbook, knownAt) => readingAt(table, workbook, knownAt),
  workbooks: () => workbooks(table),
});

const runPart = (table: Table): Pick<Store, "startRun" | "finishRun" | "runs"> => ({
  startRun: (token, run) => startRun(table, token, run),
  finishRun: (token, run) => finishRun(table, token, run),
  runs: (options) => runs(table, options),
});

type LedgerPart = Pick<Store, "recordNotices" | "notices" | "addMessage" | "moveMessage" | "messages">;

const ledgerPart = (table: Table, order: Order): LedgerPart => ({
  recordNotices: (token, kinds, list, at) => recordNotices(table, token, kinds, list, at),
  notices: (options) => notices(table, options),
  addMessage: (token, message) => addMessage(table, token, order, message),
  moveMessage: (token, id, from, to) => moveMessage(table, token, id, from, to),
  messages: (options) => messages(table, options),
});

type DraftPart = Pick<Store, "addDraft" | "moveDraft" | "drafts" | "fact" | "setFact" | "close">;

const draftPart = (table: Table, order: Order): DraftPart => ({
  addDraft: (token, draft) => addDraft(table, token, order, draft),
  moveDraft: (token, id, to) => moveDraft(table, token, id, to),
  drafts: (options) => drafts(table, options),
  fact: (name) => factOf(table, name),
  setFact: async (token, name, value) => void (await change(table, token, factKey(name), () => bodyOf(table, value))),
  close: async () => table.close(),
});

const factKey = (name: string) => ({ pk: "fact", sk: keyText(name) });

async function factOf(table: Table, name: string): Promise<string | null> {
  const found = await table.get(factKey(name));
  return found === undefined ? null : (await valuesIn<string>(table, [found]))[0]!;
}
