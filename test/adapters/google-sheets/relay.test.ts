import { expect, test } from "vitest";
import { googleRelay } from "../../../lib/adapters/google-sheets/relay.ts";
import type { Batch } from "../../../lib/ports/relay.ts";
import type { Publication, PublishResult, Wanted, WorkbookSnapshot } from "../../../lib/ports/spreadsheet.ts";
import type { FakeGoogle } from "../../fakes/google/server.ts";
import { publicationFor } from "./city.ts";
import { googleForTests, open, TOKEN, workbookWith } from "./scene.ts";

const google = googleForTests();

const ROWS = [["项目编号", "节点序号", "节点名称"], ...Array.from({ length: 9 }, (_, n) => [`P-${n}`, 10, "步"])];
const newBook = (): string => workbookWith(google(), [{ title: "节点", rows: ROWS }]);
const all = (): boolean => true;
/** What passes between the hands is kept as text. */
const asText = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

const relayOn = (server: FakeGoogle) =>
  googleRelay((address) => address, {
    ...{ auth: async () => TOKEN, rootUrl: server.url, wait: async () => {}, chance: () => 0.5 },
  });

interface Decided {
  readonly snapshot: WorkbookSnapshot;
  readonly result: PublishResult;
  readonly left: readonly Batch[];
}

/** First and second hand. */
async function decided(id: string, day = 1, options?: { readonly preview: boolean }): Promise<Decided> {
  const relay = relayOn(google());
  const read = await relay.read(id, "台账", all);
  const left: Batch[] = [];
  const sheet = relay.open("台账", {
    reading: async () => asText(read.reading),
    leave: async (batch) => void left.push(asText(batch)),
  });
  const snapshot = await sheet.read(all);
  expect(snapshot).toEqual(read.snapshot);
  const result = await sheet.publish(publicationFor(snapshot, day), snapshot.revision, options);
  return { snapshot, result, left };
}

const send = (id: string, batch: Batch) => relayOn(google()).send(id, "台账", batch);

const callsOn = (id: string): readonly string[] =>
  google()
    .calls.filter(({ spreadsheetId }) => spreadsheetId === id)
    .map(({ method }) => method.replace("spreadsheets.", ""));

const seen = (id: string): readonly unknown[] => ["节点", "系统-节点"].map((tab) => google().human(id).see(tab));

test("three hands do what one does, with as many calls", async () => {
  const [one, three] = [newBook(), newBook()];
  const alone = open(google(), one);
  const { revision } = await alone.read(all);
  const directly = await alone.publish(publicationFor(await alone.read(all), 1), revision);
  const { snapshot, result, left } = await decided(three);
  expect(google().spreadsheets.get(three)!.sheets).toHaveLength(1);
  expect({ ...result, revision: "" }).toEqual({ ...directly, revision: "" });
  expect(result.revision).toBe(snapshot.revision);
  expect(left).toHaveLength(1);
  await send(three, left[0]!);
  expect(seen(three)).toEqual(seen(one));
  expect(callsOn(three)).toEqual(["get", "batchUpdate"]);
  expect((await decided(three)).left).toEqual([]);
});

test("a batch sent twice is applied once", async () => {
  const id = newBook();
  const { left } = await decided(id);
  await send(id, left[0]!);
  google().human(id).setCell("节点", "C2", "改名");
  const { metadata } = google().spreadsheets.get(id)!;
  await send(id, left[0]!);
  expect(google().spreadsheets.get(id)!.metadata).toEqual(metadata);
  expect(google().human(id).see("节点")[1]![2]).toBe("改名");
});

test("of two batches made from one reading only the first is applied", async () => {
  const id = newBook();
  const [first, second] = [await decided(id, 1), await decided(id, 2)];
  await send(id, first.left[0]!);
  const before = seen(id);
  await expect(send(id, second.left[0]!)).rejects.toMatchObject({ code: "workbook-changed" });
  expect(seen(id)).toEqual(before);
});

test("people sort and add rows between reading and sending: every verdict stands at its own row", async () => {
  const id = newBook();
  const { left } = await decided(id);
  google().human(id).sort("节点", "A", true);
  google().human(id).insertRows("节点", 3);
  google().human(id).setCell("节点", "A3", "P-新");
  google().human(id).setCell("节点", "B3", "10");
  await send(id, left[0]!);
  const [header = [], ...rows] = google().human(id).see("节点");
  const why = header.indexOf("系统说明");
  const told = rows.filter(([code]) => code !== "").map((row) => [row[0], row[why]]);
  expect(told.filter(([code]) => code !== "P-新")).toEqual(
    Array.from({ length: 9 }, (_, n) => [`P-${8 - n}`, `P-${8 - n}/10 第 1 天`]),
  );
  expect(told.find(([code]) => code === "P-新")![1]).not.toContain("第 1 天");
});

test("tabs of people's own, of which only some text is asked for, stay with the reader", async () => {
  const own = { title: "我的备忘", rows: [["家里电话 139"], ["【秘密】"]] };
  const id = workbookWith(google(), [{ title: "节点", rows: ROWS }, own]);
  const wanted: Wanted = (title) => (title === own.title ? (text) => text.includes("密") : true);
  const { snapshot, reading } = await relayOn(google()).read(id, "台账", wanted);
  expect(JSON.stringify(snapshot)).toContain("【秘密】");
  expect(JSON.stringify(reading)).not.toMatch(/家里电话|【秘密】/);
  const sheet = relayOn(google()).open("台账", { reading: async () => asText(reading), leave: async () => {} });
  expect((await sheet.read(wanted)).revision).toBe(snapshot.revision);
});

test("a look leaves nothing, another reading's revision is refused, and no row is appended to a reading", async () => {
  const id = newBook();
  const { result, left } = await decided(id, 1, { preview: true });
  expect([left, result.changes.length > 0]).toEqual([[], true]);
  const relay = relayOn(google());
  const { reading, snapshot } = await relay.read(id, "台账", all);
  const sheet = relay.open("台账", { reading: async () => reading, leave: () => Promise.reject(new Error("left")) });
  await sheet.read(all);
  const publication: Publication = publicationFor(snapshot, 1);
  await expect(sheet.publish(publication, "0:other")).rejects.toMatchObject({ code: "workbook-changed" });
  await expect(sheet.append({ sheet: "节点", headerRow: 1, positions: [0], rows: [["x"]] }, "")).rejects.toThrow(
    "rows are appended to 台账 itself",
  );
});
