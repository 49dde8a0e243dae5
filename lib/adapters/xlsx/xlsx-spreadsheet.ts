import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { PortError } from "../../ports/port-error.ts";
import type { Spreadsheet, WorkbookSnapshot } from "../../ports/spreadsheet.ts";
import { openPackage } from "./open-package.ts";
import { readSheets } from "./read-workbook.ts";
import { Refusal } from "./refusal.ts";

export interface XlsxOptions {
  /** Name in 分表; default: the file as given. */
  readonly name?: string;
}

export function openXlsx(file: string, options: XlsxOptions = {}): Pick<Spreadsheet, "read"> {
  return {
    read: (wanted) => asPortError(file, () => read(file, options.name ?? file, wanted)),
  };
}

async function read(file: string, name: string, wanted: (title: string) => boolean): Promise<WorkbookSnapshot> {
  const bytes = await readFile(file);
  const revision = createHash("sha256").update(bytes).digest("hex");
  return { name, revision, ...(await readSheets(openPackage(bytes), wanted)) };
}

async function asPortError<T>(file: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const facts = { file, reason: error.reason, detail: error.detail };
    throw new PortError("workbook-unsupported", facts, { retryable: false, cause: error });
  }
}
