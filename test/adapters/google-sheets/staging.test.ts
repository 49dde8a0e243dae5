import { expect, test } from "vitest";
import { publicationFor } from "./city.ts";
import { googleForTests, open, stamps, workbookWith } from "./scene.ts";

const google = googleForTests();
const ALL = () => true;
const WRITE = "spreadsheets.batchUpdate";
const SMALL = { largestBatch: 6000 };

const many = () =>
  workbookWith(google(), [
    {
      title: "节点",
      rowCount: 80,
      rows: [["项目编号", "节点序号"], ...Array.from({ length: 60 }, (_, n) => [`P-${n}`, n % 2 === 0 ? n : `=${n}`])],
    },
  ]);

const look = (id: string) => ["节点", "系统-节点", "系统-对照"].map((title) => google().human(id).see(title));
const titlesIn = (id: string) =>
  google()
    .spreadsheets.get(id)!
    .sheets.map(({ properties }) => properties.title);
const writesTo = (id: string) => google().calls.filter((call) => call.spreadsheetId === id && call.method === WRITE);

async function publishDay(id: string, day: number, options = {}) {
  const book = open(google(), id, options);
  const snapshot = await book.read(ALL);
  return book.publish(publicationFor(snapshot, day), snapshot.revision);
}

test("what is too large for one batch is laid down out of sight and looks the same after the swap, days and texts like formulas too", async () => {
  const [whole, parted] = [many(), many()];
  for (const day of [1, 2]) {
    await publishDay(whole, day);
    await publishDay(parted, day, SMALL);
    expect(look(parted)).toEqual(look(whole));
    expect(titlesIn(parted)).toEqual(["节点", "系统-节点", "系统-对照"]);
  }
  expect(writesTo(whole)).toHaveLength(2);
  expect(writesTo(parted).length).toBeGreaterThan(8);
  expect(Math.max(...writesTo(parted).map(({ bytesIn }) => bytesIn))).toBeLessThan(
    Math.max(...writesTo(whole).map(({ bytesIn }) => bytesIn)),
  );
});

test("until the swap nobody sees anything of it, and a run that stopped before leaves nothing for good", async () => {
  const id = many();
  await publishDay(id, 1);
  const before = look(id);
  google().faults.add({ method: WRITE, nth: 4, before: "reset" });
  const wait = async () => {
    throw new Error("killed");
  };
  await expect(publishDay(id, 2, { ...SMALL, wait })).rejects.toThrow("killed");
  expect(look(id)).toEqual(before);
  expect((await open(google(), id).read(ALL)).titles).toEqual(["节点", "系统-节点"]);
  await publishDay(id, 2, SMALL);
  expect(titlesIn(id)).toEqual(["节点", "系统-节点", "系统-对照"]);
});

test.each([1, 2, 3, 7])("a reply lost at batch %i changes nothing of that", async (nth) => {
  const [whole, parted] = [many(), many()];
  await publishDay(whole, 1);
  google().faults.add({ method: WRITE, nth, after: "reset" });
  await publishDay(parted, 1, SMALL);
  google().faults.clear();
  expect(look(parted)).toEqual(look(whole));
  expect(stamps(google(), parted)).toBe(1);
});
