import { randomBytes } from "node:crypto";
import { DeleteItemCommand, QueryCommand, ScanCommand } from "@aws-sdk/client-dynamodb";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openDynamoStore } from "../../../lib/adapters/dynamodb/store.ts";
import type { Store, StoreLock } from "../../../lib/ports/store.ts";
import { locked } from "../../contracts/store.ts";
import { aMessage, aNotice } from "../../fakes/notices.ts";
import { asRead } from "../../fakes/stored.ts";
import { type Dynalite, startDynalite } from "./dynalite.ts";
import { isWrite, type Line, startLine } from "./line.ts";

const DAY = (n: number): string => `2026-06-${String(n).padStart(2, "0")}T23:30:00.000Z`;
const WANG = "wang@jia.gov.cn";
/** Text that cannot be compressed below three quarters. */
const noise = (characters: number): string => randomBytes(Math.ceil((characters * 3) / 4)).toString("base64");

describe("the items of the DynamoDB store", () => {
  let server: Dynalite;
  let line: Line;
  let table: string;
  let store: Store;
  let lock: StoreLock;

  beforeAll(async () => {
    server = await startDynalite();
  });
  afterAll(() => server.close());
  beforeEach(async () => {
    line = await startLine(server.port);
    table = await server.table();
    store = await openDynamoStore(table, { endpoint: line.endpoint, wait: async () => {} });
    lock = await locked(store);
  });
  afterEach(async () => {
    await lock.release();
    await store.close();
    await line.close();
  });

  const tab = (rows: readonly (readonly [key: string, json: string])[], layout = "{}") =>
    asRead({ tab: "projects", layout, rows: rows.map(([key, json]) => ({ key, json })) });

  const partitions = async (pk: string): Promise<number> => {
    const asked = { KeyConditionExpression: "pk = :pk", ExpressionAttributeValues: { ":pk": { S: pk } } };
    return (await server.client.send(new QueryCommand({ TableName: table, ...asked }))).Count!;
  };

  test("a letter of two megabytes, a long fact and a large draft come back byte for byte", async () => {
    const raw = new Uint8Array(randomBytes(2_000_000));
    const content = new Uint8Array(randomBytes(900_000));
    const value = noise(1_500_000);
    await store.addMessage(lock.token, aMessage("m1", { raw }));
    await store.setFact(lock.token, "findings", value);
    const draft = {
      id: "d",
      kind: "ranking" as const,
      period: "2026-05",
      createdAt: DAY(10),
      lockDay: "2026-06-10",
      body: value,
    };
    const digests = { digest: "d", inputDigest: "i", rulesDigest: "r", differences: "" };
    const open = { state: "draft", confirmedBy: "", confirmedAt: null } as const;
    const attachment = { filename: "x.xlsx", content };
    await store.addDraft(lock.token, { ...draft, ...digests, ...open, attachment });
    expect(Buffer.from((await store.messages())[0]!.raw).equals(raw)).toBe(true);
    expect((await store.fact("findings")) === value).toBe(true);
    const [found] = await store.drafts();
    expect(found!.body === value).toBe(true);
    expect(Buffer.from(found!.attachment!.content).equals(content)).toBe(true);
  });

  test("drafts and letters of the same moment come in the order in which they were made, whatever their names", async () => {
    const digests = { digest: "d", inputDigest: "i", rulesDigest: "r", differences: "", body: "{}", attachment: null };
    const frozen = {
      ...digests,
      kind: "ranking" as const,
      period: "2026-05",
      createdAt: DAY(10),
      lockDay: "2026-06-10",
    };
    for (const id of ["b", "c", "a"]) {
      await store.addDraft(lock.token, { id, ...frozen, state: "draft", confirmedBy: "", confirmedAt: null });
      await store.addMessage(lock.token, aMessage(id));
    }
    expect((await store.drafts()).map(({ id }) => id)).toEqual(["b", "c", "a"]);
    expect((await store.messages()).map(({ id }) => id)).toEqual(["b", "c", "a"]);
  });

  test("an empty file stays a file", async () => {
    const draft = {
      id: "d",
      kind: "ranking" as const,
      period: "",
      createdAt: DAY(10),
      lockDay: "2026-06-10",
      body: "",
    };
    const digests = { digest: "d", inputDigest: "i", rulesDigest: "r", differences: "" };
    const open = { state: "draft", confirmedBy: "", confirmedAt: null } as const;
    const attachment = { filename: "x.xlsx", content: new Uint8Array() };
    await store.addDraft(lock.token, { ...draft, ...digests, ...open, attachment });
    expect((await store.drafts())[0]?.attachment).toEqual(attachment);
  });

  test("a reading of 20,000 rows larger than any item is one reading, and a later one finds what changed in it", async () => {
    const rows = Array.from({ length: 20_000 }, (_, n) => [`P-${n}`, noise(120)] as const);
    expect(await store.recordReading(lock.token, "A", DAY(10), [tab(rows)])).toEqual({ changed: 20_000 });
    const later = rows.with(17_000, ["P-17000", "{}"]).toSpliced(3, 1);
    expect(await store.recordReading(lock.token, "A", DAY(11), [tab(later)])).toEqual({ changed: 2 });
    expect(await partitions("readings=A")).toBe(2);
    const lives = (await store.history("A")).tabs.get("projects")!;
    expect(lives.size).toBe(20_000);
    expect(lives.get("P-17000")!.map(({ json }) => json)).toEqual([rows[17_000]![1], "{}"]);
    expect(lives.get("P-3")!.map(({ json }) => json)).toEqual([rows[3]![1], null]);
    const again = (await store.readingAt("A", DAY(11)))!.tabs[0]!.rows;
    expect(again.every(({ key, json }, at) => key === later[at]![0] && json === later[at]![1])).toBe(true);
    const quick = (await store.history("A", { withRows: false })).tabs.get("projects")!;
    expect([quick.get("P-5")![0]!.json, quick.get("P-17000")!.at(-1)!.json]).toEqual(["", "{}"]);
  });

  test("a reading in which nothing is new is one item of one unit, however many rows were read", async () => {
    const rows = Array.from({ length: 3_000 }, (_, n) => [`P-${n}`, noise(60)] as const);
    await store.recordReading(lock.token, "A", DAY(10), [tab(rows)]);
    const before = line.costs.length;
    await store.recordReading(lock.token, "A", DAY(11), [tab(rows)]);
    const written = line.costs.slice(before).filter(({ operation }) => operation === "PutItem");
    expect(written).toEqual([{ operation: "PutItem", kind: "readings", units: 1 }]);
    expect((await store.history("A")).lastReading).toBe(DAY(11));
  });

  test("readings never go back in time, even when the machine's clock does", async () => {
    await store.recordReading(lock.token, "A", DAY(11), [tab([["k", "a"]])]);
    await store.recordReading(lock.token, "A", DAY(10), [tab([["k", "b"]])]);
    const { lastReading, tabs } = await store.history("A");
    expect(lastReading).toBe(DAY(11));
    expect(
      tabs
        .get("projects")!
        .get("k")!
        .map(({ firstSeen }) => firstSeen),
    ).toEqual([DAY(11), DAY(11)]);
  });

  test("rows of the same text under new marks are no news, and are looked at once", async () => {
    const rows = Array.from({ length: 500 }, (_, n) => ({ key: `P-${n}`, json: `{"n":${n}}` }));
    const read = (mark: number) => {
      let made = 0;
      const json = (text: string) => () => {
        made++;
        return text;
      };
      const marked = rows.map((row, n) => ({ key: row.key, mark: mark + n, json: json(row.json) }));
      return { tab: { tab: "projects", layout: "{}", rows: marked }, made: () => made };
    };
    await store.recordReading(lock.token, "A", DAY(10), [read(1_000).tab]);
    const renewed = read(9_000);
    expect(await store.recordReading(lock.token, "A", DAY(11), [renewed.tab])).toEqual({ changed: 0 });
    const third = read(9_000);
    expect(await store.recordReading(lock.token, "A", DAY(12), [third.tab])).toEqual({ changed: 0 });
    expect([renewed.made(), third.made()]).toEqual([500, 0]);
    expect((await store.history("A", { withRows: false })).tabs.get("projects")!.get("P-7")).toHaveLength(1);
  });

  test("more notices than a page of an answer holds are all found, by age", async () => {
    const notices = Array.from({ length: 350 }, (_, n) => aNotice(`n${n}`, WANG, { reason: noise(6_800) }));
    await store.recordNotices(lock.token, ["milestone-light"], notices, DAY(10));
    await lock.release();
    const before = line.calls.length;
    expect(await store.notices({ state: "owed" })).toHaveLength(350);
    expect(line.calls.slice(before).filter(({ operation }) => operation === "Query").length).toBeGreaterThan(2);
  });

  test("what an answer left out is asked for again", async () => {
    for (let n = 0; n < 51; n++)
      await store.addMessage(lock.token, aMessage(`m${n}`, { raw: new Uint8Array(randomBytes(330_000)) }));
    const before = line.calls.length;
    const found = await store.messages();
    expect(found.filter(({ raw }) => raw.length === 330_000)).toHaveLength(51);
    expect(line.calls.slice(before).filter(({ operation }) => operation === "BatchGetItem").length).toBeGreaterThan(1);
  });

  test("keys of any length and kind are kept apart: people's words are in them", async () => {
    const long = "长".repeat(2_000);
    for (const name of ["", long, `${long}。`, "=", "a\u0000b", "#", "😀"])
      await store.setFact(lock.token, name, `<${name}>`);
    for (const name of ["", long, `${long}。`, "=", "a\u0000b", "#", "😀"])
      expect(await store.fact(name)).toBe(`<${name}>`);
    await store.recordReading(lock.token, long, DAY(10), [tab([[long, "{}"]])]);
    expect(await store.workbooks()).toEqual([long]);
    expect((await store.history(long)).tabs.get("projects")!.has(long)).toBe(true);
  });

  test("a notice whose words changed for a hundred days is one item of few units, and every day is known", async () => {
    for (let n = 1; n <= 100; n++) {
      const at = new Date(Date.UTC(2026, 0, n)).toISOString();
      await store.recordNotices(lock.token, ["milestone-light"], [aNotice("n1", WANG, { reason: `逾期 ${n} 天` })], at);
    }
    expect(await partitions("notice")).toBe(1);
    expect(line.calls.filter(isWrite).at(-1)!.body.length).toBeLessThan(4_000);
    const [then] = await store.notices({ knownAt: "2026-02-01T12:00:00.000Z" });
    expect(then!.item.reason).toBe("逾期 32 天");
  });

  test("a part that is missing is an unreadable store, not a shorter letter", async () => {
    await store.addMessage(lock.token, aMessage("m1", { raw: new Uint8Array(randomBytes(900_000)) }));
    const parts = (await server.client.send(new ScanCommand({ TableName: table }))).Items!;
    const { pk, sk } = parts.find((item) => item.pk!.S!.startsWith("part#") && item.sk!.S === "0001")!;
    await server.client.send(new DeleteItemCommand({ TableName: table, Key: { pk: pk!, sk: sk! } }));
    await expect(store.messages()).rejects.toMatchObject({ code: "store-unreadable", retryable: false });
    expect(await store.messages({ withRaw: false })).toHaveLength(1);
  });

  test("nothing in the table ends by itself", async () => {
    await store.recordReading(lock.token, "A", DAY(10), [tab([["k", "{}"]])]);
    await store.recordNotices(lock.token, [], [aNotice("n1", WANG)], DAY(10));
    await store.addMessage(lock.token, aMessage("m1", { noticeKeys: ["n1"], state: "sent" }));
    const all = (await server.client.send(new ScanCommand({ TableName: table }))).Items!;
    expect(all.length).toBeGreaterThan(5);
    expect(all.filter((item) => item.ttl !== undefined)).toEqual([]);
  });
});
