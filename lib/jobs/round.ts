import type { Instant } from "../domain/dates.ts";
import type { Answers } from "../ports/answers.ts";
import type { Queue } from "../ports/queue.ts";
import type { Relay } from "../ports/relay.ts";
import type { Store, StoreLock } from "../ports/store.ts";
import type { ListedWorkbook } from "../registry/workbook-list.ts";
import type { Unread } from "./workbooks.ts";

/** What workers and runs share. */
export interface Crew {
  readonly answers: Answers;
  readonly relay: Relay;
  /** A message for each workbook. */
  readonly parts: Queue;
  /** Messages that begin a run. */
  readonly runs: Queue;
}

/** One reading of all workbooks of 分表 by many hands. */
export interface Round {
  /** The token of the lock under which it began: it grows from round to round. */
  readonly number: number;
  readonly begun: Instant;
  readonly books: readonly ListedWorkbook[];
  /** Run keys of what was due when it began. */
  readonly keys: readonly string[];
  /** The message that begins the run. */
  readonly wake: object;
  /** All messages have left. */
  readonly sent: boolean;
}

/** What a worker is asked to do with the workbook at this place of the round. */
export interface PartTask {
  readonly do: "read" | "write";
  readonly round: number;
  readonly place: number;
}

/** How a workbook answered. */
export type Answer = { readonly reading: object } | Omit<Unread, "name">;

const FACT = "round";

/** The newest, whatever has become of it. */
export async function newestRound(store: Store): Promise<Round | null> {
  const text = await store.fact(FACT);
  return text === null ? null : (JSON.parse(text) as Round);
}

export const rememberRound = (store: Store, lock: StoreLock, round: Round): Promise<void> =>
  store.setFact(lock.token, FACT, JSON.stringify(round));

export async function isComplete({ answers }: Crew, { number, books }: Round): Promise<boolean> {
  return (await answers.places(number, "reading")).size >= books.length;
}
