import { describe, expect, test } from "vitest";
import type { TabStatus } from "../../lib/ports/plan.ts";
import { readRegistry } from "../../lib/registry/reading.ts";
import { mirrorTab, publicationOf, systemColumns } from "../../lib/registry/writing.ts";
import { type Cells, GOOD_ROWS, goodWorkbook, plainSheet, SETTINGS, type workbookOf } from "../fakes/sheets.ts";

const HEADS = { asOf: "2026-06-12", computedAt: "2026-06-12T00:00:00.000Z", stamp: { storeId: "s", run: 3 } };
const red = (key: string): readonly [string, readonly (string | number)[]] => [key, ["红", 23, `${key}：逾期 23 天。`]];
const status = (...keys: string[]): TabStatus => ({ tab: "milestones", values: new Map(keys.map(red)) });
const more: readonly Cells[] = [
  { project: "P-031", seq: 20, name: "竣工" },
  { project: "合计" },
  { name: "无键" },
  { project: "P-031", seq: 20, name: "再写一次" },
  { project: "P-031", seq: 30 },
];
const reading = readRegistry([goodWorkbook("milestones", {}, more)], SETTINGS);

describe("verdicts beside people's rows", () => {
  test("rows carry their keys, a duplicated key at every row, no usable key as null, totals not at all", () => {
    const [columns] = systemColumns(reading, "台账.xlsx", status("P-031/10"));
    expect([...columns!.rowKeys]).toEqual([
      [2, "P-031/10"],
      [3, "P-031/20"],
      [5, null],
      [6, "P-031/20"],
      [7, "P-031/30"],
    ]);
    expect(columns).toMatchObject({ sheet: "节点", headerRow: 1, positions: [null, null, null] });
    expect(columns!.headers.map(({ title }) => title)).toEqual(["预警", "逾期天数", "系统说明"]);
  });

  test("a row that was set aside says so, beginning with its key", () => {
    const [columns] = systemColumns(reading, "台账.xlsx", status("P-031/10"));
    expect(columns!.values.get("P-031/20")).toEqual([null, null, "P-031/20：第 3、6 行重复，均未计入，请保留一行。"]);
    expect(columns!.values.get("P-031/30")).toEqual([
      null,
      null,
      "P-031/30：本行有数据问题，未计入，见“系统-数据问题”。",
    ]);
    expect(columns!.values.get("P-031/10")).toEqual(red("P-031/10")[1]);
  });

  test("our columns are found where they stand; in a workbook never written to, somebody's own column of that name is not ours", () => {
    const sheet = plainSheet("节点", [
      ["预警", "项目编号", "节点序号", "节点名称", "系统说明", "预警"],
      ["自填", "P-031", 10, "开工", null, null],
      [null, null, null, null, "旧话", null],
    ]);
    const positions = (book: ReturnType<typeof workbookOf>) => {
      const [columns] = systemColumns(readRegistry([book], SETTINGS), "台账.xlsx", status());
      return [columns!.positions, [...columns!.rowKeys]];
    };
    const before = goodWorkbook();
    const book = { ...before, sheets: [...before.sheets.filter(({ title }) => title !== "节点"), sheet] };
    const rows = [[2, "P-031/10"]];
    expect(positions(book)).toEqual([[5, null, null], rows]);
    expect(positions({ ...book, stamp: { storeId: "s", run: 1 } })).toEqual([
      [5, null, 4],
      [...rows, [3, null]],
    ]);
    expect(positions({ ...book, titles: [...book.titles, "系统-节点"] })).toEqual([
      [5, null, 4],
      [...rows, [3, null]],
    ]);
  });

  test("a tab the workbook lacks, or one without system columns, gets nothing", () => {
    const publication = publicationOf(reading, "别处.xlsx", [status("P-031/10")], [], HEADS);
    expect(publication).toEqual({ ...HEADS, systemTabs: [], columns: [] });
    expect(systemColumns(reading, "台账.xlsx", { tab: "monthlyPlans", values: new Map() })).toEqual([]);
  });
});

describe("the mirror tab", () => {
  test("has one row per key in the order of the sheet, with the key's columns, the name and every system column", () => {
    const { title, rows } = mirrorTab(reading, "台账.xlsx", status("P-031/10"));
    expect(title).toBe("系统-节点");
    expect(rows).toEqual([
      ["P-031", "10", "主体封顶", "红", 23, "P-031/10：逾期 23 天。"],
      ["P-031", "20", "", null, null, "P-031/20：第 3、6 行重复，均未计入，请保留一行。"],
      ["P-031", "30", "", null, null, "P-031/30：本行有数据问题，未计入，见“系统-数据问题”。"],
    ]);
  });

  test("an item with a slash stays whole", () => {
    const book = goodWorkbook("disclosures", { item: "施工/监理许可" }, [
      { ...GOOD_ROWS.disclosures!, item: "2026-05" },
    ]);
    const { rows } = mirrorTab(readRegistry([book], SETTINGS), "台账.xlsx", { tab: "disclosures", values: new Map() });
    expect(rows.map((row) => row.slice(0, 2))).toEqual([
      ["P-031", "施工/监理许可"],
      ["P-031", "2026-05"],
    ]);
  });
});
