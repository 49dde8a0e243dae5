import { randomUUID } from "node:crypto";
import { PortError } from "../../ports/port-error.ts";
import { type Item, keyText } from "./items.ts";
import { IS_NEW } from "./requests.ts";
import { openTable, type Table, type TableOptions } from "./table.ts";

export interface GovernorOptions {
  /** Whose quota: all who share it name it alike. */
  readonly account: string;
  /** Tokens of each kind. */
  readonly perMinute: number;
  readonly now?: () => number;
  /** For the turn: repetitions of requests wait as the table's options say. */
  readonly wait?: (ms: number) => Promise<void>;
  /** Milliseconds left for all of it. */
  readonly deadline?: () => number;
}

/** A quota shared by all workers. */
export interface Governor {
  /**
   * Waits for the turn of so many tokens. PortErrors: "google-busy" when the turn would come after the deadline (nothing is taken), and those of the store.
   */
  readonly take: (kind: string, tokens?: number) => Promise<void>;
  readonly close: () => void;
}

/** A minute, and what may pass between a turn and its arrival there, or between two machines' clocks. */
const WINDOW_MS = 65_000;
/** Rivals for a bucket are few, and each lost race means that another won. */
const MOST_RACES = 60;
const LONGEST_RACE_PAUSE = 4;
/** The table may forget a bucket so long after its last turn. */
const FORGOTTEN_AFTER_S = 3_600;

/** `tokens` were given for the moment `at`, which may lie ahead. */
type Turn = readonly [at: number, tokens: number];

/**
 * A bucket per account and kind: one item with the turns of the last minute, so that in no window of a minute more is given than allowed; a bucket that fills
 * evenly would give a full one and then a minute's drops. A turn that is not free yet is reserved: nobody asks twice, all come in the order
 * of their asking, and a worker that dies wastes its own turn only. The only items with a `ttl`.
 */
export function openGovernor(name: string, place: TableOptions, options: GovernorOptions): Governor {
  const { perMinute, now = Date.now, deadline = () => Number.POSITIVE_INFINITY } = options;
  const wait = options.wait ?? ((ms: number) => new Promise<void>((done) => setTimeout(done, ms)));
  const table = openTable(name, place);
  const lines = new Map<string, Promise<unknown>>();

  async function take(kind: string, tokens = 1): Promise<void> {
    if (tokens > perMinute) throw new Error(`${tokens} tokens of ${perMinute} a minute will never be free`);
    const late = new PortError("google-busy", { file: options.account, reason: "quota" }, { retryable: true });
    const next = (turns: readonly Turn[]): readonly Turn[] => {
      const at = turnFor(turns, tokens, perMinute, now());
      if (at - now() > deadline()) throw late;
      return [...turns.filter(([past]) => past > now() - WINDOW_MS), [at, tokens]];
    };
    const key = { pk: "bucket", sk: keyText(`${options.account}/${kind}`) };
    // Within a process one after the other: it would only race with itself.
    const before = lines.get(kind) ?? Promise.resolve();
    const mine = before.catch(() => {}).then(() => reserve(table, key, next));
    lines.set(kind, mine);
    const at = await mine;
    if (at > now()) await wait(at - now());
  }
  return { take, close: table.close };
}

/** The first moment, not before the last turn, at which the window behind it has room. */
function turnFor(turns: readonly Turn[], tokens: number, perMinute: number, now: number): number {
  const earliest = Math.max(now, turns.at(-1)?.[0] ?? 0);
  const ends = turns.map(([at]) => at + WINDOW_MS).filter((end) => end > earliest);
  const isFree = (at: number): boolean => tokensSince(turns, at - WINDOW_MS) + tokens <= perMinute;
  return [earliest, ...ends].find(isFree)!;
}

const tokensSince = (turns: readonly Turn[], start: number): number =>
  turns.reduce((sum, [at, tokens]) => (at > start ? sum + tokens : sum), 0);

/** Answers the moment of the turn that `next` has put last. */
async function reserve(
  table: Table,
  key: Pick<Item, "pk" | "sk">,
  next: (turns: readonly Turn[]) => readonly Turn[],
): Promise<number> {
  const rev = randomUUID();
  let at = 0;
  for (let race = 0; race <= MOST_RACES; race++) {
    const found = await table.get(key);
    // The answer to our request was lost.
    if (found?.rev === rev) return at;
    const turns = next(found === undefined ? [] : (JSON.parse(String(found.turns)) as Turn[]));
    at = turns.at(-1)![0];
    const item = { ...key, rev, turns: JSON.stringify(turns), ttl: Math.ceil(at / 1000) + FORGOTTEN_AFTER_S };
    const unchanged = { expression: "rev = :rev", values: { ":rev": String(found?.rev) } };
    if ((await table.put(item, found === undefined ? IS_NEW : unchanged)) === "done") return at;
    await table.pause(Math.min(race, LONGEST_RACE_PAUSE));
  }
  throw table.busy();
}
