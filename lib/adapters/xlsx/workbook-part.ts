import { type Area, columnName, parseArea } from "./address.ts";
import type { OpenPackage } from "./open-package.ts";
import { appendInside, insertAt, type Splice, setAttributes, splice } from "./splice.ts";
import { withPrefix } from "./style-book.ts";
import { escapeXml } from "./xml-text.ts";
import { attr, child, childrenOf, REL, type XmlElement } from "./xml-tree.ts";

export interface AddedSheet {
  readonly title: string;
  readonly sheetId: number;
  readonly relId: string;
}

/** A sheet whose table grew: names that ended at the old edge follow. */
export interface GrownSheet {
  readonly title: string;
  /** Areas that grew, as they were. */
  readonly edges: readonly Area[];
  readonly right: number;
  readonly bottom: number;
}

const FILTER = new Set(["_xlnm._FilterDatabase"]);
const FOLLOWING = new Set(["_xlnm._FilterDatabase", "_xlnm.Print_Area"]);
/** What may stand before calcPr (CT_Workbook, ECMA-376 18.2.27). */
const BEFORE_CALC = ["sheets", "functionGroups", "externalReferences", "definedNames"];

/** A tab of ours as written: the hidden name of its filter, where one stands, says the same area. */
export interface FilteredSheet {
  readonly title: string;
  readonly filter: Area;
}

/** workbook.xml with our sheets at the end, the growing names, and a full calculation at the next opening. */
export function workbookWith(
  book: OpenPackage,
  added: readonly AddedSheet[],
  grown: readonly GrownSheet[],
  filtered: readonly FilteredSheet[],
): string {
  const { workbookText: text, workbook: root } = book;
  const edits = [
    ...calcEdits(text, root),
    ...grown.flatMap((sheet) => nameEdits(book, sheet.title, FOLLOWING, (raw) => grownReference(raw, sheet))),
    ...filtered.flatMap(({ title, filter }) =>
      nameEdits(book, title, FILTER, (raw) => raw.slice(0, raw.lastIndexOf("!") + 1) + absolute(filter)),
    ),
  ];
  if (added.length > 0) {
    const xml = added.map((sheet) => withPrefix(sheetXml(sheet), root.prefix)).join("");
    edits.push(appendInside(text, child(root, "sheets")!, xml));
  }
  return splice(text, edits);
}

/** The prefix of `id` is declared on the spot: the root may know the namespace by another name, or not at all. */
const sheetXml = ({ title, sheetId, relId }: AddedSheet): string =>
  `<sheet xmlns:r="${REL}" name="${escapeXml(title)}" sheetId="${sheetId}" r:id="${relId}"/>`;

function calcEdits(text: string, root: XmlElement): Splice[] {
  const calc = child(root, "calcPr");
  if (calc) return attr(calc, "fullCalcOnLoad") === "1" ? [] : [setAttributes(text, calc, { fullCalcOnLoad: "1" })];
  const before = root.children.filter((one) => one.uri === root.uri && BEFORE_CALC.includes(one.local)).at(-1)!;
  return [insertAt(before.end, withPrefix(`<calcPr fullCalcOnLoad="1"/>`, root.prefix))];
}

/** Edits of the sheet's own names among `wanted`. */
function nameEdits(
  book: OpenPackage,
  title: string,
  wanted: ReadonlySet<string>,
  by: (reference: string) => string,
): Splice[] {
  const { workbookText: text, workbook: root } = book;
  const index = String(book.sheets.findIndex((one) => one.title === title));
  const names = child(root, "definedNames");
  return (names ? childrenOf(names, "definedName") : [])
    .filter((name) => wanted.has(attr(name, "name") ?? "") && attr(name, "localSheetId") === index)
    .flatMap((name) => {
      const raw = text.slice(name.openEnd, name.closeStart);
      const changed = by(raw);
      return changed === raw ? [] : [{ start: name.openEnd, end: name.closeStart, by: changed }];
    });
}

const absolute = ({ left, top, right, bottom }: Area): string =>
  `$${columnName(left)}$${top}:$${columnName(right)}$${bottom}`;

/** "Sheet!$A$1:$O$300" → "Sheet!$A$1:$R$300" where it ended at an edge that moved; several areas are left alone. */
function grownReference(reference: string, { edges, right, bottom }: GrownSheet): string {
  const match = /^(.*!)(\$?[A-Za-z]+\$?\d*:)(\$?)([A-Za-z]+)(\$?)(\d*)$/.exec(reference);
  if (!match) return reference;
  const [, sheet = "", start = "", columnMark = "", , rowMark = "", row = ""] = match;
  const area = parseArea(reference.slice(sheet.length));
  if (!area) return reference;
  const atRight = edges.some((edge) => edge.right === area.right && edge.right < right);
  const atBottom = row !== "" && edges.some((edge) => edge.bottom === area.bottom && edge.bottom < bottom);
  const newRow = row === "" ? "" : `${rowMark}${atBottom ? bottom : row}`;
  return `${sheet}${start}${columnMark}${columnName(atRight ? right : area.right)}${newRow}`;
}
