import { existsSync, globSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import ExcelJS from "exceljs";
import { describe, expect, it } from "vitest";
import { type DraftOffice, draftRecord, officeRows, xlsxOffice } from "../fakes/draft-office.ts";
import { MARKS } from "../fakes/public-city.ts";
import { project, report } from "../fakes/small-office.ts";
import { marksIn } from "../security/planted-marks.ts";

const on = (date: string) => ({ date });
const SECRET = `${MARKS.text}不公开`;

const disclosed = (project: string, item: string, link: string) => ({
  ...{ project, item, category: "施工", documentType: "行政许可", manner: "主动", formedOn: on("2026-05-06") },
  ...{ discloser: "甲县", disclosedOn: on("2026-05-12"), link },
});

const ranking = (period: string, unit: string) => ({
  ...{ kind: "ranking", version: 1, period, ties: "competition", indicators: [], groups: [], notes: [SECRET] },
  rows: [
    {
      ...{ unit, group: "县区+园区", rank: 1, tied: false, notRanked: null, total: 8835, adjustment: 0 },
      ...{ falseDataPenalty: 0, items: [], previousRank: null, change: null, gapAbove: null, note: SECRET },
    },
  ],
});

const confirmed = { state: "confirmed", confirmedBy: "孙管", confirmedAt: "2026-06-11T02:00:00.000Z" } as const;

/** A workbook as offices keep them: a hidden column, notes, properties, an own sheet, a figure under a question; one result confirmed, one not. */
async function officeWithSecrets(): Promise<DraftOffice> {
  const rows = officeRows();
  const office = await xlsxOffice(
    [
      draftRecord(ranking("2026-04", "甲县"), { id: "M-2026-04", kind: "ranking", period: "2026-04", ...confirmed }),
      draftRecord(ranking("2026-05", SECRET), { id: "M-2026-05", kind: "ranking", period: "2026-05" }),
    ],
    {
      ...rows,
      projects: [
        ...rows.projects!,
        project("P-003", "甲县", { name: "滨河路改造 13812345678", remark: SECRET, location: SECRET }),
        project("P-004", "市水务局", { totalInvestment: 77_177_717, annualPlan: 77_177_717, sponsor: "周市长" }),
      ],
      monthlyReports: [
        ...rows.monthlyReports!,
        report("P-004", "2026-03", 9000, "2026-04-03"),
        report("P-004", "2026-04", 8000, "2026-05-03"),
      ],
      disclosures: [
        disclosed("P-001", "建筑工程施工许可证", "https://www.jia.gov.cn/xk/1.html"),
        disclosed("P-002", "规划许可", "javascript:alert(1)"),
        { ...disclosed("P-002", "用地批复", "https://www.jia.gov.cn/xk/3.html"), withheldBecause: "无" },
        { ...disclosed("P-002", SECRET, "https://www.jia.gov.cn/xk/2.html"), withheldBecause: "商业秘密" },
      ],
    },
  );
  await dressed(office.settings.DUBAN_REGISTRY!);
  return office;
}

async function dressed(file: string): Promise<void> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(file);
  const sheet = book.getWorksheet("项目")!;
  const last = sheet.columnCount + 1;
  sheet.getCell(1, last).value = "联系电话";
  sheet.getCell(2, last).value = `${SECRET} 19957577123`;
  sheet.getColumn(last).hidden = true;
  sheet.getCell("C2").note = `${SECRET} ${MARKS.mail}@jia.gov.cn`;
  book.addWorksheet("内部", { state: "veryHidden" }).getCell("A1").value = SECRET;
  Object.assign(book, { creator: SECRET, subject: SECRET, keywords: SECRET, description: SECRET, company: SECRET });
  await book.xlsx.writeFile(file);
}

const filesIn = (dir: string): ReadonlyMap<string, Uint8Array> =>
  new Map(globSync("**/*.*", { cwd: dir }).map((path) => [path, readFileSync(join(dir, path))]));

describe("duban publish", () => {
  it("writes what is public and confirmed of a real workbook, twice to the same bytes, and holds it against its manifest", async () => {
    const { run, dir, settings } = await officeWithSecrets();
    const site = join(dir, "public");
    const before = readFileSync(settings.DUBAN_REGISTRY!);

    const dry = await run(["publish", site, "--dry-run"]);
    expect(dry.code).toBe(0);
    expect(dry.out).toContain("新增  project/p-001.html");
    expect(existsSync(site)).toBe(false);

    const first = await run(["publish", site, "--json"]);
    expect(first.code).toBe(0);
    const files = filesIn(site);
    expect(marksIn(files)).toEqual([]);
    const text = [...files.values()].map((bytes) => Buffer.from(bytes).toString()).join("\n");
    for (const secret of ["13812345678", "周市长", "孙管", "王联", "jia.example", "javascript", "滨河路", "77,177"])
      expect({ secret, found: text.includes(secret) }).toEqual({ secret, found: false });
    expect(text).toContain("88.35");
    expect(text).toContain("https://www.jia.gov.cn/xk/1.html");
    expect(text).toContain("https://www.jia.gov.cn/xk/3.html");
    expect(files.has("project/p-004.html")).toBe(true);
    expect(files.has("rankings/2026-04.html")).toBe(true);
    expect(files.has("rankings/2026-05.html")).toBe(false);
    expect(first.json().held).toMatchObject([
      { tab: "projects", key: "P-003", column: "name", because: "mobile", place: "「项目」C4" },
      { tab: "disclosures", key: "P-002/规划许可", column: "link", because: "bad-link" },
    ]);

    const second = await run(["publish", site], "2026-06-15T08:00");
    expect(second.out).toContain("没有变化：");
    expect(filesIn(site)).toEqual(files);
    expect(readFileSync(settings.DUBAN_REGISTRY!).equals(before)).toBe(true);

    const earlier = await run(["publish", site, "--as-of", "2026-06-11"]);
    expect(earlier.code).toBe(2);
    expect(earlier.err).toContain("截至 2026-06-12");

    const past = await run(["publish", join(dir, "past"), "--as-of", "2026-06-10", "--dry-run"]);
    expect(past.out).toContain("新增  projects/index.html");
    expect(past.out).not.toContain("rankings/2026-04.html");

    expect((await run(["publish", site, "--verify"])).code).toBe(0);
    writeFileSync(join(site, "index.html"), "改过");
    writeFileSync(join(site, "更多.txt"), "多出");
    const faults = await run(["publish", site, "--verify"]);
    expect(faults.code).toBe(1);
    expect(faults.out).toContain("内容改动  index.html");
    expect(faults.out).toContain("多出  更多.txt");
  }, 60_000);

  it("stops with 3 at a marking and leaves what stands as it is", async () => {
    const { run, dir } = await xlsxOffice([], {
      ...officeRows(),
      projects: [project("P-001", "甲县", { secrecy: "机密" })],
    });
    const ran = await run(["publish", join(dir, "public")]);
    expect(ran.code).toBe(3);
    expect(existsSync(join(dir, "public"))).toBe(false);
  });
});
