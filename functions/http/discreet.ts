import { tmpdir } from "node:os";
import { dirname, sep } from "node:path";
import type { Config } from "../config.ts";

/**
 * The last gate of every answer: folders of this machine become nothing, secrets become …. No answer should hold any; an error text of the system or
 * of a library may.
 */
export function discreet(config: Config): (body: object) => string {
  const hush = hushed(config);
  return (body) => JSON.stringify(body, (_key, value: unknown) => (typeof value === "string" ? hush(value) : value));
}

/** The same for text as it stands, of a page for instance. */
export function hushed(config: Config): (text: string) => string {
  const folders = foldersOf(config).map((folder): readonly [string, string] => [`${folder}${sep}`, ""]);
  const secrets = secretsOf(config).map((secret): readonly [string, string] => [secret, "…"]);
  const hidden = [...secrets, ...folders];
  return (text) => hidden.reduce((rest, [found, instead]) => rest.replaceAll(found, instead), text);
}

const ROOT = dirname(dirname(import.meta.dirname));

/** Longest first, so that no half of one stays behind. */
function foldersOf({ registry, store, mail }: Config): readonly string[] {
  const folders = [
    registry?.kind === "xlsx" ? dirname(registry.file) : "",
    store?.kind === "sqlite" ? dirname(store.file) : "",
    mail.kind === "outbox" ? mail.dir : "",
    mail.kind === "outbox" ? dirname(mail.dir) : "",
    ROOT,
    process.cwd(),
    tmpdir(),
  ];
  return folders.filter((folder) => folder.length > 1).sort((a, b) => b.length - a.length);
}

function secretsOf({ http, board, mail }: Config): readonly string[] {
  const url = mail.kind === "smtp" ? new URL(mail.url) : null;
  const passwords = url === null || url.password === "" ? [] : [url.password, decodeURIComponent(url.password)];
  const own = [http.secret, board?.secret ?? null].filter((secret) => secret !== null);
  return [...own, ...passwords];
}
