import Docxtemplater from "docxtemplater";
import PizZip from "pizzip";
import type { Fields } from "../../domain/document-draft.ts";
import type { FieldCatalogue } from "../../ports/document-fields.ts";
import { PortError } from "../../ports/port-error.ts";
import type { TemplateFault } from "../../ports/template-fault.ts";
import { writeArchive } from "../xlsx/zip.ts";
import { type Scope, scopeOf } from "./plain-values.ts";
import { templateFaults } from "./template-faults.ts";
import { openTemplate, type TemplatePackage } from "./template-package.ts";

/**
 * The template with its placeholders {name}, loops {#name}…{/name} and conditions {#name}…{/name}, {^name}…{/name} filled; a line break in a value is
 * a line break on paper. The same template and fields give the same bytes. Throws PortError "template-unreadable" or "template-fault".
 */
export function fillTemplate(file: string, content: Uint8Array, catalogue: FieldCatalogue, fields: Fields): Uint8Array {
  const { template, document } = prepared(file, content, catalogue);
  document.render(scopeOf(fields, catalogue));
  return packed(template, document);
}

/** Throws what `fillTemplate` would throw of the template itself: all its faults at once. */
export const checkTemplate = (file: string, content: Uint8Array, catalogue: FieldCatalogue): void => {
  prepared(file, content, catalogue);
};

interface Prepared {
  readonly template: TemplatePackage;
  readonly document: Docxtemplater;
}

function prepared(file: string, content: Uint8Array, catalogue: FieldCatalogue): Prepared {
  const template = openTemplate(file, content);
  const faults = templateFaults(template, catalogue);
  if (faults.length > 0) throw faulty(file, faults);
  try {
    return { template, document: compiled(template) };
  } catch (error) {
    throw faulty(file, libraryFaults(error as LibraryError), error);
  }
}

/** facts.faults: TemplateFault[] as JSON. */
const faulty = (file: string, faults: readonly TemplateFault[], cause?: unknown): PortError =>
  new PortError(
    "template-fault",
    { file, count: faults.length, faults: JSON.stringify(faults) },
    { retryable: false, cause },
  );

/** Names are looked up among a scope's own: nothing else can be asked for. */
const parser = (typed: string) => {
  const name = typed.trim();
  return { get: (scope: Scope) => (Object.hasOwn(scope, name) ? scope[name] : undefined) };
};

function compiled({ parts }: TemplatePackage): Docxtemplater {
  const zip = new PizZip();
  for (const [name, bytes] of parts) zip.file(name, bytes);
  return new Docxtemplater(zip, { paragraphLoop: true, linebreaks: true, errorLogging: false, parser });
}

/** What the library would not take, beyond what was found before it. */
function libraryFaults(error: LibraryError): readonly TemplateFault[] {
  if (error.properties === undefined) throw error;
  return (error.properties.errors ?? [error]).map(({ properties }) => ({
    place: properties?.file ?? "",
    near: "",
    placeholder: properties?.xtag === undefined ? "" : `{${properties.xtag}}`,
    because: properties?.id === "loop_position_invalid" ? "loop-place" : "other",
    instead: "",
  }));
}

interface LibraryError {
  readonly properties?: {
    readonly id?: string;
    readonly xtag?: string;
    readonly file?: string;
    readonly errors?: readonly LibraryError[];
  };
}

/** Parts in the template's order under a fixed time. */
const packed = ({ parts }: TemplatePackage, document: Docxtemplater): Uint8Array => {
  const zip = document.getZip() as PizZip;
  return writeArchive([...parts.keys()].map((name) => ({ name, content: zip.file(name)!.asUint8Array() })));
};
