import type { NewRows, RawRow, Spreadsheet, WorkbookSnapshot, WorkbookStamp } from "../ports/spreadsheet.ts";

/**
 * A workbook in which nobody types any more: read once, the same ever after. What is published leaves its stamp and nothing else, for no verdict is read
 * back; rows appended stand below the last. The real one is only read.
 */
export function imaginedWorkbook(real: Pick<Spreadsheet, "read">): Spreadsheet {
  let known: Promise<WorkbookSnapshot> | null = null;
  let stamp: WorkbookStamp | null = null;
  let saved = 0;
  let added: readonly NewRows[] = [];
  const revision = (): string => `imagined-${saved}`;
  return {
    read: async (wanted) => {
      known ??= real.read(wanted);
      const snapshot = await known;
      return saved === 0 ? snapshot : { ...withRows(snapshot, added), revision: revision(), stamp };
    },
    publish: async (publication) => {
      saved += 1;
      stamp = publication.stamp;
      return { cellsChanged: 0, rowsPublished: {}, changes: [], revision: revision() };
    },
    append: async (rows) => {
      stamp ??= (await known)?.stamp ?? null;
      saved += 1;
      added = [...added, rows];
      return { revision: revision() };
    },
  };
}

const withRows = (snapshot: WorkbookSnapshot, added: readonly NewRows[]): WorkbookSnapshot => ({
  ...snapshot,
  sheets: snapshot.sheets.map((sheet) => {
    const rows = [...sheet.rows];
    for (const more of added) if (more.sheet === sheet.title) rows.push(...newRows(rows, more));
    return { ...sheet, rows };
  }),
});

function newRows(above: readonly RawRow[], { headerRow, positions, rows }: NewRows): readonly RawRow[] {
  const last = Math.max(headerRow, above.at(-1)?.number ?? 0);
  return rows.map((values, index) => {
    const cells: RawRow["cells"][number][] = [];
    for (const [at, column] of positions.entries()) cells[column] = values[at] ?? null;
    return { number: last + index + 1, cells: Array.from(cells, (cell) => cell ?? null) };
  });
}
