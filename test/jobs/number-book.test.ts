import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openDynamoStore } from "../../lib/adapters/dynamodb/store.ts";
import { openSqliteStore } from "../../lib/adapters/sqlite/store.ts";
import { freezeFile, frozenFile } from "../../lib/jobs/frozen-file.ts";
import { numberBooks, numberFor } from "../../lib/jobs/number-book.ts";
import type { Store, StoreLock } from "../../lib/ports/store.ts";
import { type Dynalite, startDynalite } from "../adapters/dynamodb/dynalite.ts";
import { locked } from "../contracts/store.ts";
import { folder } from "../fakes/cli.ts";

let server: Dynalite;
beforeAll(async () => {
  server = await startDynalite();
});
afterAll(() => server.close());

const STORES: readonly (readonly [name: string, open: () => Promise<Store>])[] = [
  ["SQLite", () => openSqliteStore(join(folder(), "store.sqlite"))],
  ["DynamoDB", async () => openDynamoStore(await server.table(), { endpoint: server.endpoint })],
];

const SERIES = { office: "重点办", kind: "通报", year: 2026 } as const;
const asked = (draft: string) => ({ draft, by: "孙管", at: "2026-06-12T00:00:00.000Z", registered: [] });

async function taken(store: Store, lock: StoreLock, draft: string, series = SERIES as Parameters<typeof numberFor>[1]) {
  const { number, keep } = await numberFor(store, series, asked(draft));
  await keep(lock);
  return number;
}

describe.each(STORES)("numbers in %s", (_, open) => {
  test("run on for each kind and year by themselves, and a draft keeps its own", async () => {
    const store = await open();
    const lock = await locked(store);
    expect(await taken(store, lock, "TB-1")).toBe("重点办通报〔2026〕1号");
    expect(await taken(store, lock, "TB-2")).toBe("重点办通报〔2026〕2号");
    expect(await taken(store, lock, "TB-1")).toBe("重点办通报〔2026〕1号");
    expect(await taken(store, lock, "JB-1", { ...SERIES, kind: "交办单" })).toBe("重点办交办〔2026〕1号");
    expect(await taken(store, lock, "TB-3", { ...SERIES, year: 2027 })).toBe("重点办通报〔2027〕1号");
    expect(await taken(store, lock, "TB-4")).toBe("重点办通报〔2026〕3号");
    await lock.release();
    await store.close();
  });

  test("asked for and not kept are nobody's: a paper that could not be drawn takes none", async () => {
    const store = await open();
    const lock = await locked(store);
    await numberFor(store, SERIES, asked("TB-1"));
    expect(await taken(store, lock, "TB-2")).toBe("重点办通报〔2026〕1号");
    await lock.release();
    await store.close();
  });

  test("given in a series that no longer fits stand void, and are not given again", async () => {
    const store = await open();
    const lock = await locked(store);
    await taken(store, lock, "TB-1");
    await taken(store, lock, "TB-1", { ...SERIES, year: 2027 });
    expect(await taken(store, lock, "TB-2")).toBe("重点办通报〔2026〕2号");
    const [old] = await numberBooks(store);
    expect(old!.taken.map(({ n, void: because }) => [n, because])).toEqual([
      [1, "other-series"],
      [2, null],
    ]);
    await lock.release();
    await store.close();
  });

  test("are not taken by a process that somebody took over from", async () => {
    const store = await open();
    const first = await locked(store);
    const { keep } = await numberFor(store, SERIES, asked("TB-1"));
    await first.release();
    const second = await locked(store);
    expect(await taken(store, second, "TB-2")).toBe("重点办通报〔2026〕1号");
    await expect(keep(first)).rejects.toMatchObject({ code: "lease-lost" });
    await expect(freezeFile(store, first, new Uint8Array([1]))).rejects.toMatchObject({ code: "lease-lost" });
    expect((await numberBooks(store)).flatMap(({ taken: all }) => all.map(({ draft }) => draft))).toEqual(["TB-2"]);
    await second.release();
    await store.close();
  });

  test("go on from letters that an older program counted", async () => {
    const store = await open();
    const lock = await locked(store);
    await store.setFact(lock.token, "letter-number:重点办/督办函/2026", "7");
    expect(await taken(store, lock, "L-1", { ...SERIES, kind: "letter/督办函" })).toBe("重点办督函〔2026〕8号");
    await lock.release();
    await store.close();
  });

  test("and papers of any size come back byte for byte, under their digest", async () => {
    const store = await open();
    const lock = await locked(store);
    const content = new Uint8Array(randomBytes(1_200_000));
    const digest = await freezeFile(store, lock, content);
    expect(Buffer.from(await frozenFile(store, digest, "")).equals(content)).toBe(true);
    await store.setFact(lock.token, `document-file:${digest}`, "UEsD");
    await expect(frozenFile(store, digest, "重点办通报〔2026〕1号")).rejects.toMatchObject({
      code: "document-tampered",
      facts: { name: "重点办通报〔2026〕1号" },
    });
    await expect(frozenFile(store, "0".repeat(64), "")).rejects.toMatchObject({ code: "document-tampered" });
    await lock.release();
    await store.close();
  });
});
