import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openSqliteStore, type SqliteOptions } from "../../../lib/adapters/sqlite/store.ts";
import type { Store } from "../../../lib/ports/store.ts";
import { locked } from "../../contracts/store.ts";

const CHILD = join(import.meta.dirname, "../../fakes/lock-child.ts");

describe("the lock of the SQLite store", () => {
  let dir: string;
  let file: string;
  const children: ChildProcess[] = [];
  const stores: Store[] = [];

  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), "duban-lock-"));
    file = join(dir, "duban.sqlite");
    await (await openSqliteStore(file)).close();
  });
  afterEach(async () => {
    await Promise.all(children.splice(0).map(kill));
    await Promise.all(stores.splice(0).map((store) => store.close()));
    await rm(dir, { recursive: true, force: true });
  });

  const open = async (options?: SqliteOptions): Promise<Store> => {
    const store = await openSqliteStore(file, options);
    stores.push(store);
    return store;
  };

  async function child(): Promise<ChildProcess> {
    const started = fork(CHILD, [file], { stdio: "inherit" });
    children.push(started);
    await once(started, "message");
    return started;
  }

  async function ask(process: ChildProcess): Promise<{ token?: number; heldBy?: number }> {
    process.send("lock");
    const [answer] = await once(process, "message");
    return answer;
  }

  async function kill(process: ChildProcess): Promise<void> {
    if (process.exitCode !== null || process.signalCode !== null) return;
    process.kill("SIGKILL");
    await once(process, "exit");
  }

  const lockText = (): string => readFileSync(`${file}.lock`, "utf8");
  const writeLock = (changes: Readonly<Record<string, unknown>>): void => {
    const holder = { id: "x", host: "file-server-2", pid: 1, started: "", since: "2026-06-12T00:00:00.000Z", token: 1 };
    writeFileSync(`${file}.lock`, JSON.stringify({ ...holder, ...changes }));
  };
  const silentFor = (ms: number): void => {
    const then = new Date(Date.now() - ms);
    utimesSync(`${file}.lock`, then, then);
  };

  test("of four processes that ask at the same moment exactly one gets it, and the others name it", async () => {
    const four = await Promise.all([child(), child(), child(), child()]);
    const answers = await Promise.all(four.map(ask));
    const winner = answers.findIndex((answer) => answer.token !== undefined);
    expect(answers.filter((answer) => answer.token !== undefined)).toHaveLength(1);
    for (const answer of answers.toSpliced(winner, 1)) expect(answer.heldBy).toBe(four[winner]!.pid);
  });

  test("of four processes that find a dead holder exactly one takes over, at once", async () => {
    const dead = await child();
    const { token } = await ask(dead);
    await kill(dead);
    expect(existsSync(`${file}.lock`)).toBe(true);
    const four = await Promise.all([child(), child(), child(), child()]);
    const answers = await Promise.all(four.map(ask));
    const tokens = answers.flatMap((answer) => answer.token ?? []);
    expect(tokens).toEqual([token! + 1]);
  });

  test("a recycled pid is not the holder: the start of the process decides", async () => {
    writeLock({ host: "us", pid: process.pid, started: "another-boot:1" });
    expect(await (await open({ host: "us" })).lock()).toHaveProperty("token");
  });

  test("a living process on this host holds it however silent it is", async () => {
    const living = await child();
    await ask(living);
    silentFor(24 * 3_600_000);
    expect(await (await open()).lock()).toMatchObject({ heldBy: { pid: living.pid } });
  });

  test.each([
    ["beats 100 seconds ago", 100_000, "heldBy"],
    ["has been silent for more than two minutes", 130_000, "token"],
  ])("a holder on another host that %s → %s", async (_, silence, outcome) => {
    writeLock({});
    silentFor(silence);
    expect(await (await open()).lock()).toHaveProperty(outcome);
  });

  test("a half-written lock file counts as held until it is old", async () => {
    writeFileSync(`${file}.lock`, '{"host":');
    const store = await open();
    expect(await store.lock()).toHaveProperty("heldBy");
    silentFor(130_000);
    expect(await store.lock()).toHaveProperty("token");
  });

  test("the heartbeat renews the file in place, and releasing removes it", async () => {
    const lock = await locked(await open({ heartbeatMs: 20 }));
    const text = lockText();
    silentFor(1_000_000);
    await expect.poll(() => statSync(`${file}.lock`).mtimeMs).toBeGreaterThan(Date.now() - 500_000);
    const other = await open({ host: "elsewhere" });
    expect(await other.lock()).toHaveProperty("heldBy");
    expect(lockText()).toBe(text);
    expect(JSON.parse(text)).toMatchObject({ pid: process.pid, token: lock.token });
    await lock.release();
    await lock.release();
    expect(existsSync(`${file}.lock`)).toBe(false);
  });

  test("who was replaced can neither write nor remove the lock of the next", async () => {
    const slow = await open({ host: "slow-host", heartbeatMs: 1_000_000 });
    const old = await locked(slow);
    silentFor(130_000);
    const next = await locked(await open());
    await expect(slow.setFact(old.token, "a", "b")).rejects.toMatchObject({ code: "lease-lost" });
    await old.release();
    expect(JSON.parse(lockText()).token).toBe(next.token);
    await next.release();
  });

  test("reading works while another process holds the lock", async () => {
    const holder = await open();
    const lock = await locked(holder);
    await holder.setFact(lock.token, "a", "b");
    const reader = await open({ readOnly: true });
    expect(await reader.fact("a")).toBe("b");
    await lock.release();
  });
});
