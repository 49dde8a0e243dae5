import { expect, test } from "vitest";
import { isDateFormatCode } from "../../../lib/adapters/xlsx/number-format.ts";
import type { RawCell } from "../../../lib/ports/spreadsheet.ts";
import { open, tempWorkbook } from "./publishing.ts";
import { MAIN_NS, plainWorkbook, richWorkbook, worksheet } from "./rich-workbook.ts";

async function cellsOf(bytes: Uint8Array, title = "甲"): Promise<Record<number, readonly RawCell[]>> {
  const snapshot = await open(tempWorkbook(bytes)).read((one) => one === title);
  return Object.fromEntries(snapshot.sheets[0]!.rows.map((row) => [row.number, row.cells]));
}

const cells = (rows: string, more = {}) => cellsOf(plainWorkbook({ 甲: worksheet(rows) }, more));

const styles = (...formats: readonly string[]): string =>
  `<styleSheet xmlns="${MAIN_NS}"><numFmts>${formats.map((code, i) => `<numFmt numFmtId="${170 + i}" formatCode="${code.replaceAll('"', "&quot;")}"/>`).join("")}</numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="20"/>${formats.map((_, i) => `<xf numFmtId="${170 + i}"/>`).join("")}</cellXfs></styleSheet>`;

test("numbers, texts, booleans, errors and formulas come as their stored values", async () => {
  const row = `<row r="1"><c r="A1"><v>-12.50</v></c><c r="B1"><v>1.5E3</v></c><c r="C1" t="b"><v>1</v></c><c r="D1" t="e"><v>#DIV/0!</v></c><c r="E1" t="str"><f>"a"</f><v>a</v></c><c r="F1"><f>1+1</f></c><c r="G1" t="str"><f>""</f></c><c r="H1"><v>0.30000000000000004</v></c><c r="I1"><v>4&#50;</v></c><c r="J1"><v>x</v></c></row>`;
  expect((await cells(row))[1]).toEqual([
    -12.5,
    1500,
    true,
    { error: "#DIV/0!" },
    "a",
    { error: "#NOVALUE" },
    "",
    0.30000000000000004,
    42,
    { error: "#NUM!" },
  ]);
});

test("rich, inline and shared strings are joined without their phonetic readings", async () => {
  const sst = `<sst xmlns="${MAIN_NS}"><!-- <si> --><si><t>甲&#x4E59;</t><rPh sb="0" eb="1"><t>jia</t></rPh></si><si><r><t xml:space="preserve"> a</t></r><r><rPr/><t><![CDATA[<b>]]></t></r></si><si/><si><t/></si></sst>`;
  const row = `<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="inlineStr"><is><r><t>x</t></r><rPh sb="0" eb="1"><t>no</t></rPh><r><t>y</t></r></is></c><c r="D1" t="inlineStr"><is><t>a &lt;b&gt; &amp;amp; &#10;_x000D__x005F_x000D_</t></is></c><c r="E1" t="s"><v>2</v></c><c r="F1" t="s"><v>3</v></c><c r="G1" t="inlineStr"><is> <t>隔行</t> </is></c></row>`;
  expect((await cells(row, { "xl/sharedStrings.xml": sst }))[1]).toEqual([
    "甲乙",
    " a<b>",
    "xy",
    "a <b> &amp; \n\r_x000D_",
    "",
    "",
    "隔行",
  ]);
});

test("prefixes, quotes, comments, processing instructions and CDATA change nothing", async () => {
  const sheet = `\ufeff<?xml version='1.0' encoding='utf-8'?><!-- <sheetData> --><x:worksheet xmlns:x='${MAIN_NS}'><x:sheetPr/><x:sheetData ><?pi </x:row>?><x:row\n r='2' ><!-- <x:c r="A2"/> --><x:c s='0' t='n' r='B2'><x:v>1<!-- 9 -->2</x:v></x:c ><x:c t="str" r = "C2"><x:v><![CDATA[</x:v></x:c>]]></x:v></x:c><x:c r="D2" t="str"><x:f a=">">x</x:f><x:v>d</x:v><x:extLst><x:c/></x:extLst></x:c></x:row></x:sheetData></x:worksheet>`;
  expect(await cellsOf(plainWorkbook({ 甲: sheet }))).toEqual({ 2: [null, 12, "</x:v></x:c>", "d"] });
});

test("rows and cells that do not say where they are follow one another", async () => {
  const rows = `<row><c><v>1</v></c><c r="C1"><v>3</v></c><c><v>4</v></c></row><row><c t="inlineStr"><is><t>b</t></is></c></row><row r="9"><c/><c><v>2</v></c></row><row><c r="A12"><v>12</v></c></row>`;
  expect(await cells(rows)).toEqual({ 1: [1, null, 3, 4], 2: ["b"], 9: [null, 2], 12: [12] });
});

test("a number under a date format is a day, with its time cut off; a time of day stays a number", async () => {
  const row = `<row r="1"><c r="A1" s="1"><v>46086</v></c><c r="B1" s="1"><v>46086.999</v></c><c r="C1" s="2"><v>0.5</v></c><c r="D1" s="3"><v>46086</v></c><c r="E1" s="4"><v>46086</v></c><c r="F1" s="1"><v>59</v></c><c r="G1" s="1"><v>60</v></c><c r="H1" s="1"><v>61</v></c><c r="I1" s="1"><v>-1</v></c><c r="J1" t="d"><v>2026-03-05T10:00:00</v></c><c r="K1" t="d"><v>2026-02-30</v></c></row>`;
  const found = (await cells(row, { "xl/styles.xml": styles('yyyy"年"m"月"', "0.00") }))[1];
  const day = (date: string) => ({ date });
  expect(found).toEqual([
    day("2026-03-05"),
    day("2026-03-05"),
    0.5,
    day("2026-03-05"),
    46086,
    day("1900-02-28"),
    60,
    day("1900-03-01"),
    -1,
    day("2026-03-05"),
    "2026-02-30",
  ]);
});

test("a workbook of the 1904 calendar gives the same days", async () => {
  const more = { "xl/styles.xml": styles(), "!workbookPr": '<workbookPr date1904="true"/>' };
  expect(
    (await cells(`<row r="1"><c r="A1" s="1"><v>44624</v></c><c r="B1" s="1"><v>0</v></c></row>`, more))[1],
  ).toEqual([{ date: "2026-03-05" }, { date: "1904-01-01" }]);
});

test.each([
  ["yyyy-mm-dd", true],
  ['yyyy"年"m"月"d"日"', true],
  ["[$-804]yyyy年m月", true],
  ["m月", true],
  ["[$-F800]dddd\\,\\ mmmm\\ dd", true],
  ["h:mm:ss", false],
  ["[h]:mm", false],
  ["mm:ss.0", false],
  ['0.00"day"', false],
  ["0.00E+00", false],
  ["#,##0_);[Red](#,##0)", false],
  ["General", false],
  ["G/通用格式", false],
  ["@", false],
  ["\\d0", false],
])("the number format %s shows a day: %s", (code, expected) => {
  expect(isDateFormatCode(code)).toBe(expected);
});

test("hidden and very hidden tabs are tabs, chart sheets have a title only", async () => {
  const snapshot = await open(tempWorkbook(richWorkbook())).read((title) => title === "其他2" || title === "其他3");
  expect(snapshot.titles).toHaveLength(31);
  expect(snapshot.sheets.map((sheet) => sheet.rows[0]!.cells[0])).toEqual(["第2张", "第3张"]);
});

test("merged areas are given 1-based by row and 0-based by column", async () => {
  const { sheets } = await open(tempWorkbook(richWorkbook())).read((title) => title === "项目");
  expect(sheets[0]!.merges).toEqual([{ top: 6, bottom: 6, left: 1, right: 2 }]);
});

test("a sheet without rows, and one without sheetData content, are empty", async () => {
  const bytes = plainWorkbook({ 甲: worksheet(""), 乙: `<worksheet xmlns="${MAIN_NS}"><sheetData/></worksheet>` });
  const { sheets } = await open(tempWorkbook(bytes)).read(() => true);
  expect(sheets.map((sheet) => sheet.rows.length)).toEqual([0, 0]);
});

test("rows larger than one piece of the stream are read whole", async () => {
  const long = "长".repeat(30_000);
  const row = (n: number) =>
    `<row r="${n}">${Array.from({ length: 20 }, () => `<c t="inlineStr"><is><t>${long}</t></is></c>`).join("")}</row>`;
  const found = await cells(row(1) + row(2) + row(3));
  expect([1, 2, 3].map((n) => found[n]!.every((cell) => cell === long) && found[n]!.length)).toEqual([20, 20, 20]);
});

test("the reading does not depend on where the pieces of the stream end", async () => {
  const rows = Array.from({ length: 9000 }, (_, i) => {
    const text = i % 7 ? `文${i}` : `<![CDATA[<row r="1">${i}]]>`;
    return `<row r="${i + 1}"><c r="A${i + 1}" t="inlineStr"><is><t>${text}</t></is></c><!-- ${"x".repeat(i % 50)} --><c r="B${i + 1}"><v>${i}.5</v></c></row>`;
  });
  const found = await cells(rows.join(""));
  for (let i = 0; i < 9000; i++) expect(found[i + 1]).toEqual([i % 7 ? `文${i}` : `<row r="1">${i}`, i + 0.5]);
});
