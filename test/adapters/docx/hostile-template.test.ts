import { describe, expect, it, test } from "vitest";
import { checkTemplate } from "../../../lib/adapters/docx/fill-template.ts";
import { packedEntry, readArchive, writeArchive } from "../../../lib/adapters/xlsx/zip.ts";
import { PortError } from "../../../lib/ports/port-error.ts";
import { portErrorWords } from "../../../lib/views/refusals.ts";
import { p, type TinyParts, tinyDocx } from "./tiny.ts";

function refused(content: Uint8Array): readonly unknown[] {
  try {
    checkTemplate("通报.docx", content, {});
  } catch (error) {
    if (error instanceof PortError) return [error.code, error.facts.reason, error.facts.detail];
    throw error;
  }
  return ["taken"];
}

const field = (...pieces: string[]): string =>
  `<w:p>${pieces.map((piece) => `<w:r><w:instrText>${piece}</w:instrText></w:r>`).join("")}</w:p>`;
const relation = (type: string, target: string, mode = ""): string =>
  `<Relationship Id="r9" Type="http://x/${type}" Target="${target}"${mode}/>`;
const OUTSIDE = ' TargetMode="External"';

describe("a template is refused", () => {
  const CASES: readonly (readonly [
    situation: string,
    body: string,
    parts: TinyParts,
    reason: string,
    detail: string,
  ])[] = [
    [
      "with macros of its own type",
      p(""),
      { mainType: "application/vnd.ms-word.document.macroEnabled.main+xml" },
      "macros",
      "word/document.xml",
    ],
    ["with a project of macros", p(""), { parts: { "word/vbaProject.bin": "x" } }, "macros", "word/vbaProject.bin"],
    [
      "with an embedded object",
      p(""),
      { parts: { "word/embeddings/oleObject1.bin": "x" } },
      "embedded",
      "word/embeddings/oleObject1.bin",
    ],
    [
      "with a template of its own elsewhere",
      p(""),
      { relations: relation("attachedTemplate", "http://x/y.dotm", OUTSIDE) },
      "external",
      "http://x/y.dotm",
    ],
    [
      "with a picture elsewhere",
      p(""),
      { relations: relation("image", "\\\\host\\share\\a.png", OUTSIDE) },
      "external",
      "\\\\host\\share\\a.png",
    ],
    ["with a foreign chunk", p(""), { relations: relation("aFChunk", "a.html") }, "external", "a.html"],
    [
      "with a field that fetches a file, cut over runs",
      field(" INCLUDE", "TEXT c:/x"),
      {},
      "field",
      "INCLUDETEXT c:/x",
    ],
    [
      "with a field that starts a program",
      '<w:p><w:fldSimple w:instr="DDEAUTO cmd x"/></w:p>',
      {},
      "field",
      "DDEAUTO cmd x",
    ],
    [
      "that is a .dotx",
      p(""),
      { mainType: "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml" },
      "not-a-document",
      "",
    ],
    [
      "with a document type",
      p(""),
      { parts: { "word/document.xml": '<!DOCTYPE x [<!ENTITY a "b">]><w:document/>' } },
      "doctype",
      "word/document.xml",
    ],
    [
      "in the strict form",
      p(""),
      { parts: { "word/document.xml": '<w:document xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"/>' } },
      "strict-namespace",
      "",
    ],
    ["without the list of its parts", p(""), { parts: { "[Content_Types].xml": "<a/>" } }, "not-a-document", ""],
  ];
  test.each(CASES)("%s", (_, body, parts, reason, detail) =>
    expect(refused(tinyDocx(body, parts))).toEqual(["template-unreadable", reason, detail]),
  );

  it("that is no archive, is cut off, or unpacks to more than it says", () => {
    expect(refused(Buffer.from("不是文档"))).toEqual(["template-unreadable", "not-a-zip", ""]);
    expect(refused(tinyDocx(p("")).slice(0, 200))).toEqual(["template-unreadable", "not-a-zip", ""]);
    const bomb = packedEntry("word/media/a.bin", 0, 3 * 2 ** 30, [new Uint8Array(100)]);
    expect(refused(writeArchive([...readArchive(tinyDocx(p(""))), bomb])).slice(0, 2)).toEqual([
      "template-unreadable",
      "too-large",
    ]);
  });

  it("in words that say the way out", () => {
    const words = (reason: string, detail = "") =>
      portErrorWords("template-unreadable", { file: "通报.docx", reason, detail });
    expect(words("macros", "word/vbaProject.bin")).toBe(
      "公文模板 通报.docx 不能使用：含有宏，请另存为不含宏的 .docx（word/vbaProject.bin）。",
    );
    expect(words("overlap")).toBe("公文模板 通报.docx 不能使用：内容不合规范（overlap），请重新保存为 .docx。");
  });
});

describe("a template is taken", () => {
  it("with fields that count pages", () => {
    expect(refused(tinyDocx(field(" PAGE ") + field(" NUMPAGES ")))).toEqual(["taken"]);
  });
});
