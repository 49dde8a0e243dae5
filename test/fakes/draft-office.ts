import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { join } from "node:path";
import { openSqliteStore } from "../../lib/adapters/sqlite/store.ts";
import type { ProposedRow, RowsDraft } from "../../lib/domain/rows-draft.ts";
import type { DraftRecord, StoreLock } from "../../lib/ports/store.ts";
import { TABS } from "../../lib/registry/tabs.ts";
import type { TemplateRow, TemplateRows } from "../../sheets-templates/registry-sheets.ts";
import { asWritten } from "../adapters/google-sheets/scene.ts";
import { duban, dubanProcess, folder, office, sheetRows } from "./cli.ts";
import type { ConfirmTask } from "./draft-child.ts";
import type { FakeGoogle } from "./google/server.ts";
import { writeRegistry } from "./registry-file.ts";
import { smallOffice } from "./small-office.ts";

export const FRIDAY = "2026-06-12T08:00";
const on = (date: string) => ({ date });

export const task = (code: string, more: TemplateRow = {}): TemplateRow => ({
  code,
  source: "会议",
  sourceDate: on("2026-06-01"),
  content: `${code}要办的事`,
  leadUnit: "甲县",
  due: on("2026-07-31"),
  ...more,
});

/** A row that a meeting's minutes would propose. */
export const proposed = (item: string, code: string, more: ProposedRow["cells"] = {}): ProposedRow => ({
  item,
  cells: {
    ...{ code, source: "会议", sourceDate: "2026-06-10", content: `${code}：=SUM(A1)`, leadUnit: "甲县" },
    ...{ due: "2026-06-30", ...more },
  },
  notes: [],
});

export const rowsDraft = (rows: readonly ProposedRow[]): RowsDraft => ({ tab: "tasks", source: "纪要.docx", rows });

export function draftRecord(body: object, more: Partial<DraftRecord> = {}): DraftRecord {
  const text = JSON.stringify(body);
  return {
    ...{ id: "T-2026-06-12", kind: "rows", period: "纪要.docx", createdAt: "2026-06-12T00:00:00.000Z" },
    ...{
      lockDay: "2026-06-12",
      digest: createHash("sha256").update(text).digest("hex"),
      inputDigest: "",
      rulesDigest: "",
    },
    ...{ body: text, attachment: null, state: "draft", confirmedBy: "", confirmedAt: null, differences: "" },
    ...more,
  } as DraftRecord;
}

export interface DraftOffice {
  readonly dir: string;
  readonly settings: Readonly<Record<string, string>>;
  readonly run: (args: readonly string[], now?: string) => ReturnType<typeof duban>;
  /** As a process of its own: for rivals. */
  readonly apart: DraftOffice["run"];
  readonly killed: (task: ConfirmTask, now?: string) => Promise<string | null>;
  /** Numbers of the tab 任务, with 时限 as people see it. */
  readonly tasks: () => Promise<readonly (readonly unknown[])[]>;
  readonly drafts: () => Promise<readonly DraftRecord[]>;
}

const CHILD = join(import.meta.dirname, "draft-child.ts");

export async function withDrafts(file: string, drafts: readonly DraftRecord[]): Promise<void> {
  const store = await openSqliteStore(file);
  const lock = (await store.lock()) as StoreLock;
  for (const draft of drafts) await store.addDraft(lock.token, draft);
  await lock.release();
  await store.close();
}

const killedChild = (task: ConfirmTask, env: Readonly<Record<string, string>>): Promise<string | null> => {
  const clean = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("DUBAN_")));
  const child = spawn(process.execPath, [CHILD, JSON.stringify(task)], { env: { ...clean, ...env } });
  child.stderr.pipe(process.stderr);
  return new Promise((done) => child.on("close", (_, signal) => done(signal)));
};

const officeWith = (
  dir: string,
  settings: Readonly<Record<string, string>>,
  store: string,
  tasks: DraftOffice["tasks"],
): DraftOffice => ({
  dir,
  settings,
  tasks,
  run: (args, now = FRIDAY) => duban(args, { ...settings, DUBAN_NOW: now }),
  apart: (args, now = FRIDAY) => dubanProcess(args, { ...settings, DUBAN_NOW: now }),
  killed: (task, now = FRIDAY) => killedChild(task, { ...settings, DUBAN_NOW: now }),
  drafts: async () => {
    const opened = await openSqliteStore(store, { readOnly: true });
    const drafts = await opened.drafts();
    await opened.close();
    return drafts;
  },
});

export const officeRows = (): TemplateRows => ({ ...smallOffice(), tasks: [task("T-001")] });

export async function xlsxOffice(
  drafts: readonly DraftRecord[],
  rows = officeRows(),
  more: Readonly<Record<string, string>> = {},
): Promise<DraftOffice> {
  const dir = folder();
  const settings = { ...office(dir, FRIDAY), ...more };
  await writeRegistry(settings.DUBAN_REGISTRY, rows);
  const store = `${settings.DUBAN_REGISTRY}.duban.sqlite`;
  await withDrafts(store, drafts);
  return officeWith(dir, settings, store, async () => pick(await sheetRows(settings.DUBAN_REGISTRY, "任务")));
}

let books = 0;

/** The same office on Google, its store a file. */
export async function googleOffice(google: FakeGoogle, drafts: readonly DraftRecord[]): Promise<DraftOffice> {
  const dir = folder();
  const id = `registry-of-drafts-of-office-${++books}`;
  const rows = officeRows();
  const tabs = TABS.filter(({ code }) => rows[code] !== undefined).map(({ code, title, columns }) => ({
    title,
    rows: [
      columns.map(({ header }) => header),
      ...rows[code]!.map((row) => columns.map((column) => asWritten(row[column.code] ?? null))),
    ],
  }));
  google.create({ id, tabs });
  const store = join(dir, "store.sqlite");
  await withDrafts(store, drafts);
  const settings = {
    ...office(dir, FRIDAY),
    DUBAN_REGISTRY: `gsheet:${id}`,
    DUBAN_STORE: `sqlite:${store}`,
    DUBAN_GOOGLE_URL: google.url,
  };
  return officeWith(dir, settings, store, async () => pick(google.human(id).see("任务")));
}

function pick(rows: readonly (readonly unknown[])[]): readonly (readonly unknown[])[] {
  const [header = [], ...data] = rows;
  const at = ["任务编号", "时限", "任务内容"].map((title) => header.indexOf(title));
  return data.map((row) => at.map((column) => dayText(row[column])));
}

const dayText = (value: unknown): unknown => (value instanceof Date ? value.toISOString().slice(0, 10) : value);
