import { checkTemplate, fillTemplate } from "../lib/adapters/docx/fill-template.ts";
import type { Fields } from "../lib/domain/document-draft.ts";
import type { DocumentKind } from "../lib/ports/document-file.ts";
import { DOCUMENT_FIELDS } from "../lib/views/documents/catalogue.ts";
import { titled } from "../lib/views/documents/title.ts";

/** A template by the name under which its faults are told. */
export interface NamedTemplate {
  readonly file: string;
  readonly content: Uint8Array;
}

/** The paper's bytes. Throws PortError "template-unreadable" or "template-fault". */
export const fill = (kind: DocumentKind, { file, content }: NamedTemplate, fields: Fields): Uint8Array =>
  fillTemplate(file, content, DOCUMENT_FIELDS[kind], titled(fields));

/** Throws what `fill` would throw of the template itself. */
export const check = (kind: DocumentKind, { file, content }: NamedTemplate): void =>
  checkTemplate(file, content, DOCUMENT_FIELDS[kind]);
