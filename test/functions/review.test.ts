import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { TemplateRow } from "../../sheets-templates/registry-sheets.ts";
import { duban, folder, office, sheetRows } from "../fakes/cli.ts";
import { writeRegistry } from "../fakes/registry-file.ts";
import { smallOffice } from "../fakes/small-office.ts";

const on = (date: string) => ({ date });
const task = (code: string, due: string, more: TemplateRow = {}): TemplateRow => ({
  ...{ code, source: "会议", sourceDate: on("2026-04-01"), content: `事项${code}`, leadUnit: "甲县", due: on(due) },
  ...more,
});
const done = (date: string): TemplateRow => ({
  doneOn: on(date),
  evidence: "照片",
  verifiedBy: "孙管",
  verification: "通过",
});

async function opened() {
  const dir = folder();
  const settings = office(dir, "2026-06-12T08:00");
  const tasks = [
    task("R-1", "2026-05-15", { ...done("2026-05-14"), review: "好", reviewMonth: "2026-05" }),
    task("R-2", "2026-05-15", { ...done("2026-05-20"), leadUnit: "市水务局", mechanism: "招商引资" }),
    task("R-3", "2026-05-20", { source: "督查", content: "=cmd|x" }),
    task("R-4", "2026-06-05"),
  ];
  await writeRegistry(settings.DUBAN_REGISTRY, { ...smallOffice(), tasks });
  return { dir, settings };
}

describe("duban review", () => {
  it("tells the admins a month's figures by unit, source and mechanism, and what lags", async () => {
    const { dir, settings } = await opened();
    const { code, out } = await duban(["review", "--period", "2026-05"], settings);
    expect(code).toBe(0);
    expect(out.trim().split("\n")).toEqual([
      "2026年5月任务完成情况（5月1日至5月31日）",
      "仅供管理员核对，点名的内容未经确认不外发、不写入台账。",
      "全部：应完成 3，已完成 2（按期 1、逾期 1），未完成 1；期末逾期 1；延期 0；讲评 好 1。",
      "按牵头单位：",
      "  市水务局：应完成 1，已完成 1（按期 0、逾期 1），未完成 0；期末逾期 0；延期 0。",
      "  甲县：应完成 2，已完成 1（按期 1、逾期 0），未完成 1；期末逾期 1；延期 0；讲评 好 1。",
      "按来源：",
      "  会议：应完成 2，已完成 2（按期 1、逾期 1），未完成 0；期末逾期 0；延期 0；讲评 好 1。",
      "  督查：应完成 1，已完成 0（按期 0、逾期 0），未完成 1；期末逾期 1；延期 0。",
      "按机制：",
      "  未填（按重点项目）：应完成 2，已完成 1（按期 1、逾期 0），未完成 1；期末逾期 1；延期 0；讲评 好 1。",
      "  招商引资：应完成 1，已完成 1（按期 0、逾期 1），未完成 0；期末逾期 0；延期 0。",
      "逾期事项（2 件）：",
      "  R-3 =cmd|x（甲县，督查）：时限5月20日，逾期 7 个工作日，尚未完成。",
      "  R-2 事项R-2（市水务局，会议）：时限5月15日，逾期 3 个工作日，5月20日完成。",
    ]);
    expect(readdirSync(dir)).toEqual(["台账.xlsx"]);
  });

  it("without a period it is the last ended month; a quarter that runs ends today; --json gives the same figures", async () => {
    const { settings } = await opened();
    expect((await duban(["review", "--json"], settings)).json()).toMatchObject({
      period: "2026-05",
      total: { due: 3 },
    });
    const quarter = (await duban(["review", "--period", "2026q2", "--json"], settings)).json();
    expect(quarter).toMatchObject({ from: "2026-04-01", to: "2026-06-12", total: { due: 4, open: 2, overdue: 2 } });
  });

  it("--out is a workbook with the figures and the named items, text as text", async () => {
    const { dir, settings } = await opened();
    const out = join(dir, "讲评.xlsx");
    expect((await duban(["review", "--period", "2026-05", "--out", out], settings)).code).toBe(0);
    const counts = await sheetRows(out, "完成情况");
    expect(counts[2]!.slice(0, 7)).toEqual(["分类", "名称", "应完成", "按期完成", "逾期完成", "未完成", "其中待核查"]);
    expect(counts[3]!.slice(2)).toEqual([3, 1, 1, 1, 0, 1, 0, 1, 0, 0, 0]);
    const lagging = await sheetRows(out, "逾期事项");
    expect(lagging[1]!.slice(0, 4)).toEqual(["R-3", "=cmd|x", "甲县", "督查"]);
    expect(lagging[1]!.at(-1)).toBe(7);
  });

  it("refuses a period it cannot read or that has not begun, and to write over the registry: exit 2", async () => {
    const { settings } = await opened();
    for (const period of ["2026-13", "5月", "2026Q5"])
      expect((await duban(["review", "--period", period], settings)).err).toContain(
        "不是期间，请写成 2026-05、2026Q2 或 2026",
      );
    const future = await duban(["review", "--period", "2026-07"], settings);
    expect([future.code, future.err.trim()]).toEqual([
      2,
      expect.stringContaining("2026-07 还没有开始，截至日是 2026-06-12。"),
    ]);
    const own = await duban(["review", "--out", settings.DUBAN_REGISTRY], settings);
    expect([own.code, existsSync(settings.DUBAN_REGISTRY)]).toEqual([2, true]);
    expect((await sheetRows(settings.DUBAN_REGISTRY, "任务")).length).toBe(5);
  });
});
