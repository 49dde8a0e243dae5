import { readFile, stat } from "node:fs/promises";
import { basename, extname } from "node:path";
import { blocksOf, type MinutesBlock } from "../domain/minutes/blocks.ts";
import { PortError } from "../ports/port-error.ts";
import { blocksOfHtml } from "./minutes-html.ts";
import { entryBytes } from "./xlsx/inflate.ts";
import { Refusal } from "./xlsx/refusal.ts";
import { decodePart, parseXml, type XmlElement } from "./xlsx/xml-tree.ts";
import { type ArchiveEntry, partKey, readArchive } from "./xlsx/zip.ts";

export interface MinutesFile {
  readonly blocks: readonly MinutesBlock[];
  /** Every text that stands anywhere in the file, headers, footers and notes included: looked at for markings. */
  readonly texts: readonly string[];
}

/** Minutes are a few pages; these hold hundreds. */
const MOST_BYTES = 20 * 2 ** 20;
const MOST_TEXT = 2 * 2 ** 20;
const MOST_PART = 16 * 2 ** 20;

/** Reads minutes: .txt and .md in UTF-8 or GB18030, .docx. Throws PortError "minutes-unreadable" with facts.reason. */
export async function readMinutesFile(file: string): Promise<MinutesFile> {
  try {
    return await minutesIn(file, await bytesOf(file));
  } catch (error) {
    throw unreadable(file, error);
  }
}

/** The same of bytes that are at hand. Throws PortError "minutes-unreadable" with facts.reason. */
export async function readMinutesBytes(file: string, bytes: Uint8Array): Promise<MinutesFile> {
  try {
    return await minutesIn(file, Buffer.from(bytes));
  } catch (error) {
    throw unreadable(file, error);
  }
}

async function minutesIn(file: string, bytes: Buffer): Promise<MinutesFile> {
  const extension = extname(file).toLowerCase();
  if (extension === ".docx") return readDocx(bytes);
  refuseContainers(bytes);
  if (extension !== ".txt" && extension !== ".md") throw new Refused("unknown-type");
  const text = textOf(bytes);
  return { blocks: blocksOf(text), texts: text.split(/[\n\r|]/) };
}

/** Why the file is not read, inside this room. */
class Refused extends Error {
  readonly reason: string;

  constructor(reason: string) {
    super(reason);
    this.name = "Refused";
    this.reason = reason;
  }
}

function unreadable(file: string, error: unknown): unknown {
  const code = error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined;
  const reason = error instanceof Refused || error instanceof Refusal ? error.reason : code;
  if (reason === undefined || error instanceof TypeError) return error;
  return new PortError("minutes-unreadable", { file: basename(file), reason }, { retryable: false, cause: error });
}

async function bytesOf(file: string): Promise<Buffer> {
  const found = await stat(file);
  if (!found.isFile()) throw new Refused("not-a-file");
  if (found.size > MOST_BYTES) throw new Refused("too-large");
  if (found.size === 0) throw new Refused("empty");
  return readFile(file);
}

/** Old Word, WPS and password-protected files share one container. */
function refuseContainers(bytes: Buffer): void {
  if (bytes.subarray(0, 8).toString("hex") === "d0cf11e0a1b11ae1")
    throw new Refused(bytes.includes(Buffer.from("EncryptedPackage", "utf16le")) ? "encrypted" : "legacy-format");
  if (bytes.subarray(0, 5).toString("latin1") === "%PDF-") throw new Refused("pdf");
}

function textOf(bytes: Buffer): string {
  if (bytes.length > MOST_TEXT) throw new Refused("too-large");
  const text = decoded(bytes, "utf-8") ?? decoded(bytes, "gb18030");
  if (text === null) throw new Refused("encoding");
  if (text.includes("\0")) throw new Refused("not-text");
  if (text.trim() === "") throw new Refused("empty");
  return text;
}

function decoded(bytes: Buffer, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** The archive is looked through by our own reader first (bombs, passwords, foreign XML); mammoth then reads what is left. */
async function readDocx(bytes: Buffer): Promise<MinutesFile> {
  refuseContainers(bytes);
  const texts = lookedThrough(readArchive(bytes));
  const html = await htmlOf(bytes);
  if (html.length > 4 * MOST_TEXT) throw new Refused("too-large");
  const blocks = blocksOfHtml(html);
  if (blocks.length === 0) throw new Refused("empty");
  return { blocks, texts };
}

function lookedThrough(entries: readonly ArchiveEntry[]): readonly string[] {
  const parts = entries.filter(({ name }) => /\.(?:xml|rels)$/.test(partKey(name)));
  const types = parts.find(({ name }) => partKey(name) === "[content_types].xml");
  if (types === undefined) throw new Refused("not-a-docx");
  if (!decodePart(entryBytes(types, MOST_PART), types.name).includes("wordprocessingml.document.main"))
    throw new Refused("not-a-docx");
  return parts.flatMap((entry) => {
    const xml = decodePart(entryBytes(entry, MOST_PART), entry.name);
    refuseDeep(xml);
    const root = parseXml(xml, entry.name);
    return partKey(entry.name).startsWith("word/") ? paragraphsIn(root) : [];
  });
}

/** Every level of nesting makes every element in it dearer; Word's own stay below fifty. */
const DEEPEST = 200;

function refuseDeep(xml: string): void {
  let depth = 0;
  for (const [tag] of xml.matchAll(/<[a-z/][^<>]*>/gi)) {
    if (tag.startsWith("</")) depth--;
    else if (!tag.endsWith("/>") && ++depth > DEEPEST) throw new Refused("too-deep");
  }
}

/** Text of every w:p, whatever it stands in; without recursion, since a hostile part may be nested without end. */
function paragraphsIn(root: XmlElement): readonly string[] {
  const texts: string[] = [];
  const open: XmlElement[] = [root];
  for (let element = open.pop(); element !== undefined; element = open.pop()) {
    if (element.local === "p") texts.push(textIn(element));
    open.push(...element.children);
  }
  return texts;
}

function textIn(paragraph: XmlElement): string {
  let text = "";
  const open: XmlElement[] = [paragraph];
  for (let element = open.pop(); element !== undefined; element = open.pop()) {
    if (element.local === "t") text += element.text;
    open.push(...element.children.toReversed());
  }
  return text;
}

async function htmlOf(bytes: Buffer): Promise<string> {
  const { default: mammoth } = await import("mammoth");
  try {
    const convertImage = mammoth.images.imgElement(async () => ({ src: "" }));
    return (await mammoth.convertToHtml({ buffer: bytes }, { convertImage, externalFileAccess: false })).value;
  } catch (error) {
    throw new Refused(error instanceof RangeError ? "too-large" : "corrupt");
  }
}
