import Docxtemplater from "docxtemplater";
import PizZip from "pizzip";
import type { Fields } from "../../domain/document-draft.ts";

/** The template with its placeholders {name} and loops {#name}…{/name} filled; a line break in a value is a line break on paper. */
export function fillTemplate(template: Uint8Array, fields: Fields): Uint8Array {
  const document = new Docxtemplater(new PizZip(template), { paragraphLoop: true, linebreaks: true });
  document.render(fields);
  return document.getZip().generate({ type: "uint8array", compression: "DEFLATE" });
}
