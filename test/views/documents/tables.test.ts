import { describe, expect, it } from "vitest";
import { chapterFields, tableFields } from "../../../lib/views/documents/tables.ts";

describe("tables of a chapter", () => {
  it("stand in the loop that has as many columns", () => {
    const fields = tableFields([{ title: "表", head: ["一", "二", "三"], rows: [["1", "2", "3"]] }]);
    expect(fields).toEqual({
      表3: [{ 表题: "表", 表头1: "一", 表头2: "二", 表头3: "三", 行: [{ 列1: "1", 列2: "2", 列3: "3" }] }],
      ...{ 表4: [], 表5: [], 表6: [], 表7: [] },
    });
  });

  it("of two or eight columns, or with a row that has more, are a bug", () => {
    const table = (columns: number, cells = columns) => [
      { title: "表", head: Array(columns).fill("头"), rows: [Array(cells).fill("格")] },
    ];
    expect(() => tableFields(table(2))).toThrow("a table of 2 columns");
    expect(() => tableFields(table(8))).toThrow("a table of 8 columns");
    expect(() => tableFields(table(7, 8))).toThrow("a row that differs");
    expect(tableFields(table(7)).表7).toHaveLength(1);
  });

  it("of a chapter that has none are empty, like all that is left out", () => {
    expect(chapterFields("一、总体", { paragraphs: ["甲"] })).toEqual({
      标题: "一、总体",
      段落: [{ 正文: "甲" }],
      ...{ 节: [], 表3: [], 表4: [], 表5: [], 表6: [], 表7: [], 表注: [] },
    });
  });
});
