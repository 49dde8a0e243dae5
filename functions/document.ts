import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import type { Outside } from "../lib/jobs/outside.ts";
import type { DocumentKind, WriteDocument } from "../lib/ports/document-file.ts";

/** Where each form lies: in the sources, and beside a bundle under a name that every archive can carry. */
export const FORMS = {
  书面报告: { source: "sheets-templates/documents/书面报告-空白.docx", bundled: "documents/written-report.docx" },
} as const;

/** A form as it is checked in, byte for byte. */
export const document: Outside["document"] = async (name) => ({
  filename: `${name}.docx`,
  content: await readFile(fileOf(FORMS[name])),
});

function fileOf({ source, bundled }: { readonly source: string; readonly bundled: string }): URL {
  const beside = new URL(`./${bundled}`, import.meta.url);
  return existsSync(beside) ? beside : new URL(`../${source}`, import.meta.url);
}

const templateOf = (kind: DocumentKind): Promise<Uint8Array> =>
  readFile(new URL(`../sheets-templates/documents/${kind}.docx`, import.meta.url));

/** The library that fills is loaded by whoever draws. */
export const writeDocument: WriteDocument = async ({ kind, fields }) => {
  const { fillTemplate } = await import("../lib/adapters/docx/fill-template.ts");
  const { DOCUMENT_FIELDS } = await import("../lib/views/documents/fields.ts");
  const { titled } = await import("../lib/views/documents/title.ts");
  return fillTemplate(`${kind}.docx`, await templateOf(kind), DOCUMENT_FIELDS[kind], titled(fields));
};
