import { execFileSync, spawnSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import ExcelJS from "exceljs";
import { expect, test } from "vitest";
import { OPENPYXL, SOFFICE, testWith } from "../../require-tool.ts";
import {
  changedParts,
  HEADERS,
  open,
  partsOf,
  publishDay,
  rawCells,
  tempFolder,
  tempWorkbook,
  textOf,
} from "./publishing.ts";
import { OTHER_TABS, richWorkbook } from "./rich-workbook.ts";

const RUNS = 30;
/** Parts a publication may touch besides the sheets named in each test. */
const ALLOWED = [
  "[Content_Types].xml",
  "_rels/.rels",
  "xl/workbook.xml",
  "xl/_rels/workbook.xml.rels",
  "xl/styles.xml",
  "xl/calcChain.xml",
  "docProps/custom.xml",
];

async function afterManyRuns(file: string): Promise<void> {
  for (let day = 1; day <= RUNS; day++) expect((await publishDay(file, day)).cellsChanged).toBeGreaterThan(0);
}

function expectHumanCells(before: Uint8Array, after: Uint8Array, part: string): void {
  const now = rawCells(textOf(after, part));
  for (const [cell, bytes] of rawCells(textOf(before, part))) expect(now.get(cell), cell).toBe(bytes);
}

async function readValues(file: string) {
  const { sheets } = await open(file).read(() => true);
  return new Map(sheets.map((sheet) => [sheet.title, sheet]));
}

/** Every value people typed is still there, on every tab that is not ours. */
async function expectHumanValues(before: string, after: string): Promise<void> {
  const now = await readValues(after);
  for (const [title, sheet] of await readValues(before)) {
    const rows = new Map(now.get(title)!.rows.map((row) => [row.number, row.cells]));
    for (const row of sheet.rows) expect(rows.get(row.number)!.slice(0, row.cells.length)).toEqual(row.cells);
    expect(now.get(title)!.merges).toEqual(sheet.merges);
  }
}

/** The workbook as LibreOffice shows it: one CSV per tab, named after it (which a machine without a UTF-8 locale cannot write). */
function csvBySoffice(file: string): Map<string, string> {
  const folder = tempFolder();
  const filter = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1";
  const profile = `-env:UserInstallation=file://${folder}/profile`;
  const run = spawnSync(SOFFICE!, [profile, "--headless", "--convert-to", filter, "--outdir", folder, file], {
    encoding: "utf8",
    env: { ...process.env, LC_ALL: "C.UTF-8" },
  });
  expect(run.stderr + run.stdout).not.toMatch(/error/i);
  const files = readdirSync(folder).filter((name) => name.endsWith(".csv"));
  const title = (name: string) => /-(.*)\.csv$/.exec(name)![1]!;
  return new Map(files.map((name) => [title(name), readFileSync(join(folder, name), "utf8")]));
}

function sofficeResave(file: string): Uint8Array {
  const folder = tempFolder();
  const profile = `-env:UserInstallation=file://${folder}/profile`;
  execFileSync(
    SOFFICE!,
    [profile, "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", folder, file],
    { stdio: "ignore" },
  );
  return readFileSync(join(folder, "registry.xlsx"));
}

test.each([false, true])(
  "after 30 changing runs every part that is not ours is byte-identical (macros: %s)",
  async (macro) => {
    const before = richWorkbook({ macro });
    const file = tempWorkbook(before, macro ? "registry.xlsm" : "registry.xlsx");
    await afterManyRuns(file);
    const after = readFileSync(file);
    const allowed = [...ALLOWED, "xl/worksheets/sheet1.xml", "xl/tables/table1.xml"];
    for (const part of changedParts(before, after)) expect(allowed).toContain(part);
    expectHumanCells(before, after, "xl/worksheets/sheet1.xml");
    await expectHumanValues(tempWorkbook(before), file);
  },
);

test("the order of the old parts and their compressed bytes are kept", async () => {
  const before = richWorkbook();
  const file = tempWorkbook(before);
  await publishDay(file, 1);
  const names = [...partsOf(readFileSync(file)).keys()];
  expect(names.slice(0, partsOf(before).size)).toEqual([...partsOf(before).keys()]);
  const { readArchive } = await import("../../../lib/adapters/xlsx/zip.ts");
  const chart = (bytes: Uint8Array) => readArchive(bytes).find((entry) => entry.name.endsWith("chart1.xml"))!.data[0]!;
  expect(Buffer.from(chart(readFileSync(file)))).toEqual(Buffer.from(chart(before)));
});

test("styles are only appended to, and 30 runs append no more than one", async () => {
  const file = tempWorkbook(richWorkbook());
  await publishDay(file, 1);
  const once = textOf(readFileSync(file), "xl/styles.xml");
  const xfs = /<cellXfs[^>]*>(.*)<\/cellXfs>/s;
  expect(xfs.exec(once)![1]!.startsWith(xfs.exec(textOf(richWorkbook(), "xl/styles.xml"))![1]!)).toBe(true);
  for (let day = 2; day <= RUNS; day++) await publishDay(file, day);
  expect(textOf(readFileSync(file), "xl/styles.xml")).toBe(once);
});

test("what people wrote around the rows of the host sheet stays, the table, filter and print range grow", async () => {
  const before = richWorkbook();
  const file = tempWorkbook(before);
  await publishDay(file, 1);
  const after = readFileSync(file);
  const sheet = textOf(after, "xl/worksheets/sheet1.xml");
  const tail = (xml: string) => xml.slice(xml.indexOf("<dataValidations"));
  expect(tail(sheet)).toBe(tail(textOf(before, "xl/worksheets/sheet1.xml")));
  expect(sheet).toContain('<dimension ref="A1:I6"/>');
  expect(sheet).toContain('<sheetProtection sheet="1" objects="1" scenarios="1" password="CC1A"/>');
  expect(sheet).toContain(
    '<col min="2" max="6" width="20.25" customWidth="1" style="1"/><col min="7" max="7" width="14" customWidth="1"/>',
  );
  expect(sheet).toContain('<col min="10" max="16384" width="20.25" customWidth="1" style="1"/>');
  const table = textOf(after, "xl/tables/table1.xml");
  expect(table).toContain('ref="A1:I5" totalsRowShown="0"><autoFilter ref="A1:I5"/><tableColumns count="9">');
  expect(table).toContain('<tableColumn id="7" name="预警"/>');
  const book = textOf(after, "xl/workbook.xml");
  expect(book).toContain('hidden="1">项目!$A$1:$I$5</definedName>');
  expect(book).toContain('"_xlnm.Print_Area" localSheetId="0">项目!$A$1:$I$5<');
  expect(book).toContain('"_xlnm.Print_Titles" localSheetId="0">项目!$1:$1<');
  expect(book).toContain(
    '<definedName name="投资">项目!$D$2:$D$5</definedName></definedNames><calcPr calcId="191029" fullCalcOnLoad="1"/>',
  );
});

test("the other document properties stay beside ours", async () => {
  const file = tempWorkbook(richWorkbook());
  await publishDay(file, 7);
  expect(textOf(readFileSync(file), "docProps/custom.xml")).toContain(
    'name="KSOProductBuildVer"><vt:lpwstr>2052-12.1.0<',
  );
  expect((await open(file).read(() => false)).stamp).toEqual({ storeId: "store-1", run: 7 });
});

testWith(SOFFICE, "soffice", "LibreOffice opens the workbook after 30 runs and shows every value", async () => {
  const file = tempWorkbook(richWorkbook());
  await afterManyRuns(file);
  const tabs = csvBySoffice(file);
  expect(tabs.size).toBe(OTHER_TABS + 3);
  expect(tabs.get("系统-项目")).toContain("2026-07-11,计算时间,2026-07-12 07:30:00,运行,30");
  expect(tabs.get("系统-项目")).toMatch(/P-001,\S+,30(\.0)?%,=P-001 第 30 天/);
  expect(tabs.get("项目")).toContain("滨河路 <改造> & 提升");
  expect(tabs.get("项目")).toMatch(/P-003.*30(\.0)?%,"P-003 <不变> & ""引号"""/s);
  expect(tabs.get("其他30")).toContain("12030.5");
});

async function exceljsWorkbook(): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet("项目", { views: [{ state: "frozen", ySplit: 1 }] });
  sheet.addRow(["项目编号", "项目名称", "计划开工", "总投资"]);
  for (let i = 1; i <= 40; i++) sheet.addRow([`P-${i}`, `项目 <${i}>`, new Date(Date.UTC(2026, 2, i)), i / 3]);
  sheet.addTable({ name: "旁表", ref: "A50", columns: [{ name: "甲" }, { name: "乙" }], rows: [[1, 2]] });
  sheet.getCell("B2").note = "请核对";
  sheet.autoFilter = "A1:D41";
  book.addWorksheet("备查").addRow([1, { formula: "A1+1", result: 2 }]);
  return new Uint8Array(await book.xlsx.writeBuffer());
}

async function expectHarmless(bytes: Uint8Array): Promise<void> {
  const file = tempWorkbook(bytes);
  const original = tempWorkbook(bytes);
  await afterManyRuns(file);
  const after = readFileSync(file);
  const sheets = changedParts(bytes, after).filter((part) => !ALLOWED.includes(part) && !part.startsWith("docProps/"));
  expect(sheets).toEqual(["xl/worksheets/sheet1.xml"]);
  expectHumanCells(bytes, after, "xl/worksheets/sheet1.xml");
  await expectHumanValues(original, file);
  const again = await publishDay(file, RUNS);
  expect(again.cellsChanged).toBe(0);
}

test("a workbook saved by exceljs suffers no harm in 30 runs", async () => {
  await expectHarmless(await exceljsWorkbook());
});

testWith(SOFFICE, "soffice", "a workbook saved by LibreOffice suffers no harm in 30 runs", async () => {
  await expectHarmless(sofficeResave(tempWorkbook(await exceljsWorkbook())));
});

testWith(OPENPYXL, "openpyxl", "a workbook saved by openpyxl suffers no harm in 30 runs", async () => {
  const file = tempWorkbook(await exceljsWorkbook());
  const script = "import sys,openpyxl;b=openpyxl.load_workbook(sys.argv[1]);b.save(sys.argv[1])";
  execFileSync(OPENPYXL!, ["-c", script, file]);
  await expectHarmless(readFileSync(file));
});

testWith(
  OPENPYXL,
  "openpyxl",
  "openpyxl reads the published workbook with our values and people's formulas",
  async () => {
    const file = tempWorkbook(richWorkbook());
    await publishDay(file, 3);
    const script = `
import sys,json,openpyxl
b=openpyxl.load_workbook(sys.argv[1]); s=b["项目"]; t=s.tables["表1"]
print(json.dumps([s["G2"].value, s["G2"].data_type, s["I2"].value, s["I2"].data_type, s["E2"].value, t.ref, [c.name for c in t.tableColumns], s["H2"].number_format]))`;
    const out = execFileSync(OPENPYXL!, ["-c", script, file], { encoding: "utf8" });
    expect(JSON.parse(out)).toEqual([
      "绿",
      "s",
      "=P-001 第 3 天",
      "s",
      "=D2*2",
      "A1:I5",
      ["项目编号", "项目名称", "计划开工", "总投资", "公式", "在建", ...HEADERS.map((one) => one.title)],
      "0.0%",
    ]);
  },
);

testWith(
  SOFFICE,
  "soffice",
  "a published workbook saved again by LibreOffice holds the same values: nothing to publish",
  async () => {
    const file = tempWorkbook(await exceljsWorkbook());
    await publishDay(file, 5);
    writeFileSync(file, sofficeResave(file));
    const result = await publishDay(file, 5);
    expect(result.cellsChanged).toBe(0);
    expect((await open(file).read(() => false)).stamp).toEqual({ storeId: "store-1", run: 5 });
  },
);
