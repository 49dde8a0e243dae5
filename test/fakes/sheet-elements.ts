import { readFileSync } from "node:fs";
import { SaxesParser } from "saxes";
import { entryBytes } from "../../lib/adapters/xlsx/inflate.ts";
import { openPackage } from "../../lib/adapters/xlsx/open-package.ts";

const MOST_BYTES = 2 ** 30;

/** How often each element stands in each sheet of a workbook, by a strict reading of its XML. */
export function sheetElements(file: string | Uint8Array): ReadonlyMap<string, ReadonlyMap<string, number>> {
  const book = openPackage(typeof file === "string" ? readFileSync(file) : file);
  return new Map(book.sheets.map(({ title, part }) => [title, elementsOf(entryBytes(book.find(part!)!, MOST_BYTES))]));
}

function elementsOf(xml: Uint8Array): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  const parser = new SaxesParser();
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", ({ name }) => counts.set(name, (counts.get(name) ?? 0) + 1));
  parser.write(new TextDecoder("utf-8", { fatal: true }).decode(xml)).close();
  return counts;
}
