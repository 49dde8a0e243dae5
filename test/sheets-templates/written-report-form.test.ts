import { execFileSync } from "node:child_process";
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { document } from "../../functions/document.ts";
import { entryBytes } from "../../lib/adapters/xlsx/inflate.ts";
import { readArchive } from "../../lib/adapters/xlsx/zip.ts";
import { REPORT_HEADINGS } from "../../lib/views/written-report-words.ts";
import { blankReportDocx } from "../../sheets-templates/documents/make.ts";
import { testWith, WRITER } from "../require-tool.ts";

const FORM = new URL("../../sheets-templates/documents/书面报告-空白.docx", import.meta.url);

function part(name: string): string {
  const entry = readArchive(readFileSync(FORM)).find((one) => one.name === name)!;
  return entryBytes(entry).toString("utf8");
}

/** Twentieths of a point in whole millimetres. */
const millimetres = (twips: string): number => Math.round((Number(twips) / 1440) * 25.4);

describe("the blank form of a written report", () => {
  test("comes out of its script the same every time", async () => {
    expect(Buffer.from(await blankReportDocx()).equals(Buffer.from(await blankReportDocx()))).toBe(true);
  });

  test("is A4 with the margins, faces, sizes and line pitch of GB/T 9704-2012", () => {
    const xml = part("word/document.xml");
    const margins = /<w:pgMar w:top="(\d+)" w:right="(\d+)" w:bottom="(\d+)" w:left="(\d+)"/.exec(xml)!.slice(1);
    expect(margins.map(millimetres)).toEqual([37, 26, 35, 28]);
    expect(/<w:pgSz w:w="(\d+)" w:h="(\d+)"/.exec(xml)!.slice(1).map(millimetres)).toEqual([210, 297]);
    expect(new Set(xml.match(/w:line="\d+" w:lineRule="\w+"/g))).toEqual(new Set(['w:line="579" w:lineRule="exact"']));
    expect(xml).toContain('w:eastAsia="方正小标宋简体"');
    expect(new Set(xml.match(/<w:sz w:val="\d+"\/>/g))).toEqual(new Set(['<w:sz w:val="44"/>', '<w:sz w:val="32"/>']));
    expect(xml.match(/w:eastAsia="黑体"/g)).toHaveLength(REPORT_HEADINGS.length);
    expect(part("word/fontTable.xml")).toContain('<w:font w:name="仿宋_GB2312"><w:altName w:val="仿宋"/></w:font>');
  });

  test("has the three headings, names nobody and no figure, and is what travels with the letter", async () => {
    const text = part("word/document.xml").replace(/<[^>]+>/g, "");
    REPORT_HEADINGS.forEach((heading, index) => {
      expect(text).toContain(`${"一二三"[index]}、${heading}`);
    });
    expect(text).not.toMatch(/\d/);
    const sent = await document("书面报告");
    expect(sent.filename).toBe("书面报告.docx");
    expect(Buffer.from(sent.content).equals(readFileSync(FORM))).toBe(true);
  });

  testWith(
    WRITER,
    "LibreOffice Writer",
    "is opened by LibreOffice and fits on one page",
    () => {
      const room = mkdtempSync(join(tmpdir(), "duban-form-"));
      try {
        copyFileSync(FORM, join(room, "form.docx"));
        const convert = (filter: string): void => {
          const options = ["--headless", `-env:UserInstallation=file://${room}/profile`, "--convert-to", filter];
          execFileSync(WRITER!, [...options, "--outdir", room, join(room, "form.docx")], { stdio: "ignore" });
        };
        convert("txt:Text (encoded):UTF8");
        const lines = readFileSync(join(room, "form.txt"), "utf8").split(/\r?\n/);
        expect(lines[0]!.replace("\uFEFF", "")).toBe("未完成当月计划的书面报告");
        expect(lines.filter((line) => /^[一二三]、/.test(line))).toEqual([
          "一、情况",
          "二、具体问题",
          "三、下一步措施",
        ]);
        convert("pdf");
        expect(readFileSync(join(room, "form.pdf"), "latin1").match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
      } finally {
        rmSync(room, { recursive: true, force: true });
      }
    },
    180_000,
  );
});
