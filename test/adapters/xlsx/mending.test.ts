import { readFileSync, writeFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { writeWorkbook } from "../../../lib/adapters/xlsx/new-workbook.ts";
import { packEntry, readArchive, writeArchive } from "../../../lib/adapters/xlsx/zip.ts";
import type { CellValue, Publication, SystemTab } from "../../../lib/ports/spreadsheet.ts";
import { header, open, tempWorkbook, textOf } from "./publishing.ts";

const PART = "xl/worksheets/sheet2.xml";
const HEADERS = [header("项目编号"), header("预警", "text", true), header("系统说明")];
type Rows = SystemTab["rows"];

const publication = (run: number, rows: Rows): Publication => ({
  asOf: "2026-06-12",
  computedAt: `2026-06-1${run}T23:30:00.000Z`,
  stamp: { storeId: "store-1", run },
  systemTabs: [{ title: "系统-项目", headers: HEADERS, rows, ridesAlong: false }],
  columns: [],
});

const empty = await writeWorkbook({ title: "", sheets: [{ title: "项目", columns: [], rows: [] }] });

/** The part of our tab after these publications, one after the other. */
async function tabAfter(...publications: readonly Publication[]): Promise<string> {
  const file = tempWorkbook(empty);
  for (const one of publications) {
    const book = open(file);
    const { revision } = await book.read(() => true);
    await book.publish(one, revision);
  }
  return textOf(readFileSync(file), PART);
}

const long = "很长的说明，".repeat(40);
const value = fc.constantFrom<CellValue>("红", "绿", null, 3, 0.125, "=1+1", { date: "2026-06-12" }, "<&>", long);
const row = (key: string) => fc.tuple(fc.constant(key), value, value).map((cells): readonly CellValue[] => cells);

describe("a tab of ours that is mended where rows differ", () => {
  test("has the very bytes of one written whole, wherever the rows changed, came or went", async () => {
    const keys = Array.from({ length: 30 }, (_, at) => `P-${at}`);
    const rows = fc.shuffledSubarray(keys, { minLength: 1 }).chain((some) => fc.tuple(...some.sort().map(row)));
    await fc.assert(
      fc.asyncProperty(rows, rows, async (before, after) => {
        const mended = await tabAfter(publication(1, before), publication(2, after));
        const whole = await tabAfter(publication(2, after));
        // The stamp stays that of the last change.
        expect(mended.replace(/<row r="1">.*?<\/row>/, "")).toBe(whole.replace(/<row r="1">.*?<\/row>/, ""));
      }),
      { seed: 23, numRuns: 25 },
    );
  });

  test.each([
    ["the first row", 0],
    ["a row in the middle", 7_000],
    ["the last row", 11_999],
  ])("%s of twelve thousand, larger than what is held in memory at once", async (_, changed) => {
    const before: Rows = Array.from({ length: 12_000 }, (__, at) => [`P-${at}`, "绿", long]);
    const after = before.with(changed, [`P-${changed}`, "红", "逾期"]);
    const mended = await tabAfter(publication(1, before), publication(2, after));
    expect(mended).toBe(await tabAfter(publication(2, after)));
  });

  test("rows that somebody took out of the protected tab are put back", async () => {
    const rows: Rows = Array.from({ length: 9 }, (_, at) => [`P-${at}`, "绿", null]);
    const file = tempWorkbook(empty);
    const publish = async (run: number, published: Rows) => {
      const book = open(file);
      await book.publish(publication(run, published), (await book.read(() => true)).revision);
    };
    await publish(1, rows);
    const archive = readFileSync(file);
    const cut = textOf(archive, PART).replace(/<row r="(5|6)">.*?<\/row>/g, "");
    const entries = readArchive(archive).map((one) => (one.name === PART ? packEntry(PART, cut) : one));
    writeFileSync(file, writeArchive(entries));
    await publish(2, rows.with(0, ["P-0", "红", null]));
    expect(textOf(readFileSync(file), PART)).toBe(
      await tabAfter(publication(1, rows), publication(2, rows.with(0, ["P-0", "红", null]))),
    );
  });
});
