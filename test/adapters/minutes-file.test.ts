import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { type MinutesFile, readMinutesFile } from "../../lib/adapters/minutes-file.ts";
import { packEntry, readArchive, writeArchive } from "../../lib/adapters/xlsx/zip.ts";
import { PortError } from "../../lib/ports/port-error.ts";
import { minutesRefusal } from "../../lib/views/minutes-refusals.ts";
import { docxOf } from "../minutes/make.ts";

function fileOf(name: string, content: Uint8Array | string): string {
  const folder = mkdtempSync(join(tmpdir(), "duban-minutes-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, name);
  writeFileSync(file, content);
  return file;
}

const paragraphs = ({ blocks }: MinutesFile) =>
  blocks.flatMap((block) => (block.kind === "paragraph" ? [block.text] : []));

async function reasonOf(file: string): Promise<unknown> {
  try {
    await readMinutesFile(file);
  } catch (error) {
    expect(error).toBeInstanceOf(PortError);
    expect((error as PortError).code).toBe("minutes-unreadable");
    return (error as PortError).facts.reason;
  }
  return "read";
}

/** 会议纪要 in GB18030. */
const GB = Buffer.from([0xbb, 0xe1, 0xd2, 0xe9, 0xbc, 0xcd, 0xd2, 0xaa]);
const OLE = Buffer.from("d0cf11e0a1b11ae1", "hex");

describe("a file of minutes", () => {
  it("text is read in UTF-8, with and without a mark, and in GB18030", async () => {
    for (const content of ["会议纪要", "\ufeff会议纪要", GB])
      expect(paragraphs(await readMinutesFile(fileOf("纪要.txt", content)))).toEqual(["会议纪要"]);
  });

  it("lines broken in the middle of a sentence are one paragraph; blanks inside dates are gone", async () => {
    const text =
      "会议时间：2026 年 3 月 5 日\r\n　　一、由市水务局牵头，会同有关部门编制第二污水处理厂扩建工程的可行性研究报\r\n告。\r\n　　二、由甲县负责征地。";
    expect(paragraphs(await readMinutesFile(fileOf("纪要.txt", text)))).toEqual([
      "会议时间：2026年3月5日",
      "一、由市水务局牵头，会同有关部门编制第二污水处理厂扩建工程的可行性研究报告。",
      "二、由甲县负责征地。",
    ]);
  });

  it(".docx: paragraphs, line breaks, numbers that Word keeps to itself, and tables with merged cells", async () => {
    const file = fileOf(
      "纪要.docx",
      await docxOf("会议纪要\\n第3次\n# 甲县负责征地。\n# 乙县配合。\n| 序号 | 事项 |\n| 1 | 修路<br>架桥 |"),
    );
    const { blocks } = await readMinutesFile(file);
    expect(blocks).toEqual([
      { kind: "paragraph", text: "会议纪要" },
      { kind: "paragraph", text: "第3次" },
      { kind: "paragraph", text: "1. 甲县负责征地。" },
      { kind: "paragraph", text: "2. 乙县配合。" },
      {
        kind: "table",
        rows: [
          ["序号", "事项"],
          ["1", "修路\n架桥"],
        ],
      },
    ]);
  });

  it("a cell merged downwards stands in every row it covers", async () => {
    const cell = (text: string, merge: string) =>
      `<w:tc><w:tcPr>${merge}</w:tcPr><w:p><w:r><w:t>${text}</w:t></w:r></w:p></w:tc>`;
    const table = `<w:tbl><w:tr>${cell("甲县", '<w:vMerge w:val="restart"/>')}${cell("修路", "")}</w:tr><w:tr>${cell("", "<w:vMerge/>")}${cell("架桥", "")}</w:tr></w:tbl>`;
    const { blocks } = await readMinutesFile(
      fileOf("纪要.docx", await docxWith("word/document.xml", (xml) => xml.replace("<w:p>", `${table}<w:p>`))),
    );
    expect(blocks[0]).toEqual({
      kind: "table",
      rows: [
        ["甲县", "修路"],
        ["甲县", "架桥"],
      ],
    });
  });

  it("what stands in headers and comments is among the texts looked at for markings", async () => {
    const bytes = writeArchive([
      ...readArchive(await docxOf("会议纪要")),
      packEntry("word/header9.xml", header("机密★1年")),
    ]);
    const { texts, blocks } = await readMinutesFile(fileOf("纪要.docx", bytes));
    expect(texts).toContain("机密★1年");
    expect(JSON.stringify(blocks)).not.toContain("机密");
  });
});

const header = (text: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?><w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:p><w:r><w:t>${text.slice(0, 2)}</w:t></w:r><w:r><w:t>${text.slice(2)}</w:t></w:r></w:p></w:hdr>`;

/** A .docx with one part rewritten. */
async function docxWith(part: string, change: (xml: string) => string): Promise<Uint8Array> {
  const { entryBytes } = await import("../../lib/adapters/xlsx/inflate.ts");
  const entries = readArchive(await docxOf("会议纪要"));
  return writeArchive(
    entries.map((entry) => (entry.name === part ? packEntry(part, change(entryBytes(entry).toString("utf8"))) : entry)),
  );
}

describe("a file that is no minutes is refused with the way out", () => {
  it.each([
    ["纪要.doc", Buffer.concat([OLE, Buffer.alloc(600)]), "legacy-format"],
    ["纪要.docx", Buffer.concat([OLE, Buffer.alloc(600)]), "legacy-format"],
    ["纪要.docx", Buffer.concat([OLE, Buffer.from("EncryptedPackage", "utf16le")]), "encrypted"],
    ["纪要.wps", "会议纪要", "unknown-type"],
    ["纪要.pdf", "%PDF-1.7", "pdf"],
    ["纪要.txt", "", "empty"],
    ["纪要.txt", " \n\t", "empty"],
    ["纪要.txt", Buffer.from([0xff, 0xfe, 0x1a, 0x4f]), "encoding"],
    ["纪要.txt", "会议\0纪要", "not-text"],
    ["纪要.txt", Buffer.alloc(3 * 2 ** 20, "a"), "too-large"],
    ["纪要.docx", "会议纪要", "not-a-zip"],
    ["纪要.docx", writeArchive([packEntry("a.xml", "<a/>")]), "not-a-docx"],
  ])("%s is %s", async (name, content, reason) => {
    expect(await reasonOf(fileOf(name, content))).toBe(reason);
    expect(minutesRefusal(name, reason)).toMatch(/^无法读取纪要：纪要\./);
  });

  it("a missing file, a folder, a workbook, half a document", async () => {
    expect(await reasonOf("/nowhere/纪要.txt")).toBe("ENOENT");
    expect(await reasonOf(tmpdir())).toBe("not-a-file");
    const bytes = await docxOf("会议纪要");
    expect(await reasonOf(fileOf("半份.docx", bytes.subarray(0, bytes.length - 200)))).not.toBe("read");
    const workbook = new URL("../../sheets-templates/registry.xlsx", import.meta.url);
    expect(await reasonOf(fileOf("台账.docx", readFileSync(workbook)))).toBe("not-a-docx");
  });

  it("foreign XML, a doctype with entities, and parts nested without end", async () => {
    const entities = '<!DOCTYPE a [<!ENTITY b "cc">]><a>&b;</a>';
    expect(await reasonOf(fileOf("a.docx", await docxWith("word/document.xml", () => entities)))).toBe("doctype");
    expect(await reasonOf(fileOf("b.docx", await docxWith("word/document.xml", () => "<a")))).toBe("bad-xml");
    const deep = "<w:sdt><w:sdtContent>".repeat(20_000);
    const closed = "</w:sdtContent></w:sdt>".repeat(20_000);
    const nested = await docxWith("word/document.xml", (xml) =>
      xml.replace("<w:p>", `${deep}<w:p>`).replace("</w:p>", `</w:p>${closed}`),
    );
    expect(await reasonOf(fileOf("c.docx", nested))).toBe("too-deep");
  });

  it("a bomb is not opened", async () => {
    const bytes = writeArchive([
      ...readArchive(await docxOf("会议纪要")),
      packEntry("word/big.xml", Buffer.alloc(80 * 2 ** 20, 32)),
    ]);
    expect(await reasonOf(fileOf("a.docx", bytes))).toMatch(/zip-bomb|too-large/);
  });
});

it("the reader of .docx is loaded by this command alone, and only when it is called", () => {
  const root = new URL("../../", import.meta.url).pathname;
  const sources = globSync("{lib,functions}/**/*.ts", { cwd: root }).map(
    (file) => [file, readFileSync(root + file, "utf8")] as const,
  );
  const saying = (word: string) => sources.filter(([, text]) => text.includes(word)).map(([file]) => file);
  expect(saying('"mammoth"')).toEqual(["lib/adapters/minutes-file.ts"]);
  expect(saying('from "mammoth"')).toEqual([]);
  expect(saying('minutes-file.ts")')).toEqual(["functions/commands/minutes.ts"]);
});
