import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, open, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import PostalMime, { type Email } from "postal-mime";
import type { Delivery, Envelope, Mailer } from "../ports/mailer.ts";
import { indexPage, type OutboxMail, previewPage } from "./outbox-page.ts";

/**
 * Mails as files to click through: one .eml each, one page each, and index.html, which is brought up to date when the mailer is closed.
 * A Message-ID that is already there counts as sent: it is the same mail.
 */
export function openOutbox(dir: string): Mailer {
  return {
    send: async (envelope, beforeData) => {
      const trouble = await writable(dir);
      if (trouble !== null) return trouble;
      await beforeData();
      return deposit(dir, envelope);
    },
    close: () => writePages(dir),
  };
}

async function writable(dir: string): Promise<Delivery | null> {
  try {
    await mkdir(dir, { recursive: true });
    return null;
  } catch (error) {
    return failed(error);
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

async function replaceFile(file: string, content: string | Uint8Array): Promise<void> {
  const temporary = `${file}.tmp`;
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
  const mails: OutboxMail[] = [];
  for (const name of await emlNames(dir)) mails.push(await readMail(dir, name));
  return mails.toSorted((a, b) => (a.date === b.date ? (a.file < b.file ? -1 : 1) : a.date < b.date ? 1 : -1));
}

const emlNames = async (dir: string): Promise<readonly string[]> =>
  existsSync(dir) ? (await readdir(dir)).filter((name) => name.endsWith(".eml")).toSorted() : [];

async function readMail(dir: string, file: string): Promise<OutboxMail> {
  const mail = await PostalMime.parse(await readFile(join(dir, file)));
  return {
    file,
    messageId: (mail.messageId ?? "").replace(/^<|>$/g, ""),
    from: addressOf(mail.from),
    to: (mail.to ?? []).map(addressOf).join("、"),
    subject: mail.subject ?? "",
    date: mail.date ?? "",
    text: mail.text ?? "",
    html: mail.html ?? "",
    attachments: mail.attachments.map(attachmentOf),
  };
}

const addressOf = (address: Email["from"]): string => {
  if (address?.address === undefined) return address?.name ?? "";
  return address.name === "" ? address.address : `${address.name} <${address.address}>`;
};

const attachmentOf = ({ filename, content }: Email["attachments"][number]): OutboxMail["attachments"][number] => ({
  filename: filename ?? "attachment",
  content: typeof content === "string" ? new TextEncoder().encode(content) : new Uint8Array(content),
});

/** The pages are a picture of the .eml files: they can be made again at any time, so a crash before this loses nothing. */
async function writePages(dir: string): Promise<void> {
  const mails = await readOutbox(dir);
  if (mails.length === 0) return;
  for (const mail of mails) {
    const page = join(dir, pageName(mail));
    if (!existsSync(page)) await writeFile(page, previewPage(mail));
  }
  await replaceFile(join(dir, "index.html"), indexPage(mails.map((mail) => ({ ...mail, page: pageName(mail) }))));
}

const pageName = (mail: OutboxMail): string => mail.file.replace(/\.eml$/, ".html");
