import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { CellValue, RawCell } from "../../../lib/ports/spreadsheet.ts";
import { HEADERS, header, open, publicationOf, publishDay, rawCells, tempWorkbook, textOf } from "./publishing.ts";
import { MAIN_NS, plainWorkbook, richWorkbook, worksheet } from "./rich-workbook.ts";

const SHEET = "xl/worksheets/sheet1.xml";
const text = (ref: string, value: string): string => `<c r="${ref}" t="inlineStr"><is><t>${value}</t></is></c>`;
const ROWS = `<row r="1">${text("A1", "项目编号")}${text("B1", "名称")}</row><row r="2">${text("A2", "P-1")}<c r="B2"><v>1</v></c></row>`;

async function sheetAfter(bytes: Uint8Array, day = 1, options = {}): Promise<string> {
  const file = tempWorkbook(bytes);
  await publishDay(file, day, options);
  return textOf(readFileSync(file), SHEET);
}

async function rowsOf(file: string, title = "项目"): Promise<Record<number, readonly RawCell[]>> {
  const { sheets } = await open(file).read((one) => one === title);
  return Object.fromEntries(sheets[0]!.rows.map((row) => [row.number, row.cells]));
}

test("a sheet without cols, dimension and styles gets widths and styles", async () => {
  const file = tempWorkbook(plainWorkbook({ 项目: worksheet(ROWS) }));
  await publishDay(file, 1);
  const after = readFileSync(file);
  expect(textOf(after, SHEET)).toContain('<cols><col min="3" max="3" width="14" customWidth="1"/>');
  expect(textOf(after, "xl/styles.xml")).toContain("<cellXfs");
  expect(textOf(after, "[Content_Types].xml")).toContain('PartName="/xl/styles.xml"');
  expect((await rowsOf(file))[2]).toEqual(["P-1", 1, "黄", 0.01, "=P-1 第 1 天"]);
});

test("a sheet that writes its elements with a prefix gets ours with the same prefix", async () => {
  const cell = (ref: string, value: string) => `<x:c r="${ref}" t="inlineStr"><x:is><x:t>${value}</x:t></x:is></x:c>`;
  const xml = `<x:worksheet xmlns:x="${MAIN_NS}"><x:sheetData><x:row r="1">${cell("A1", "项目编号")}</x:row><x:row r="2">${cell("A2", "P-2")}</x:row></x:sheetData><x:pageMargins left="1" right="1" top="1" bottom="1" header="1" footer="1"/></x:worksheet>`;
  const file = tempWorkbook(plainWorkbook({ 项目: xml }));
  await publishDay(file, 1);
  const after = textOf(readFileSync(file), SHEET);
  expect(after).toContain('<x:c r="B2" t="inlineStr"><x:is><x:t>黄</x:t></x:is></x:c>');
  expect(after).toMatch(
    /<x:cols><x:col min="2".*<x:conditionalFormatting sqref="B2:B1048576"><x:cfRule .*<x:pageMargins/,
  );
  expect((await rowsOf(file))[2]).toEqual(["P-2", "黄", 0.01, 'P-2 <不变> & "引号"']);
});

test("rows and cells without r keep their bytes, and our cells stand at their right", async () => {
  const rows = `<row><c t="inlineStr"><is><t>项目编号</t></is></c><c><v>1</v></c></row><row><c t="inlineStr"><is><t>P-2</t></is></c></row>`;
  const after = await sheetAfter(plainWorkbook({ 项目: worksheet(rows) }));
  expect(after).toContain('<row><c t="inlineStr"><is><t>P-2</t></is></c><c r="C2"');
});

test("columns go right of every used cell, also of a note far below and of merged areas", async () => {
  const far = `${ROWS}<row r="9"><c r="F9"><v>1</v></c><c r="Z9" s="0"/></row>`;
  const after = await sheetAfter(
    plainWorkbook({ 项目: worksheet(far, '<mergeCells><mergeCell ref="A9:H9"/></mergeCells>') }),
  );
  expect([...rawCells(after).keys()].filter((ref) => ref.endsWith("1") && ref.length === 2)).toEqual([
    "A1",
    "B1",
    "I1",
    "J1",
    "K1",
  ]);
});

test("a table with notes right of it is left as it is: our columns do not stand beside it", async () => {
  const sheet = textOf(richWorkbook(), SHEET).replace(
    '<c r="B6" t="s"><v>11</v></c>',
    '<c r="B6" t="s"><v>11</v></c><c r="L6"><v>1</v></c>',
  );
  const file = tempWorkbook(richWorkbook({ replace: { [SHEET]: sheet } }));
  await publishDay(file, 1);
  const after = readFileSync(file);
  expect(textOf(after, "xl/tables/table1.xml")).toBe(textOf(richWorkbook(), "xl/tables/table1.xml"));
  expect(rawCells(textOf(after, SHEET)).get("M1")).toContain("预警");
});

test("what people write right of our columns later stays where it is", async () => {
  const file = tempWorkbook(plainWorkbook({ 项目: worksheet(ROWS) }));
  await publishDay(file, 1);
  const { writeArchive, readArchive, packEntry } = await import("../../../lib/adapters/xlsx/zip.ts");
  const { writeFileSync } = await import("node:fs");
  const theirs = textOf(readFileSync(file), SHEET).replace(
    /<\/row><\/sheetData>/,
    '<c r="F2"><f>B2*2</f><v>2</v></c></row></sheetData>',
  );
  writeFileSync(
    file,
    writeArchive(readArchive(readFileSync(file)).map((one) => (one.name === SHEET ? packEntry(SHEET, theirs) : one))),
  );
  await publishDay(file, 2);
  expect((await rowsOf(file))[2]).toEqual(["P-1", 1, "绿", 0.02, "=P-1 第 2 天", 2]);
  expect(rawCells(textOf(readFileSync(file), SHEET)).get("F2")).toBe('<c r="F2"><f>B2*2</f><v>2</v></c>');
});

test("rows that people sorted between two runs get the verdict of their key", async () => {
  const rows = (first: string, second: string) =>
    `<row r="1">${text("A1", "项目编号")}</row><row r="2">${text("A2", first)}</row><row r="3">${text("A3", second)}</row>`;
  const file = tempWorkbook(plainWorkbook({ 项目: worksheet(rows("P-22", "P-1")) }));
  await publishDay(file, 1);
  const found = await rowsOf(file);
  expect(found[2]![3]).toContain("P-22");
  expect(found[3]![3]).toContain("P-1 ");
});

test("an empty row element is opened for our cells, spans are widened", async () => {
  const rows = `<row r="1" spans="1:1">${text("A1", "项目编号")}</row><row r="2" spans='1:1' ht="20" />`;
  const file = tempWorkbook(plainWorkbook({ 项目: worksheet(rows) }));
  const book = open(file);
  const snapshot = await book.read(() => true);
  const plan = publicationOf(snapshot, 1);
  const columns = [{ ...plan.columns[0]!, rowKeys: new Map([[2, "k"]]), values: new Map([["k", ["红", null, null]]]) }];
  await book.publish({ ...plan, columns }, snapshot.revision);
  const after = textOf(readFileSync(file), SHEET);
  expect(after).toContain('<row r="1" spans="1:4">');
  expect(after).toContain(
    '<row r="2" ht="20" spans="1:4"><c r="B2" t="inlineStr"><is><t>红</t></is></c></row>'.replace(
      ' ht="20" spans="1:4"',
      ' spans="1:4" ht="20"',
    ),
  );
});

test("a formula somebody typed into our column is replaced by the value, and calcChain is dropped with its mentions", async () => {
  const file = tempWorkbook(richWorkbook());
  await publishDay(file, 1);
  const { writeArchive, readArchive, packEntry } = await import("../../../lib/adapters/xlsx/zip.ts");
  const { writeFileSync } = await import("node:fs");
  const edited = textOf(readFileSync(file), SHEET).replace(
    /<c r="G2"[\s\S]*?<\/c>/,
    '<c r="G2"><f>1+1</f><v>2</v></c>',
  );
  writeFileSync(
    file,
    writeArchive(readArchive(readFileSync(file)).map((one) => (one.name === SHEET ? packEntry(SHEET, edited) : one))),
  );
  await publishDay(file, 1);
  const after = readFileSync(file);
  expect(rawCells(textOf(after, SHEET)).get("G2")).toBe('<c r="G2" t="inlineStr"><is><t>红</t></is></c>');
  expect(textOf(after, "[Content_Types].xml")).not.toContain("calcChain");
  expect(textOf(after, "xl/_rels/workbook.xml.rels")).not.toContain("calcChain");
});

test("a formula in our column that fills other cells cannot be taken away alone: the tab is refused", async () => {
  const rows = `<row r="1">${text("A1", "项目编号")}${text("B1", "预警")}</row><row r="2">${text("A2", "P-1")}<c r="B2"><f t="shared" ref="B2:C9" si="0">A2</f><v>1</v></c></row>`;
  const file = tempWorkbook(plainWorkbook({ 项目: worksheet(rows) }));
  await expect(publishDay(file, 1)).rejects.toMatchObject({
    facts: { reason: "formula-in-system-column", detail: "项目 B2" },
  });
});

test("the colours people gave to our cells stay, and a day gets a day's format", async () => {
  const headers = [header("预警"), header("时限", "date")];
  const values = (day: number, _key: string): readonly CellValue[] => ["红", { date: `2026-07-0${day}` }];
  const rows = `<row r="1">${text("A1", "项目编号")}${text("B1", "预警")}${text("C1", "时限")}</row><row r="2">${text("A2", "P-1")}<c r="B2" s="1"/><c r="C2" s="1"/></row>`;
  const styles = textOf(richWorkbook(), "xl/styles.xml");
  const file = tempWorkbook(plainWorkbook({ 项目: worksheet(rows) }, { "xl/styles.xml": styles }));
  await publishDay(file, 1, { headers, values });
  const cells = rawCells(textOf(readFileSync(file), SHEET));
  expect(cells.get("B2")).toBe('<c r="B2" s="1" t="inlineStr"><is><t>红</t></is></c>');
  expect((await rowsOf(file))[2]![2]).toEqual({ date: "2026-07-01" });
  expect((await publishDay(file, 1, { headers, values })).cellsChanged).toBe(0);
});

test("conditional colours are added once, and not where somebody else colours the column", async () => {
  const file = tempWorkbook(plainWorkbook({ 项目: worksheet(ROWS) }));
  for (const day of [1, 2, 3]) await publishDay(file, day);
  expect(textOf(readFileSync(file), SHEET).match(/<conditionalFormatting/g)).toHaveLength(1);
  const own = `<conditionalFormatting sqref="A1 C2:D9"><cfRule type="expression" priority="4" dxfId="0"><formula>TRUE</formula></cfRule></conditionalFormatting>`;
  const after = await sheetAfter(plainWorkbook({ 项目: worksheet(ROWS, own) }));
  expect(after.match(/<conditionalFormatting/g)).toHaveLength(1);
});

test("a tab of ours is protected, frozen below its headers, filtered, and last", async () => {
  const file = tempWorkbook(richWorkbook());
  await publishDay(file, 1);
  const after = readFileSync(file);
  const sheet = textOf(after, "xl/worksheets/sheet32.xml");
  expect(sheet).toContain('<sheetProtection sheet="1"');
  expect(sheet).toContain('<pane ySplit="2" topLeftCell="A3"');
  expect(sheet).toContain('<autoFilter ref="A2:D5"/>');
  expect(textOf(after, "xl/workbook.xml")).toMatch(
    /name="系统-项目" sheetId="42" r:id="rId\d+"\/><sheet [^>]*name="系统-运行" sheetId="43" r:id="rId\d+"\/><\/sheets>/,
  );
});

test("the hidden name of a filter on a tab of ours follows its rows", async () => {
  const names =
    '<definedNames><definedName name="_xlnm._FilterDatabase" localSheetId="1" hidden="1">\'系统-项目\'!$A$2:$D$3</definedName></definedNames>';
  const bytes = plainWorkbook({ 项目: worksheet(ROWS), "系统-项目": worksheet("") }, { "!names": names });
  const file = tempWorkbook(bytes);
  await publishDay(file, 1);
  expect(textOf(readFileSync(file), "xl/workbook.xml")).toContain("hidden=\"1\">'系统-项目'!$A$2:$D$3</definedName>");
  const more = `${ROWS}<row r="3">${text("A3", "P-2")}</row>`;
  const two = tempWorkbook(plainWorkbook({ 项目: worksheet(more), "系统-项目": worksheet("") }, { "!names": names }));
  await publishDay(two, 1);
  expect(textOf(readFileSync(two), "xl/workbook.xml")).toContain("hidden=\"1\">'系统-项目'!$A$2:$D$4</definedName>");
});

test("a tab without a change keeps its bytes and its stamp when another changes", async () => {
  const file = tempWorkbook(plainWorkbook({ 项目: worksheet(ROWS) }));
  const values = (day: number, _key: string): readonly CellValue[] => ["红", day, null];
  const still = async (run: number) => {
    const book = open(file);
    const snapshot = await book.read(() => true);
    const plan = publicationOf(snapshot, run, { values, asOf: "2026-06-12" });
    const calm = { title: "系统-汇总", headers: HEADERS, rows: [["合计", 1, null]], ridesAlong: false };
    return book.publish({ ...plan, systemTabs: [...plan.systemTabs, calm] }, snapshot.revision);
  };
  await still(1);
  const calmPart = "xl/worksheets/sheet4.xml";
  const before = textOf(readFileSync(file), calmPart);
  expect(before).toContain("合计");
  expect((await still(2)).rowsPublished).toEqual({ 项目: 1, "系统-项目": 1, "系统-运行": 1 });
  expect(textOf(readFileSync(file), calmPart)).toBe(before);
});

const HOSTILE = [
  "=1+1",
  "+1",
  "-1",
  "@SUM(A1)",
  "\t=1",
  "=cmd|' /C calc'!A0",
  "<b>&amp;</b>",
  "]]>",
  "_x000D_",
  "_x005F_",
  " 前后 ",
  "行\n二",
  "回\r\n车",
  "\u0000\u0008控制",
  "\ufffe\uffff",
  "孤\ud800立",
  "\udc00",
  "😀",
  "\u202eRTL",
  "长".repeat(40_000),
  "é",
  "'引",
  '"双"',
  "#REF!",
  "TRUE",
  "1e5",
  "0012",
];

test("hostile texts come back as text, in our columns and in our tabs", async () => {
  const headers = [header("系统说明")];
  for (const [i, hostile] of HOSTILE.entries()) {
    const file = tempWorkbook(plainWorkbook({ 项目: worksheet(ROWS) }));
    const values = () => [hostile];
    await publishDay(file, 1, { headers, values });
    const found = (await rowsOf(file))[2]![2];
    const kept = typeof found === "string" ? found : "";
    expect(kept.length).toBeLessThanOrEqual(32_767);
    if (i < 5) expect(kept).toBe(hostile);
    expect(kept.isWellFormed()).toBe(true);
    expect(textOf(readFileSync(file), SHEET)).not.toContain("<f>");
    expect((await rowsOf(file, "系统-项目"))[3]![1] ?? "").toBe(kept);
    expect((await publishDay(file, 1, { headers, values })).cellsChanged).toBe(0);
  }
});

test("any text, number or day that is published is read back, and publishing it again changes nothing", async () => {
  const value = fc.oneof(
    fc.string({ unit: "binary", maxLength: 40 }),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc
      .integer({ min: 0, max: 50_000 })
      .map((n) => ({ date: new Date(Date.UTC(1950, 0, 1 + n)).toISOString().slice(0, 10) })),
    fc.boolean(),
    fc.constant(null),
  );
  const headers = [header("甲"), header("乙", "date"), header("丙", "percent1")];
  await fc.assert(
    fc.asyncProperty(fc.tuple(value, value, value), async (cells) => {
      const file = tempWorkbook(plainWorkbook({ 项目: worksheet(ROWS) }));
      const options = { headers, values: () => cells };
      await publishDay(file, 1, options);
      expect((await publishDay(file, 1, options)).cellsChanged).toBe(0);
      const found = (await rowsOf(file))[2]!.slice(2);
      cells.forEach((cell, i) => {
        if (typeof cell !== "string") expect(found[i] ?? null).toEqual(Object.is(cell, -0) ? 0 : cell);
      });
    }),
    { seed: 20260612, numRuns: 60 },
  );
});

test("a tab to be written that does not exist is refused by name", async () => {
  const file = tempWorkbook(plainWorkbook({ 项目: worksheet(ROWS) }));
  const book = open(file);
  const snapshot = await book.read(() => true);
  const plan = publicationOf(snapshot, 1);
  const columns = [{ ...plan.columns[0]!, sheet: "没有" }];
  await expect(book.publish({ ...plan, columns }, snapshot.revision)).rejects.toMatchObject({
    facts: { reason: "missing-sheet", detail: "没有" },
  });
});

test("appended rows take the look of the row above, and the table, filter and print range follow", async () => {
  const file = tempWorkbook(
    richWorkbook({
      replace: {
        [SHEET]: textOf(richWorkbook(), SHEET)
          .replace(/<row r="5"[\s\S]*<\/row>(?=<\/sheetData>)/, "")
          .replace(/<mergeCells.*<\/mergeCells>/, ""),
        "xl/tables/table1.xml": textOf(richWorkbook(), "xl/tables/table1.xml").replaceAll("A1:F5", "A1:F4"),
        "xl/workbook.xml": textOf(richWorkbook(), "xl/workbook.xml").replaceAll("$F$5", "$F$4"),
      },
    }),
  );
  const book = open(file);
  const { revision } = await book.read(() => true);
  await book.append(
    {
      sheet: "项目",
      headerRow: 1,
      positions: [0, 3, 2],
      rows: [
        ["P-9", 5, { date: "2026-07-01" }],
        ["P-10", null, null],
      ],
    },
    revision,
  );
  const after = readFileSync(file);
  const sheet = textOf(after, SHEET);
  expect(sheet).toMatch(
    /<row r="5"><c r="A5" t="inlineStr"><is><t>P-9<\/t><\/is><\/c><c r="C5" s="\d+"><v>46204<\/v><\/c><c r="D5"><v>5<\/v><\/c><\/row><row r="6">/,
  );
  expect(textOf(after, "xl/tables/table1.xml")).toContain('ref="A1:F6"');
  expect(textOf(after, "xl/workbook.xml").match(/\$A\$1:\$F\$6/g)).toHaveLength(2);
  expect(textOf(after, SHEET)).toContain('<dimension ref="A1:F6"/>');
});

test("rows are appended into empty formatted rows, whose look stays", async () => {
  const rows = `${ROWS}<row r="3" ht="20"><c r="A3" s="0"/><c r="B3" s="0"/></row><row r="5"><c r="A5" s="0"/></row>`;
  const file = tempWorkbook(plainWorkbook({ 项目: worksheet(rows) }));
  const book = open(file);
  await book.append(
    { sheet: "项目", headerRow: 1, positions: [0], rows: [["甲"], ["乙"], ["丙"], ["丁"]] },
    (await book.read(() => true)).revision,
  );
  expect(await rowsOf(file)).toMatchObject({ 3: ["甲"], 4: ["乙"], 5: ["丙"], 6: ["丁"] });
  expect(textOf(readFileSync(file), SHEET)).toContain('<row r="3" ht="20"><c r="A3" t="inlineStr">');
});
