import { crc32, createInflateRaw, inflateRawSync } from "node:zlib";
import { Refusal } from "./refusal.ts";
import type { ArchiveEntry } from "./zip.ts";

/** A registry of 10,000 projects × 20 milestones is some 0.4 GB of XML at a ratio near 15; beyond these it is an attack. */
const MAX_PART = 2 ** 31;
const MAX_RATIO = 400;
const RATIO_COUNTS_FROM = 64 * 2 ** 20;
/** Parts read as one text (workbook.xml, styles, tables …). */
const MAX_SMALL_PART = 64 * 2 ** 20;
const CHUNK = 256 * 1024;

function refuseBomb(entry: ArchiveEntry, size: number): void {
  if (size > MAX_PART) throw new Refusal("zip-bomb", entry.name);
  if (size > RATIO_COUNTS_FROM && size > entry.compressedSize * MAX_RATIO) throw new Refusal("zip-bomb", entry.name);
}

/** The whole content of a part; checked against its declared size and checksum. */
export function entryBytes(entry: ArchiveEntry, limit = MAX_SMALL_PART): Buffer {
  refuseBomb(entry, entry.size);
  if (entry.size > limit) throw new Refusal("too-large", entry.name);
  const packed = entry.data.length === 1 ? entry.data[0]! : Buffer.concat(entry.data);
  const bytes = entry.method === 0 ? Buffer.from(packed) : inflated(entry, packed);
  if (bytes.length !== entry.size || crc32(bytes) !== entry.crc) throw new Refusal("corrupt", entry.name);
  return bytes;
}

function inflated(entry: ArchiveEntry, packed: Uint8Array): Buffer {
  if (entry.method !== 8) throw new Refusal("compression-method", entry.name);
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(entry.size, 1) });
  } catch {
    throw new Refusal("corrupt", entry.name);
  }
}

/** The content piece by piece, inflated on another thread while the caller works. Never more than was declared. */
export async function* entryChunks(entry: ArchiveEntry): AsyncGenerator<Uint8Array> {
  refuseBomb(entry, entry.size);
  if (entry.method === 0 || entry.size <= CHUNK) return yield* whole(entry);
  if (entry.method !== 8) throw new Refusal("compression-method", entry.name);
  const stream = createInflateRaw({ chunkSize: CHUNK, readableHighWaterMark: 4 * CHUNK } as object);
  for (const chunk of entry.data) stream.write(chunk);
  stream.end();
  let size = 0;
  let crc = 0;
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > entry.size) throw new Refusal("zip-bomb", entry.name);
      crc = crc32(chunk, crc);
      yield chunk;
    }
  } catch (error) {
    throw error instanceof Refusal ? error : new Refusal("corrupt", entry.name);
  }
  if (size !== entry.size || crc !== entry.crc) throw new Refusal("corrupt", entry.name);
}

function* whole(entry: ArchiveEntry): Generator<Uint8Array> {
  const bytes = entryBytes(entry, MAX_PART);
  for (let at = 0; at < bytes.length; at += CHUNK) yield bytes.subarray(at, at + CHUNK);
}
