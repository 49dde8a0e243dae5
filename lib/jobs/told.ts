import type { NoticeKind } from "../domain/notice.ts";
import type { Store, StoreLock } from "../ports/store.ts";
import type { Outside, Remark } from "./outside.ts";
import { rememberWorkbook, workbookFact } from "./standing.ts";

/** The same store, in which only notices of these kinds are seen: what else is owed waits until the workbook is adopted. */
export const onlyKinds = (store: Store, kinds: readonly NoticeKind[]): Store => ({
  ...store,
  notices: async (options) => (await store.notices(options)).filter(({ kind }) => kinds.includes(kind)),
});

/** The same store, in which only what goes to these addresses is seen. */
export const onlyTo = (store: Store, addresses: ReadonlySet<string>): Store => ({
  ...store,
  notices: async (options) => (await store.notices(options)).filter(({ recipient }) => addresses.has(recipient)),
  messages: async (options) => (await store.messages(options)).filter(({ recipient }) => addresses.has(recipient)),
});

const ASSUMED = "adopted-";

/** The letter to nobody that holds what counts as told. */
export const isAssumed = (messageId: string): boolean => messageId.startsWith(ASSUMED);

/**
 * After `adopt`: what is owed now counts as told, kept in the ledger as one letter to nobody: everything where the registry was adopted, else the matters
 * of the 分表 that were. null = nothing to assume.
 */
export async function assumeTold(
  outside: Outside,
  lock: StoreLock,
  workbooks: readonly string[],
): Promise<Remark | null> {
  const { store, workbook, now } = outside;
  const adopted: string[] = [];
  for (const name of workbooks) if ((await workbookFact(store, name))?.assumeTold === true) adopted.push(name);
  if (adopted.length === 0) return null;
  const owed = await store.notices({ state: "owed" });
  const known = adopted.includes(workbook) ? owed : owed.filter(({ item }) => adopted.includes(item.workbook));
  const at = now();
  const message = {
    id: `${ASSUMED}${at}`,
    recipient: "",
    day: at.slice(0, 10),
    subject: "",
    raw: new Uint8Array(),
    noticeKeys: known.map(({ key }) => key),
    state: "ready" as const,
    createdAt: at,
    changedAt: at,
    detail: "adopted",
  };
  await store.addMessage(lock.token, message);
  await store.moveMessage(lock.token, message.id, ["ready"], { state: "sent", at, detail: "adopted" });
  for (const name of adopted)
    await rememberWorkbook(store, lock, name, { ...(await workbookFact(store, name)), assumeTold: false });
  return { code: "assumed-told", facts: { count: known.length } };
}
