import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import PostalMime from "postal-mime";
import { openSqliteStore } from "../../lib/adapters/sqlite/store.ts";
import { openXlsx } from "../../lib/adapters/xlsx/xlsx-spreadsheet.ts";
import { partsOf } from "../../lib/domain/notice-key.ts";
import type { RawCell, WorkbookSnapshot } from "../../lib/ports/spreadsheet.ts";
import { REPEAT_MARK } from "../../lib/views/repeat-mark.ts";
import { type Ledger, type Mail, violations } from "./deliver-scene.ts";
import { duban } from "./duban.ts";
import { largeOffice, lateNotice, numbers } from "./large-office.ts";
import { writeRegistry } from "./registry-file.ts";
import type { RunTask } from "./run-child.ts";
import { type FakeSmtp, fakeSmtp } from "./smtp.ts";

const ROOT = join(import.meta.dirname, "../..");
const CLI = join(ROOT, "functions/cli.ts");
const CHILD = join(import.meta.dirname, "run-child.ts");

/** What `run due` finds to do on 2026-06-12: the day, the week since Monday, May since its lock. */
export const FRIDAY = "2026-06-12T08:00";
export const DUE_ON_FRIDAY: RunTask["jobs"] = [
  { job: "daily", runKey: "daily@2026-06-12" },
  { job: "weekly", runKey: "weekly@2026-06-08" },
  { job: "monthly", runKey: "monthly@2026-05" },
];

export interface Exit {
  readonly code: number | null;
  readonly signal: string | null;
  readonly out: string;
  readonly err: string;
}

/** An office on disk (workbook and store), a real mail server, and what runs the product: real processes where one is killed or held, this one where it only has to be done. */
export interface RunScene {
  readonly dir: string;
  readonly file: string;
  readonly smtp: FakeSmtp;
  readonly settings: (now: string) => Record<string, string>;
  /** As a process. */
  readonly start: (args: readonly string[], now: string) => ChildProcess;
  /** In this one. */
  readonly duban: (args: readonly string[], now: string) => Promise<Exit>;
  /** A run that kills itself. */
  readonly killed: (task: RunTask, now: string) => Promise<Exit>;
  readonly ledger: () => Promise<Ledger>;
  readonly letters: () => Promise<readonly Letter[]>;
  /** What is wrong with exactly-once, as sentences, for the late milestones of all and for every other notice. */
  readonly faults: (owed?: readonly string[]) => Promise<readonly string[]>;
  /** People's tabs as they read, without our columns; our tabs left out. */
  readonly people: () => Promise<WorkbookSnapshot["sheets"]>;
  /** What lies in the folder, but for the store's journal, which stays and is emptied. */
  readonly names: () => Promise<readonly string[]>;
  readonly close: () => Promise<void>;
}

export interface Letter extends Mail {
  readonly subject: string;
  readonly text: string;
}

export async function runScene(people: number): Promise<RunScene> {
  const dir = await mkdtemp(join(tmpdir(), "duban-run-"));
  const file = join(dir, "台账.xlsx");
  await writeRegistry(file, largeOffice(people));
  const smtp = await fakeSmtp();
  const children = new Set<ChildProcess>();
  const settings = (now: string): Record<string, string> => ({
    DUBAN_REGISTRY: file,
    DUBAN_MAIL: `smtp://127.0.0.1:${smtp.port}`,
    DUBAN_ALLOWED_DOMAINS: "jia.example",
    DUBAN_NOW: now,
  });
  const open = (script: string, args: readonly string[], now: string): ChildProcess => {
    const env = { ...environment(), ...settings(now) };
    const child = spawn(process.execPath, [script, ...args], { env, stdio: ["ignore", "pipe", "pipe"] });
    children.add(child.once("close", () => children.delete(child)));
    return child;
  };
  const ledger = () => ledgerOf(`${file}.duban.sqlite`);
  const letters = async (): Promise<readonly Letter[]> => {
    const { messages } = await ledger();
    const told = new Map(messages.map((message) => [message.id, message.noticeKeys]));
    return Promise.all(smtp.received.map((mail) => letterOf(mail.to, mail.raw, told)));
  };
  return {
    ...{ dir, file, smtp, settings, ledger, letters },
    start: (args, now) => open(CLI, args, now),
    duban: async (args, now) => ({ ...(await duban(args, settings(now))), signal: null }),
    killed: (task, now) => exitOf(open(CHILD, [JSON.stringify(task)], now)),
    faults: async (owed = numbers(people).map((n) => lateNotice(n))) => faultsOf(owed, await letters(), await ledger()),
    people: () => peopleOf(file),
    names: async () => (await readdir(dir)).filter((name) => !name.endsWith("-journal")).toSorted(),
    close: async () => {
      for (const child of children) child.kill("SIGKILL");
      await smtp.close();
      await rm(dir, { recursive: true, force: true });
    },
  };
}

/** Nothing of this process's settings; what was compiled once is not compiled for every process again. */
const environment = (): Record<string, string | undefined> => ({
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("DUBAN_"))),
  NODE_COMPILE_CACHE: join(tmpdir(), "duban-compile-cache"),
});

export function exitOf(child: ChildProcess): Promise<Exit> {
  let out = "";
  let err = "";
  child.stdout?.on("data", (chunk: Buffer) => {
    out += chunk.toString("utf8");
  });
  child.stderr?.on("data", (chunk: Buffer) => {
    err += chunk.toString("utf8");
  });
  return new Promise((done) => child.on("close", (code, signal) => done({ code, signal, out, err })));
}

async function ledgerOf(file: string): Promise<Ledger> {
  const store = await openSqliteStore(file, { readOnly: true });
  const ledger = { notices: await store.notices(), messages: await store.messages({ withRaw: false }) };
  await store.close();
  return ledger;
}

/** What a letter tells is the ledger's to say; that it really tells it, the letter's. */
export async function letterOf(
  to: string,
  raw: Uint8Array,
  told: ReadonlyMap<string, readonly string[]>,
): Promise<Letter> {
  const { messageId = "", subject = "", text = "" } = await PostalMime.parse(raw);
  const id = messageId.replace(/^<|>$/g, "");
  const keys = (told.get(id) ?? []).filter((key) => {
    const { kind, subject: matter } = partsOf(key);
    return kind !== "milestone-light" || text.includes(matter);
  });
  return { to, id, marked: subject.startsWith(REPEAT_MARK), keys, subject, text };
}

/**
 * Beside `violations`: whatever was ever owed has been sent or is owed no more, and every letter stands in the ledger. An admin who had a letter today
 * hears of a second run tomorrow.
 */
export function faultsOf(owed: readonly string[], letters: readonly Letter[], ledger: Ledger): readonly string[] {
  const sent = ledger.notices.filter(({ state }) => state === "sent").map(({ key }) => key);
  const known = new Set(ledger.messages.map(({ id }) => id));
  return [
    ...violations([...new Set([...owed, ...sent])], letters, ledger),
    ...ledger.notices
      .filter(({ state, kind }) => state === "owed" && kind !== "run-summary")
      .map(({ key }) => `${key} is still owed`),
    ...ledger.messages.filter(({ state }) => state === "sending" || state === "ready").map(({ id }) => `${id} is open`),
    ...letters.filter(({ id }) => !known.has(id)).map(({ id }) => `letter ${id} is not in the ledger`),
  ];
}

const OURS = ["预警", "完成率", "逾期天数", "核验", "系统说明"];

async function peopleOf(file: string): Promise<WorkbookSnapshot["sheets"]> {
  const { sheets } = await openXlsx(file).read((title) => !title.startsWith("系统-"));
  return sheets.map((sheet) => {
    const first = sheet.rows[0]!.cells.findIndex((cell) => OURS.includes(String(cell)));
    const width = first < 0 ? Number.POSITIVE_INFINITY : first;
    return { ...sheet, rows: sheet.rows.map((row) => ({ ...row, cells: upToLast(row.cells.slice(0, width)) })) };
  });
}

/** An empty cell at the end may stand in the file or not. */
const upToLast = (cells: readonly RawCell[]): readonly RawCell[] =>
  cells.slice(0, 1 + cells.findLastIndex((cell) => cell !== null));
