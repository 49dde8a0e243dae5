import { describe, expect, it } from "vitest";
import type { TemplateRow, TemplateRows } from "../../sheets-templates/registry-sheets.ts";
import { duban, folder, office, sheetRows } from "../fakes/cli.ts";
import { writeRegistry } from "../fakes/registry-file.ts";
import { retype } from "../fakes/retyped.ts";
import { smallOffice } from "../fakes/small-office.ts";

const on = (date: string) => ({ date });
const task = (more: TemplateRow = {}): TemplateRow => ({
  ...{
    code: "R-1",
    source: "会议",
    sourceDate: on("2026-06-01"),
    content: "编制方案",
    leadUnit: "甲县",
    due: on("2026-06-10"),
  },
  ...more,
});
const extension = (asked: string, to: string): TemplateRow => ({
  ...{ extensionAskedOn: on(asked), extendedTo: on(to), extensionApprover: "钱市长", extensionApprovedOn: on(asked) },
});
const rowsOf = (tasks: readonly TemplateRow[]): TemplateRows => ({ ...smallOffice(), tasks });

/** 状态, 剩余工作日, 预警, 系统说明 of a row by its key. */
async function shown(file: string, title: string, key: string): Promise<readonly unknown[]> {
  const rows = await sheetRows(file, title);
  const header = rows.find((row) => row.includes("系统说明"))!;
  const row = rows.find((one) => one[0] === key)!;
  return ["状态", "剩余工作日", "预警", "系统说明"].map((name) => row[header.indexOf(name)] ?? null);
}

describe("tasks in the sheet", () => {
  it("show state, working days left, light and why beside the row and in 系统-任务, and remember an extension that was typed over", async () => {
    const dir = folder();
    const file = office(dir, "").DUBAN_REGISTRY;
    const day = async (date: string, rows: TemplateRows, write = retype) => {
      await write(file, rows);
      const ran = await duban(["run", "daily"], office(dir, `${date}T08:00`));
      expect([ran.code, ran.err]).toEqual([0, ""]);
    };
    await day("2026-06-08", rowsOf([task()]), writeRegistry);
    expect(await shown(file, "任务", "R-1")).toEqual([
      "已交办",
      2,
      "蓝",
      "R-1：蓝：时限6月10日，还有 2 个工作日（临期）。",
    ]);
    expect(await shown(file, "系统-任务", "R-1")).toEqual(await shown(file, "任务", "R-1"));

    await day("2026-06-09", rowsOf([task(extension("2026-06-09", "2026-06-18"))]));
    await day("2026-06-18", rowsOf([task(extension("2026-06-18", "2026-06-24"))]));
    await day("2026-06-25", rowsOf([task(extension("2026-06-25", "2026-07-31"))]));
    expect(await shown(file, "任务", "R-1")).toEqual([
      "已交办",
      -1,
      "蓝",
      "R-1：蓝：时限6月24日，逾期 1 个工作日（1–2 个工作日为蓝）；填写完成日期并附佐证、经核查通过后保持蓝，下月起转绿，逾期天数保留。经批准延期 2 次（原时限6月10日）。延期不计：期限届满后才申请。",
    ]);

    const explained = (await duban(["explain", "R-1"], office(dir, "2026-06-25T09:00"))).out;
    expect(explained).toContain(
      "取值：截至 2026-06-25；时限（判定用） 2026-06-24；原时限 2026-06-10；经批准延期次数 2；剩余工作日 -1；逾期工作日 1",
    );
    expect(explained).toMatch(/规则：任务时限（2025-01-01 起；.*）\n规则：问题任务预警/);
    expect(explained).toContain("台账.xlsx「任务」");
  }, 120_000);

  it("verified by the doer's own unit stays open, and the unit is asked to mend it", async () => {
    const dir = folder();
    const settings = office(dir, "2026-06-12T08:00");
    const done = { doneOn: on("2026-06-09"), evidence: "照片", verifiedBy: "王联", verification: "通过" };
    await writeRegistry(settings.DUBAN_REGISTRY, rowsOf([task(done)]));
    const ran = await duban(["run", "daily", "--json"], settings);
    const findings = ran.json().findings as { tab: string; code: string; unit: string; found: string }[];
    expect(findings.filter(({ tab }) => tab === "tasks")).toMatchObject([
      { code: "task-verified-by-own-unit", unit: "甲县", found: "王联" },
    ]);
    const [state, remaining, light] = await shown(settings.DUBAN_REGISTRY, "任务", "R-1");
    expect([state, remaining, light]).toEqual(["待核查", null, "绿"]);
  }, 60_000);
});
