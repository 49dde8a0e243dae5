import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import PostalMime from "postal-mime";
import { expect, onTestFinished } from "vitest";
import type { TemplateRows } from "../../sheets-templates/registry-sheets.ts";
import { folder, office } from "../fakes/cli.ts";
import { writeRegistry } from "../fakes/registry-file.ts";
import { smallOffice } from "../fakes/small-office.ts";
import { BEARER, type DoorProcess, ownServer, type Reply, SECRET } from "../security/door-process.ts";

export const FRIDAY = "2026-06-12T08:00";

export interface Open {
  readonly dir: string;
  readonly settings: ReturnType<typeof office>;
  readonly file: string;
  readonly door: DoorProcess;
  readonly get: (path: string) => Promise<Reply>;
  readonly post: (path: string, body?: object, headers?: Record<string, string>) => Promise<Reply>;
}

/** An office and its door, a process of its own, whose log and answers hold no secret and no folder whatever the test did. */
export async function opened({
  rows = smallOffice(),
  now = FRIDAY,
}: {
  rows?: TemplateRows;
  now?: string;
} = {}): Promise<Open> {
  const dir = folder();
  const settings = office(dir, now);
  await writeRegistry(settings.DUBAN_REGISTRY, rows);
  const door = await ownServer({ ...settings, DUBAN_HTTP_SECRET: SECRET });
  onTestFinished(async () => {
    for (const text of [door.said(), door.answered()])
      for (const found of [SECRET, dir, "    at "]) expect(text).not.toContain(found);
    await door.stop();
  });
  const get = (path: string) => door.ask("GET", path, { headers: BEARER });
  const post = (path: string, body: object = {}, headers: Record<string, string> = {}) =>
    door.ask("POST", path, { body, headers: { ...BEARER, ...headers } });
  return { dir, settings, file: settings.DUBAN_REGISTRY, door, get, post };
}

export const mails = (dir: string): readonly string[] =>
  readdirSync(join(dir, "outbox")).filter((name) => name.endsWith(".eml"));

export async function lettersTo(dir: string, recipient: string) {
  const all = await Promise.all(mails(dir).map((name) => PostalMime.parse(readFileSync(join(dir, "outbox", name)))));
  return all.filter((mail) => mail.to?.[0]?.address === recipient);
}
