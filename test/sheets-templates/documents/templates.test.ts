import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it, test } from "vitest";
import { writeDocument } from "../../../functions/document.ts";
import { checkTemplate } from "../../../lib/adapters/docx/fill-template.ts";
import { placeholdersOf } from "../../../lib/adapters/docx/placeholders.ts";
import { openTemplate } from "../../../lib/adapters/docx/template-package.ts";
import type { FieldCatalogue } from "../../../lib/ports/document-fields.ts";
import { DOCUMENT_KINDS } from "../../../lib/ports/document-file.ts";
import { DOCUMENT_FIELDS } from "../../../lib/views/documents/catalogue.ts";
import { drawnDocuments } from "../../../sheets-templates/documents/make.ts";
import { partOf, textLines } from "../../adapters/docx/tiny.ts";
import { sample } from "./samples.ts";

const FOLDER = new URL("../../../sheets-templates/documents/", import.meta.url);
const GOLDEN = new URL("../../golden/documents/", import.meta.url);
const template = (kind: string): Buffer => readFileSync(new URL(`${kind}.docx`, FOLDER));

const namesOf = (catalogue: FieldCatalogue): readonly string[] =>
  Object.entries(catalogue).flatMap(([name, entry]) => [name, ...(entry.is === "loop" ? namesOf(entry.of) : [])]);

describe.each(DOCUMENT_KINDS)("the template %s", (kind) => {
  it("agrees with the catalogue, and has a place for every field", () => {
    expect(() => checkTemplate(`${kind}.docx`, template(kind), DOCUMENT_FIELDS[kind])).not.toThrow();
    const used = new Set(placeholdersOf(openTemplate(kind, template(kind))).map(({ name }) => name));
    expect(namesOf(DOCUMENT_FIELDS[kind]).filter((name) => !used.has(name))).toEqual([]);
  });

  it("is laid out as the standard asks", () => {
    const xml = partOf(template(kind));
    const numbers = (pattern: RegExp): readonly number[] => pattern.exec(xml)!.slice(1).map(Number);
    const millimetres = (twips: number): number => Math.round((twips / 1440) * 25.4);
    expect(numbers(/<w:pgSz w:w="(\d+)" w:h="(\d+)"/).map(millimetres)).toEqual([210, 297]);
    const margins = numbers(/<w:pgMar w:top="(\d+)" w:right="(\d+)" w:bottom="(\d+)" w:left="(\d+)"/);
    expect(margins.map(millimetres)).toEqual([37, 26, 35, 28]);
    expect(xml).toContain('w:line="579" w:lineRule="exact"');
    const rows = xml.match(/<w:tbl>/g)?.length ?? 0;
    expect(xml.match(/<w:tblHeader\/>/g)?.length ?? 0).toBe(rows);
    const fonts = partOf(template(kind), "word/fontTable.xml");
    expect(fonts).toContain('<w:font w:name="楷体_GB2312"><w:altName w:val="楷体"/></w:font>');
    expect(fonts).not.toContain("embed");
  });

  it("filled with a paper of its kind says what the golden text says, the same every time", async () => {
    const filled = await writeDocument({ kind, fields: sample(kind, false) });
    expect(Buffer.from(filled).equals(Buffer.from(await writeDocument({ kind, fields: sample(kind, false) })))).toBe(
      true,
    );
    const lines = textLines(partOf(filled));
    expect(lines.filter((line) => /[{}]/.test(line))).toEqual([]);
    await expect(`${lines.join("\n")}\n`).toMatchFileSnapshot(fileURLToPath(new URL(`${kind}.txt`, GOLDEN)));
  });
});

test("the script draws the same bytes every time", async () => {
  const [once, twice] = [await drawnDocuments(), await drawnDocuments()];
  expect(once.map(({ content }) => Buffer.from(content).toString("base64"))).toEqual(
    twice.map(({ content }) => Buffer.from(content).toString("base64")),
  );
  expect(once).toHaveLength(DOCUMENT_KINDS.length + 1);
});
