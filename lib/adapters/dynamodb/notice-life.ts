import type { Instant } from "../../domain/dates.ts";
import type { Notice, NoticeRecord } from "../../domain/notice.ts";
import { bodyOf, valuesIn } from "./body.ts";
import { change } from "./fenced.ts";
import { type Item, keyText } from "./items.ts";
import type { Table } from "./table.ts";

type Moved = Pick<NoticeRecord, "state" | "changedAt" | "messageId" | "item">;

/** A notice with all it ever was, in one item: its versions resemble each other so much that a hundred take little more room than one. */
export interface NoticeLife extends Pick<NoticeRecord, "key" | "kind" | "recipient" | "firstOwed"> {
  /** Oldest first, never empty; `at`: known since. */
  readonly versions: readonly (Moved & { readonly at: Instant })[];
}

/** A notice and the item it was read from. */
export interface Kept {
  readonly found: Item | undefined;
  readonly life: NoticeLife | undefined;
}

export const noticeKeyOf = (key: string) => ({ pk: "notice", sk: keyText(key) });

export const asKnown = (life: NoticeLife, version: Moved): NoticeRecord => {
  const { key, kind, recipient, firstOwed } = life;
  const { state, changedAt, messageId, item } = version;
  return { key, kind, recipient, item, state, firstOwed, changedAt, messageId };
};

export const present = (life: NoticeLife): NoticeRecord => asKnown(life, life.versions.at(-1)!);

/** null: it stands as it is. */
export function owed(life: NoticeLife | undefined, notice: Notice, at: Instant): NoticeLife | null {
  const known = life === undefined ? undefined : present(life);
  if (known?.state === "sent") return null;
  if (known?.state === "owed" && JSON.stringify(known.item) === JSON.stringify(notice.item)) return null;
  const { key, kind, recipient, item } = notice;
  const changedAt = known?.state === "owed" ? known.changedAt : at;
  const version = { at, state: "owed", changedAt, messageId: known?.messageId ?? "", item } as const;
  return { key, kind, recipient, firstOwed: life?.firstOwed ?? at, versions: [...(life?.versions ?? []), version] };
}

export function withdrawn(life: NoticeLife | undefined, at: Instant): NoticeLife | null {
  if (life === undefined || present(life).state !== "owed") return null;
  const { messageId, item } = present(life);
  return { ...life, versions: [...life.versions, { at, state: "withdrawn", changedAt: at, messageId, item }] };
}

/** Every notice a letter carried, also one withdrawn since it was frozen: its reader was told. */
export function sent(life: NoticeLife | undefined, messageId: string, at: Instant): NoticeLife | null {
  if (life === undefined || present(life).state === "sent") return null;
  const { item } = present(life);
  return { ...life, versions: [...life.versions, { at, state: "sent", changedAt: at, messageId, item }] };
}

export async function putVersion(
  table: Table,
  token: number,
  key: string,
  kept: Kept,
  next: (life: NoticeLife | undefined) => NoticeLife | null,
): Promise<void> {
  if (next(kept.life) === null) return;
  const make = async (found: Item | undefined) => {
    const life = next(found === kept.found ? kept.life : (await livesIn(table, found === undefined ? [] : [found]))[0]);
    return life === null ? null : { state: present(life).state, ...(await bodyOf(table, life)) };
  };
  await change(table, token, noticeKeyOf(key), make, kept);
}

export const livesIn = (table: Table, items: readonly Item[]): Promise<readonly NoticeLife[]> =>
  valuesIn<NoticeLife>(table, items);
