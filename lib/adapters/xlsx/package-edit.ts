import { posix } from "node:path";
import type { WorkbookStamp } from "../../ports/spreadsheet.ts";
import { EMPTY_PROPERTIES, propertiesPart, withStamp } from "./document-properties.ts";
import { type OpenPackage, partText, relsPartOf } from "./open-package.ts";
import { appendInside, type Splice, splice } from "./splice.ts";
import { withPrefix } from "./style-book.ts";
import { escapeXml } from "./xml-text.ts";
import { attr, parseXml, REL, type XmlElement } from "./xml-tree.ts";
import { type ArchiveEntry, packEntry, partKey } from "./zip.ts";

const SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml";
const CUSTOM_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml";
const EMPTY_RELS = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>`;

/** New and changed parts of a workbook, gathered until the archive is written. Parts not named here are copied byte for byte. */
export class PackageEdit {
  readonly book: OpenPackage;
  private readonly changed = new Map<string, ArchiveEntry>();
  private readonly removed = new Set<string>();
  private readonly types: string[] = [];
  private readonly untyped = new Set<string>();
  private readonly workbookRels: string[] = [];
  private readonly unrelated = new Set<string>();
  private readonly rootRels: string[] = [];

  constructor(book: OpenPackage) {
    this.book = book;
  }

  set(entry: ArchiveEntry): void {
    this.changed.set(partKey(entry.name), entry);
  }

  setText(part: string, text: string): void {
    this.set(packEntry(this.book.find(part)?.name ?? part, text));
  }

  /** A new part of the workbook with its relation and content type; its relation's id. */
  addWorkbookPart(part: string, kind: string): string {
    const id = this.freeRelId();
    const target = posix.relative(posix.dirname(this.book.workbookPart), part);
    this.workbookRels.push(`<Relationship Id="${id}" Type="${REL}/${kind}" Target="${escapeXml(target)}"/>`);
    this.types.push(override(part, `${SPREADSHEET}.${kind}+xml`));
    return id;
  }

  /** Takes a part of the workbook out with its relation and content type (calcChain: it is only a cache). */
  dropWorkbookPart(kind: string): void {
    const rel = this.book.workbookRels.find((one) => one.kind === kind);
    if (!rel) return;
    this.removed.add(partKey(rel.target));
    this.untyped.add(partKey(rel.target));
    this.unrelated.add(rel.id);
  }

  stamp(stamp: WorkbookStamp): void {
    const known = propertiesPart(this.book);
    const old = known === undefined ? EMPTY_PROPERTIES : partText(this.book.find, known);
    const part = known ?? this.freePart("docProps/custom.xml");
    this.setText(part, withStamp(old, stamp));
    if (known === undefined) this.relateProperties(part);
  }

  private relateProperties(fresh: string): void {
    this.types.push(override(fresh, CUSTOM_TYPE));
    const ids = this.book.rootRels.map((rel) => rel.id);
    this.rootRels.push(`<Relationship Id="${freeId(ids)}" Type="${REL}/custom-properties" Target="${fresh}"/>`);
  }

  /** The part itself when its name is free, else with the first number nobody uses: "xl/worksheets/sheet7.xml". */
  freePart(wanted: string): string {
    const taken = (part: string) => this.book.find(part) !== undefined || this.changed.has(partKey(part));
    const [, stem, extension] = /^(.*?)\d*(\.\w+)$/.exec(wanted)!;
    let part = wanted;
    for (let n = 1; taken(part); n++) part = `${stem}${n}${extension}`;
    return part;
  }

  /** All entries: the old ones in their order, with ours in place, then the new ones. */
  entries(): ArchiveEntry[] {
    this.writeLists();
    const fresh = new Map(this.changed);
    const old = this.book.entries.flatMap((entry) => {
      const key = partKey(entry.name);
      const ours = fresh.get(key);
      fresh.delete(key);
      return this.removed.has(key) ? [] : [ours ?? entry];
    });
    return [...old, ...fresh.values()];
  }

  private writeLists(): void {
    const { contentTypesPart, workbookPart } = this.book;
    const gone = (one: XmlElement) => this.untyped.has(partKey(attr(one, "PartName") ?? ""));
    const unrelated = (one: XmlElement) => this.unrelated.has(attr(one, "Id") ?? "");
    this.editList(contentTypesPart, this.types, gone);
    this.editList(relsPartOf(workbookPart), this.workbookRels, unrelated);
    this.editList(relsPartOf(""), this.rootRels, () => false);
  }

  private editList(part: string, added: readonly string[], gone: (one: XmlElement) => boolean): void {
    const text = this.book.find(part) ? partText(this.book.find, part) : EMPTY_RELS;
    const root = parseXml(text, part);
    const edits: Splice[] = root.children.filter(gone).map((one) => ({ start: one.start, end: one.end, by: "" }));
    if (added.length > 0)
      edits.push(appendInside(text, root, added.map((xml) => withPrefix(xml, root.prefix)).join("")));
    if (edits.length > 0) this.setText(part, splice(text, edits));
  }

  private freeRelId(): string {
    return freeId([
      ...this.book.workbookRels.map((rel) => rel.id),
      ...this.workbookRels.map((xml) => /Id="([^"]*)"/.exec(xml)![1]!),
    ]);
  }
}

const override = (part: string, type: string): string =>
  `<Override PartName="/${escapeXml(part)}" ContentType="${type}"/>`;

function freeId(taken: readonly string[]): string {
  const used = new Set(taken);
  for (let n = 1; ; n++) if (!used.has(`rId${n}`)) return `rId${n}`;
}
