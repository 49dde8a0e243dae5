import { expect, test } from "vitest";
import { type Provisioned, provisionGoogle } from "../../../lib/adapters/google-sheets/provision.ts";
import type { NewSheet } from "../../../lib/ports/workbook-file.ts";
import { lookupKeys, registrySheets } from "../../../sheets-templates/registry-sheets.ts";
import { publicationFor } from "./city.ts";
import { googleForTests, open, TOKEN, workbookWith } from "./scene.ts";

const google = googleForTests();
const ALL = () => true;

/** With little room: the fake computes every row of every lookup. */
const SHEETS = registrySheets({}).map((sheet) => ({ ...sheet, roomTo: 40 }));

const provision = (id: string, more: { sheets?: readonly NewSheet[]; repair?: boolean } = {}): Promise<Provisioned> =>
  provisionGoogle(id, {
    ...{ name: "台账", auth: async () => TOKEN, rootUrl: google().url },
    ...{ sheets: SHEETS, keys: lookupKeys(), ...more },
  });

const writesTo = (id: string) =>
  google().calls.filter((call) => call.spreadsheetId === id && call.method === "spreadsheets.batchUpdate").length;
const tabOf = (id: string, title: string) =>
  google()
    .spreadsheets.get(id)!
    .sheets.find(({ properties }) => properties.title === title)!;

test("an empty spreadsheet becomes a registry in one batch: tabs, notes, drop-downs, formats, protection, colours, lookups", async () => {
  const id = workbookWith(google(), [{ title: "工作表1" }]);
  const result = await provision(id);
  expect(result.created).toHaveLength(SHEETS.length);
  expect(result.blocked).toEqual([]);
  expect(result.lookups).toEqual(["项目", "节点", "月报", "问题", "任务", "公开", "控制台"]);
  expect(writesTo(id)).toBe(1);
  const { titles, editors } = await open(google(), id).read(ALL);
  expect(titles).toEqual(["工作表1", ...SHEETS.map(({ title }) => title)]);
  expect([...editors!.keys()]).toContain("系统-节点");
  const tab = tabOf(id, "节点");
  expect(
    google()
      .human(id)
      .see("节点")[0]!
      .filter((text) => text !== "")
      .slice(-3),
  ).toEqual(["预警", "逾期天数", "系统说明"]);
  expect(tab.rows[0]![0]!.note).toContain("必填");
  expect(tab.properties.gridProperties).toMatchObject({ frozenRowCount: 1, frozenColumnCount: 3, rowCount: 40 });
  expect(tab.conditionalFormats).toHaveLength(6);
  const category = tabOf(id, "项目").rows[5]!;
  expect(category.filter((cell) => cell.dataValidation !== undefined).length).toBeGreaterThan(3);
});

test("what people type into a provisioned tab stays as typed, and days are days", async () => {
  const id = workbookWith(google(), []);
  await provision(id);
  google()
    .human(id)
    .paste("项目", "A2", [["001"]]);
  google()
    .human(id)
    .paste("月报", "A2", [["001", "2026-05"]]);
  const { sheets } = await open(google(), id).read(ALL);
  expect(sheets.find(({ title }) => title === "项目")!.rows[1]!.cells[0]).toBe("001");
  expect(sheets.find(({ title }) => title === "月报")!.rows[1]!.cells.slice(0, 2)).toEqual(["001", "2026-05"]);
});

test("done again it writes nothing, and a tab that was deleted comes back alone", async () => {
  const id = workbookWith(google(), []);
  await provision(id);
  const again = await provision(id);
  expect([again.created, again.lookups, writesTo(id)]).toEqual([[], [], 1]);
  const { sheets } = google().spreadsheets.get(id)!;
  sheets.splice(
    sheets.findIndex(({ properties }) => properties.title === "豁免"),
    1,
  );
  expect((await provision(id)).created).toEqual(["豁免"]);
});

const OWN: NewSheet = {
  title: "节点",
  columns: [
    { header: "项目编号*", width: 10, format: "text" },
    { header: "节点序号*", width: 10, format: "number" },
    { header: "预警", width: 8, format: "text", system: true, light: true },
    { header: "当前时限", width: 12, format: "date", system: true },
    { header: "系统说明", width: 40, format: "text", system: true },
  ],
  rows: [],
};

const filled = () =>
  workbookWith(google(), [
    {
      title: "节点",
      rowCount: 20,
      rows: [["二〇二六年节点"], ["备注", "项目编号", "节点序号 "], ["人写的", "P-1", 10]],
    },
  ]);

test("a tab that holds something keeps all of it and gets the lookup it lacks, which then shows verdicts", async () => {
  const id = filled();
  const before = google().human(id).typed("节点").flat();
  const result = await provision(id, { sheets: [OWN] });
  expect(result).toMatchObject({ created: [], kept: ["节点"], lookups: ["节点"], blocked: [] });
  const after = google().human(id).typed("节点").flat();
  expect(after.filter((value) => value?.formulaValue === undefined && value !== undefined)).toEqual(before);
  const book = open(google(), id);
  const snapshot = await book.read(ALL);
  const publication = publicationFor(snapshot, 1, { headerRow: 2, keyColumns: [1, 2] });
  await book.publish(publication, snapshot.revision);
  expect(google().human(id).see("节点")[2]!.slice(0, 6)).toEqual([
    "人写的",
    "P-1",
    "10",
    "绿",
    "2026-07-01",
    "P-1/10 第 1 天",
  ]);
});

/** The headers of our columns came with a file that people turned into a spreadsheet. */
const withOurHeaders = () =>
  workbookWith(google(), [
    {
      title: "节点",
      rowCount: 20,
      rows: [
        ["项目编号", "节点序号", "预警", "当前时限", "系统说明", "批注"],
        ["P-1", 10, null, null, null, "人写的"],
      ],
    },
  ]);

test("a lookup under headers that came with people's own file is put where they stand, once they are pinned", async () => {
  const id = withOurHeaders();
  expect((await provision(id, { sheets: [OWN] })).lookups).toEqual(["节点"]);
  expect(writesTo(id)).toBe(2);
  expect(google().human(id).see("节点")[0]!.slice(0, 6)).toEqual([
    "项目编号",
    "节点序号",
    "预警",
    "当前时限",
    "系统说明",
    "批注",
  ]);
  expect((await provision(id, { sheets: [OWN] })).lookups).toEqual([]);
  expect(writesTo(id)).toBe(2);
});

test.each([
  ["put in", "insertColumn"],
  ["taken away", "deleteColumn"],
] as const)(
  "a column %s meanwhile: the lookup is not put, and no header of people's is overwritten",
  async (_, kind) => {
    const id = withOurHeaders();
    const pinning = "spreadsheets.batchUpdate";
    const edit = { kind, tab: "节点", column: "B" } as const;
    let typed: unknown;
    google().beforeNext(pinning, () =>
      google().beforeNext(pinning, () => {
        google().human(id).edit(edit);
        typed = google().human(id).typed("节点");
      }),
    );
    const failing = provision(id, { sheets: [OWN] });
    await expect(failing).rejects.toMatchObject({ code: "workbook-changed", retryable: true });
    expect(google().human(id).typed("节点")).toEqual(typed);
  },
);

test("repair puts an edited lookup again; where a cell of somebody is in the way it names the cell", async () => {
  const id = filled();
  await provision(id, { sheets: [OWN] });
  google().human(id).setCell("节点", "D2", "=IF(1,'系统-对照'!A1)");
  expect((await provision(id, { sheets: [OWN] })).lookups).toEqual([]);
  expect((await provision(id, { sheets: [OWN], repair: true })).lookups).toEqual(["节点"]);
  google().human(id).setCell("节点", "E3", "批注");
  const blocked = await provision(id, { sheets: [OWN], repair: true });
  expect([blocked.lookups, blocked.blocked]).toEqual([[], [{ sheet: "节点", cell: "E3" }]]);
  expect(google().human(id).see("节点")[2]![4]).toBe("批注");
});
