import fc from "fast-check";
import { expect, test } from "vitest";
import { entryBytes } from "../../../lib/adapters/xlsx/inflate.ts";
import { packEntry, readArchive, writeArchive } from "../../../lib/adapters/xlsx/zip.ts";
import { PortError } from "../../../lib/ports/port-error.ts";
import { open, publicationOf, tempWorkbook } from "./publishing.ts";
import { plainWorkbook, richWorkbook, worksheet } from "./rich-workbook.ts";

const SEED = 20260612;
const PARTS = [
  "xl/worksheets/sheet1.xml",
  "xl/workbook.xml",
  "xl/sharedStrings.xml",
  "xl/styles.xml",
  "xl/tables/table1.xml",
  "[Content_Types].xml",
];

/** Reads and publishes; true when it went through, false when it was refused as a PortError. Anything else is thrown. */
async function survives(bytes: Uint8Array): Promise<boolean> {
  const file = tempWorkbook(bytes);
  try {
    const book = open(file);
    const snapshot = await book.read(() => true);
    if (!snapshot.sheets.some((sheet) => sheet.title === "项目" && sheet.rows[0]?.number === 1)) return true;
    await book.publish(publicationOf(snapshot, 1), snapshot.revision);
    return true;
  } catch (error) {
    if (error instanceof PortError && error.code === "workbook-unsupported") return false;
    throw error;
  }
}

test("a part with damaged text is read or refused, never a crash", async () => {
  const entries = readArchive(richWorkbook());
  const damage = fc.record({
    part: fc.constantFrom(...PARTS),
    at: fc.double({ min: 0, max: 0.999, noNaN: true }),
    cut: fc.integer({ min: 0, max: 12 }),
    put: fc.constantFrom(
      "",
      "<",
      ">",
      "&",
      '"',
      "</row>",
      "<!--",
      "]]>",
      '<c r="',
      "\u0000",
      "r=",
      " x:y='1'",
      "9".repeat(12),
      "<![CDATA[",
      "中",
    ),
  });
  let through = 0;
  await fc.assert(
    fc.asyncProperty(damage, async ({ part, at, cut, put }) => {
      const damaged = entries.map((entry) => {
        if (entry.name !== part) return entry;
        const bytes = entryBytes(entry);
        const from = Math.floor(bytes.length * at);
        return packEntry(part, Buffer.concat([bytes.subarray(0, from), Buffer.from(put), bytes.subarray(from + cut)]));
      });
      if (await survives(writeArchive(damaged))) through++;
    }),
    { seed: SEED, numRuns: 150 },
  );
  expect(through).toBeGreaterThan(5);
});

test("an archive with damaged bytes is read or refused, never a crash", async () => {
  const original = plainWorkbook({
    项目: worksheet(`<row r="1"><c r="A1" t="inlineStr"><is><t>项目编号</t></is></c></row>`),
  });
  await fc.assert(
    fc.asyncProperty(fc.nat(original.length - 1), fc.nat(255), async (at, byte) => {
      const damaged = Uint8Array.from(original);
      damaged[at] = byte;
      await survives(damaged);
    }),
    { seed: SEED, numRuns: 300 },
  );
});
