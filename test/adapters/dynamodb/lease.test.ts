import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { GetItemCommand, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type DynamoOptions, openDynamoStore } from "../../../lib/adapters/dynamodb/store.ts";
import type { Store, StoreLock } from "../../../lib/ports/store.ts";
import { locked } from "../../contracts/store.ts";
import { aMessage, aNotice } from "../../fakes/notices.ts";
import { asRead } from "../../fakes/stored.ts";
import { type Dynalite, startDynalite } from "./dynalite.ts";
import { type Call, isWrite, type Line, startLine } from "./line.ts";

const CHILD = join(import.meta.dirname, "lock-child.ts");
const NOON = Date.parse("2026-06-12T04:00:00.000Z");
const MINUTE = 60_000;
const DAY1 = "2026-06-10T23:30:00.000Z";
const WANG = "wang@jia.gov.cn";

describe("the lease of the DynamoDB store", () => {
  let server: Dynalite;
  let line: Line;
  let table: string;
  let clock: number;
  const stores: Store[] = [];
  const locks: StoreLock[] = [];
  const children: ChildProcess[] = [];

  beforeAll(async () => {
    server = await startDynalite();
  });
  afterAll(() => server.close());
  beforeEach(async () => {
    line = await startLine(server.port);
    table = await server.table();
    clock = NOON;
  });
  afterEach(async () => {
    for (const child of children.splice(0)) child.kill("SIGKILL");
    await Promise.all(locks.splice(0).map((lock) => lock.release()));
    await Promise.all(stores.splice(0).map((store) => store.close()));
    await line.close();
  });

  const open = async (options: DynamoOptions = {}): Promise<Store> => {
    const store = await openDynamoStore(table, { endpoint: server.endpoint, now: () => clock, ...options });
    stores.push(store);
    return store;
  };

  const lockOf = async (store: Store): Promise<StoreLock> => {
    const lock = await locked(store);
    locks.push(lock);
    return lock;
  };

  const child = async (leaseMs: number): Promise<ChildProcess> => {
    const started = fork(CHILD, [server.endpoint, table, String(leaseMs)], { stdio: "inherit" });
    children.push(started);
    await once(started, "message");
    return started;
  };

  const ask = async (process: ChildProcess): Promise<{ token?: number; heldBy?: number }> => {
    process.send("lock");
    const [answer] = await once(process, "message");
    return answer;
  };

  const stored = async () => {
    const key = { pk: { S: "store" }, sk: { S: "lease" } };
    const { Item } = await server.client.send(new GetItemCommand({ TableName: table, Key: key, ConsistentRead: true }));
    return Item!;
  };

  test("of three processes that ask at the same moment exactly one gets it, and the others name it", async () => {
    await open();
    const three = await Promise.all([child(MINUTE), child(MINUTE), child(MINUTE)]);
    const answers = await Promise.all(three.map(ask));
    const winner = answers.findIndex((answer) => answer.token !== undefined);
    expect(answers.filter((answer) => answer.token !== undefined)).toHaveLength(1);
    for (const answer of answers.toSpliced(winner, 1)) expect(answer.heldBy).toBe(three[winner]!.pid);
  });

  test("a holder that was killed is replaced when its lease ends, with a larger token", async () => {
    const dead = await child(MINUTE);
    const { token } = await ask(dead);
    dead.kill("SIGKILL");
    await once(dead, "exit");
    clock = Date.now() + MINUTE / 2;
    const next = await open();
    expect(await next.lock()).toMatchObject({ heldBy: { pid: dead.pid } });
    clock = Date.now() + MINUTE;
    expect((await lockOf(next)).token).toBe(token! + 1);
  });

  test("of ten stores that find it ended at the same moment one takes it", async () => {
    const old = await lockOf(await open());
    clock += 2 * MINUTE;
    const ten = await Promise.all(Array.from({ length: 10 }, () => open()));
    const answers = await Promise.all(ten.map((store) => store.lock()));
    const taken = answers.filter((answer) => "token" in answer);
    expect(taken.map(({ token }) => token)).toEqual([old.token + 1]);
    locks.push(...taken);
  });

  test("is renewed while it is held, and no longer after", async () => {
    const lock = await lockOf(await open({ leaseMs: 160 }));
    const from = clock;
    clock += 100;
    const ends = async (): Promise<number> => Number((await stored()).expires?.N);
    await expect.poll(ends, { timeout: 60_000 }).toBe(from + 260);
    await lock.release();
    await lock.release();
    expect(await ends()).toBe(0);
    expect((await stored()).ttl).toBeUndefined();
  });

  test("whose beats failed is renewed before the next write, if nobody took it", async () => {
    const store = await open();
    const lock = await lockOf(store);
    clock += 10 * MINUTE;
    await store.setFact(lock.token, "a", "b");
    expect(await (await open()).lock()).toHaveProperty("heldBy");
  });

  test("given back, it is worth nothing, and giving it back does not end the next holder's", async () => {
    const store = await open();
    const old = await lockOf(store);
    clock += 2 * MINUTE;
    const next = await lockOf(await open());
    await old.release();
    expect((await stored()).token?.N).toBe(String(next.token));
    expect(await store.lock()).toHaveProperty("heldBy");
    await next.release();
    await expect(store.setFact(next.token, "a", "b")).rejects.toMatchObject({ code: "lease-lost" });
  });

  test.each<[write: string, (store: Store, token: number) => Promise<unknown>]>([
    [
      "a reading",
      (store, token) => store.recordReading(token, "A", DAY1, [asRead({ tab: "t", layout: "", rows: [] })]),
    ],
    ["no tab at all", (store, token) => store.recordReading(token, "A", DAY1, [])],
    ["a run", (store, token) => store.startRun(token, { runKey: "x", job: "daily", asOf: "", startedAt: DAY1 })],
    ["notices", (store, token) => store.recordNotices(token, [], [aNotice("n1", WANG)], DAY1)],
    ["a message", (store, token) => store.addMessage(token, aMessage("m1"))],
    ["a move", (store, token) => store.moveMessage(token, "m0", ["ready"], { state: "sent", at: DAY1, detail: "" })],
    ["a fact", (store, token) => store.setFact(token, "a", "b")],
  ])("a holder that was replaced cannot write %s", async (_, write) => {
    const store = await open();
    const old = await lockOf(store);
    await store.addMessage(old.token, aMessage("m0"));
    clock += 2 * MINUTE;
    await lockOf(await open());
    await expect(write(store, old.token)).rejects.toMatchObject({ code: "lease-lost", retryable: false });
    expect(await store.messages()).toMatchObject([{ id: "m0", state: "ready" }]);
    expect(await store.notices()).toEqual([]);
    expect(await store.workbooks()).toEqual([]);
  });

  /** The first request of which `wanted` is said waits on the line until `free`. */
  function holdBack(wanted: (call: Call) => boolean) {
    let free: () => void = () => {};
    const until = new Promise<void>((done) => {
      free = done;
    });
    let isCaught = false;
    const caught = new Promise<void>((done) => {
      line.fault = async (call) => {
        if (isCaught || !wanted(call)) return undefined;
        isCaught = true;
        done();
        await until;
        return undefined;
      };
    });
    return { caught, free: () => free() };
  }

  test("a write that was on its way while the lease changed hands does not undo what the next holder wrote", async () => {
    const slow = await open({ endpoint: line.endpoint });
    const old = await lockOf(slow);
    await slow.setFact(old.token, "a", "first");
    const { caught, free } = holdBack((call) => isWrite(call) && call.body.includes('"fact"'));
    const late = slow.setFact(old.token, "a", "old").catch((error) => error.code);
    await caught;
    clock += 2 * MINUTE;
    const next = await open();
    await next.setFact((await lockOf(next)).token, "a", "new");
    free();
    expect(await late).toBe("lease-lost");
    expect(await next.fact("a")).toBe("new");
  });

  test("who still believed in the lease when asking for an item sees by its token that another has written it", async () => {
    const slow = await open({ endpoint: line.endpoint });
    const old = await lockOf(slow);
    const { caught, free } = holdBack(({ operation, body }) => operation === "GetItem" && body.includes('"fact"'));
    const late = slow.setFact(old.token, "a", "old").catch((error) => error.code);
    await caught;
    clock += 2 * MINUTE;
    const next = await open();
    await next.setFact((await lockOf(next)).token, "a", "new");
    free();
    expect(await late).toBe("lease-lost");
    expect(await next.fact("a")).toBe("new");
  });

  test("a letter on its way to being sent by two holders is sent by one", async () => {
    const slow = await open({ endpoint: line.endpoint });
    const old = await lockOf(slow);
    await slow.addMessage(old.token, aMessage("m1"));
    const { caught, free } = holdBack((call) => isWrite(call) && call.body.includes('"message"'));
    const sending = { state: "sending", at: DAY1, detail: "" } as const;
    const late = slow.moveMessage(old.token, "m1", ["ready"], sending).catch((error) => error.code);
    await caught;
    clock += 2 * MINUTE;
    const next = await open();
    expect(await next.moveMessage((await lockOf(next)).token, "m1", ["ready"], sending)).toBe(true);
    free();
    expect(await late).toBe("lease-lost");
  });

  test("a reading on its way while the next holder read is not put on top of it", async () => {
    const slow = await open({ endpoint: line.endpoint });
    const old = await lockOf(slow);
    const tab = (key: string) => asRead({ tab: "projects", layout: "{}", rows: [{ key, json: "{}" }] });
    await slow.recordReading(old.token, "A", DAY1, [tab("P-1")]);
    const { caught, free } = holdBack((call) => isWrite(call) && call.body.includes("readings=A"));
    const late = slow.recordReading(old.token, "A", DAY1, [tab("P-2")]).catch((error) => error.code);
    await caught;
    clock += 2 * MINUTE;
    const next = await open();
    await next.recordReading((await lockOf(next)).token, "A", DAY1, [tab("P-3")]);
    free();
    expect(await late).toBe("lease-lost");
    const { tabs } = await next.history("A");
    expect([...tabs.get("projects")!.keys()]).toEqual(["P-1", "P-3"]);
  });

  test("a request that was given up and repeated does nothing when it arrives after all", async () => {
    const store = await open({ endpoint: line.endpoint, wait: async () => {} });
    const { token } = await lockOf(store);
    await store.setFact(token, "a", "1");
    const given: string[] = [];
    line.fault = ({ operation, body }) => {
      if (operation !== "PutItem" || !body.includes('"fact"') || given.length > 0) return undefined;
      given.push(body);
      return "reset";
    };
    await store.setFact(token, "a", "2");
    await store.setFact(token, "a", "3");
    const headers = { "x-amz-target": "DynamoDB_20120810.PutItem", "content-type": "application/x-amz-json-1.0" };
    const authorization =
      "AWS4-HMAC-SHA256 Credential=a/20260612/cn-north-1/dynamodb/aws4_request, SignedHeaders=a, Signature=a";
    const late = {
      method: "POST",
      headers: { ...headers, authorization, "x-amz-date": "20260612T000000Z" },
      body: given[0]!,
    };
    const answer = await fetch(server.endpoint, late);
    expect(await answer.text()).toContain("ConditionalCheckFailed");
    expect(await store.fact("a")).toBe("3");
  });

  test("a store made by a newer program is refused", async () => {
    await open();
    const newer = { pk: { S: "store" }, sk: { S: "identity" }, id: { S: "x" }, schema: { N: "99" } };
    await server.client.send(new PutItemCommand({ TableName: table, Item: newer }));
    await expect(open()).rejects.toMatchObject({ code: "store-too-new", facts: { found: 99 } });
  });

  test("of twenty that open a new table at once all know the store by the same id", async () => {
    const all = await Promise.all(Array.from({ length: 20 }, () => open()));
    expect(new Set(all.map(({ id }) => id)).size).toBe(1);
  });
});
