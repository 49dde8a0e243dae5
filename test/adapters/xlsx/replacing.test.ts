import {
  chmodSync,
  closeSync,
  existsSync,
  ftruncateSync,
  linkSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { expect, test } from "vitest";
import { lockNames } from "../../../lib/adapters/xlsx/lock-files.ts";
import { open, publicationOf, publishDay, tempFolder, tempWorkbook } from "./publishing.ts";
import { richWorkbook } from "./rich-workbook.ts";

const ORIGINAL = richWorkbook();
const backupsOf = (file: string): string[] => {
  const folder = join(dirname(file), ".duban-backups", basename(file));
  return existsSync(folder) ? readdirSync(folder).sort() : [];
};
const backup = (file: string, name: string) =>
  readFileSync(join(dirname(file), ".duban-backups", basename(file), name));
const strays = (file: string) => readdirSync(dirname(file)).filter((name) => name.endsWith(".tmp"));

async function publishWith(file: string, options: Parameters<typeof open>[1], day = 1) {
  const book = open(file, options);
  const snapshot = await book.read(() => true);
  return book.publish(publicationOf(snapshot, day), snapshot.revision);
}

test("a run that changes nothing leaves the file, its times and its back-ups alone", async () => {
  const file = tempWorkbook(ORIGINAL);
  await publishDay(file, 1);
  const before = statSync(file);
  expect((await publishDay(file, 1)).cellsChanged).toBe(0);
  expect(statSync(file).mtimeMs).toBe(before.mtimeMs);
  expect(statSync(file).ino).toBe(before.ino);
  expect(backupsOf(file)).toHaveLength(1);
});

test("the replaced file is kept beside the workbook, named by the moment and the run", async () => {
  const file = tempWorkbook(ORIGINAL);
  await publishDay(file, 1);
  expect(backupsOf(file)).toEqual(["000001-20260613T073000-run1.xlsx"]);
  expect(backup(file, backupsOf(file)[0]!)).toEqual(Buffer.from(ORIGINAL));
});

test("ten versions are kept, the oldest go first", async () => {
  const file = tempWorkbook(ORIGINAL);
  for (let day = 1; day <= 13; day++) await publishDay(file, day);
  expect(backupsOf(file).map((name) => name.slice(0, 6))).toEqual(
    Array.from({ length: 10 }, (_, i) => `0000${String(i + 4).padStart(2, "0")}`),
  );
});

test.each(lockNames("registry.xlsx"))(
  "a workbook with the lock file %s is open elsewhere: nothing is written",
  async (lock) => {
    const file = tempWorkbook(ORIGINAL);
    writeFileSync(join(dirname(file), lock), "");
    await expect(publishDay(file, 1)).rejects.toMatchObject({
      code: "workbook-open",
      retryable: true,
      facts: { file, lock },
    });
    expect(readFileSync(file)).toEqual(Buffer.from(ORIGINAL));
    expect(strays(file)).toEqual([]);
  },
);

test("a workbook closed while we wait is published", async () => {
  const file = tempWorkbook(ORIGINAL);
  const lock = join(dirname(file), "~$registry.xlsx");
  writeFileSync(lock, "");
  const timer = setTimeout(() => rmSync(lock), 20);
  const result = await publishWith(file, { lockRetries: 500, lockWaitMs: 5 });
  clearTimeout(timer);
  expect(result.cellsChanged).toBeGreaterThan(0);
});

test("a workbook opened by somebody while we compute is not replaced", async () => {
  const file = tempWorkbook(ORIGINAL);
  const onStep = (step: string) => step === "checked" && writeFileSync(join(dirname(file), "~$registry.xlsx"), "");
  await expect(publishWith(file, { onStep: (step) => void onStep(step) })).rejects.toMatchObject({
    code: "workbook-open",
  });
  expect(readFileSync(file)).toEqual(Buffer.from(ORIGINAL));
});

test("reading does not mind a lock file", async () => {
  const file = tempWorkbook(ORIGINAL);
  writeFileSync(join(dirname(file), "~$registry.xlsx"), "");
  expect((await open(file).read(() => true)).titles).toContain("项目");
});

const THEIRS = richWorkbook({ replace: { "customXml/item1.xml": "<theirs/>" } });
const inPlace = (file: string) => writeFileSync(file, THEIRS);
const byRename = (file: string) => {
  writeFileSync(`${file}.theirs`, THEIRS);
  renameSync(`${file}.theirs`, file);
};

test.each([
  ["written", "in place", inPlace],
  ["written", "by renaming", byRename],
  ["kept", "in place", inPlace],
  ["kept", "by renaming", byRename],
  ["checked", "in place", inPlace],
  ["checked", "by renaming", byRename],
] as const)("somebody saves after step %s, %s: their version stays and the run is told", async (when, _, save) => {
  const file = tempWorkbook(ORIGINAL);
  const onStep = (step: string) => {
    if (step === when) save(file);
  };
  await expect(publishWith(file, { onStep })).rejects.toMatchObject({ code: "workbook-changed", retryable: true });
  expect(readFileSync(file)).toEqual(Buffer.from(THEIRS));
  expect(strays(file)).toEqual([]);
  expect(backupsOf(file)).toEqual([]);
});

test("somebody who had the file open writes into it while it is replaced: theirs is put back", async () => {
  const file = tempWorkbook(ORIGINAL);
  const handle = openSync(file, "r+");
  const onStep = (step: string) => {
    if (step !== "replaced") return;
    ftruncateSync(handle);
    writeSync(handle, THEIRS, 0, THEIRS.length, 0);
  };
  await expect(publishWith(file, { onStep })).rejects.toMatchObject({ code: "workbook-changed" });
  closeSync(handle);
  expect(readFileSync(file)).toEqual(Buffer.from(THEIRS));
  expect([...backupsOf(file), ...strays(file)]).toEqual([]);
});

test("a symbolic link stays a link, and what it points to is replaced", async () => {
  const target = tempWorkbook(ORIGINAL, "real.xlsx");
  const link = join(tempFolder(), "registry.xlsx");
  symlinkSync(target, link);
  await publishDay(link, 1);
  expect(readlinkSync(link)).toBe(target);
  expect(readFileSync(target)).not.toEqual(Buffer.from(ORIGINAL));
  expect(backupsOf(target)).toHaveLength(1);
});

test("a lock beside the target of a link counts", async () => {
  const target = tempWorkbook(ORIGINAL, "real.xlsx");
  const link = join(tempFolder(), "registry.xlsx");
  symlinkSync(target, link);
  writeFileSync(join(dirname(target), ".~lock.real.xlsx#"), ",someone,host,;");
  await expect(publishDay(link, 1)).rejects.toMatchObject({ code: "workbook-open" });
});

test("the mode of the file is kept", async () => {
  const file = tempWorkbook(ORIGINAL);
  chmodSync(file, 0o640);
  await publishDay(file, 1);
  expect(statSync(file).mode & 0o777).toBe(0o640);
});

test("a read-only file is not written", async () => {
  const file = tempWorkbook(ORIGINAL);
  chmodSync(file, 0o444);
  await expect(publishDay(file, 1)).rejects.toMatchObject({
    code: "workbook-unwritable",
    facts: { reason: "read-only" },
  });
  expect(readFileSync(file)).toEqual(Buffer.from(ORIGINAL));
});

test("leftovers of a process that is no more are cleaned up, those of others are not", async () => {
  const file = tempWorkbook(ORIGINAL);
  const { hostname } = await import("node:os");
  const dead = join(dirname(file), `.duban-registry.xlsx-${hostname()}-999999999-1.tmp`);
  const elsewhere = join(dirname(file), ".duban-registry.xlsx-another_host-1-1.tmp");
  writeFileSync(dead, "x");
  writeFileSync(elsewhere, "x");
  await publishDay(file, 1);
  expect(existsSync(dead)).toBe(false);
  expect(existsSync(elsewhere)).toBe(true);
});

test("a process killed between linking and replacing leaves no version that is not one", async () => {
  const file = tempWorkbook(ORIGINAL);
  const folder = join(dirname(file), ".duban-backups", "registry.xlsx");
  mkdirSync(folder, { recursive: true });
  linkSync(file, join(folder, "000001-20260101T000000-run1.xlsx"));
  await publishDay(file, 1);
  expect(backupsOf(file)).toEqual(["000002-20260613T073000-run1.xlsx"]);
});

test("--out writes a whole copy and leaves the original alone, open elsewhere or not", async () => {
  const file = tempWorkbook(ORIGINAL);
  writeFileSync(join(dirname(file), "~$registry.xlsx"), "");
  const out = join(tempFolder(), "copy.xlsx");
  const book = open(file);
  const snapshot = await book.read(() => true);
  const result = await book.publish(publicationOf(snapshot, 1), snapshot.revision, { out });
  expect(result.revision).toBe(snapshot.revision);
  expect(readFileSync(file)).toEqual(Buffer.from(ORIGINAL));
  expect((await open(out).read(() => true)).titles).toContain("系统-项目");
  expect(backupsOf(file)).toEqual([]);
});

test("--out without a change is a copy of the original", async () => {
  const file = tempWorkbook(ORIGINAL);
  await publishDay(file, 1);
  const out = join(tempFolder(), "copy.xlsx");
  const book = open(file);
  const snapshot = await book.read(() => true);
  await book.publish(publicationOf(snapshot, 1), snapshot.revision, { out });
  expect(readFileSync(out)).toEqual(readFileSync(file));
});

test.each([
  ["into a folder that does not exist", (file: string) => join(dirname(file), "none", "copy.xlsx"), "ENOENT"],
  ["onto the original", (file: string) => file, "same-file"],
])("--out %s is refused", async (_, outOf, reason) => {
  const file = tempWorkbook(ORIGINAL);
  const book = open(file);
  const snapshot = await book.read(() => true);
  await expect(book.publish(publicationOf(snapshot, 1), snapshot.revision, { out: outOf(file) })).rejects.toMatchObject(
    {
      code: "workbook-unwritable",
      facts: { reason },
    },
  );
  expect(readFileSync(file)).toEqual(Buffer.from(ORIGINAL));
});

test("a file caught half saved is read once it is whole", async () => {
  const file = tempWorkbook(ORIGINAL.subarray(0, 4000));
  setTimeout(() => writeFileSync(file, ORIGINAL), 20);
  expect((await open(file, { lockWaitMs: 300 }).read(() => true)).titles).toContain("项目");
});
