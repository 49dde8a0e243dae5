import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import ExcelJS from "exceljs";
import { onTestFinished } from "vitest";

const CLI = fileURLToPath(new URL("../../functions/cli.ts", import.meta.url));

export interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
  /** The one object of --json. */
  readonly json: () => Record<string, unknown>;
}

/** The command line as a process of its own, with nothing of this process's settings. */
export function duban(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  cwd?: string,
  { stopReading = false } = {},
): Promise<Ran> {
  const clean = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("DUBAN_")));
  const child = spawn(process.execPath, [CLI, ...args], {
    env: { ...clean, ...env },
    ...(cwd === undefined ? {} : { cwd }),
  });
  let out = "";
  let err = "";
  if (stopReading) child.stdout.destroy();
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => (out += chunk));
  child.stderr.setEncoding("utf8").on("data", (chunk: string) => (err += chunk));
  return new Promise((done) => child.on("close", (code) => done({ code, out, err, json: () => parsed(out, err) })));
}

function parsed(out: string, err: string): Record<string, unknown> {
  if (out === "") throw new Error(`no output; ${err}`);
  return JSON.parse(out) as Record<string, unknown>;
}

/** A folder of the test's own, gone afterwards. */
export function folder(): string {
  const dir = mkdtempSync(join(tmpdir(), "duban-test-"));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
}

/** Settings of an office with its own outbox. `now` stands still. */
export const office = (dir: string, now: string) => ({
  DUBAN_REGISTRY: join(dir, "台账.xlsx"),
  DUBAN_MAIL: `outbox:${join(dir, "outbox")}`,
  DUBAN_ALLOWED_DOMAINS: "jia.example",
  DUBAN_NOW: now,
});

/** A sheet as rows of plain values, read by another library than ours. Row 1 of the sheet is element 0. */
export async function sheetRows(file: string, title: string): Promise<readonly (readonly unknown[])[]> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.readFile(file);
  const sheet = workbook.getWorksheet(title);
  const rows: unknown[][] = [];
  sheet?.eachRow({ includeEmpty: true }, (row) => rows.push((row.values as unknown[]).slice(1)));
  return rows;
}
