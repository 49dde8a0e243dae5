import { isDateFormatCode, isDateFormatId } from "./number-format.ts";
import { attr, child, childrenOf, parseXml } from "./xml-tree.ts";

/** For each cell style (index into cellXfs): 1 where its number format shows a day. */
export type StyleDates = Uint8Array;

export function styleDates(stylesText: string | null): StyleDates {
  if (stylesText === null) return new Uint8Array(1);
  const root = parseXml(stylesText, "styles");
  const formats = child(root, "numFmts");
  const custom = new Map<number, boolean>();
  for (const format of formats ? childrenOf(formats, "numFmt") : []) {
    custom.set(Number(attr(format, "numFmtId")), isDateFormatCode(attr(format, "formatCode") ?? ""));
  }
  const xfs = child(root, "cellXfs");
  const list = xfs ? childrenOf(xfs, "xf") : [];
  return Uint8Array.from(list, (xf) => {
    const id = Number(attr(xf, "numFmtId") ?? 0);
    return (custom.get(id) ?? isDateFormatId(id)) ? 1 : 0;
  });
}
