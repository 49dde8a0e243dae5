import type { Instant, PlainDate } from "../domain/dates.ts";
import type { Publication } from "../ports/spreadsheet.ts";
import type { Store, StoreLock } from "../ports/store.ts";
import { wantedTitle } from "../registry/reading.ts";
import { mirrorTab, publicationOf } from "../registry/writing.ts";
import { type ConsoleResult, consoleCells } from "../views/console-lines.ts";
import { momentWords } from "../views/office-time.ts";
import { readAll } from "./assess.ts";
import type { Outside } from "./outside.ts";

/** How a request of 控制台 stands: kept in the store under its number, so that it runs, or confirms, at most once. */
export interface Handled {
  readonly state: ConsoleResult["state"];
  readonly began: Instant;
  /** null while it is at work. */
  readonly ended: Instant | null;
  readonly words: string;
}

const factName = (request: string): string => `console:${request}`;

export async function handledOf(store: Store, request: string): Promise<Handled | null> {
  const text = await store.fact(factName(request));
  return text === null ? null : (JSON.parse(text) as Handled);
}

export const remember = (store: Store, lock: StoreLock, request: string, handled: Handled): Promise<void> =>
  store.setFact(lock.token, factName(request), JSON.stringify(handled));

/** Brings 系统-控制台 up to date: one reading, one writing. The stamp of the last run stays; before a first run nothing of ours is written. */
export async function show(outside: Outside, today: PlainDate): Promise<void> {
  const snapshot = await outside.spreadsheet.read(wantedTitle);
  if (snapshot.stamp === null) return;
  const { reading } = readAll([snapshot], today);
  const values = new Map<string, ReturnType<typeof consoleCells>>();
  for (const { code } of reading.registry.console) {
    const handled = await handledOf(outside.store, code);
    if (handled !== null) values.set(code, consoleCells(told(handled)));
  }
  const status = { tab: "console" as const, values };
  const publication: Publication = publicationOf(
    reading,
    outside.workbook,
    [status],
    [mirrorTab(reading, outside.workbook, status)],
    { asOf: today, computedAt: outside.now(), stamp: snapshot.stamp },
  );
  await outside.spreadsheet.publish(publication, snapshot.revision);
}

const told = ({ state, began, ended, words }: Handled): ConsoleResult => ({
  state,
  began: momentWords(began),
  ended: ended === null ? "" : momentWords(ended),
  words,
});
