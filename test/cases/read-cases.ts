import { readFileSync } from "node:fs";

/** A line of a case table: column name → cell. Cells may be quoted; lines of # are headings for the reader. */
export type Case = Readonly<Record<string, string>>;

export function readCases(file: string): readonly Case[] {
  const text = readFileSync(new URL(file, import.meta.url), "utf8");
  const lines = text.split("\n").filter((line) => line.trim() !== "" && !line.startsWith("#"));
  const [header = "", ...rows] = lines;
  const columns = cells(header);
  return rows.map((row) => {
    const values = cells(row);
    if (values.length !== columns.length) throw new Error(`${file}: ${values.length} cells in “${row}”`);
    return Object.fromEntries(columns.map((column, index) => [column, values[index]!]));
  });
}

const cells = (line: string): readonly string[] =>
  [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)]
    .slice(0, line.endsWith(",") ? undefined : -1)
    .map(([, cell = ""]) => (cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell));
