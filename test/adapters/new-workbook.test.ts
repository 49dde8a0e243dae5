import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import ExcelJS from "exceljs";
import { SaxesParser } from "saxes";
import { describe, expect, it } from "vitest";
import { workbookParts, writeWorkbook } from "../../lib/adapters/xlsx/new-workbook.ts";
import type { NewSheet, NewWorkbook } from "../../lib/ports/workbook-file.ts";

const longList = Array.from({ length: 60 }, (_, index) => `第${index + 1}号单位名称`);

const projects: NewSheet = {
  title: "项目",
  preface: ["重点项目台账", "单位：万元"],
  columns: [
    { header: "项目编号*", width: 12, format: "text", note: "全市唯一\n不改 <&>" },
    { header: "总投资", width: 12, format: "decimal2" },
    { header: "计划开工", width: 12, format: "date" },
    { header: "类别", width: 10, format: "text", choices: { values: ["产业", "民生"], strict: true } },
    { header: "单位", width: 30, format: "text", choices: { values: longList, strict: false } },
    {
      header: "责任人",
      width: 10,
      format: "text",
      choices: { values: [], strict: false, from: { sheet: "人员", header: "姓名" } },
    },
    { header: "序号", width: 8, format: "number" },
    { header: "完成率", width: 10, format: "percent1", system: true },
    { header: "预警", width: 8, format: "text", system: true, light: true },
  ],
  rows: [
    ["001", 12000.5, { date: "2026-03-05" }, "产业", "=1+1", "张三", 3.1, 0.875, "红"],
    ["-7", null, { date: "2024-02-29" }, "民生", "甲 & 乙 <丙>\r\n_x000D_\u0001", "李四", 10, null, "绿"],
  ],
  frozenColumns: 1,
};
const people: NewSheet = {
  title: "人员",
  columns: [{ header: "姓名", width: 10, format: "text" }],
  rows: [["张三"], ["李四"]],
};
const ours: NewSheet = {
  title: "系统-项目",
  preface: ["尚未运行"],
  columns: [
    { header: "项目编号", width: 10, format: "text", system: true },
    { header: "已开工", width: 10, format: "text", system: true },
  ],
  rows: [["001", true]],
  protect: true,
};
const hiddenSheet: NewSheet = {
  title: "备用",
  columns: [{ header: "甲", width: 10, format: "int" }],
  rows: [[2026]],
  hidden: true,
};
const book: NewWorkbook = { title: "试 & 验", sheets: [projects, people, ours, hiddenSheet] };

async function readBack(workbook: NewWorkbook): Promise<ExcelJS.Workbook> {
  const reader = new ExcelJS.Workbook();
  const bytes = await writeWorkbook(workbook);
  await reader.xlsx.load(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer);
  return reader;
}

const sheetXml = (workbook: NewWorkbook, number: number): string =>
  workbookParts(workbook).get(`xl/worksheets/sheet${number}.xml`)!;

describe("a new workbook", () => {
  it("opens a web page from a cell, beside the notes of its headers, and only over https", async () => {
    const url = "https://docs.google.com/spreadsheets/d/a&b/edit#gid=7&range=G52";
    const linked = (address: string) => ({
      ...book,
      sheets: [{ ...projects, links: [{ row: 1, column: 0, url: address }] }, people],
    });
    const sheet = (await readBack(linked(url))).getWorksheet("项目")!;
    expect(sheet.getCell("A5").value).toEqual({ text: "-7", hyperlink: url });
    expect(sheet.getCell("A3").note).toBeDefined();
    expect(() => workbookParts(linked("javascript:alert(1)"))).toThrow(RangeError);
  });

  it("gives the same bytes for the same spec", async () => {
    expect(await writeWorkbook(structuredClone(book))).toEqual(await writeWorkbook(book));
  });

  it("consists of well-formed XML only", () => {
    for (const [name, xml] of workbookParts(book)) {
      const parser = new SaxesParser({ xmlns: true });
      parser.on("error", (error) => expect.fail(`${name}: ${error.message}`));
      parser.write(xml).close();
    }
  });

  it("is read back by exceljs cell by cell", async () => {
    const sheet = (await readBack(book)).getWorksheet("项目")!;
    expect(sheet.getCell("A1").value).toBe("重点项目台账");
    expect(sheet.getCell("A3").value).toBe("项目编号*");
    expect(sheet.getCell("A4").value).toBe("001");
    expect(sheet.getCell("B4").value).toBe(12000.5);
    expect(sheet.getCell("C4").value).toEqual(new Date(Date.UTC(2026, 2, 5)));
    expect(sheet.getCell("C5").value).toEqual(new Date(Date.UTC(2024, 1, 29)));
    expect(sheet.getCell("G4").value).toBe(3.1);
    expect(sheet.getCell("H4").value).toBe(0.875);
    expect(sheet.getCell("B5").value).toBeNull();
  });

  it("keeps text that begins like a formula as text", async () => {
    const sheet = (await readBack(book)).getWorksheet("项目")!;
    expect(sheet.getCell("E4").value).toBe("=1+1");
    expect(sheet.getCell("E4").formula).toBeUndefined();
    expect(sheet.getCell("A5").value).toBe("-7");
    expect(sheetXml(book, 1)).not.toContain("<f>");
  });

  it("escapes markup, drops what XML cannot hold, and keeps _x000D_ as typed", () => {
    const strings = workbookParts(book).get("xl/sharedStrings.xml")!;
    expect(strings).toContain("甲 &amp; 乙 &lt;丙&gt;\n_x005F_x000D_</t>");
  });

  it("formats a column down to cells that are still empty, so that 001 typed there stays text", async () => {
    const sheet = (await readBack(book)).getWorksheet("项目")!;
    expect(sheet.getColumn(1).numFmt).toBe("@");
    expect(sheet.getColumn(2).numFmt).toBe("#,##0.00");
    expect(sheet.getColumn(3).numFmt).toBe("yyyy-mm-dd");
    expect(sheet.getColumn(8).numFmt).toBe("0.0%");
    expect(sheet.getCell("A4").numFmt).toBe("@");
  });

  it("shows the note as a comment on the header cell, with its legacy box", async () => {
    const sheet = (await readBack(book)).getWorksheet("项目")!;
    const note = sheet.getCell("A3").note as ExcelJS.Comment;
    expect(note.texts!.map((part) => part.text).join("")).toBe("全市唯一\n不改 <&>");
    expect(workbookParts(book).get("xl/drawings/vmlDrawing1.vml")).toContain("<x:Row>2</x:Row><x:Column>0</x:Column>");
  });

  it("offers short choices inline, long ones from a hidden sheet, and names from their own tab", async () => {
    const reader = await readBack(book);
    const sheet = reader.getWorksheet("项目")!;
    expect(sheet.getCell("D4").dataValidation).toMatchObject({
      type: "list",
      errorStyle: "stop",
      formulae: ['"产业,民生"'],
    });
    expect(sheet.getCell("E9").dataValidation).toMatchObject({
      errorStyle: "warning",
      formulae: ["'选项'!$A$2:$A$61"],
    });
    expect(reader.getWorksheet("选项")!.state).toBe("hidden");
    expect(reader.getWorksheet("选项")!.getCell("A61").value).toBe("第60号单位名称");
    expect(sheet.getCell("F4").dataValidation.formulae).toEqual(["choices_1"]);
    expect(workbookParts(book).get("xl/workbook.xml")).toContain(
      "<definedName name=\"choices_1\">'人员'!$A$2:INDEX('人员'!$A$2:$A$203,MAX(1,COUNTA('人员'!$A$2:$A$203)))</definedName>",
    );
  });

  it("makes a row as high as its wrapped text", () => {
    const sheet: NewSheet = {
      title: "说明",
      columns: [{ header: "甲", width: 41, format: "text" }],
      rows: [["字".repeat(50)], ["短"]],
    };
    const xml = sheetXml({ title: "", sheets: [sheet] }, 1);
    expect(xml).toContain('<row r="2" ht="48">');
    expect(xml).toContain('<row r="3">');
  });

  it("wraps our text in tabs of ours, never beside people's columns, whose rows keep their height", () => {
    const column = { header: "系统说明", width: 40, format: "text" as const, system: true };
    const row = ["字".repeat(50)];
    const alone = sheetXml({ title: "", sheets: [{ title: "甲", columns: [column], rows: [row] }] }, 1);
    const people: NewSheet = {
      title: "甲",
      columns: [{ header: "乙", width: 8, format: "text" }, column],
      rows: [["", ...row]],
    };
    expect(alone).toContain('ht="48"');
    expect(sheetXml({ title: "", sheets: [people] }, 1)).toContain('<row r="2">');
  });

  it("refuses choices from a column that is not there", () => {
    const from = { sheet: "人员", header: "邮箱" };
    const column = { header: "甲", width: 8, format: "text" as const, choices: { values: [], strict: true, from } };
    expect(() => workbookParts({ title: "", sheets: [people, { title: "甲", columns: [column], rows: [] }] })).toThrow(
      RangeError,
    );
  });

  it("freezes the header, filters the table, repeats the header in print and fits landscape to the width", async () => {
    const reader = await readBack(book);
    const sheet = reader.getWorksheet("项目")!;
    expect(sheet.views[0]).toMatchObject({ state: "frozen", xSplit: 1, ySplit: 3, topLeftCell: "B4" });
    expect(sheet.autoFilter).toBe("A3:I5");
    expect(sheet.pageSetup).toMatchObject({ orientation: "landscape", fitToPage: true, fitToWidth: 1, fitToHeight: 0 });
    expect(workbookParts(book).get("xl/workbook.xml")).toContain(
      '<definedName name="_xlnm.Print_Titles" localSheetId="0">\'项目\'!$1:$3</definedName>',
    );
  });

  it("colours light words in the light column only and down to the room left for new rows", async () => {
    const sheet = (await readBack(book)).getWorksheet("项目")!;
    const formats = (sheet as unknown as { conditionalFormattings: { ref: string; rules: unknown[] }[] })
      .conditionalFormattings;
    expect(formats.map((format) => format.ref)).toEqual(["I4:I205"]);
    expect(formats[0]!.rules).toHaveLength(6);
  });

  it("protects the program's tabs and hides what is to be hidden", () => {
    expect(sheetXml(book, 3)).toContain('<sheetProtection sheet="1"');
    expect(sheetXml(book, 1)).not.toContain("sheetProtection");
    expect(workbookParts(book).get("xl/workbook.xml")).toContain('<sheet name="备用" sheetId="4" state="hidden"');
  });

  it.each([
    ["a title with a colon", [{ ...people, title: "人:员" }]],
    ["a title of 32 characters", [{ ...people, title: "一".repeat(32) }]],
    ["the same title twice", [people, people]],
    ["no sheet that shows", [hiddenSheet]],
    ["a number that is none", [{ ...hiddenSheet, hidden: false, rows: [[Number.NaN]] }]],
  ])("refuses %s", (_, sheets) => {
    expect(() => workbookParts({ title: "", sheets })).toThrow(RangeError);
  });

  it("is opened by LibreOffice with its values", { timeout: 180_000 }, async (context) => {
    if (!hasSoffice() && process.env.DUBAN_REQUIRE_ALL !== "1") context.skip("soffice is not installed");
    const room = mkdtempSync(join(tmpdir(), "duban-book-"));
    try {
      writeFileSync(join(room, "book.xlsx"), await writeWorkbook(book));
      const filter = "csv:Text - txt - csv (StarCalc):44,34,76,1";
      const options = ["--headless", `-env:UserInstallation=file://${room}/profile`, "--convert-to", filter];
      execFileSync("soffice", [...options, "--outdir", room, join(room, "book.xlsx")], { stdio: "ignore" });
      const csv = readFileSync(join(room, "book.csv"), "utf8").split("\n");
      expect(csv[3]).toBe('"001","12,000.50",2026-03-05,"产业","=1+1","张三",3.1,87.5%,"红"');
    } finally {
      rmSync(room, { recursive: true, force: true });
    }
  });
});

function hasSoffice(): boolean {
  try {
    execFileSync("soffice", ["--version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}
