import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { randomFrom } from "../random.ts";
import { realClient } from "./client.ts";
import type { Human } from "./human.ts";
import { randomEdits } from "./random-edits.ts";
import { type FakeGoogle, startFakeGoogle } from "./server.ts";

const LOOKUP = `=ARRAYFORMULA(IF(ROW(A1:A)=ROW(),"预警",IF(A1:A="",,IFERROR(VLOOKUP(A1:A,'系统-节点'!A:B,2,FALSE),"未匹配"))))`;

let fake: FakeGoogle;
let human: Human;

beforeEach(async () => {
  fake = await startFakeGoogle();
  fake.create({
    id: "book",
    tabs: [
      {
        title: "节点",
        sheetId: 1,
        rowCount: 8,
        columnCount: 4,
        frozenRowCount: 1,
        rows: [
          ["编号", "名称", { formula: LOOKUP }],
          ["P-1", "开工"],
          ["P-2", "封顶"],
          ["P-3", "验收"],
        ],
      },
      {
        title: "系统-节点",
        sheetId: 2,
        rowCount: 8,
        columnCount: 2,
        rows: [
          ["P-1", "红"],
          ["P-2", "黄"],
          ["P-3", "绿"],
        ],
      },
    ],
  });
  human = fake.human("book");
});
afterEach(() => fake.close());

const seen = (tab = "节点"): readonly string[] => human.see(tab).map((row) => row.join("|"));

describe("somebody who has the sheet open", () => {
  it.each([
    ["2026-03-05", "2026-03-05", { numberValue: 46_086 }],
    ["2026/3/5", "2026/3/5", { numberValue: 46_086 }],
    ["2026年3月5日", "2026年3月5日", { numberValue: 46_086 }],
    ["2026年9月", "2026年9月", { numberValue: 46_266 }],
    ["2026-2-30", "2026-2-30", { stringValue: "2026-2-30" }],
    ["001", "1", { numberValue: 1 }],
    ["'001", "001", { stringValue: "001" }],
    ["12,000.5", "12000.5", { numberValue: 12_000.5 }],
    ["90%", "90%", { numberValue: 0.9 }],
    ["true", "TRUE", { boolValue: true }],
    ["=1+1", "2", { formulaValue: "=1+1" }],
    ["P-１", "P-１", { stringValue: "P-１" }],
  ])("types %s and sees %s", (text, shown, value) => {
    human.setCell("节点", "D2", text);
    expect(human.see("节点")[1]![3]).toBe(shown);
    expect(human.typed("节点")[1]![3]).toEqual(value);
  });

  it("types into a cell that is formatted as text, and it stays as typed", async () => {
    const range = { sheetId: 1, startRowIndex: 1, endRowIndex: 2, startColumnIndex: 3, endColumnIndex: 4 };
    const cell = { userEnteredFormat: { numberFormat: { type: "TEXT" } } };
    const requests = [{ repeatCell: { range, cell, fields: "userEnteredFormat.numberFormat" } }];
    await realClient(fake.url).spreadsheets.batchUpdate({ spreadsheetId: "book", requestBody: { requests } });
    human.setCell("节点", "D2", "001");
    expect(human.typed("节点")[1]![3]).toEqual({ stringValue: "001" });
  });

  it("sorts, and each verdict goes with its key", () => {
    human.sort("节点", "A", true);
    expect(seen()).toEqual(["编号|名称|预警", "P-3|验收|绿", "P-2|封顶|黄", "P-1|开工|红"]);
  });

  it("sorts upwards, and what is frozen stays; without frozen rows row 1 does", () => {
    human.setCell("节点", "A4", "AAA");
    human.sort("节点", "A");
    expect(seen().slice(0, 2)).toEqual(["编号|名称|预警", "AAA|验收|未匹配"]);
    human.setCell("系统-节点", "A1", "Z");
    human.sort("系统-节点", "A");
    expect(seen("系统-节点")[0]).toBe("Z|红");
  });

  it("puts in and deletes rows, right below the header too", () => {
    human.insertRows("节点", 2);
    human.setCell("节点", "A2", "P-9");
    human.deleteRows("节点", 4);
    expect(seen()).toEqual(["编号|名称|预警", "P-9||未匹配", "P-1|开工|红", "P-3|验收|绿"]);
  });

  it("types over a spilled verdict: the formula says which cell is in its way, and heals when it is emptied", () => {
    human.setCell("节点", "C3", "蓝");
    expect(seen()).toEqual(["编号|名称|#REF!", "P-1|开工", "P-2|封顶|蓝", "P-3|验收"]);
    human.setCell("节点", "C3", "");
    expect(seen()[2]).toBe("P-2|封顶|黄");
  });

  it("pastes over the edge: the grid grows", () => {
    human.paste("节点", "D8", [["a", "b"], ["c"]]);
    expect(fake.spreadsheets.get("book")!.sheets[0]!.properties.gridProperties).toMatchObject({
      rowCount: 9,
      columnCount: 5,
    });
    expect(seen().slice(7)).toEqual(["|||a|b", "|||c"]);
  });

  it("deletes the column of a formula, and its verdicts are gone", () => {
    human.deleteColumn("节点", "C");
    expect(seen()).toEqual(["编号|名称", "P-1|开工", "P-2|封顶", "P-3|验收"]);
  });

  it("renames the tab of verdicts, and the lookup still finds them", () => {
    human.renameSheet("系统-节点", "判定");
    expect(seen()[1]).toBe("P-1|开工|红");
    expect(human.typed("节点")[0]![2]!.formulaValue).toContain("'判定'!A:B");
  });

  it("is kept out of what is protected, and nothing changes", async () => {
    const requests = [{ addProtectedRange: { protectedRange: { range: { sheetId: 2 } } } }];
    await realClient(fake.url).spreadsheets.batchUpdate({ spreadsheetId: "book", requestBody: { requests } });
    expect(() => human.setCell("系统-节点", "B1", "绿")).toThrow("protected cell");
    expect(() => human.sort("系统-节点", "A")).toThrow("protected cell");
    expect(seen("系统-节点")[0]).toBe("P-1|红");
    fake.human("book", "owner@example.com").setCell("系统-节点", "B1", "绿");
    expect(seen("系统-节点")[0]).toBe("P-1|绿");
  });
});

describe("between a read and a write", () => {
  it("the edit happens once, before the next call of its method takes effect", async () => {
    fake.beforeNext("spreadsheets.batchUpdate", () => human.insertRows("节点", 2));
    const { spreadsheets } = realClient(fake.url);
    const fields = "sheets.data.rowData.values.userEnteredValue";
    const keys = async (): Promise<unknown[]> => {
      const { data } = await spreadsheets.get({ spreadsheetId: "book", ranges: ["节点!A2:A"], fields });
      return data.sheets![0]!.data![0]!.rowData!.map(({ values }) => values?.[0]?.userEnteredValue?.stringValue);
    };
    expect(await keys()).toEqual(["P-1", "P-2", "P-3"]);
    const rows = [{ values: [{ userEnteredValue: { stringValue: "写在第二行" } }] }];
    const start = { sheetId: 1, rowIndex: 1, columnIndex: 1 };
    const requests = [{ updateCells: { start, rows, fields: "userEnteredValue" } }];
    await spreadsheets.batchUpdate({ spreadsheetId: "book", requestBody: { requests } });
    expect(human.see("节点").slice(1, 3)).toEqual([
      ["", "写在第二行"],
      ["P-1", "开工", "红"],
    ]);
    await spreadsheets.batchUpdate({ spreadsheetId: "book", requestBody: { requests } });
    expect(await keys()).toEqual([undefined, "P-1", "P-2", "P-3"]);
  });
});

describe("two thousand random edits", () => {
  const run = (seed: number): { readonly edits: string; readonly page: string; readonly done: number } => {
    fake.create({
      id: "random",
      tabs: [
        {
          title: "节点",
          frozenRowCount: 1,
          rowCount: 50,
          columnCount: 8,
          rows: [
            ["编号", "名称"],
            ["P-1", "开工"],
          ],
        },
      ],
    });
    const person = fake.human("random");
    const tried = randomEdits(person, () => fake.spreadsheets.get("random")!, randomFrom(seed), 2_000);
    return {
      edits: JSON.stringify(tried),
      page: JSON.stringify(person.see("节点")),
      done: tried.filter(({ refusal }) => refusal === null).length,
    };
  };

  it("are the same for the same seed, and most of them are possible", () => {
    const [first, again, other] = [run(1), run(1), run(2)];
    expect(again).toEqual(first);
    expect(other.page).not.toBe(first.page);
    expect(first.done).toBeGreaterThan(1_500);
  });
});
