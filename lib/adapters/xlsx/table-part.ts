import { areaName } from "./address.ts";
import { appendInside, type Splice, setAttributes, splice } from "./splice.ts";
import { withPrefix } from "./style-book.ts";
import type { TablePart } from "./used-area.ts";
import { escapeXml } from "./xml-text.ts";
import { attr, child, childrenOf } from "./xml-tree.ts";

/** The table with our columns at its right edge; null when it cannot take them (a name is taken, it mirrors a query). */
export function tableWithColumns(table: TablePart, titles: readonly string[]): string | null {
  const columns = child(table.root, "tableColumns");
  if (!columns || (attr(table.root, "tableType") ?? "worksheet") !== "worksheet") return null;
  const old = childrenOf(columns, "tableColumn");
  const names = new Set(old.map((one) => (attr(one, "name") ?? "").toLowerCase()));
  if (titles.some((title) => names.has(title.toLowerCase()))) return null;
  const firstId = Math.max(0, ...old.map((one) => Number(attr(one, "id") ?? 0))) + 1;
  const added = titles.map((title, i) => `<tableColumn id="${firstId + i}" name="${escapeXml(title)}"/>`).join("");
  const area = { ...table.area, right: table.area.right + titles.length };
  return splice(table.text, [
    ...refEdits(table, areaName(area)),
    setAttributes(table.text, columns, { count: String(old.length + titles.length) }),
    appendInside(table.text, columns, withPrefix(added, table.root.prefix)),
  ]);
}

/** The table down to `bottom`; null when it has a totals row, below which nothing belongs to it. */
export function tableDownTo(table: TablePart, bottom: number): string | null {
  if (Number(attr(table.root, "totalsRowCount") ?? 0) > 0) return null;
  return splice(table.text, refEdits(table, areaName({ ...table.area, bottom })));
}

function refEdits(table: TablePart, ref: string): Splice[] {
  const filter = child(table.root, "autoFilter");
  const edits = [setAttributes(table.text, table.root, { ref })];
  return filter ? [...edits, setAttributes(table.text, filter, { ref })] : edits;
}
