import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import PostalMime from "postal-mime";
import type { TemplateRows } from "../../sheets-templates/registry-sheets.ts";
import { duban, folder, office, type Ran } from "../fakes/cli.ts";
import { retype } from "../fakes/retyped.ts";

/** Read before the lock, drafted after it, the last day for objections, and the day the corrected figures are drawn. */
export const READ = "2026-06-09T08:00";
export const LOCKED = "2026-06-11T08:00";
export const CIRCULAR = "2026-06-15T08:00";

export interface Letter {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly files: readonly { readonly name: string; readonly content: Uint8Array }[];
}

export interface DisputedOffice {
  readonly dir: string;
  readonly file: string;
  readonly settings: Record<string, string>;
  /** A real process at that moment; letters it sent are those after the call. */
  readonly at: (now: string, ...args: readonly string[]) => Promise<Ran>;
  readonly type: (rows: TemplateRows) => Promise<void>;
  /** Every letter so far, oldest first. */
  readonly letters: () => Promise<readonly Letter[]>;
}

/** An office whose workbook is typed into by people while real processes run. */
export async function disputedOffice(rows: TemplateRows): Promise<DisputedOffice> {
  const dir = folder();
  const settings = office(dir, READ);
  const file = settings.DUBAN_REGISTRY;
  await retype(file, rows);
  return {
    ...{ dir, file, settings },
    at: (now, ...args) => duban(args, { ...settings, DUBAN_NOW: now }),
    type: (more) => retype(file, more),
    letters: () => lettersIn(join(dir, "outbox")),
  };
}

async function lettersIn(outbox: string): Promise<readonly Letter[]> {
  const names = readdirSync(outbox).filter((name) => name.endsWith(".eml"));
  const mails = await Promise.all(names.map((name) => PostalMime.parse(readFileSync(join(outbox, name)))));
  return mails
    .map((mail) => ({
      to: mail.to?.[0]?.address ?? "",
      subject: mail.subject ?? "",
      text: mail.text ?? "",
      html: mail.html ?? "",
      date: mail.date ?? "",
      files: mail.attachments.map(({ filename, content }) => ({
        name: filename ?? "",
        content: new Uint8Array(content as ArrayBuffer),
      })),
    }))
    .sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
}
