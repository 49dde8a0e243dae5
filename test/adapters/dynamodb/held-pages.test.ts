import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openDynamoStore } from "../../../lib/adapters/dynamodb/store.ts";
import type { Store } from "../../../lib/ports/store.ts";
import { locked } from "../../contracts/store.ts";
import { aMessage, aNotice } from "../../fakes/notices.ts";
import { type Dynalite, startDynalite } from "./dynalite.ts";
import { type Fault, isWrite, type Line, startLine } from "./line.ts";

const DAY1 = "2026-06-10T23:30:00.000Z";
const DAY2 = "2026-06-11T23:30:00.000Z";
const NOON = Date.parse("2026-06-12T04:00:00.000Z");
const WANG = "wang@jia.gov.cn";
const KINDS = ["milestone-light"];

describe("what the holder of the lock has read of notices and messages", () => {
  let server: Dynalite;
  let line: Line;
  let table: string;
  const stores: Store[] = [];

  beforeAll(async () => {
    server = await startDynalite();
  });
  afterAll(() => server.close());
  beforeEach(async () => {
    line = await startLine(server.port);
    table = await server.table();
  });
  afterEach(async () => {
    await Promise.all(stores.splice(0).map((store) => store.close()));
    await line.close();
  });

  const open = async (endpoint = line.endpoint): Promise<Store> => {
    const store = await openDynamoStore(table, { endpoint, now: () => NOON, wait: async () => {} });
    stores.push(store);
    return store;
  };

  const ledgerOf = async (store: Store) => [await store.notices(), await store.messages()];
  const queries = (pk: string): number =>
    line.calls.filter(({ operation, body }) => operation === "Query" && body.includes(`"S":"${pk}"`)).length;

  test("is asked for once while he holds it, and each time again when he has given it back", async () => {
    const store = await open();
    const lock = await locked(store);
    await store.recordNotices(lock.token, KINDS, [aNotice("n1", WANG)], DAY1);
    await store.addMessage(lock.token, aMessage("m1", { noticeKeys: ["n1"] }));
    for (let n = 0; n < 5; n++) await ledgerOf(store);
    await store.messages({ recipient: WANG, states: ["ready"], withRaw: false });
    expect([queries("notice"), queries("message")]).toEqual([1, 1]);
    await lock.release();
    for (let n = 0; n < 3; n++) await ledgerOf(store);
    expect([queries("notice"), queries("message")]).toEqual([4, 4]);
  });

  test("is read anew by who takes the lock a second time: another wrote in between", async () => {
    const [ours, theirs] = [await open(), await open()];
    const first = await locked(ours);
    expect(await ours.notices()).toEqual([]);
    await first.release();
    const between = await locked(theirs);
    await theirs.recordNotices(between.token, KINDS, [aNotice("n1", WANG)], DAY1);
    await between.release();
    const second = await locked(ours);
    expect((await ours.notices()).map(({ key }) => key)).toEqual(["n1"]);
    await ours.recordNotices(second.token, KINDS, [], DAY2);
    await second.release();
    expect((await theirs.notices()).map(({ state }) => state)).toEqual(["withdrawn"]);
  });

  test("answers by recipient and by day as the table does", async () => {
    const store = await open();
    const lock = await locked(store);
    await store.addMessage(lock.token, aMessage("m1", { recipient: WANG, day: "2026-06-10" }));
    await store.addMessage(lock.token, aMessage("m2", { recipient: "li@jia.gov.cn", day: "2026-06-11" }));
    const asked = [{ recipient: WANG }, { day: "2026-06-11" }, { recipient: WANG, day: "2026-06-11" }];
    const answers = async (from: Store) => {
      const found = [];
      for (const options of asked) found.push((await from.messages(options)).map(({ id }) => id));
      return found;
    };
    await store.messages();
    expect(await answers(store)).toEqual([["m1"], ["m2"], []]);
    expect(await answers(await open())).toEqual([["m1"], ["m2"], []]);
    await lock.release();
  });

  test.each<Fault>(["lost", "failed-after", "failed-before", "reset", "throttled"])(
    "is what a stranger reads after every step, also where each third write is %s",
    async (fault) => {
      const store = await open();
      const stranger = await open(server.endpoint);
      const lock = await locked(store);
      const { token } = lock;
      let writes = 0;
      line.fault = (call) => (isWrite(call) && ++writes % 3 === 0 ? fault : undefined);
      const steps: (() => Promise<unknown>)[] = [
        () => store.recordNotices(token, KINDS, [aNotice("n1", WANG), aNotice("n2", WANG)], DAY1),
        () => store.addMessage(token, aMessage("m1", { noticeKeys: ["n1"] })),
        () => store.recordNotices(token, KINDS, [aNotice("n2", WANG, { reason: "later" }), aNotice("n3", WANG)], DAY1),
        () => store.moveMessage(token, "m1", ["ready"], { state: "sending", at: DAY1, detail: "" }),
        () => store.moveMessage(token, "m1", ["sending"], { state: "sent", at: DAY2, detail: "250" }),
        () => store.addMessage(token, aMessage("m2", { noticeKeys: ["n3"], state: "sent", changedAt: DAY2 })),
        () => store.recordNotices(token, KINDS, [], DAY2),
      ];
      for (const step of steps) {
        await step();
        expect(await ledgerOf(store)).toEqual(await ledgerOf(stranger));
      }
      expect(writes).toBeGreaterThan(15);
      expect((await store.notices()).map(({ key, state }) => `${key} ${state}`)).toEqual([
        "n1 sent",
        "n2 withdrawn",
        "n3 sent",
      ]);
      await lock.release();
    },
  );
});
