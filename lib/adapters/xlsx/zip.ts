import { crc32, deflateRawSync } from "node:zlib";
import { Refusal } from "./refusal.ts";

/** One file of an archive with its bytes as stored; copying an entry from one archive to another changes no byte of `data`. */
export interface ArchiveEntry {
  /** Name for looking up only; never a path on a disk. */
  readonly name: string;
  readonly rawName: Uint8Array;
  readonly madeBy: number;
  readonly needed: number;
  readonly flags: number;
  /** 0 stored, 8 deflate; others are copied but not read. */
  readonly method: number;
  readonly dosTime: number;
  readonly dosDate: number;
  readonly crc: number;
  /** Bytes when inflated, as declared. */
  readonly size: number;
  readonly compressedSize: number;
  readonly internalAttributes: number;
  readonly externalAttributes: number;
  readonly localExtra: Uint8Array;
  readonly centralExtra: Uint8Array;
  readonly comment: Uint8Array;
  readonly data: readonly Uint8Array[];
}

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const ZIP64_LOCATOR = 0x07064b50;
const ZIP64_EXTRA = 1;
const ENCRYPTED = 1;
const SIZES_FOLLOW = 8;
const UTF8_NAME = 0x800;
/** 1980-01-01, the earliest a DOS date can say: the same entries always give the same bytes. */
const DOS_DATE = 0x21;
const NONE = new Uint8Array(0);

const view = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** Entries in the order of the central directory. Refuses zip64, encryption, duplicates and overlaps. */
export function readArchive(file: Uint8Array): ArchiveEntry[] {
  const at = view(file);
  const end = findEnd(at);
  const count = at.getUint16(end + 10, true);
  const offset = at.getUint32(end + 16, true);
  if (count === 0xffff || offset === 0xffffffff) throw new Refusal("zip64");
  if (end >= 20 && at.getUint32(end - 20, true) === ZIP64_LOCATOR) throw new Refusal("zip64");
  const entries: ArchiveEntry[] = [];
  const starts: number[] = [];
  for (let i = 0, pos = offset; i < count; i++) {
    if (pos + 46 > end || at.getUint32(pos, true) !== CENTRAL) throw new Refusal("corrupt", "central directory");
    entries.push(readEntry(file, at, pos));
    starts.push(at.getUint32(pos + 42, true));
    pos += 46 + at.getUint16(pos + 28, true) + at.getUint16(pos + 30, true) + at.getUint16(pos + 32, true);
  }
  refuseDuplicates(entries);
  refuseOverlaps(entries, starts, offset);
  return entries;
}

function findEnd(at: DataView): number {
  const last = at.byteLength - 22;
  for (let pos = last; pos >= 0 && pos >= last - 0xffff; pos--) {
    if (at.getUint32(pos, true) === END) return pos;
  }
  throw new Refusal("not-a-zip");
}

function readEntry(file: Uint8Array, at: DataView, pos: number): ArchiveEntry {
  const nameLength = at.getUint16(pos + 28, true);
  const extraLength = at.getUint16(pos + 30, true);
  const rawName = file.subarray(pos + 46, pos + 46 + nameLength);
  const centralExtra = file.subarray(pos + 46 + nameLength, pos + 46 + nameLength + extraLength);
  const flags = at.getUint16(pos + 8, true);
  const compressedSize = at.getUint32(pos + 20, true);
  const size = at.getUint32(pos + 24, true);
  const name = Buffer.from(rawName).toString(flags & UTF8_NAME ? "utf8" : "latin1");
  const local = at.getUint32(pos + 42, true);
  if (flags & ENCRYPTED) throw new Refusal("encrypted", name);
  if ([compressedSize, size, local].includes(0xffffffff)) throw new Refusal("zip64");
  if (hasExtra(centralExtra, ZIP64_EXTRA)) throw new Refusal("zip64");
  if (local + 30 > file.length || at.getUint32(local, true) !== LOCAL) throw new Refusal("corrupt", name);
  const extraAt = local + 30 + at.getUint16(local + 26, true);
  const dataAt = extraAt + at.getUint16(local + 28, true);
  if (dataAt + compressedSize > file.length) throw new Refusal("corrupt", name);
  return {
    name,
    rawName,
    madeBy: at.getUint16(pos + 4, true),
    needed: at.getUint16(pos + 6, true),
    flags,
    method: at.getUint16(pos + 10, true),
    dosTime: at.getUint16(pos + 12, true),
    dosDate: at.getUint16(pos + 14, true),
    crc: at.getUint32(pos + 16, true),
    size,
    compressedSize,
    internalAttributes: at.getUint16(pos + 36, true),
    externalAttributes: at.getUint32(pos + 38, true),
    localExtra: file.subarray(extraAt, dataAt),
    centralExtra,
    comment: file.subarray(
      pos + 46 + nameLength + extraLength,
      pos + 46 + nameLength + extraLength + at.getUint16(pos + 32, true),
    ),
    data: [file.subarray(dataAt, dataAt + compressedSize)],
  };
}

function hasExtra(extra: Uint8Array, id: number): boolean {
  const at = view(extra);
  for (let pos = 0; pos + 4 <= extra.length; pos += 4 + at.getUint16(pos + 2, true)) {
    if (at.getUint16(pos, true) === id) return true;
  }
  return false;
}

/** Part names are equal whatever their case and their slashes (OPC 6.2.2.3). */
export const partKey = (name: string): string => name.replaceAll("\\", "/").replace(/^\/+/, "").toLowerCase();

function refuseDuplicates(entries: readonly ArchiveEntry[]): void {
  const seen = new Set<string>();
  for (const entry of entries) {
    const key = partKey(entry.name);
    if (seen.has(key)) throw new Refusal("duplicate-entries", entry.name);
    seen.add(key);
  }
}

function refuseOverlaps(entries: readonly ArchiveEntry[], starts: readonly number[], directory: number): void {
  const order = entries.map((_, i) => i).sort((a, b) => starts[a]! - starts[b]!);
  for (let i = 0; i < order.length; i++) {
    const entry = entries[order[i]!]!;
    const next = i + 1 < order.length ? starts[order[i + 1]!]! : directory;
    const header = 30 + entry.rawName.length + entry.localExtra.length;
    if (starts[order[i]!]! + header + entry.compressedSize > next) throw new Refusal("zip-bomb", entry.name);
  }
}

/** A new entry, packed at once. */
export function packEntry(name: string, content: Uint8Array | string, level = 6): ArchiveEntry {
  const bytes = typeof content === "string" ? Buffer.from(content, "utf8") : content;
  return packedEntry(name, crc32(bytes), bytes.length, [deflateRawSync(bytes, { level })]);
}

/** A new entry whose content was deflated elsewhere. */
export function packedEntry(name: string, crc: number, size: number, data: readonly Uint8Array[]): ArchiveEntry {
  const rawName = Buffer.from(name, "utf8");
  return {
    name,
    rawName,
    madeBy: 20,
    needed: 20,
    flags: rawName.length === name.length ? 0 : UTF8_NAME,
    method: 8,
    dosTime: 0,
    dosDate: DOS_DATE,
    crc,
    size,
    compressedSize: data.reduce((sum, chunk) => sum + chunk.length, 0),
    internalAttributes: 0,
    externalAttributes: 0,
    localExtra: NONE,
    centralExtra: NONE,
    comment: NONE,
    data,
  };
}

/** What `packEntry` takes, for those who hold all of it. */
export interface PlainEntry {
  readonly name: string;
  readonly content: Uint8Array | string;
}

export const writeArchive = (entries: readonly (ArchiveEntry | PlainEntry)[]): Uint8Array =>
  Buffer.concat(
    archiveChunks(entries.map((entry) => ("content" in entry ? packEntry(entry.name, entry.content) : entry))),
  );

/** The archive as pieces to be written one after the other; the entries' data is not copied. Refuses what would need zip64. */
export function archiveChunks(entries: readonly ArchiveEntry[]): Uint8Array[] {
  const chunks: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const entry of entries) {
    const header = localHeader(entry);
    chunks.push(header, ...entry.data);
    directory.push(centralHeader(entry, offset));
    offset += header.length + entry.compressedSize;
  }
  const size = directory.reduce((sum, part) => sum + part.length, 0);
  if (offset + size > 0xfffffffe || entries.length > 0xfffe) throw new Refusal("too-large", "zip64");
  return [...chunks, ...directory, endRecord(entries.length, size, offset)];
}

function localHeader(entry: ArchiveEntry): Uint8Array {
  const extra = hasExtra(entry.localExtra, ZIP64_EXTRA) ? NONE : entry.localExtra;
  const header = Buffer.alloc(30 + entry.rawName.length + extra.length);
  header.writeUInt32LE(LOCAL, 0);
  writeCommon(header, 4, entry);
  header.writeUInt16LE(entry.rawName.length, 26);
  header.writeUInt16LE(extra.length, 28);
  header.set(entry.rawName, 30);
  header.set(extra, 30 + entry.rawName.length);
  return header;
}

function centralHeader(entry: ArchiveEntry, offset: number): Uint8Array {
  const { rawName, centralExtra, comment } = entry;
  const header = Buffer.alloc(46 + rawName.length + centralExtra.length + comment.length);
  header.writeUInt32LE(CENTRAL, 0);
  header.writeUInt16LE(entry.madeBy, 4);
  writeCommon(header, 6, entry);
  header.writeUInt16LE(rawName.length, 28);
  header.writeUInt16LE(centralExtra.length, 30);
  header.writeUInt16LE(comment.length, 32);
  header.writeUInt16LE(entry.internalAttributes, 36);
  header.writeUInt32LE(entry.externalAttributes, 38);
  header.writeUInt32LE(offset, 42);
  header.set(rawName, 46);
  header.set(centralExtra, 46 + rawName.length);
  header.set(comment, 46 + rawName.length + centralExtra.length);
  return header;
}

/** From "version needed" to the uncompressed size: the same 22 bytes in both headers. Sizes are known now, so none follow the data. */
function writeCommon(header: Buffer, at: number, entry: ArchiveEntry): void {
  header.writeUInt16LE(entry.needed, at);
  header.writeUInt16LE(entry.flags & ~SIZES_FOLLOW, at + 2);
  header.writeUInt16LE(entry.method, at + 4);
  header.writeUInt16LE(entry.dosTime, at + 6);
  header.writeUInt16LE(entry.dosDate, at + 8);
  header.writeUInt32LE(entry.crc, at + 10);
  header.writeUInt32LE(entry.compressedSize, at + 14);
  header.writeUInt32LE(entry.size, at + 18);
}

function endRecord(count: number, size: number, offset: number): Uint8Array {
  const end = Buffer.alloc(22);
  end.writeUInt32LE(END, 0);
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(offset, 16);
  return end;
}
