import { readdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { TemplateRow, TemplateRows } from "../../sheets-templates/registry-sheets.ts";
import { duban, folder, office, sheetRows } from "../fakes/cli.ts";
import { retype } from "../fakes/retyped.ts";
import { milestone, report, smallOffice } from "../fakes/small-office.ts";

const on = (date: string) => ({ date });

/** An office that types, and has its morning run at eight. */
function living() {
  const dir = folder();
  const settings = office(dir, "2026-06-01T08:00");
  const at = (now: string) => ({ ...settings, DUBAN_NOW: now });
  return {
    typed: (rows: TemplateRows) => retype(settings.DUBAN_REGISTRY, rows),
    run: async (day: string) => {
      const ran = await duban(["run", "daily", "--json"], at(`${day}T08:00`));
      expect([ran.code, ran.err]).toEqual([0, ""]);
      return ran.json() as { cellsChanged: number; messages: { to: string; state: string }[] };
    },
    history: (day: string, ...args: string[]) => duban(["history", ...args], at(`${day}T12:00`)),
    /** Rows of 系统-变更: key, header, before, after, words. */
    changes: async () =>
      (await sheetRows(settings.DUBAN_REGISTRY, "系统-变更"))
        .slice(2)
        .map((row) => [3, 4, 5, 6, 7, 8].map((at) => row[at] ?? "")),
    explained: async (key: string) => {
      const rows = await sheetRows(settings.DUBAN_REGISTRY, "节点");
      const column = rows[0]!.indexOf("系统说明");
      return rows.map((row) => String(row[column] ?? "")).find((text) => text.startsWith(`${key}：`));
    },
    sheet: async (title: string) => JSON.stringify(await sheetRows(settings.DUBAN_REGISTRY, title)),
    /** The letters to an address, each as its page in the outbox. */
    letters: async (to: string) => {
      const names = readdirSync(join(dir, "outbox")).filter((name) => name.endsWith(".html") && name !== "index.html");
      const pages = await Promise.all(names.map((name) => readFile(join(dir, "outbox", name), "utf8")));
      return pages.filter((page) => page.includes(`收件人：${to}`));
    },
  };
}

const withMilestones = (first: TemplateRow, second: TemplateRow): TemplateRows => ({
  ...smallOffice(),
  milestones: [
    milestone("P-001", 10, "2026-03-20", first),
    milestone("P-001", 20, "2026-05-20", second),
    milestone("P-002", 10, "2026-09-30"),
  ],
});

const fallen = (rows: TemplateRows, ytd: number): TemplateRows => ({
  ...rows,
  monthlyReports: rows.monthlyReports!.map((row) =>
    row.project === "P-001" && row.month === "2026-05" ? report("P-001", "2026-05", ytd, "2026-06-03") : row,
  ),
});

const BACKDATED = "补录：6月9日首次读到，所填5月20日";

describe("a change that makes one ask", () => {
  it("is asked of the unit alone, once; told to others with its answer, or after five working days", {
    timeout: 60_000,
  }, async () => {
    const city = living();
    const done = { actual: on("2026-03-18") };
    await city.typed(withMilestones(done, {}));
    await city.run("2026-06-08");

    const claimed = { actual: on("2026-05-20") };
    await city.typed(fallen(withMilestones({}, claimed), 4500));
    await city.run("2026-06-09");
    const [asking] = (await city.letters("wang@jia.example")).filter((page) => page.includes("现已清空"));
    expect(asking).toContain("P-001/20 实际完成6月9日首次读到，所填5月20日，相隔 20 天，按补录登记。");
    expect(asking).toContain("请在「节点」表 P-001/20 的「备注」写明原因；如系笔误，请改正。");
    expect(asking).toContain("P-001/2026-05 年初累计由 5,000 万元 改为 4,500 万元：累计数不应减少。");
    expect(await city.changes()).toEqual([]);
    for (const title of ["系统-变更", "系统-通知", "系统-数据问题", "系统-节点"])
      expect(await city.sheet(title)).not.toMatch(/补录|复核|清空|4,500/);
    for (const other of ["sun", "zhou", "qian", "li"])
      expect((await city.letters(`${other}@jia.example`)).join()).not.toMatch(/补录|现已清空|累计数不应减少/);
    const again = await city.run("2026-06-09");
    expect([again.cellsChanged, again.messages]).toEqual([0, []]);

    const note = { remark: "5月20日完工 资料迟到" };
    await city.typed(fallen(withMilestones({}, { ...claimed, ...note }), 4500));
    await city.run("2026-06-10");
    expect(await city.changes()).toEqual([
      ["节点", "P-001/20", "实际完成", "", "2026-05-20", `${BACKDATED}；单位说明（6月10日）：5月20日完工 资料迟到`],
    ]);
    expect(await city.explained("P-001/20")).toMatch(/按期。6月9日首次读到，所填5月20日，补录。$/);

    await city.run("2026-06-16");
    expect(await city.changes()).toHaveLength(1);
    await city.run("2026-06-17");
    const told = (await city.changes()).map(([, key, header, , , words]) => [key, header, words]);
    expect(told).toEqual([
      ["P-001/10", "实际完成", "已填内容清空；6月9日请单位说明，未答复"],
      ["P-001/20", "实际完成", `${BACKDATED}；单位说明（6月10日）：5月20日完工 资料迟到`],
      ["P-001/2026-05", "年初累计到位", "累计数减少；6月9日请单位说明，未答复"],
      ["P-001/2026-05", "年初累计", "累计数减少；6月9日请单位说明，未答复"],
    ]);
    const asked = (await city.letters("wang@jia.example")).filter((page) => /■ 请说明[^■]*补录/.test(page));
    expect(asked).toHaveLength(1);

    const life = (await city.history("2026-06-17", "P-001/20")).out;
    expect(life).toContain("2026-06-09 08:00 改动（2026-06-08 08:00 之后所改）\n  实际完成：（空） → 2026-05-20");
    expect(life).toContain(`${BACKDATED}；单位说明（6月10日）：5月20日完工 资料迟到`);
    expect(life).toMatch(/已发通知：\n(?: {2}.*\n)*? {2}6月9日 改动复核：甲县 联络员/);
    const then = (
      await city.history("2026-06-17", "P-001/20", "--known-at", "2026-06-09T12:00", "--as-of", "2026-06-09")
    ).out;
    expect(then).toContain(`${BACKDATED}；6月9日请单位说明，未答复（只问本单位）`);
    expect(then).not.toContain("资料迟到");
  });

  it("a plan moved after red is told at once with the plan that counts; a deleted problem is asked about and keeps its life", {
    timeout: 60_000,
  }, async () => {
    const city = living();
    const issue = {
      ...{ code: "W-001", project: "P-001", category: "审批", description: "用地手续未办结", responsibleUnit: "甲县" },
      ...{ reportedOn: on("2026-05-11"), assignedOn: on("2026-05-12"), resolvedOn: on("2026-05-18") },
    };
    await city.typed({ ...smallOffice(), issues: [issue] });
    await city.run("2026-06-01");
    await city.run("2026-06-11");
    const moved = milestone("P-001", 20, "2026-07-20");
    const rows = smallOffice();
    await city.typed({
      ...rows,
      milestones: [rows.milestones![0]!, moved, rows.milestones![2]!],
      issues: [{ ...issue, code: "W-002" }],
    });
    await city.run("2026-06-12");
    expect(await city.changes()).toEqual([
      ["节点", "P-001/20", "计划完成", "2026-05-20", "2026-07-20", "红灯后改动计划，仍按原计划 5月20日 判定"],
      ["问题", "W-001", "", "W-001", "W-002", "改为另一编号"],
    ]);
    await city.typed({ ...rows, issues: [{ ...issue, code: "W-003", description: "管线迁改受阻" }] });
    await city.run("2026-06-15");
    const [letter] = (await city.letters("wang@jia.example")).filter((page) => page.includes("这一行已不在「问题」表"));
    expect(letter).toContain("确需删除的，请在「项目」表 P-001 的「备注」写明原因；如系误删，请恢复该行。");
    const life = await city.history("2026-06-15", "W-002");
    expect(life.out).toContain("2026-06-12 08:00 新增（2026-06-11 08:00 时尚无）");
    expect(life.out).toContain("办结日期：2026-05-18");
    expect(life.out).toContain("2026-06-15 08:00 该行已删除（2026-06-12 08:00 时还在）");
    const plan = (await city.history("2026-06-15", "P-001/20", "--known-at", "2026-06-12T12:00")).out;
    expect(plan).toContain("计划完成按原计划 5月20日 判定，现填 7月20日");
    const below = (await city.history("2026-06-15", "P-001")).out;
    expect(below).toMatch(/所属各行：[\s\S]*P-001\/20 计划完成 5月20日 → 7月20日 红灯后改动计划/);
    const json = (await city.history("2026-06-15", "W-002", "--json")).json() as {
      rows: { tab: string; changes: object[] }[];
    };
    expect(json.rows).toMatchObject([
      {
        tab: "问题",
        changes: [{ code: "row-deleted", flagged: true, question: { firstAsked: "2026-06-15", shared: false } }],
      },
    ]);
    const unknown = await city.history("2026-06-15", "W-404");
    expect([unknown.code, unknown.out]).toEqual([2, ""]);
    expect(unknown.err).toContain("没有读到过 “W-404”");
  });
});
