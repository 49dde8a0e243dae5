import { statSync } from "node:fs";
import { mayLook } from "../../lib/domain/board-scope.ts";
import type { PlainDate } from "../../lib/domain/dates.ts";
import { addressOf } from "../../lib/domain/recipients.ts";
import type { JobInput } from "../../lib/jobs/job.ts";
import type { Board, BoardScope } from "../../lib/views/board/board.ts";
import type { PageOptions } from "../../lib/views/board/page.ts";
import type { Config } from "../config.ts";
import { hushed } from "../http/discreet.ts";
import { opened } from "../http/opened.ts";
import { type PackedPage, packed } from "../http/packed-page.ts";
import { BOARD_PAGE, placeOf } from "../rooms.ts";
import type { Wired } from "../wire.ts";
import type { BoardLink } from "./link.ts";

/** The office as read for everybody who looks. */
export interface BoardRoom {
  /** Whose scope a link opens; null where nobody in use in 人员 has its address any more. Throws what reading throws. */
  readonly scopeOf: (link: BoardLink) => Promise<BoardScope | null>;
  readonly board: (scope: BoardScope) => Promise<Board>;
  readonly page: (scope: BoardScope, options: PageOptions) => Promise<PackedPage>;
}

export const EVERYTHING: BoardScope = { person: null, until: null };

/** So long nobody asks whether anything changed. */
const CHECK_MS = 5_000;
/** A reading that no mark of a file tells from a newer one (Google, workbooks of 分表) lasts so long: with the check before it a minute. */
const FRESH_MS = 55_000;
/** A reading nobody looked at for so long is let go. */
const IDLE_MS = 15 * 60_000;
/** Boards kept of one reading: persons share all but the list of what they see. */
const MOST_BOARDS = 40;
/** Pages kept of one reading, packed: some 150 KB each for 200 projects. */
const MOST_PAGES = 40;

interface Reading {
  readonly input: JobInput;
  /** What the workbook, the store and the day looked like. */
  readonly mark: string;
  readonly readAt: number;
  readonly boards: Map<string, Board>;
  readonly pages: Map<string, Promise<PackedPage>>;
}

/**
 * One reading at a time, for thirty viewers as for one: taken anew when the file, the store's last finished run or the day is another. `ticks` are
 * milliseconds of a monotonic clock.
 */
export function boardRoom({ config, ticks }: { readonly config: Config; readonly ticks: () => number }): BoardRoom {
  let kept: Reading | null = null;
  let checkedAt = Number.NEGATIVE_INFINITY;
  let asking: Promise<Reading> | null = null;
  const hush = hushed(config);
  const idle = setTimeout(() => (kept = null), IDLE_MS).unref();
  const ask = async (): Promise<Reading> => {
    if (kept !== null && ticks() - checkedAt < CHECK_MS) return kept;
    kept = await opened(config, "look", (wired) => taken(wired, kept, ticks()));
    checkedAt = ticks();
    return kept;
  };
  const present = (): Promise<Reading> => {
    idle.refresh();
    asking ??= ask().finally(() => (asking = null));
    return asking;
  };
  return {
    scopeOf: async (link) => scopeOf((await present()).input, link),
    board: async (scope) => boardIn(await present(), scope),
    page: async (scope, options) => pageIn(await present(), scope, options, hush),
  };
}

async function taken(wired: Wired, kept: Reading | null, now: number): Promise<Reading> {
  const { outside, clock, config } = wired;
  const asOf = clock.today();
  const mark = await markOf(wired, asOf);
  if (kept?.mark === mark && (isMarked(config, kept) || now - kept.readAt < FRESH_MS)) return kept;
  const { look } = await import("../../lib/jobs/look.ts");
  const input = await look(outside, { asOf, period: null, knownAt: null });
  return { input, mark, readAt: now, boards: new Map(), pages: new Map() };
}

async function markOf({ outside, config }: Wired, asOf: PlainDate): Promise<string> {
  const { registry } = config;
  const file = registry?.kind === "xlsx" ? statSync(registry.file) : null;
  const last = (await outside.store.runs({ limit: 2 })).find(({ state }) => state !== "running");
  return [asOf, file?.ino, file?.mtimeMs, file?.size, last?.runId, last?.finishedAt].join(" ");
}

/** A file says by its marks that it is another; a workbook of 分表 may be anywhere. */
const isMarked = ({ registry }: Config, { input }: Reading): boolean =>
  registry?.kind === "xlsx" && input.reading.registry.workbooks.length === 0;

function scopeOf({ reading }: JobInput, { address, until }: BoardLink): BoardScope | null {
  const person = reading.registry.people.find((one) => addressOf(one) === address && mayLook(one));
  return person === undefined ? null : { person: { name: person.name, unit: person.unit }, until };
}

async function boardIn({ input, boards }: Reading, scope: BoardScope): Promise<Board> {
  const { boardOf } = await import("../../lib/jobs/board.ts");
  return keptIn(boards, MOST_BOARDS, JSON.stringify(scope), () => boardOf(input, scope));
}

function pageIn(
  reading: Reading,
  scope: BoardScope,
  options: PageOptions,
  hush: (text: string) => string,
): Promise<PackedPage> {
  const make = async (): Promise<PackedPage> => {
    const { boardPage } = (await import(placeOf(BOARD_PAGE).href)) as typeof import("../../lib/views/board/page.ts");
    return packed(boardPage(await boardIn(reading, scope), options), hush);
  };
  const name = JSON.stringify([scope, options]);
  return keptIn(reading.pages, MOST_PAGES, name, make).catch((error: unknown) => {
    reading.pages.delete(name);
    throw error;
  });
}

/** Put last whenever it is asked for, so that the map stays in the order of last use. */
function keptIn<T>(map: Map<string, T>, most: number, name: string, make: () => T): T {
  const value = map.get(name) ?? make();
  map.delete(name);
  if (map.size >= most) map.delete(map.keys().next().value!);
  map.set(name, value);
  return value;
}
