import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Outside } from "../lib/jobs/outside.ts";
import { DOCUMENT_KINDS, type DocumentKind, type WriteDocument } from "../lib/ports/document-file.ts";
import { PortError } from "../lib/ports/port-error.ts";
import type { NamedTemplate } from "./document-writer.ts";
import { placeOf, type Travelling, WRITER } from "./rooms.ts";

/** The blank forms that travel with letters. */
export const FORMS = {
  书面报告: { source: "sheets-templates/documents/书面报告-空白.docx", bundled: "documents/written-report.docx" },
} as const satisfies Readonly<Record<string, Travelling>>;

/** The templates as shipped. */
export const TEMPLATES: Readonly<Record<DocumentKind, Travelling>> = shipped({
  通报: "circular",
  提醒函: "reminder",
  督办函: "supervision",
  约谈通知: "summons",
  交办单: "assignment",
  会议纪要: "minutes",
  季调度材料: "quarter-pack",
  工作例会材料: "meeting-pack",
  书面报告: "report",
  观摩结果: "observation",
  计分说明: "score-note",
  清单调整通知: "list-change",
  集中开工通知: "starts",
  信息公开年度报告: "disclosure-report",
});

function shipped(names: Readonly<Record<DocumentKind, string>>): Readonly<Record<DocumentKind, Travelling>> {
  const travelling = (kind: DocumentKind): Travelling => ({
    source: `sheets-templates/documents/${kind}.docx`,
    bundled: `documents/${names[kind]}.docx`,
  });
  return Object.fromEntries(DOCUMENT_KINDS.map((kind) => [kind, travelling(kind)])) as Record<DocumentKind, Travelling>;
}

/** A form as it is checked in, byte for byte. */
export const document: Outside["document"] = async (name) => ({
  filename: `${name}.docx`,
  content: await readFile(placeOf(FORMS[name])),
});

type Writer = typeof import("./document-writer.ts");

/** Beside a bundle the writer has a class PortError of its own: what it throws is told as ours. */
async function withWriter<T>(use: (writer: Writer) => T): Promise<T> {
  try {
    return use((await import(placeOf(WRITER).href)) as Writer);
  } catch (error) {
    if (error instanceof PortError || !(error instanceof Error) || error.name !== "PortError") throw error;
    const { code, facts, retryable } = error as PortError;
    throw new PortError(code, facts, { retryable, cause: error });
  }
}

/** Fills the office's own templates in `folder` (DUBAN_DOCUMENTS) and, where it has none of a kind, those shipped. */
export const documentWriter =
  (folder: string | null): WriteDocument =>
  async ({ kind, fields }) => {
    const template = await templateOf(kind, folder);
    return withWriter(({ fill }) => fill(kind, template, fields));
  };

/** With the shipped templates. */
export const writeDocument: WriteDocument = documentWriter(null);

/** What is wrong with the office's own templates, kind by kind; none when it has none. */
export async function documentFaults(folder: string): Promise<readonly PortError[]> {
  const faults: PortError[] = [];
  for (const kind of DOCUMENT_KINDS)
    if (existsSync(ownFile(folder, kind))) faults.push(...(await faultsOf(kind, folder)));
  return faults;
}

async function faultsOf(kind: DocumentKind, folder: string): Promise<readonly PortError[]> {
  try {
    const template = await templateOf(kind, folder);
    await withWriter(({ check }) => check(kind, template));
    return [];
  } catch (error) {
    if (error instanceof PortError) return [error];
    throw error;
  }
}

const ownFile = (folder: string, kind: DocumentKind): string => join(folder, `${kind}.docx`);

async function templateOf(kind: DocumentKind, folder: string | null): Promise<NamedTemplate> {
  const own = folder === null ? null : ownFile(folder, kind);
  if (own === null || !existsSync(own))
    return { file: `${kind}.docx`, content: await readFile(placeOf(TEMPLATES[kind])) };
  try {
    return { file: own, content: await readFile(own) };
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? "";
    throw new PortError("template-unreadable", { file: own, reason, detail: "" }, { retryable: false, cause: error });
  }
}
