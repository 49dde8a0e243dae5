import { posix } from "node:path";
import { entryBytes } from "./inflate.ts";
import { Refusal } from "./refusal.ts";
import {
  attr,
  CONTENT_TYPES,
  child,
  childrenOf,
  decodePart,
  MAIN,
  PACKAGE_RELS,
  parseXml,
  REL,
  type XmlElement,
} from "./xml-tree.ts";
import { type ArchiveEntry, partKey, readArchive } from "./zip.ts";

/** A workbook's archive opened: its entries, and the parts one needs to find the others. Nothing is inflated that is not asked for. */
export interface OpenPackage {
  readonly entries: readonly ArchiveEntry[];
  readonly find: (part: string) => ArchiveEntry | undefined;
  readonly contentTypesPart: string;
  readonly rootRels: readonly Relation[];
  readonly workbookPart: string;
  readonly workbookText: string;
  readonly workbook: XmlElement;
  readonly workbookRels: readonly Relation[];
  readonly sheets: readonly SheetPart[];
  readonly date1904: boolean;
}

export interface Relation {
  readonly id: string;
  /** Last word of the type URI: "worksheet", "styles" … */
  readonly kind: string;
  /** Part name without leading slash; "" for an external target. */
  readonly target: string;
}

export interface SheetPart {
  readonly title: string;
  readonly sheetId: number;
  /** null for a chart sheet, a dialog or a missing part: a tab with a title and no cells. */
  readonly part: string | null;
}

const STRICT = "http://purl.oclc.org/ooxml/";

export function openPackage(file: Uint8Array): OpenPackage {
  refuseContainers(file);
  const entries = readArchive(file);
  const byKey = new Map(entries.map((entry) => [partKey(entry.name), entry]));
  const find = (part: string) => byKey.get(partKey(part));
  const contentTypes = find("[Content_Types].xml");
  if (!contentTypes) throw new Refusal("not-a-workbook");
  const rootRels = relationsOf(find, "");
  const workbookPart = rootRels.find((rel) => rel.kind === "officeDocument")?.target;
  if (workbookPart === undefined) throw new Refusal("not-a-workbook");
  refuseOtherTypes(find, workbookPart);
  const workbookText = partText(find, workbookPart);
  const workbook = parseXml(workbookText, workbookPart);
  if (workbook.uri.startsWith(STRICT)) throw new Refusal("strict-namespace");
  if (workbook.uri !== MAIN || workbook.local !== "workbook") throw new Refusal("not-a-workbook");
  const workbookRels = relationsOf(find, workbookPart);
  return {
    entries,
    find,
    contentTypesPart: contentTypes.name,
    rootRels,
    workbookPart,
    workbookText,
    workbook,
    workbookRels,
    sheets: sheetParts(workbook, workbookRels, find),
    date1904: isTrue(attr(child(workbook, "workbookPr") ?? workbook, "date1904")),
  };
}

const isTrue = (value: string | undefined): boolean => value === "1" || value === "true" || value === "on";

/** OLE containers look alike from outside: a password-protected workbook names its streams, an .xls or .et does not. */
function refuseContainers(file: Uint8Array): void {
  if (Buffer.from(file.subarray(0, 8)).toString("hex") !== "d0cf11e0a1b11ae1") return;
  const encrypted = Buffer.from(file).includes(Buffer.from("EncryptedPackage", "utf16le"));
  throw new Refusal(encrypted ? "encrypted" : "legacy-format");
}

function refuseOtherTypes(find: OpenPackage["find"], workbookPart: string): void {
  const types = parseXml(partText(find, "[Content_Types].xml"), "[Content_Types].xml");
  const type = childrenOf(types, "Override", CONTENT_TYPES).find(
    (one) => partKey(attr(one, "PartName") ?? "") === partKey(workbookPart),
  );
  const name = type ? (attr(type, "ContentType") ?? "") : "";
  if (name.includes("sheet.binary")) throw new Refusal("binary-workbook");
}

export function partText(find: OpenPackage["find"], part: string): string {
  const entry = find(part);
  if (!entry) throw new Refusal("missing-part", part);
  return decodePart(entryBytes(entry), part);
}

export const relsPartOf = (part: string): string =>
  posix.join(posix.dirname(part), "_rels", `${part === "" ? "" : posix.basename(part)}.rels`);

/** Relations of a part ("" = of the package); none when it has no .rels part. */
export function relationsOf(find: OpenPackage["find"], part: string): Relation[] {
  const relsPart = relsPartOf(part);
  if (!find(relsPart)) {
    if (part === "") throw new Refusal("not-a-workbook");
    return [];
  }
  const root = parseXml(partText(find, relsPart), relsPart);
  return childrenOf(root, "Relationship", PACKAGE_RELS).map((rel) => relation(rel, part));
}

function relation(rel: XmlElement, source: string): Relation {
  const type = attr(rel, "Type") ?? "";
  if (type.startsWith(STRICT)) throw new Refusal("strict-namespace");
  const external = attr(rel, "TargetMode") === "External";
  return {
    id: attr(rel, "Id") ?? "",
    kind: type.slice(type.lastIndexOf("/") + 1),
    target: external ? "" : resolveTarget(attr(rel, "Target") ?? "", source),
  };
}

function resolveTarget(target: string, source: string): string {
  const plain = target.replaceAll("\\", "/");
  const decoded = /%[0-9a-f]{2}/i.test(plain) ? decodeSafely(plain) : plain;
  return posix.resolve("/", posix.dirname(source === "" ? "x" : source), decoded).slice(1);
}

function decodeSafely(target: string): string {
  try {
    return decodeURIComponent(target);
  } catch {
    return target;
  }
}

function sheetParts(workbook: XmlElement, rels: readonly Relation[], find: OpenPackage["find"]): SheetPart[] {
  const sheets = child(workbook, "sheets");
  if (!sheets) throw new Refusal("not-a-workbook");
  const parts = childrenOf(sheets, "sheet").map((sheet) => {
    const rel = rels.find((one) => one.id === attr(sheet, "id", REL));
    return {
      title: attr(sheet, "name") ?? "",
      sheetId: Number(attr(sheet, "sheetId") ?? 0),
      part: rel?.kind === "worksheet" && find(rel.target) ? rel.target : null,
      missing: rel?.kind === "worksheet" && !find(rel.target),
    };
  });
  const missing = parts.find((part) => part.missing);
  if (missing) throw new Refusal("missing-part", missing.title);
  return parts.map(({ title, sheetId, part }) => ({ title, sheetId, part }));
}
