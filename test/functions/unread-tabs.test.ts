import ExcelJS from "exceljs";
import { describe, expect, it } from "vitest";
import { duban, folder, office, sheetRows } from "../fakes/cli.ts";
import { writeRegistry } from "../fakes/registry-file.ts";
import { smallOffice } from "../fakes/small-office.ts";

/** May is due on 06-05, locked on 06-10. */
const NOW = "2026-06-12T08:00";

async function opened(now = NOW) {
  const settings = office(folder(), now);
  await writeRegistry(settings.DUBAN_REGISTRY, smallOffice());
  return settings;
}

/** One header of a tab as somebody else calls it: the tab is not read. */
async function rename(file: string, tab: string, from: string, to: string): Promise<void> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.readFile(file);
  workbook.getWorksheet(tab)!.eachRow((row) =>
    row.eachCell((cell) => {
      if (String(cell.value).replace("*", "") === from) cell.value = to;
    }),
  );
  await workbook.xlsx.writeFile(file);
}

const text = async (file: string, tab: string): Promise<string> => JSON.stringify(await sheetRows(file, tab));

/** The tab itself as somebody else calls it. */
async function retitle(file: string, from: string, to: string): Promise<void> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.readFile(file);
  workbook.getWorksheet(from)!.name = to;
  await workbook.xlsx.writeFile(file);
}

describe("a tab that was read before", () => {
  it("is missed once when it is renamed, and no more when it has its name again", async () => {
    const settings = await opened();
    const file = settings.DUBAN_REGISTRY;
    const gone = "这张表以前读到过，现在工作簿中没有，其中";
    expect((await duban(["run", "daily"], settings)).code).toBe(0);
    expect(await text(file, "系统-数据问题")).not.toContain(gone);
    await retitle(file, "节点", "节点计划表");
    await duban(["adopt"], settings);
    expect((await duban(["run", "daily"], { ...settings, DUBAN_NOW: "2026-06-15T08:00" })).code).toBe(0);
    const missed = (await sheetRows(file, "系统-数据问题")).filter((row) => JSON.stringify(row).includes(gone));
    expect(missed.map((row) => row[1])).toEqual(["节点"]);
    await retitle(file, "节点计划表", "节点");
    await duban(["adopt"], settings);
    expect((await duban(["run", "daily"], { ...settings, DUBAN_NOW: "2026-06-16T08:00" })).code).toBe(0);
    expect(await text(file, "系统-数据问题")).not.toContain(gone);
  });
});

describe("a tab that is gone", () => {
  it("holds the month back, as one that cannot be read does", async () => {
    const settings = await opened();
    const file = settings.DUBAN_REGISTRY;
    expect((await duban(["run", "daily"], settings)).code).toBe(0);
    await retitle(file, "节点", "节点计划表");
    await duban(["adopt"], settings);
    const july = { ...settings, DUBAN_NOW: "2026-07-14T08:00" };
    const monthly = await duban(["run", "monthly"], july);
    expect(monthly.code).toBe(1);
    expect(monthly.out).toContain("「节点」表未能读取，其中的行未计入；排名草稿不能确认");
  });
});

describe("a tab that cannot be read", () => {
  it("项目: no zeros, no ranking to confirm, the month stays due, and rows point to the finding there is", async () => {
    const settings = await opened();
    const file = settings.DUBAN_REGISTRY;
    await rename(file, "项目", "总投资", "总投资额");
    expect((await duban(["run", "daily"], settings)).code).toBe(0);
    const monthly = await duban(["run", "monthly"], settings);
    expect(monthly.code).toBe(1);
    expect(monthly.out).toContain("「项目」表未能读取，其中的行未计入；排名草稿不能确认");
    const summary = await sheetRows(file, "系统-汇总");
    expect(summary.slice(2).map((row) => row.slice(0, 2))).toEqual([["说明", "「项目」表未能读取，其中的行未计入"]]);
    expect((await sheetRows(file, "系统-进度")).length).toBe(2);
    expect(await text(file, "系统-节点")).toContain(
      "所属项目未能读取，本行随之未计入，见“系统-数据问题”中的「项目」。",
    );
    expect(await text(file, "系统-节点")).not.toContain("本行有数据问题");
    expect(await text(file, "系统-数据问题")).toContain("缺少必需的列“总投资”");
    const confirmed = await duban(["confirm", "M-2026-05", "--by", "孙管"], settings);
    expect(confirmed.code).toBe(2);
    expect(confirmed.err).toContain("M-2026-05 还不能确认：缺 「项目」表 的数据。");
    expect((await duban(["jobs", "--json"], settings)).out).toMatch(/"job":"monthly"[^}]*"due":true/);
    await writeRegistry(file, smallOffice());
    await duban(["adopt"], settings);
    expect((await duban(["run", "monthly"], settings)).code).toBe(0);
    expect((await duban(["confirm", "M-2026-05-2", "--by", "孙管"], settings)).code).toBe(0);
  });

  it("项目, read before: nobody's project is called deleted, and a month locked while it could be read is judged", async () => {
    const settings = await opened("2026-06-09T08:00");
    const file = settings.DUBAN_REGISTRY;
    expect((await duban(["run", "daily"], settings)).code).toBe(0);
    await rename(file, "项目", "总投资", "总投资额");
    const later = { ...settings, DUBAN_NOW: NOW };
    await duban(["adopt"], later);
    await duban(["run", "daily"], later);
    const findings = await text(file, "系统-数据问题");
    expect(findings).toContain("缺少必需的列“总投资”");
    expect(findings).not.toContain("P-001");
    expect((await duban(["run", "monthly"], later)).code).toBe(0);
    expect(await text(file, "系统-汇总")).toContain("合计(在建)");
  });

  it("月报 or 节点: no report is missing, nobody is without milestones, and the ranking waits", async () => {
    for (const [tab, header] of [
      ["月报", "月份"],
      ["节点", "节点名称"],
    ] as const) {
      const settings = await opened();
      await rename(settings.DUBAN_REGISTRY, tab, header, "别的");
      await duban(["run", "daily"], settings);
      expect(await text(settings.DUBAN_REGISTRY, "系统-通知")).not.toContain("月报未报");
      const found = await duban(["explain", "市水务局", "--period", "2026-05"], settings);
      if (tab === "节点") expect(found.out).toContain("P-002 P-002工程：未计入（有关的行重复或无法读取，无法判定）");
      expect(found.out).not.toMatch(/没有节点|今年尚无月报/);
      await duban(["run", "monthly"], settings);
      const confirmed = await duban(["confirm", "M-2026-05", "--by", "孙管"], settings);
      expect(confirmed.err).toContain(`缺 「${tab}」表 的数据`);
    }
  });
});
