import { expect, test } from "vitest";
import { archiveChunks, packEntry, readArchive, writeArchive } from "../../../lib/adapters/xlsx/zip.ts";

const sample = () => writeArchive([packEntry("a.xml", "<a/>"), packEntry("xl/字.xml", "文".repeat(500), 1)]);
const reasonOf = (bytes: Uint8Array): string => {
  try {
    readArchive(bytes);
    return "accepted";
  } catch (error) {
    return (error as { reason: string }).reason;
  }
};

test("entries written and read again keep order, names and compressed bytes", () => {
  const entries = readArchive(sample());
  expect(entries.map((entry) => entry.name)).toEqual(["a.xml", "xl/字.xml"]);
  expect(Buffer.from(writeArchive(entries))).toEqual(Buffer.from(sample()));
});

test("the same entries give the same bytes at any time", () => {
  expect(Buffer.from(sample())).toEqual(Buffer.from(sample()));
});

test("two names that differ only in case or slash are one name and are refused", () => {
  expect(reasonOf(writeArchive([packEntry("xl/a.xml", "1"), packEntry("XL\\A.xml", "2")]))).toBe("duplicate-entries");
});

test("bytes without an archive's end are not a zip", () => {
  expect(reasonOf(Buffer.from("项目编号,项目名称\n"))).toBe("not-a-zip");
});

test("a directory that points into another entry's data is a bomb", () => {
  const bytes = Buffer.from(sample());
  const second = bytes.lastIndexOf(Buffer.from("PK\x01\x02", "latin1"));
  bytes.writeUInt32LE(0, second + 42);
  expect(["zip-bomb", "corrupt"]).toContain(reasonOf(bytes));
});

test("an entry of 4 GB and more is refused as zip64", () => {
  const bytes = Buffer.from(sample());
  bytes.writeUInt32LE(0xffffffff, bytes.lastIndexOf(Buffer.from("PK\x01\x02", "latin1")) + 24);
  expect(reasonOf(bytes)).toBe("zip64");
});

test("an archive cut off anywhere is refused, never a crash", () => {
  const bytes = Buffer.concat(archiveChunks([packEntry("a.xml", "<a/>")]));
  for (let cut = 0; cut < bytes.length; cut++) expect(reasonOf(bytes.subarray(0, cut))).not.toBe("accepted");
});
