import { readFileSync, writeFileSync } from "node:fs";
import { cellName } from "../../lib/adapters/xlsx/address.ts";
import { entryBytes } from "../../lib/adapters/xlsx/inflate.ts";
import { archiveChunks, packEntry, readArchive } from "../../lib/adapters/xlsx/zip.ts";
import { tabOf } from "../../lib/registry/tabs.ts";
import { type CitySize, milestoneRow, NEXT_DAY } from "./big-city.ts";
import { dayXml } from "./big-workbook.ts";

const MILESTONES = "xl/worksheets/sheet2.xml";
const LARGEST = 2 ** 30;
/** One project in so many has news. */
const EVERY = 40;

/** What people type until the next morning: some milestones that were open are done. Returns how many cells were typed. */
export function typeNews(file: string, size: CitySize): number {
  const entries = readArchive(readFileSync(file));
  const sheet = entries.find(({ name }) => name === MILESTONES)!;
  const { text, typed } = typedInto(entryBytes(sheet, LARGEST).toString("utf8"), size);
  const edited = entries.map((entry) => (entry === sheet ? packEntry(entry.name, text, 2) : entry));
  writeFileSync(file, Buffer.concat(archiveChunks(edited)));
  return typed;
}

function typedInto(text: string, size: CitySize): { readonly text: string; readonly typed: number } {
  const pieces: string[] = [];
  let from = 0;
  for (let index = 0; index < size.projects; index += EVERY) {
    const found = openMilestone(text, from, index, size);
    if (found === null) continue;
    pieces.push(text.slice(from, found.at), dayXml(NEXT_DAY, found.cell));
    from = found.at + found.length;
  }
  return { text: pieces.join("") + text.slice(from), typed: pieces.length / 2 };
}

/** The first milestone of the project that is not done. */
function openMilestone(text: string, from: number, index: number, size: CitySize) {
  const near = text.slice(from, from + EVERY * size.milestones * ROW_AT_MOST);
  for (let step = 1; step <= size.milestones; step++) {
    const cell = cellName(ACTUAL, milestoneRow(index, step, size));
    const empty = dayXml(null, cell);
    const at = near.indexOf(empty);
    if (at >= 0) return { at: from + at, cell, length: empty.length };
  }
  return null;
}

/** Characters of a row, generously. */
const ROW_AT_MOST = 2000;

const ACTUAL = tabOf("milestones").columns.findIndex((column) => column.code === "actual");
