import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import type { Outside } from "../lib/jobs/outside.ts";

/** Where each form lies: in the sources, and beside a bundle under a name that every archive can carry. */
export const FORMS = {
  书面报告: { source: "sheets-templates/documents/书面报告.docx", bundled: "documents/written-report.docx" },
} as const;

/** A form as it is checked in, byte for byte. */
export const document: Outside["document"] = async (name) => {
  const { source, bundled } = FORMS[name];
  const beside = new URL(`./${bundled}`, import.meta.url);
  const file = existsSync(beside) ? beside : new URL(`../${source}`, import.meta.url);
  return { filename: `${name}.docx`, content: await readFile(file) };
};
