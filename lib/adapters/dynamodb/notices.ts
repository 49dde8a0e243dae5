import type { Instant } from "../../domain/dates.ts";
import type { Notice, NoticeRecord } from "../../domain/notice.ts";
import { refuseLost } from "./lease.ts";
import {
  asKnown,
  type Kept,
  livesIn,
  type NoticeLife,
  owed,
  present,
  putVersion,
  sent,
  withdrawn,
} from "./notice-life.ts";
import type { Table } from "./table.ts";
import { settleTold, toldKeys } from "./telling.ts";
import { together } from "./together.ts";

/** owed → sent | withdrawn; withdrawn → owed. What was sent stays as it was sent. Notice by notice: who dies in between is continued by the next recording. */
export async function recordNotices(
  table: Table,
  token: number,
  kinds: readonly string[],
  notices: readonly Notice[],
  at: Instant,
): Promise<void> {
  await refuseLost(table, token);
  await settleTold(table, token);
  const known = new Map((await allNotices(table)).map((kept) => [kept.life!.key, kept]));
  const listed = new Map(notices.map((notice) => [notice.key, notice]));
  const gone = [...known.values()].filter(
    ({ life }) => present(life!).state === "owed" && kinds.includes(life!.kind) && !listed.has(life!.key),
  );
  await together([...listed.values()], async (notice) => {
    const kept = known.get(notice.key) ?? { found: undefined, life: undefined };
    await putVersion(table, token, notice.key, kept, (life) => owed(life, notice, at));
  });
  await together(gone, (kept) => putVersion(table, token, kept.life!.key, kept, (life) => withdrawn(life, at)));
}

async function allNotices(table: Table): Promise<readonly Kept[]> {
  const items = await table.query("notice");
  return (await livesIn(table, items)).map((life, at) => ({ found: items[at], life }));
}

/** By age. A letter that was sent tells its notices, whether they were marked or not. */
export async function notices(
  table: Table,
  options: { readonly knownAt?: Instant; readonly recipient?: string; readonly state?: NoticeRecord["state"] } = {},
): Promise<readonly NoticeRecord[]> {
  const { knownAt = "~", recipient, state } = options;
  // First: a mark that is missing there was made before the notices are read.
  const told = await toldKeys(table);
  return (await allNotices(table))
    .map(({ life }) => asTold(life!, told.get(life!.key)))
    .flatMap((life) => {
      const version = life.versions.findLast(({ at }) => at <= knownAt);
      return version === undefined ? [] : [asKnown(life, version)];
    })
    .filter((notice) => recipient === undefined || notice.recipient === recipient)
    .filter((notice) => state === undefined || notice.state === state)
    .sort((a, b) => compare(a.firstOwed, b.firstOwed) || compare(a.key, b.key));
}

const asTold = (life: NoticeLife, by: { readonly id: string; readonly at: Instant } | undefined): NoticeLife =>
  by === undefined ? life : (sent(life, by.id, by.at) ?? life);

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
