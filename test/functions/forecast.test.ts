import { describe, expect, it } from "vitest";
import { addDays } from "../../lib/domain/dates.ts";
import type { TemplateRow, TemplateRows } from "../../sheets-templates/registry-sheets.ts";
import { duban, folder, office, sheetRows } from "../fakes/cli.ts";
import { writeRegistry } from "../fakes/registry-file.ts";
import { milestone, project, smallOffice } from "../fakes/small-office.ts";

const WARNED = "P-003/30";
/** 7 of 10 steps of 甲县 came 12 days late; the last one is open and due on July 2. */
function lateUnit(rules: readonly TemplateRow[] = []): TemplateRows {
  const office = smallOffice();
  const past = Array.from({ length: 9 }, (_, n) =>
    milestone("P-003", n + 1, "2025-11-10", { actual: { date: addDays("2025-11-10", n < 6 ? 12 : 0) } }),
  );
  return {
    ...office,
    projects: [...office.projects!, project("P-003", "甲县", { annualClass: "前期" })],
    milestones: [
      ...office.milestones!.filter(({ seq, project }) => project !== "P-001" || seq !== 10),
      ...past,
      milestone("P-003", 30, "2026-07-02"),
    ],
    rules: [...office.rules!, ...rules],
  };
}
const rule = (parameter: string, value: string): TemplateRow => ({
  ...{ parameter, value, from: { date: "2026-01-01" }, basis: "试行" },
});

async function opened(rows = lateUnit()) {
  const settings = office(folder(), "2026-06-12T08:00");
  await writeRegistry(settings.DUBAN_REGISTRY, rows);
  return settings;
}

async function cellsOf(file: string, tab: string, key: readonly unknown[]): Promise<Record<string, unknown>> {
  const rows = await sheetRows(file, tab);
  const headers = rows[0]!.map(String);
  const at = tab === "节点" ? ["项目编号", "节点序号"] : ["项目编号"];
  const row = rows.find((cells) => at.every((name, n) => cells[headers.indexOf(name)] === key[n]))!;
  return Object.fromEntries(["预警", "逾期天数", "系统说明"].map((name) => [name, row[headers.indexOf(name)] ?? null]));
}

type Mail = { readonly to: string; readonly subject: string; readonly text: string };
async function mailsOn(settings: Awaited<ReturnType<typeof opened>>, day: string): Promise<readonly Mail[]> {
  const now = { ...settings, DUBAN_NOW: `${day}T08:00` };
  const shown = (await duban(["run", "daily", "--dry-run", "--json"], now)).json().messages as Mail[];
  const ran = await duban(["run", "daily", "--json"], now);
  expect(ran).toMatchObject({ code: 0, err: "" });
  return shown;
}

describe("a milestone that is likely to be late", () => {
  it("is 蓝（预测） in the sheet with its reason, and no light of its project", async () => {
    const settings = await opened();
    expect((await duban(["run", "daily"], settings)).code).toBe(0);
    expect(await cellsOf(settings.DUBAN_REGISTRY, "节点", ["P-003", 30])).toEqual({
      预警: "蓝（预测）",
      逾期天数: null,
      系统说明:
        "P-003/30：蓝（预测）：本单位计划日已到的 10 个节点有 7 个因自身原因逾期；按此并参照各单位记录、剩余时间推算，约有七成可能逾期，到7月中旬才有八成把握完成。预测不计分、不排名。",
    });
    expect(await cellsOf(settings.DUBAN_REGISTRY, "项目", ["P-003"])).toMatchObject({ 预警: "绿" });
  });

  it("is told to its unit once, takes the place of the first reminder, and the reason stands from day to day", async () => {
    const settings = await opened();
    const told = (mails: readonly Mail[]) => mails.find(({ to }) => to === "wang@jia.example")?.text ?? "";
    const first = told(await mailsOn(settings, "2026-06-12"));
    expect(first).toContain("可能逾期（预测，不计分、不排名）（1 件）");
    expect(first).toMatch(/【预测】P-003\/30 P-003工程 ·「第30步」计划7月2日完成/);
    expect(first).toMatch(
      /约有七成可能逾期，到7月中旬才有八成把握完成。请提前安排；有困难的，请在「问题」表说明卡点。/,
    );
    const before = await cellsOf(settings.DUBAN_REGISTRY, "节点", ["P-003", 30]);
    for (const day of ["2026-06-15", "2026-06-25", "2026-06-26"])
      expect(told(await mailsOn(settings, day))).not.toContain(WARNED);
    expect(await cellsOf(settings.DUBAN_REGISTRY, "节点", ["P-003", 30])).toEqual(before);
    const last = told(await mailsOn(settings, "2026-06-29"));
    expect(last).toMatch(/P-003\/30.*7月2日（周四）到期/);
    expect(last).not.toContain("预测，不计分");
  });

  it("is silent where the rule looks no day ahead, and the first reminder comes", async () => {
    const settings = await opened(lateUnit([rule("预警预测 提前", "0")]));
    await mailsOn(settings, "2026-06-12");
    expect(await cellsOf(settings.DUBAN_REGISTRY, "节点", ["P-003", 30])).toMatchObject({ 预警: null, 系统说明: null });
    const mails = await mailsOn(settings, "2026-06-25");
    expect(mails.find(({ to }) => to === "wang@jia.example")!.text).toMatch(/P-003\/30.*7月2日（周四）到期/);
  });

  it("duban forecast lists it with its seed, and past Mondays are held against what came", async () => {
    const settings = await opened();
    const list = await duban(["forecast"], settings);
    expect(list.out).toContain("1 个节点可能逾期（预测不计分、不排名）");
    expect(list.out).toMatch(/P-003\/30 .*甲县 +2026-07-02 +70% +2026-07-14 +2026-07-14 +7\/10/);
    const one = await duban(["forecast", "P-003", "--json"], settings);
    expect(one.json()).toMatchObject({
      project: "P-003",
      seed: "forecast/2026-01-01/P-003",
      milestones: [{ seq: 30 }],
    });
    await mailsOn(settings, "2026-06-12");
    await mailsOn(settings, "2026-06-15");
    const later = { ...settings, DUBAN_NOW: "2026-07-10T08:00" };
    const held = (await duban(["forecast", "--since", "2026-06-01", "--json"], later)).json();
    expect(held).toMatchObject({
      days: ["2026-06-15", "2026-06-22", "2026-06-29", "2026-07-06"],
      late: 3,
      warned: { cases: 3, late: 3 },
    });
    expect((await duban(["forecast", "--since", "2026-06-01"], later)).out).toContain("实际逾期 3 次");
  });

  it.each([
    [["forecast", "P-999"], "没有项目 “P-999”。"],
    [["forecast", "P-003", "--since", "2026-06-01"], "--since 核对全部项目，不能再给项目编号。"],
    [["forecast", "--since", "6月"], "“6月” 不是有效日期，请写成 2026-02-13 这样的格式。"],
    [["forecast", "--period", "2026-05"], "forecast 不能与 --period 同用。"],
  ])("%j is refused", async (args, words) => {
    const refused = await duban(args, await opened());
    expect(refused.code).toBe(2);
    expect(refused.err).toContain(words);
  });
});
