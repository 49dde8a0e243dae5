import type { CellKind } from "./column.ts";
import type { PlacedTab } from "./places.ts";
import { columnOf, tabOf } from "./tabs.ts";

/** A column of a tab as it stands in its sheet; `code` "" = not one that people fill for the program. */
export interface SheetColumn {
  readonly header: string;
  readonly code: string;
  readonly kind: CellKind;
  readonly width: number;
}

const WIDTH = 12;

/** All columns of the sheet from the first to the last header, in its order, so that a block of them can be pasted below its rows. */
export function sheetColumns({ tab, layout }: PlacedTab): readonly SheetColumn[] {
  const known = new Map(layout.columns.map(({ column, index }) => [index, column.code]));
  return Array.from(layout.header, (header, index): SheetColumn => {
    const code = known.get(index);
    if (code === undefined) return { header: header ?? "", code: "", kind: "text", width: WIDTH };
    const { kind, width } = columnOf(tabOf(tab), code);
    return { header: header ?? "", code, kind, width };
  });
}
