import { columnNumber } from "../../fakes/google/formula/letters.ts";
import type { ExtendedValue } from "../../fakes/google/model.ts";
import type { FakeGoogle } from "../../fakes/google/server.ts";
import { keyOf } from "./city.ts";

export interface SeenRow {
  readonly key: string | null;
  readonly said: string;
}

/** The first tab of a workbook, whatever it is called by now. */
export const titleOf = (server: FakeGoogle, id: string): string =>
  server.spreadsheets.get(id)!.sheets[0]!.properties.title;

/** What people wrote: everything typed but our formula; columns in which nobody wrote anything are left out. */
export function typedBy(server: FakeGoogle, id: string): readonly (readonly unknown[])[] {
  const isOurs = (value: ExtendedValue | undefined) => value?.formulaValue?.includes("系统-对照") === true;
  const rows = server
    .human(id)
    .typed(titleOf(server, id))
    .map((cells) => cells.map((value) => (isOurs(value) ? undefined : value)));
  const width = Math.max(0, ...rows.map((cells) => cells.length));
  const used = [...Array(width).keys()].filter((at) => rows.some((cells) => cells[at] !== undefined));
  const theirs = rows.map((cells) => used.map((at) => cells[at]));
  return theirs.slice(0, 1 + theirs.findLastIndex((cells) => cells.some((value) => value !== undefined)));
}

/** What the page says beside each key; empty when our columns are not shown, or people's headers are gone. */
export function seenRows(server: FakeGoogle, id: string): readonly SeenRow[] {
  const rows = server.human(id).see(titleOf(server, id));
  const head = rows.findIndex((cells) => cells.includes("项目编号"));
  const columns = ["项目编号", "节点序号"].map((title) => rows[head]?.indexOf(title) ?? -1);
  const last = rows[head]?.indexOf("系统说明") ?? -1;
  if (last < 0 || columns.includes(-1)) return [];
  const asKey = (cell: string) => (/^\d{4}-\d{2}-\d{2}$/.test(cell) ? cell.slice(0, 7) : cell);
  return rows.slice(head + 1).map((cells) => ({ key: keyOf(cells.map(asKey), columns), said: cells[last] ?? "" }));
}

/** Where the registry finds the header, as a reader of tabs would. */
export function placeIn(rows: readonly { readonly number: number; readonly cells: readonly unknown[] }[]) {
  const head = rows.find(
    ({ number, cells }) => number <= 5 && cells.includes("项目编号") && cells.includes("节点序号"),
  );
  if (head === undefined) return null;
  return { headerRow: head.number, keyColumns: [head.cells.indexOf("项目编号"), head.cells.indexOf("节点序号")] };
}

/** What the finding asks for: a cell of theirs is taken out of our columns, a column of theirs moves on. */
export function giveWay(server: FakeGoogle, id: string, cell: string): void {
  const tab = titleOf(server, id);
  const human = server.human(id);
  const column = cell.replace(/\d+$/, "");
  const isTheirs = human.typed(tab).some((cells) => cells[columnNumber(column)]?.stringValue === "节点名称");
  if (isTheirs) human.edit({ kind: "insertColumn", tab, column });
  else human.setCell(tab, cell, "");
}
