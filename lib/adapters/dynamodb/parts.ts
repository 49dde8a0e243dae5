import { createHash } from "node:crypto";
import { PortError } from "../../ports/port-error.ts";
import { MOST_TRIES } from "./asking.ts";
import { IS_NEW } from "./requests.ts";
import type { Table } from "./table.ts";
import { together } from "./together.ts";

/** An item holds 400 KB, names included. */
const PART = 350_000;

/**
 * Bytes too large for their item, kept in parts under their own digest: what is written once never changes, so these writes need no
 * fence and may be repeated. They are written before the item that names them; a process that dies in between leaves parts that nobody
 * reads. Answers the name: digest/length/parts.
 */
export async function keep(table: Table, bytes: Uint8Array): Promise<string> {
  const digest = digestOf(bytes);
  const starts = Array.from({ length: Math.ceil(bytes.length / PART) }, (_, at) => at * PART);
  await together(starts, (start, at) => keepPart(table, digest, at, bytes.subarray(start, start + PART)));
  return `${digest}/${bytes.length}/${starts.length}`;
}

async function keepPart(table: Table, digest: string, at: number, bytes: Uint8Array): Promise<void> {
  const part = { ...keyOf(digest, at), bytes };
  for (let n = 0; (await table.put(part, IS_NEW)) === "unclear"; n++) {
    if (n === MOST_TRIES) throw table.busy();
    await table.pause(n);
  }
}

const keyOf = (digest: string, at: number) => ({ pk: `part#${digest}`, sk: String(at).padStart(4, "0") });
const digestOf = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

/** The bytes by name. PortError "store-unreadable" when a part is missing or damaged. */
export async function fetchKept(table: Table, names: readonly string[]): Promise<ReadonlyMap<string, Uint8Array>> {
  const wanted = [...new Set(names)].map((name) => ({ name, ...namedBy(name) }));
  const keys = wanted.flatMap(({ digest, parts }) => Array.from({ length: parts }, (_, at) => keyOf(digest, at)));
  const found = new Map((await table.getAll(keys)).map(({ pk, sk, bytes }) => [`${pk}/${sk}`, bytes as Uint8Array]));
  return new Map(
    wanted.map(({ name, digest, parts }) => {
      const bytes = Array.from({ length: parts }, (_, at) => {
        const { pk, sk } = keyOf(digest, at);
        return found.get(`${pk}/${sk}`) ?? new Uint8Array();
      });
      return [name, whole(table, digest, Buffer.concat(bytes))] as const;
    }),
  );
}

const namedBy = (name: string): { readonly digest: string; readonly parts: number } => {
  const [digest = "", , parts = ""] = name.split("/");
  return { digest, parts: Number(parts) };
};

function whole({ file }: Table, digest: string, bytes: Uint8Array): Uint8Array {
  if (digestOf(bytes) === digest) return bytes;
  throw new PortError("store-unreadable", { file, reason: "part-missing" }, { retryable: false });
}
