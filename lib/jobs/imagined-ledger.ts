import type { Instant } from "../domain/dates.ts";
import type { MessageRecord, Notice, NoticeRecord } from "../domain/notice.ts";
import type { Store } from "../ports/store.ts";

type Reading = Pick<Store, "notices" | "messages">;
export type LedgerPart = Pick<Store, "recordNotices" | "notices" | "addMessage" | "moveMessage" | "messages">;
type Check = (token: number) => void;

interface Version {
  readonly at: Instant;
  readonly record: NoticeRecord;
}

/** Notices and messages of a real store with imagined ones laid over them. */
export function imaginedLedger(real: Reading, check: Check): LedgerPart {
  const notices = once(async () => new Map((await real.notices()).map((record) => [record.key, record])));
  const versions = new Map<string, Version[]>();
  const messages = once(async () => new Map((await allMessages(real)).map((message) => [message.id, message])));

  const put = async (record: NoticeRecord, at: Instant): Promise<void> => {
    (await notices()).set(record.key, record);
    versions.set(record.key, [...(versions.get(record.key) ?? []), { at, record }]);
  };
  const markSent = async (keys: readonly string[], messageId: string, at: Instant): Promise<void> => {
    for (const key of keys) {
      const known = (await notices()).get(key);
      if (known !== undefined && known.state !== "sent")
        await put({ ...known, state: "sent", changedAt: at, messageId }, at);
    }
  };

  return {
    recordNotices: async (token, kinds, list, at) => {
      check(token);
      const listed = new Set(list.map(({ key }) => key));
      for (const notice of list) {
        const owed = owedNow((await notices()).get(notice.key), notice, at);
        if (owed !== null) await put(owed, at);
      }
      for (const known of [...(await notices()).values()])
        if (known.state === "owed" && kinds.includes(known.kind) && !listed.has(known.key))
          await put({ ...known, state: "withdrawn", changedAt: at }, at);
    },
    notices: async ({ knownAt, recipient, state } = {}) => {
      const known = knownAt === undefined ? await notices() : await noticesAt(real, versions, knownAt);
      return [...known.values()]
        .filter((one) => recipient === undefined || one.recipient === recipient)
        .filter((one) => state === undefined || one.state === state)
        .sort((a, b) => compare(a.firstOwed, b.firstOwed) || compare(a.key, b.key));
    },
    addMessage: async (token, message) => {
      check(token);
      const known = await messages();
      if (known.has(message.id)) return false;
      known.set(message.id, message);
      if (message.state === "sent") await markSent(message.noticeKeys, message.id, message.changedAt);
      return true;
    },
    moveMessage: async (token, id, from, { state, at, detail }) => {
      check(token);
      const known = await messages();
      const message = known.get(id);
      if (message === undefined || !from.includes(message.state)) return false;
      known.set(id, { ...message, state, changedAt: at, detail });
      if (state === "sent") await markSent(message.noticeKeys, id, at);
      return true;
    },
    messages: async ({ recipient, day, states, withRaw = true } = {}) =>
      [...(await messages()).values()]
        .filter((one) => recipient === undefined || one.recipient === recipient)
        .filter((one) => day === undefined || one.day === day)
        .filter((one) => states === undefined || states.includes(one.state))
        .map((one) => (withRaw ? one : { ...one, raw: NO_BYTES }))
        .sort((a, b) => compare(a.createdAt, b.createdAt)),
  };
}

/** What has left is never sent again, so that its bytes are not needed. */
async function allMessages(real: Reading): Promise<readonly MessageRecord[]> {
  const open = await real.messages({ states: ["ready", "sending", "uncertain", "refused"] });
  const whole = new Map(open.map((message) => [message.id, message]));
  return (await real.messages({ withRaw: false })).map((message) => whole.get(message.id) ?? message);
}

const NO_BYTES = new Uint8Array();

/** null: it stands as it is. */
function owedNow(known: NoticeRecord | undefined, notice: Notice, at: Instant): NoticeRecord | null {
  if (known?.state === "sent") return null;
  const changedAt = known?.state === "owed" ? known.changedAt : at;
  const owed = { firstOwed: at, messageId: "", ...known, ...notice, state: "owed" as const, changedAt };
  const same = known?.state === "owed" && JSON.stringify(known.item) === JSON.stringify(owed.item);
  return same ? null : owed;
}

async function noticesAt(
  real: Reading,
  versions: ReadonlyMap<string, readonly Version[]>,
  knownAt: Instant,
): Promise<ReadonlyMap<string, NoticeRecord>> {
  const known = new Map((await real.notices({ knownAt })).map((record) => [record.key, record]));
  for (const [key, life] of versions) {
    const then = life.findLast(({ at }) => at <= knownAt);
    if (then !== undefined) known.set(key, then.record);
  }
  return known;
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Asked for when first needed, and then kept. */
export function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | null = null;
  return () => {
    made ??= make();
    return made;
  };
}
