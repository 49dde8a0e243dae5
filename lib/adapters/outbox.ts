import { createHash, randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import PostalMime, { type Email } from "postal-mime";
import type { Delivery, Envelope, Mailer } from "../ports/mailer.ts";
import { indexPage, type MailHead, type OutboxMail, previewPage } from "./outbox-page.ts";

/**
 * Mails as files to click through: one .eml each, one page each, and index.html, which is brought up to date when the mailer is closed.
 * A Message-ID that is already there counts as sent: it is the same mail.
 */
export function openOutbox(dir: string): Mailer {
  return {
    atOnce: FILES_AT_ONCE,
    send: async (envelope, beforeData) => {
      const trouble = await writable(dir);
      if (trouble !== null) return trouble;
      await beforeData();
      return deposit(dir, envelope);
    },
    close: () => writePages(dir),
  };
}

/** Begins the reason of a letter refused because a file has the folder's name; its path follows. */
const NO_FOLDER = "outbox-not-a-folder ";

async function writable(dir: string): Promise<Delivery | null> {
  try {
    await mkdir(dir, { recursive: true });
    return null;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== "EEXIST" && code !== "ENOTDIR") return failed(error);
    return { state: "refused", permanent: false, unreachable: true, lasting: true, reason: `${NO_FOLDER}${dir}` };
  }
}

async function deposit(dir: string, envelope: Envelope): Promise<Delivery> {
  const file = join(dir, `${fileName(envelope.messageId)}.eml`);
  if (existsSync(file)) return { state: "sent", response: "already there" };
  try {
    await replaceFile(file, envelope.raw);
    return { state: "sent", response: file };
  } catch (error) {
    return failed(error);
  }
}

/** Nothing has taken its final name, so it is definite. */
const failed = (error: unknown): Delivery => ({
  state: "refused",
  permanent: false,
  unreachable: true,
  reason: error instanceof Error ? error.message : String(error),
});

/** Letters that are safe in every file system; whatever was dropped is told apart by a hash. */
export function fileName(messageId: string): string {
  const safe = messageId.replace(/[^A-Za-z0-9@._-]+/g, "_").replace(/^[._-]+/, "_");
  if (safe === messageId && safe.length <= 120) return safe;
  return `${safe.slice(0, 100)}-${createHash("sha256").update(messageId).digest("hex").slice(0, 12)}`;
}

async function replaceFile(file: string, content: string | Uint8Array, temporary = `${file}.tmp`): Promise<void> {
  try {
    const handle = await open(temporary, "w");
    await handle.writeFile(content);
    await handle.sync();
    await handle.close();
    await rename(temporary, file);
  } finally {
    await rm(temporary, { force: true });
  }
}

/** What lies in the outbox, newest first. A directory that does not exist is an empty outbox. */
export async function readOutbox(dir: string): Promise<readonly OutboxMail[]> {
  return newestFirst(await forAll(await emlNames(dir), (name) => readMail(dir, name)));
}

const newestFirst = <M extends MailHead>(mails: readonly M[]): readonly M[] =>
  mails.toSorted((a, b) => (a.date === b.date ? (a.file < b.file ? -1 : 1) : a.date < b.date ? 1 : -1));

const FILES_AT_ONCE = 16;

/** In order; so many at a time that reading, parsing and writing overlap. */
async function forAll<T>(names: readonly string[], work: (name: string) => Promise<T>): Promise<readonly T[]> {
  const results: T[] = [];
  for (let at = 0; at < names.length; at += FILES_AT_ONCE)
    results.push(...(await Promise.all(names.slice(at, at + FILES_AT_ONCE).map(work))));
  return results;
}

export const isFolder = async (dir: string): Promise<boolean> => existsSync(dir) && (await stat(dir)).isDirectory();

const emlNames = async (dir: string): Promise<readonly string[]> =>
  (await isFolder(dir)) ? (await readdir(dir)).filter((name) => name.endsWith(".eml")).toSorted() : [];

async function readMail(dir: string, file: string): Promise<OutboxMail> {
  const mail = await PostalMime.parse(await readFile(join(dir, file)));
  return {
    ...headOf(file, mail),
    messageId: (mail.messageId ?? "").replace(/^<|>$/g, ""),
    from: addressOf(mail.from),
    text: mail.text ?? "",
    html: mail.html ?? "",
    attachments: mail.attachments.map(attachmentOf),
  };
}

async function readHead(dir: string, file: string): Promise<MailHead> {
  const raw = await readFile(join(dir, file));
  const end = raw.indexOf("\r\n\r\n");
  return headOf(file, await PostalMime.parse(end < 0 ? raw : raw.subarray(0, end + 4)));
}

const headOf = (file: string, mail: Email): MailHead => ({
  file,
  to: (mail.to ?? []).map(addressOf).join("、"),
  subject: mail.subject ?? "",
  date: mail.date ?? "",
});

const addressOf = (address: Email["from"]): string => {
  if (address?.address === undefined) return address?.name ?? "";
  return address.name === "" ? address.address : `${address.name} <${address.address}>`;
};

const attachmentOf = ({ filename, content }: Email["attachments"][number]): OutboxMail["attachments"][number] => ({
  filename: filename ?? "attachment",
  content: typeof content === "string" ? new TextEncoder().encode(content) : new Uint8Array(content),
});

/**
 * The pages are a picture of the .eml files: they can be made again at any time. A mail without a page is new; the index is brought up to date
 * before its page is written, so that a crash in between is mended by the next run. Of all others only the head is read.
 */
async function writePages(dir: string): Promise<void> {
  const names = await emlNames(dir);
  const fresh = names.filter((name) => !existsSync(join(dir, pageName(name))));
  const index = join(dir, "index.html");
  if (names.length === 0 || (fresh.length === 0 && existsSync(index))) return;
  const heads = newestFirst(await forAll(names, (name) => readHead(dir, name)));
  // A run and a visitor's answer may both be closing: each writes under a name of its own.
  const own = `${index}.${randomUUID()}.tmp`;
  await replaceFile(index, indexPage(heads.map((head) => ({ ...head, page: pageName(head.file) }))), own);
  await forAll(fresh, async (name) => writeFile(join(dir, pageName(name)), previewPage(await readMail(dir, name))));
}

const pageName = (file: string): string => file.replace(/\.eml$/, ".html");
