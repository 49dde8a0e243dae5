import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import ExcelJS from "exceljs";
import PostalMime from "postal-mime";
import { expect, it } from "vitest";
import { entryBytes } from "../../lib/adapters/xlsx/inflate.ts";
import { packEntry, readArchive, writeArchive } from "../../lib/adapters/xlsx/zip.ts";
import { duban, folder, office } from "../fakes/cli.ts";
import { writeRegistry } from "../fakes/registry-file.ts";
import { milestone, smallOffice } from "../fakes/small-office.ts";

/** What somebody types into the saved workbook in place of a text; everything else in it stays as it is. */
function retype(file: string, from: string, to: string): void {
  const entries = readArchive(readFileSync(file)).map((entry) => {
    if (entry.name !== "xl/sharedStrings.xml") return entry;
    const text = entryBytes(entry, 2 ** 24).toString("utf8");
    expect(text).toContain(`>${from}<`);
    return packEntry(entry.name, text.replace(`>${from}<`, `>${to}<`));
  });
  writeFileSync(file, writeArchive(entries));
}

/** The newest letter to the clerk of 甲县 and how many there were; of its slip the key, what was typed and how it stands. */
async function lettersIn(dir: string) {
  const files = readdirSync(join(dir, "outbox")).filter((name) => name.endsWith(".eml"));
  const mails = await Promise.all(files.map((name) => PostalMime.parse(readFileSync(join(dir, "outbox", name)))));
  const own = mails.filter(({ to }) => to?.[0]?.address === "wang@jia.example");
  const newest = own.toSorted((a, b) => (a.date! < b.date! ? -1 : 1)).at(-1)!;
  const slip = newest.attachments.find(({ filename }) => filename!.startsWith("更正清单"));
  return { count: own.length, text: newest.text!, slip: slip && (await rowsOf(slip.content as ArrayBuffer)) };
}

async function rowsOf(content: ArrayBuffer): Promise<readonly string[]> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(content);
  const rows: string[] = [];
  workbook.getWorksheet("更正清单")!.eachRow((row) => {
    const cells = (row.values as unknown[]).slice(1).map(String);
    if (cells.length === 9) rows.push([cells[2], cells[5], cells[8]].join(" "));
  });
  return rows.slice(1);
}

it("the slip comes with what is new on it; a mended cell is struck off and thanked for once, and nothing is mailed for nothing", async () => {
  const dir = folder();
  const file = office(dir, "").DUBAN_REGISTRY;
  const rows = smallOffice();
  const steps = [
    milestone("P-001", 30, "", { planned: "2026-6-31" }),
    milestone("P-001", 40, "", { planned: "2026-9-31" }),
    milestone("P-001", 50, "", { planned: "2026-11-30" }),
  ];
  await writeRegistry(file, { ...rows, milestones: [...rows.milestones!, ...steps] });
  const day = async (date: string) => {
    const ran = await duban(["run", "daily"], office(dir, `2026-06-${date}T08:00`));
    expect([ran.code, ran.err]).toEqual([0, ""]);
    return lettersIn(dir);
  };

  const first = await day("12");
  expect(first.slip).toEqual(["P-001/30 2026-6-31 待更正", "P-001/40 2026-9-31 待更正"]);
  expect(first.text).toContain("更正清单见附件，共 2 处待更正。");

  retype(file, "2026-6-31", "2026-06-30");
  expect((await day("15")).count).toBe(1);

  retype(file, "2026-11-30", "2026-11-31");
  const third = await day("16");
  expect(third.slip).toEqual([
    "P-001/50 2026-11-31 待更正",
    "P-001/40 2026-9-31 待更正",
    "P-001/30 2026-6-31 已更正（谢谢）",
  ]);
  expect(third.text).toContain("更正清单见附件，共 2 处待更正。上次清单中已更正 1 处，谢谢。");

  retype(file, "2026-11-31", "2026-11-30");
  retype(file, "2026-9-31", "2026-09-30");
  for (const date of ["17", "18"]) expect((await day(date)).count).toBe(2);

  const reminded = await day("23");
  expect([reminded.count, reminded.slip]).toEqual([3, undefined]);
  expect(reminded.text).toContain("上次清单中已更正 2 处，谢谢。");
  const again = await day("29");
  expect(again.count).toBe(4);
  expect(again.text).not.toContain("已更正");
}, 180_000);
