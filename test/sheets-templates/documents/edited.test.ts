import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { documentWriter, writeDocument } from "../../../functions/document.ts";
import { DOCUMENT_KINDS, type DocumentKind } from "../../../lib/ports/document-file.ts";
import { partOf, textLines, withPart } from "../../adapters/docx/tiny.ts";
import { testWith, WRITER } from "../../require-tool.ts";
import { convert } from "./printed.ts";
import { sample } from "./samples.ts";

const FOLDER = new URL("../../../sheets-templates/documents/", import.meta.url);
const shipped = (kind: DocumentKind): Uint8Array => readFileSync(new URL(`${kind}.docx`, FOLDER));

/** What a paper says, blank lines left out: an editor may write them otherwise. */
const said = (docx: Uint8Array): readonly string[] =>
  textLines(partOf(docx))
    .map((line) => line.replace(/\s+$/, ""))
    .filter((line) => line !== "");

async function inOffice<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "duban-office-"));
  try {
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Every text of a run in two or more runs, as editors leave it after a few corrections. */
const cutUp = (xml: string): string =>
  xml.replace(
    /<w:r>(<w:rPr>(?:(?!<\/w:rPr>).)*<\/w:rPr>)?<w:t xml:space="preserve">([^<]{2,})<\/w:t><\/w:r>/g,
    (_, form = "", text) =>
      [...(text as string)]
        .map((sign) => `<w:r>${form}<w:t xml:space="preserve">${sign}</w:t></w:r>`)
        .join('<w:proofErr w:type="spellStart"/>'),
  );

describe("an office's own template", () => {
  it("with every placeholder cut into single letters by its editor still says the same", () =>
    inOffice(async (folder) => {
      for (const kind of DOCUMENT_KINDS) {
        writeFileSync(join(folder, `${kind}.docx`), withPart(shipped(kind), "word/document.xml", cutUp));
        const paper = { kind, fields: sample(kind, false) };
        expect(said(await documentWriter(folder)(paper))).toEqual(said(await writeDocument(paper)));
      }
    }));

  it("is used for its kind alone; a kind without one is drawn as shipped", () =>
    inOffice(async (folder) => {
      const own = withPart(shipped("督办函"), "word/document.xml", (xml) => xml.replace("所列事项", "本单位事项"));
      writeFileSync(join(folder, "督办函.docx"), own);
      const write = documentWriter(folder);
      expect(said(await write({ kind: "督办函", fields: sample("督办函", false) }))).toContain("本单位事项");
      const reminder = await write({ kind: "提醒函", fields: sample("提醒函", false) });
      expect(said(reminder)).toContain("所列事项");
    }));

  testWith(
    WRITER,
    "LibreOffice Writer",
    "with words moved and a paragraph added, saved anew by LibreOffice, still says all of it",
    () =>
      inOffice(async (folder) => {
        const kinds: readonly DocumentKind[] = ["通报", "督办函", "季调度材料", "计分说明"];
        const drafts = join(folder, "drafts");
        const names = kinds.map((kind) => {
          const edited = withPart(shipped(kind), "word/document.xml", (xml) =>
            xml.replace("{标题}", "（修订）{标题}").replace(/<w:sectPr>/, `${ADDED}<w:sectPr>`),
          );
          writeFileSync(join(folder, `${kind}.in.docx`), edited);
          return join(folder, `${kind}.in.docx`);
        });
        convert(folder, "docx:MS Word 2007 XML", names, drafts);
        for (const kind of kinds) {
          writeFileSync(join(folder, `${kind}.docx`), readFileSync(join(drafts, `${kind}.in.docx`)));
          const paper = { kind, fields: sample(kind, false) };
          const lines = said(await documentWriter(folder)(paper));
          const expected = said(await writeDocument(paper)).map((line) => line.replace("\t", ""));
          const got = lines.map((line) => line.replace("\t", "").replace("（修订）", ""));
          expect(got.filter((line) => !line.startsWith("本段由本单位自行添加"))).toEqual(expected);
          expect(lines.filter((line) => /^本段由本单位自行添加：/.test(line))).toHaveLength(1);
          expect(lines.some((line) => line.startsWith("（修订）"))).toBe(true);
        }
      }),
    180_000,
  );
});

const ADDED = '<w:p><w:r><w:t xml:space="preserve">本段由本单位自行添加：{标题}。</w:t></w:r></w:p>';
