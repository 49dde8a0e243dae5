import type { Filled } from "../../ports/document-fields.ts";
import type { DocumentKind, NewDocument } from "../../ports/document-file.ts";
import type { DOCUMENT_FIELDS } from "./catalogue.ts";
import type { agenda, chapters, items } from "./field-groups.ts";

/** What must be given for each kind: its catalogue is in `catalogue.ts`, which only those read who check a template or fill it. */
export type DocumentFields = { readonly [K in DocumentKind]: Filled<(typeof DOCUMENT_FIELDS)[K]> };
export type ChapterFields = Filled<(typeof chapters)["of"]>;
export type ItemFields = Filled<(typeof items)["of"]>;
export type AgendaFields = Filled<(typeof agenda)["of"]>;
export type ParagraphFields = { readonly 正文: string };

/** A paper to draw; a field too many, too few or of another shape does not compile. */
export const newDocument = <K extends DocumentKind>(kind: K, fields: DocumentFields[K]): NewDocument => ({
  kind,
  fields,
});
