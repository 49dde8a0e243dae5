import { describe, expect, it } from "vitest";
import type { ExtendedValue, Workbook } from "../model.ts";
import { type NewTab, newWorkbook, type Written } from "../new-workbook.ts";
import { effectiveValue, usedColumns, usedRows } from "../values.ts";

const plain = (value: ExtendedValue | undefined): unknown =>
  value?.stringValue ??
  value?.numberValue ??
  value?.boolValue ??
  (value?.errorValue ? `#${value.errorValue.type}` : null);

/** Everything the first tab shows. */
function shown(book: Workbook): unknown[][] {
  const sheet = book.sheets[0]!;
  return Array.from({ length: usedRows(book, sheet) }, (_, row) =>
    Array.from({ length: usedColumns(book, sheet, row) }, (_, column) =>
      plain(effectiveValue(book, sheet, row, column)),
    ),
  );
}

const tab = (title: string, rows: readonly (readonly Written[])[]): NewTab => ({
  title,
  rows,
  rowCount: 6,
  columnCount: 6,
});

const LOOKUP = tab("系统-节点", [
  ["p-1", "红", 3],
  ["P-2", "绿", null],
  ["9", "黄", 1],
  [9, "蓝", 2],
]);

/** What one formula in A1 gives. */
const result = (formula: string, below: readonly (readonly Written[])[] = []): unknown[][] =>
  shown(newWorkbook({ id: "b", tabs: [tab("甲", [[{ formula }], ...below]), LOOKUP] }));

describe("formulas of single values", () => {
  it.each([
    ["=1+2*3^2", 19],
    ["=-2*-3", 6],
    ["=50%", 0.5],
    ['="a"&1&TRUE', "a1TRUE"],
    ['="A"="a"', true],
    ['=EXACT("A","a")', false],
    ['="2">10', true],
    ['=LEN(TRIM("  a  b "))', 3],
    ['=TEXT(46000.5*1000,"0")', "46000500"],
    ['=TEXT(46000,"yyyy-mm-dd")', "2025-12-09"],
    ['=TEXT("P-1","0")', "P-1"],
    ["=1/0", "#DIVIDE_BY_ZERO"],
    ['=IFERROR(1/0,"x")', "x"],
    ['=IFNA(1/0,"x")', "#DIVIDE_BY_ZERO"],
    ['=IF(ISBLANK(F6),"blank",1)', "blank"],
    ['=IF(F6="",1,2)', 1],
    ['="a"*1', "#VALUE"],
    ["=NOSUCH(1)", "#NAME"],
    ["=1+", "#ERROR"],
    ["='无此表'!A1", "#REF"],
    ["=B1:B3", null],
  ])("%s is %s", (formula, expected) => {
    expect(result(formula)[0]?.[0] ?? null).toBe(expected);
  });
});

describe("lookups", () => {
  it.each([
    [`=VLOOKUP("P-1",'系统-节点'!A:C,2,FALSE)`, "红"],
    [`=VLOOKUP("9",'系统-节点'!A:C,2,FALSE)`, "黄"],
    [`=VLOOKUP(9,'系统-节点'!A:C,2,FALSE)`, "蓝"],
    [`=VLOOKUP("P-?",'系统-节点'!A:C,1,FALSE)`, "p-1"],
    [`=VLOOKUP("P-~?",'系统-节点'!A:C,1,FALSE)`, "#N_A"],
    [`=VLOOKUP("P-1",'系统-节点'!A:C,4,FALSE)`, "#REF"],
    [`=VLOOKUP("",'系统-节点'!A:C,2,FALSE)`, "#N_A"],
    [`=XLOOKUP("P-2",'系统-节点'!A1:A4,'系统-节点'!B1:B4)`, "绿"],
    [`=XLOOKUP("P-*",'系统-节点'!A1:A4,'系统-节点'!B1:B4,"未匹配")`, "未匹配"],
    [`=INDEX('系统-节点'!B:B,MATCH("P-2",'系统-节点'!A:A,0))`, "绿"],
  ])("%s is %s", (formula, expected) => {
    expect(result(formula)[0]![0]).toBe(expected);
  });

  it("one array lookup fills every row, several columns, and leaves blank what is blank", () => {
    const formula = `=ARRAYFORMULA(IF(ROW(B1:B)=ROW(),{"预警","天数"},IF(B1:B="",,IFERROR(VLOOKUP(B1:B,'系统-节点'!A:C,{2,3},FALSE),"未匹配"))))`;
    const rows: Written[][] = [["编号"], ["P-1"], [], ["P-2"], ["P-3"]].map((row) => [null, ...row]);
    const book = newWorkbook({
      id: "b",
      tabs: [tab("甲", [[null, "编号", { formula }], ...rows.slice(1)]), LOOKUP],
    });
    expect(shown(book)).toEqual([
      [null, "编号", "预警", "天数"],
      [null, "P-1", "红", 3],
      [],
      [null, "P-2", "绿"],
      [null, "P-3", "未匹配", "未匹配"],
    ]);
  });
});

describe("arrays", () => {
  it("a literal fills cells to the right and below", () => {
    expect(result('={"a",1;"b",TRUE}')).toEqual([
      ["a", 1],
      ["b", true],
    ]);
  });

  it("stacks stand above or beside each other, what is missing is #N/A", () => {
    expect(result('=VSTACK("a",HSTACK(1,2))')).toEqual([
      ["a", "#N_A"],
      [1, 2],
    ]);
  });

  it("outside ARRAYFORMULA a range is its cell in the same row", () => {
    expect(result("=LEN(B1:B3)", [[null, "ab"]])[0]).toEqual([0]);
  });

  it("a cell in the way breaks the array and is named", () => {
    const book = newWorkbook({ id: "b", tabs: [tab("甲", [[{ formula: "={1;2;3}" }], [], ["x"]])] });
    expect(effectiveValue(book, book.sheets[0]!, 0, 0)).toEqual({
      errorValue: { type: "REF", message: "Array result was not expanded because it would overwrite data in A3." },
    });
    expect(shown(book)).toEqual([["#REF"], [], ["x"]]);
  });

  it("of two arrays that meet the first stands and the second says where", () => {
    const book = newWorkbook({
      id: "b",
      tabs: [tab("甲", [[null, { formula: "={1;2}" }], [{ formula: '={"a","b"}' }]])],
    });
    expect(shown(book)).toEqual([
      [null, 1],
      ["#REF", 2],
    ]);
    expect(effectiveValue(book, book.sheets[0]!, 1, 0)?.errorValue?.message).toContain("overwrite data in B2");
  });

  it("the edge of the grid breaks the array", () => {
    const book = newWorkbook({ id: "b", tabs: [tab("甲", [[], [], [], [], [], [{ formula: "={1;2;3}" }]])] });
    expect(effectiveValue(book, book.sheets[0]!, 5, 0)?.errorValue?.message).toBe(
      "Result was not automatically expanded, please insert more rows (2).",
    );
  });

  it("a formula reads what another one spilled", () => {
    expect(result("=B2&C3", [[null, { formula: '={"x","y";"z","w"}' }]])[0]![0]).toBe("xw");
  });

  it("a formula that reads itself is a circle", () => {
    expect(result("=A1&1")[0]![0]).toBe("#REF");
  });
});
