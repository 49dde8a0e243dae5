import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import PostalMime from "postal-mime";
import { openSqliteStore } from "../../lib/adapters/sqlite/store.ts";
import type { MessageRecord, NoticeRecord } from "../../lib/domain/notice.ts";
import { REPEAT_MARK } from "../../lib/views/repeat-mark.ts";
import type { ChildTask } from "./deliver-child.ts";
import { type FakeSmtp, fakeSmtp } from "./smtp.ts";

const CHILD = join(import.meta.dirname, "deliver-child.ts");

/** A real SMTP server here, a real store on disk, and real processes that deliver. */
export interface Scene {
  readonly smtp: FakeSmtp;
  /** Starts a process; it lives until it is done or killed. */
  start(task: Partial<ChildTask>): ChildProcess;
  /** Its exit: the signal that ended it, and what it printed. */
  run(task: Partial<ChildTask>): Promise<Ended>;
  ended(child: ChildProcess): Promise<Ended>;
  ledger(): Promise<Ledger>;
  received(): Promise<readonly Mail[]>;
  close(): Promise<void>;
}

export interface Ended {
  readonly signal: string | null;
  readonly code: number | null;
  readonly said: unknown;
}

export interface Ledger {
  readonly notices: readonly NoticeRecord[];
  readonly messages: readonly MessageRecord[];
}

export interface Mail {
  readonly to: string;
  readonly id: string;
  readonly marked: boolean;
  /** Notices it tells. */
  readonly keys: readonly string[];
}

export async function scene(people: number): Promise<Scene> {
  const dir = await mkdtemp(join(tmpdir(), "duban-crash-"));
  const file = join(dir, "duban.sqlite");
  const smtp = await fakeSmtp();
  const children = new Set<ChildProcess>();
  const usual: ChildTask = { file, port: smtp.port, day: "2026-06-12", batch: "b", people, kill: null };
  const start = (task: Partial<ChildTask>): ChildProcess => {
    const argument = JSON.stringify({ ...usual, ...task });
    const child = spawn(process.execPath, [CHILD, argument], { stdio: ["ignore", "pipe", "inherit"] });
    children.add(child);
    return child;
  };
  const ended = async (child: ChildProcess): Promise<Ended> => {
    let text = "";
    child.stdout?.on("data", (chunk) => {
      text += chunk;
    });
    const [code, signal] = await once(child, "close");
    children.delete(child);
    return { code, signal, said: text === "" ? null : JSON.parse(text) };
  };
  return {
    smtp,
    start,
    ended,
    run: (task) => ended(start(task)),
    ledger: async () => {
      const store = await openSqliteStore(file, { readOnly: true });
      const ledger = { notices: await store.notices(), messages: await store.messages({ withRaw: false }) };
      await store.close();
      return ledger;
    },
    received: () => Promise.all(smtp.received.map((mail) => readMail(mail.to, mail.raw))),
    close: async () => {
      for (const child of children) child.kill("SIGKILL");
      await smtp.close();
      await rm(dir, { recursive: true, force: true });
    },
  };
}

async function readMail(to: string, raw: Uint8Array): Promise<Mail> {
  const mail = await PostalMime.parse(raw);
  return {
    to,
    id: (mail.messageId ?? "").replace(/^<|>$/g, ""),
    marked: (mail.subject ?? "").startsWith(REPEAT_MARK),
    keys: (mail.text ?? "").trim().split(/\r?\n/).slice(1),
  };
}

/**
 * What is wrong with exactly-once, as sentences; empty = nothing. Every notice expected must have been received; no letter twice; a notice
 * told more than once only by marked letters that the ledger names together with the uncertain letter they repeat.
 */
export function violations(
  expected: readonly string[],
  mails: readonly Mail[],
  { messages }: Ledger,
): readonly string[] {
  const faults: string[] = [];
  const byId = Map.groupBy(mails, (mail) => mail.id);
  for (const [id, copies] of byId) if (copies.length > 1) faults.push(`letter ${id} arrived ${copies.length} times`);
  for (const key of expected) {
    const copies = mails.filter((mail) => mail.keys.includes(key));
    if (copies.length === 0) faults.push(`${key} never arrived`);
    if (copies.filter((mail) => !mail.marked).length > 1) faults.push(`${key} arrived twice without a mark`);
  }
  for (const mail of mails.filter((each) => each.marked)) faults.push(...unnamed(mail, messages));
  return faults;
}

function unnamed(mail: Mail, messages: readonly MessageRecord[]): readonly string[] {
  const record = messages.find((message) => message.id === mail.id);
  const named = /repeats ([^;]*)/.exec(record?.detail ?? "")?.[1] ?? "";
  const repeated = messages.filter((message) => named.includes(message.id));
  if (repeated.length === 0) return [`marked letter ${mail.id} repeats nothing the ledger knows`];
  return repeated
    .filter((message) => message.state !== "uncertain" || !message.detail.includes(mail.id))
    .map((message) => `letter ${message.id} is not named as repeated by ${mail.id}`);
}
