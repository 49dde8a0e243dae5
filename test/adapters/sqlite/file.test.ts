import { existsSync, mkdirSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { MIGRATIONS, migrate } from "../../../lib/adapters/sqlite/schema.ts";
import { openSqliteStore } from "../../../lib/adapters/sqlite/store.ts";
import { locked } from "../../contracts/store.ts";
import { aNotice } from "../../fakes/notices.ts";
import { asRead } from "../../fakes/stored.ts";

describe("the file of the SQLite store", () => {
  let dir: string;
  let file: string;
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), "duban-file-"));
    file = join(dir, "duban.sqlite");
  });
  afterEach(() => rm(dir, { recursive: true, force: true }));

  const filled = async (): Promise<void> => {
    const store = await openSqliteStore(file);
    const lock = await locked(store);
    const rows = Array.from({ length: 2000 }, (_, index) => ({ key: `P-${index}`, json: "x".repeat(200) }));
    await store.recordReading(lock.token, "A", "2026-06-10T00:00:00.000Z", [
      asRead({ tab: "projects", layout: "{}", rows }),
    ]);
    await lock.release();
    await store.close();
  };

  test.each(MIGRATIONS.map((_, index) => index + 1))(
    "a store of schema %i opens with its id and facts, and can do everything",
    async (version) => {
      const old = new DatabaseSync(file);
      migrate(old, file, MIGRATIONS.slice(0, version));
      old.exec("INSERT INTO fact VALUES ('adopted:A', 'yes')");
      const id = old.prepare("SELECT id FROM identity").get()?.id;
      old.close();
      const store = await openSqliteStore(file);
      expect(store.id).toBe(id);
      expect(await store.fact("adopted:A")).toBe("yes");
      const { token } = await locked(store);
      await store.recordNotices(token, [], [aNotice("n1", "a@b.cn")], "2026-06-10T00:00:00.000Z");
      expect(await store.notices()).toHaveLength(1);
      expect((await store.history("A")).tabs.size).toBe(0);
      await store.close();
    },
  );

  test("a store made by a newer program is refused and left as it is", async () => {
    await filled();
    const newer = new DatabaseSync(file);
    newer.exec("PRAGMA user_version = 99");
    newer.close();
    await expect(openSqliteStore(file)).rejects.toMatchObject({ code: "store-too-new", facts: { found: 99 } });
  });

  test.each<[situation: string, make: () => void, code: string]>([
    ["a text file", () => writeFileSync(file, "项目编号,项目名称\n".repeat(100)), "store-unreadable"],
    ["a directory", () => mkdirSync(file), "store-unreadable"],
    [
      "another program's database",
      () => {
        const other = new DatabaseSync(file);
        other.exec("CREATE TABLE address_book (name TEXT)");
        other.close();
      },
      "store-unreadable",
    ],
    [
      "in a directory that does not exist",
      () => {
        file = join(dir, "missing", "x.sqlite");
      },
      "store-unwritable",
    ],
    [
      "in a directory nobody can write",
      () => {
        file = "/proc/duban.sqlite";
      },
      "store-unwritable",
    ],
  ])("a store that is %s is refused with its code", async (_, make, code) => {
    make();
    await expect(openSqliteStore(file)).rejects.toMatchObject({ name: "PortError", code, retryable: false });
  });

  test("a store cut short is found unreadable, not empty", async () => {
    await filled();
    truncateSync(file, 100_000);
    const attempt = async () => {
      const store = await openSqliteStore(file);
      await store.history("A").finally(() => store.close());
    };
    await expect(attempt()).rejects.toMatchObject({ code: "store-unreadable" });
  });

  test("overwritten pages are found unreadable", async () => {
    await filled();
    const bytes = readFileSync(file);
    bytes.fill(0xa5, 4096, bytes.length - 4096);
    writeFileSync(file, bytes);
    const attempt = async () => {
      const store = await openSqliteStore(file);
      await store.history("A").finally(() => store.close());
    };
    await expect(attempt()).rejects.toMatchObject({ code: "store-unreadable" });
  });

  test("opening for reading makes nothing and allows no write", async () => {
    await expect(openSqliteStore(file, { readOnly: true })).rejects.toMatchObject({ code: "store-missing" });
    expect(existsSync(file)).toBe(false);
    await filled();
    const reader = await openSqliteStore(file, { readOnly: true });
    expect(await reader.workbooks()).toEqual(["A"]);
    await expect(reader.setFact(1, "a", "b")).rejects.toMatchObject({ code: "store-read-only" });
    await expect(reader.lock()).rejects.toMatchObject({ code: "store-read-only" });
    await reader.close();
  });

  test("the journal is a rollback journal, since the file may lie on a network share", async () => {
    await filled();
    const db = new DatabaseSync(file);
    expect(db.prepare("PRAGMA journal_mode").get()).toEqual({ journal_mode: "delete" });
    db.close();
    expect(existsSync(`${file}-wal`)).toBe(false);
  });
});
