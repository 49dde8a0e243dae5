import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { entryBytes } from "../../../lib/adapters/xlsx/inflate.ts";
import { packEntry, packedEntry, readArchive, writeArchive } from "../../../lib/adapters/xlsx/zip.ts";
import { PortError } from "../../../lib/ports/port-error.ts";
import { open, publishDay, tempFolder, tempWorkbook } from "./publishing.ts";
import { MAIN_NS, plainWorkbook, richWorkbook, worksheet } from "./rich-workbook.ts";

const OLE = Buffer.from("d0cf11e0a1b11ae1", "hex");
const ole = (stream: string) =>
  Buffer.concat([OLE, Buffer.alloc(504), Buffer.from(stream, "utf16le"), Buffer.alloc(512)]);
const sheetOf = (xml: string) => plainWorkbook({ 甲: xml });

function without(name: string): Uint8Array {
  return writeArchive(readArchive(plainWorkbook({ 甲: worksheet("") })).filter((entry) => entry.name !== name));
}

function replaced(name: string, from: string, to: string): Uint8Array {
  const entries = readArchive(plainWorkbook({ 甲: worksheet("") }));
  return writeArchive(
    entries.map((entry) => {
      if (entry.name !== name) return entry;
      const text = Buffer.from(entryBytes(entry)).toString("utf8").replaceAll(from, to);
      return packEntry(name, text);
    }),
  );
}

/** A part that says it holds little and holds much, and one that says it holds far too much. */
function bomb(declared: number): Uint8Array {
  const packed = packEntry("x", Buffer.alloc(40_000_000, 32), 9);
  const entry = packedEntry("xl/worksheets/sheet1.xml", packed.crc, declared, packed.data);
  const rest = readArchive(sheetOf(worksheet(""))).filter((one) => one.name !== entry.name);
  return writeArchive([...rest, entry]);
}

function utf16(): Uint8Array {
  const rest = readArchive(sheetOf(worksheet(""))).filter((one) => !one.name.endsWith("sheet1.xml"));
  return writeArchive([
    ...rest,
    packEntry("xl/worksheets/sheet1.xml", Buffer.from(`\ufeff${worksheet("")}`, "utf16le")),
  ]);
}

function flagged(): Uint8Array {
  const bytes = Buffer.from(sheetOf(worksheet("")));
  const at = bytes.indexOf(Buffer.from("PK\x01\x02", "latin1"));
  bytes.writeUInt16LE(1, at + 8);
  return bytes;
}

const doctype = `<!DOCTYPE worksheet [<!ENTITY a "b">]>`;

test.each<[string, Uint8Array, string]>([
  ["an empty file", Buffer.alloc(0), "not-a-zip"],
  ["a file of six bytes", Buffer.from("hello\n"), "not-a-zip"],
  ["a CSV with the name of a workbook", Buffer.from("项目编号,项目名称\n"), "not-a-zip"],
  ["a workbook with a password", ole("EncryptedPackage"), "encrypted"],
  ["an .xls or .et", ole("Workbook"), "legacy-format"],
  ["an archive with encrypted entries", flagged(), "encrypted"],
  ["a zip that is no workbook", writeArchive([packEntry("a.txt", "a")]), "not-a-workbook"],
  [
    "an .xlsb",
    replaced(
      "[Content_Types].xml",
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
      "application/vnd.ms-excel.sheet.binary.macroEnabled.main",
    ),
    "binary-workbook",
  ],
  [
    "a strict workbook",
    replaced("xl/workbook.xml", MAIN_NS, "http://purl.oclc.org/ooxml/spreadsheetml/main"),
    "strict-namespace",
  ],
  [
    "strict relations",
    replaced(
      "_rels/.rels",
      "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
      "http://purl.oclc.org/ooxml/officeDocument/relationships",
    ),
    "strict-namespace",
  ],
  ["a workbook without its workbook part", without("xl/workbook.xml"), "missing-part"],
  ["a workbook without a sheet it names", without("xl/worksheets/sheet1.xml"), "missing-part"],
  ["a workbook without relations", without("_rels/.rels"), "not-a-workbook"],
  ["a sheet with a DOCTYPE", sheetOf(`${doctype}${worksheet("")}`), "doctype"],
  ["a sheet in UTF-16", utf16(), "encoding"],
  ["a sheet cut off", sheetOf(worksheet('<row r="1"><c r="A1"><v>1</v></c>').slice(0, -30)), "bad-xml"],
  ["a sheet with crossed tags", sheetOf(worksheet(`<row r="1"><c r="A1"><v>1</c></v></row>`)), "bad-xml"],
  ["rows that go backwards", sheetOf(worksheet(`<row r="2"/><row r="1"/>`)), "rows-out-of-order"],
  ["cells that go backwards", sheetOf(worksheet(`<row r="1"><c r="B1"/><c r="A1"/></row>`)), "rows-out-of-order"],
  ["a cell that says it is in another row", sheetOf(worksheet(`<row r="1"><c r="B2"/></row>`)), "bad-xml"],
  [
    "a shared string that does not exist",
    sheetOf(worksheet(`<row r="1"><c r="A1" t="s"><v>5</v></c></row>`)),
    "corrupt",
  ],
  ["a part larger than it says", bomb(1_000_000), "zip-bomb"],
  ["a part that says it is enormous", bomb(3_000_000_000), "zip-bomb"],
])("%s is refused with its reason and is not touched", async (_, bytes, reason) => {
  const file = tempWorkbook(bytes);
  const error = await open(file)
    .read(() => true)
    .then(
      () => null,
      (thrown: unknown) => thrown,
    );
  expect(error).toBeInstanceOf(PortError);
  expect(error).toMatchObject({ code: "workbook-unsupported", retryable: false, facts: { file, reason } });
});

test("a missing file is its own error, and may be there the next time", async () => {
  const file = join(tempFolder(), "fehlt.xlsx");
  await expect(open(file).read(() => true)).rejects.toMatchObject({ code: "workbook-missing", retryable: true });
});

test("a folder with the name of a workbook cannot be read", async () => {
  const file = join(tempFolder(), "registry.xlsx");
  mkdirSync(file);
  await expect(open(file).read(() => true)).rejects.toMatchObject({ code: "workbook-unreadable" });
});

test("a signed workbook is read but not written, since writing would break the signature", async () => {
  const rels = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/><Relationship Id="rId9" Type="http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin" Target="_xmlsignatures/origin.sigs"/></Relationships>`;
  const file = tempWorkbook(richWorkbook({ replace: { "_rels/.rels": rels } }));
  await expect(publishDay(file, 1)).rejects.toMatchObject({
    code: "workbook-unsupported",
    facts: { reason: "digitally-signed" },
  });
});

test("names of entries are only ever names: a path upwards is copied and creates nothing", async () => {
  const bytes = writeArchive([...readArchive(richWorkbook()), packEntry("../../../../tmp/duban-evil.txt", "x")]);
  const file = tempWorkbook(bytes);
  await publishDay(file, 1);
  expect(existsSync("/tmp/duban-evil.txt")).toBe(false);
});
