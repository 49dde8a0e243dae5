import { QueryCommand } from "@aws-sdk/client-dynamodb";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openDynamoStore } from "../../../lib/adapters/dynamodb/store.ts";
import type { DraftRecord, Store } from "../../../lib/ports/store.ts";
import { locked } from "../../contracts/store.ts";
import { aMessage, aNotice } from "../../fakes/notices.ts";
import { asRead } from "../../fakes/stored.ts";
import { type Dynalite, startDynalite } from "./dynalite.ts";
import { type Call, type Fault, isWrite, type Line, startLine } from "./line.ts";

const DAY1 = "2026-06-10T23:30:00.000Z";
const DAY2 = "2026-06-11T23:30:00.000Z";
/** A request that is made again has a new version. */
const UUID = /[0-9a-f]{8}-[0-9a-f-]{27}/g;
const NOON = Date.parse("2026-06-12T04:00:00.000Z");
const WANG = "wang@jia.gov.cn";
const DRAFT: DraftRecord = {
  ...{ id: "M-2026-05", kind: "ranking", period: "2026-05", createdAt: DAY1, lockDay: "2026-06-10", body: "{}" },
  ...{ digest: "d", inputDigest: "i", rulesDigest: "r", differences: "", state: "draft", confirmedBy: "" },
  ...{ confirmedAt: null, attachment: { filename: "x.xlsx", content: new Uint8Array([1, 2, 3]) } },
};

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

describe("the DynamoDB store on a bad line", () => {
  let server: Dynalite;
  let line: Line;
  const stores: Store[] = [];

  beforeAll(async () => {
    server = await startDynalite();
  });
  afterAll(() => server.close());
  beforeEach(async () => {
    line = await startLine(server.port);
  });
  afterEach(async () => {
    await Promise.all(stores.splice(0).map((store) => store.close()));
    await line.close();
  });

  const open = async (table: string, endpoint = line.endpoint, readOnly = false): Promise<Store> => {
    const store = await openDynamoStore(table, { endpoint, readOnly, now: () => NOON, wait: async () => {} });
    stores.push(store);
    return store;
  };

  /** One of every write. */
  async function aDay(table: string): Promise<void> {
    const store = await open(table);
    const lock = await locked(store);
    const { token } = lock;
    const key = { runKey: "daily@2026-06-11", job: "daily", asOf: "2026-06-11", startedAt: DAY1 };
    const run = await store.startRun(token, key);
    await store.recordReading(token, "A", DAY1, [tab({ "P-1": "a", "P-2": "b" })]);
    await store.recordReading(token, "A", DAY2, [tab({ "P-1": "a", "P-3": "c" })]);
    await store.recordNotices(token, ["milestone-light"], [aNotice("n1", WANG), aNotice("n2", WANG)], DAY1);
    expect(await store.addMessage(token, aMessage("m1", { noticeKeys: ["n1"] }))).toBe(true);
    expect(await store.moveMessage(token, "m1", ["ready"], { state: "sending", at: DAY1, detail: "" })).toBe(true);
    expect(await store.moveMessage(token, "m1", ["sending"], { state: "sent", at: DAY2, detail: "250" })).toBe(true);
    expect(await store.addDraft(token, DRAFT)).toBe(true);
    expect(await store.moveDraft(token, DRAFT.id, { state: "confirmed", by: "李四", at: DAY2 })).toBe(true);
    await store.setFact(token, "adopted:A", "1");
    await store.finishRun(token, { ...run!, state: "done", finishedAt: DAY2 });
    await lock.release();
  }

  const tab = (rows: Readonly<Record<string, string>>) =>
    asRead({ tab: "projects", layout: "{}", rows: Object.entries(rows).map(([key, json]) => ({ key, json })) });

  async function seen(table: string) {
    const store = await open(table, server.endpoint);
    const next = await locked(store);
    await next.release();
    return {
      token: next.token,
      runs: await store.runs(),
      history: await store.history("A"),
      reading: await store.readingAt("A", DAY2),
      notices: await store.notices(),
      messages: await store.messages(),
      drafts: await store.drafts(),
      fact: await store.fact("adopted:A"),
      books: await store.workbooks(),
    };
  }

  /** The day on a good line: what it leaves, and which of its requests write. */
  const quiet = once(async () => {
    const table = await server.table();
    await aDay(table);
    const writes = line.calls.flatMap((call, at) => (isWrite(call) ? [at] : []));
    return { seen: await seen(table), writes };
  });

  const onlyFirst = (wanted: (call: Call) => boolean, fault: Fault) => {
    const met = new Set<string>();
    return (call: Call): Fault | undefined => {
      const what = `${call.operation} ${call.body.replace(UUID, "")}`;
      if (met.has(what) || !wanted(call)) return undefined;
      met.add(what);
      return fault;
    };
  };

  test.each<Fault>(["lost", "failed-after", "failed-before", "reset", "throttled"])(
    "every write is %s at first: the day ends as on a good line, and nothing is done twice",
    async (fault) => {
      const expected = (await quiet()).seen;
      const table = await server.table();
      line.fault = onlyFirst(isWrite, fault);
      await aDay(table);
      expect(await seen(table)).toEqual(expected);
    },
  );

  test.each<Fault>(["failed-before", "reset", "throttled"])(
    "every fourth request is %s: the day ends as on a good line",
    async (fault) => {
      const expected = (await quiet()).seen;
      const table = await server.table();
      line.fault = ({ n }) => (n % 4 === 0 ? fault : undefined);
      await aDay(table);
      expect(await seen(table)).toEqual(expected);
    },
  );

  test("a single write whose answer is lost, and the line with it for two requests more, is found done", async () => {
    const good = await quiet();
    expect(good.writes.length).toBeGreaterThan(15);
    for (const at of good.writes.filter((_, index) => index % 4 === 0)) {
      const table = await server.table();
      const first = line.calls.length + at + 1;
      line.fault = ({ n }) => (n === first ? "lost" : n === first + 1 || n === first + 2 ? "reset" : undefined);
      await aDay(table);
      expect(await seen(table)).toEqual(good.seen);
    }
  });

  const reminders = async (table: string): Promise<number> => {
    const asked = { KeyConditionExpression: "pk = :pk", ExpressionAttributeValues: { ":pk": { S: "telling" } } };
    return (await server.client.send(new QueryCommand({ TableName: table, ...asked }))).Count!;
  };

  test("a process may die at any request of saying that a message was sent: message and notices agree, and the next recording makes it good", async () => {
    const keys = ["n1", "n2", "n3"];
    const outcomes = new Set<string>();
    let alive = false;
    for (let death = 1; !alive; death++) {
      const table = await server.table();
      const store = await open(table);
      const lock = await locked(store);
      const notices = keys.map((key) => aNotice(key, WANG));
      await store.recordNotices(lock.token, ["milestone-light"], notices, DAY1);
      await store.addMessage(lock.token, aMessage("m1", { state: "sending", noticeKeys: keys }));
      const from = line.calls.length;
      line.fault = ({ n }) => (n >= from + death ? "reset" : undefined);
      alive = await store
        .moveMessage(lock.token, "m1", ["sending"], { state: "sent", at: DAY2, detail: "250" })
        .catch((error) => error.code !== "store-busy");
      line.fault = () => undefined;
      const next = await open(table, server.endpoint);
      const [message] = await next.messages();
      const states = (await next.notices()).map(({ state, messageId }) => `${state} ${messageId}`);
      const told = message!.state === "sent";
      expect(states).toEqual(keys.map(() => (told ? "sent m1" : "owed ")));
      const before = await next.notices({ knownAt: DAY1 });
      expect(before.map(({ state }) => state)).toEqual(["owed", "owed", "owed"]);
      await lock.release();
      await next.recordNotices((await locked(next)).token, ["milestone-light"], told ? [] : notices, DAY2);
      expect((await next.notices()).map(({ state, messageId }) => `${state} ${messageId}`)).toEqual(states);
      if (told) expect(await reminders(table)).toBe(0);
      outcomes.add(message!.state);
    }
    expect(outcomes).toEqual(new Set(["sending", "sent"]));
  });

  test.each<[how: string, ask: (store: Store, token: number) => Promise<boolean>]>([
    ["made", (store, token) => store.addMessage(token, aMessage("m1", { state: "sent" }))],
    ["moved", (store, token) => store.moveMessage(token, "m1", ["ready"], { state: "sent", at: DAY2, detail: "" })],
  ])("a sent letter that is %s once more forgets nothing of one that died of telling it", async (_, ask) => {
    const table = await server.table();
    const store = await open(table);
    const { token } = await locked(store);
    await store.recordNotices(token, ["milestone-light"], [aNotice("n1", WANG)], DAY1);
    const message = aMessage("m1", { state: "sent", changedAt: DAY2, noticeKeys: ["n1"] });
    line.fault = ({ operation, body }) => (operation === "PutItem" && body.includes('"notice"') ? "reset" : undefined);
    await expect(store.addMessage(token, message)).rejects.toMatchObject({ code: "store-busy" });
    line.fault = () => undefined;
    expect(await reminders(table)).toBe(1);
    expect(await ask(store, token)).toBe(false);
    expect(await store.notices()).toMatchObject([{ state: "sent", messageId: "m1", changedAt: DAY2 }]);
    expect(await reminders(table)).toBe(0);
  });

  test("a letter that could not become sent leaves no reminder", async () => {
    const table = await server.table();
    const store = await open(table);
    const { token } = await locked(store);
    await store.addMessage(token, aMessage("m1", { state: "sending" }));
    expect(await store.moveMessage(token, "m1", ["ready"], { state: "sent", at: DAY2, detail: "" })).toBe(false);
    expect(await store.messages()).toMatchObject([{ state: "sending" }]);
    expect(await reminders(table)).toBe(0);
  });

  test("a run that died between its number and itself does not take the number of another", async () => {
    const table = await server.table();
    const store = await open(table);
    const { token } = await locked(store);
    const run = (runKey: string) => ({ runKey, job: "daily", asOf: "2026-06-11", startedAt: DAY1 });
    line.fault = ({ operation, body }) => (operation === "PutItem" && body.includes('"run"') ? "reset" : undefined);
    await expect(store.startRun(token, run("a"))).rejects.toMatchObject({ code: "store-busy" });
    line.fault = () => undefined;
    expect(await store.startRun(token, run("b"))).toMatchObject({ runId: 1, runKey: "b" });
    expect(await store.startRun(token, run("a"))).toMatchObject({ runId: 2, runKey: "a" });
    expect((await store.runs()).map(({ runId, runKey }) => [runId, runKey])).toEqual([
      [2, "a"],
      [1, "b"],
    ]);
  });

  test.each<[situation: string, fault: Fault, code: string, retryable: boolean]>([
    ["throttled without end", "throttled", "store-busy", true],
    ["cut off", "reset", "store-busy", true],
    ["failing without end", "failed-before", "store-busy", true],
    ["not permitted", "denied", "store-unwritable", false],
  ])("a store that is %s is refused with its code, in reading and in writing", async (_, fault, code, retryable) => {
    const store = await open(await server.table());
    const { token } = await locked(store);
    line.fault = () => fault;
    await expect(store.fact("a")).rejects.toMatchObject({ name: "PortError", code, retryable });
    await expect(store.setFact(token, "a", "b")).rejects.toMatchObject({ name: "PortError", code, retryable });
    line.fault = (call) => (isWrite(call) ? fault : undefined);
    await expect(store.setFact(token, "a", "b")).rejects.toMatchObject({ name: "PortError", code, retryable });
  });

  test("the pauses between repetitions grow, differ by chance, and end after some ten seconds", async () => {
    const pauses: number[] = [];
    const wait = async (ms: number): Promise<void> => void pauses.push(ms);
    line.fault = () => "throttled";
    const opening = openDynamoStore("x", { endpoint: line.endpoint, wait, chance: () => 0.25 });
    await expect(opening).rejects.toMatchObject({ code: "store-busy" });
    expect(pauses.slice(0, 3)).toEqual([37.5, 75, 150]);
    expect(pauses.reduce((sum, ms) => sum + ms, 0)).toBeLessThan(15_000);
  });

  test("a table that is not there, and a reader of a store never used, are told apart from trouble", async () => {
    await expect(open("no-such-table")).rejects.toMatchObject({ code: "store-missing", retryable: false });
    const table = await server.table();
    await expect(open(table, line.endpoint, true)).rejects.toMatchObject({ code: "store-missing" });
    expect(line.calls.filter(isWrite)).toEqual([]);
  });

  test("opening for reading allows no write", async () => {
    const table = await server.table();
    await aDay(table);
    const reader = await open(table, line.endpoint, true);
    expect(await reader.workbooks()).toEqual(["A"]);
    await expect(reader.lock()).rejects.toMatchObject({ code: "store-read-only" });
  });
});
