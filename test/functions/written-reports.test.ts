import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import PostalMime, { type Email } from "postal-mime";
import { describe, expect, it } from "vitest";
import type { TemplateRow, TemplateRows } from "../../sheets-templates/registry-sheets.ts";
import { duban, folder, office, sheetRows } from "../fakes/cli.ts";
import { writeRegistry } from "../fakes/registry-file.ts";
import { retype } from "../fakes/retyped.ts";
import { report, smallOffice } from "../fakes/small-office.ts";

const FORM = new URL("../../sheets-templates/documents/书面报告-空白.docx", import.meta.url);
const on = (date: string) => ({ date });

const TASK: TemplateRow = {
  ...{ code: "R-001", source: "会议", sourceDate: on("2026-06-01"), content: "编制方案", leadUnit: "市水务局" },
  due: on("2026-12-25"),
};

/** 1,000 万元 a month are planned; of May P-001 did 500, of June what is given. */
function rowsOf(june: number | null, more: TemplateRows = {}, may = 4500): TemplateRows {
  const rows = smallOffice();
  const reports = [
    ...rows.monthlyReports!.filter(({ month }) => month !== "2026-05"),
    report("P-001", "2026-05", may, "2026-06-03"),
    report("P-002", "2026-05", 5000, "2026-06-03"),
    ...(june === null
      ? []
      : [report("P-001", "2026-06", june, "2026-07-03"), report("P-002", "2026-06", 6000, "2026-07-03")]),
  ];
  return {
    ...rows,
    milestones: rows.milestones!.filter(({ seq }) => seq !== 20),
    monthlyReports: reports,
    tasks: [TASK],
    ...more,
  };
}

async function letters(dir: string, to: string): Promise<readonly Email[]> {
  const files = readdirSync(join(dir, "outbox")).filter((name) => name.endsWith(".eml"));
  const mails = await Promise.all(files.map((name) => PostalMime.parse(readFileSync(join(dir, "outbox", name)))));
  return mails.filter((mail) => mail.to?.[0]?.address === to).toSorted((a, b) => (a.date! < b.date! ? -1 : 1));
}

const asks = (mail: Email): boolean => mail.text!.includes("请牵头领导和贵单位于");

async function opened(rows: TemplateRows = rowsOf(null)) {
  const dir = folder();
  const file = office(dir, "").DUBAN_REGISTRY;
  await writeRegistry(file, rows);
  const run = async (day: string, job = "daily") => {
    const ran = await duban(["run", job, "--json"], office(dir, `${day}T08:00`));
    expect([ran.code, ran.err]).toEqual([0, ""]);
    return ran.json() as { planDigest: string; drafts: readonly { id: string; state: string }[] };
  };
  const clerk = async () => (await letters(dir, "wang@jia.example")).filter(asks);
  return { dir, file, run, clerk };
}

describe("a written report for a missed month", () => {
  it("is asked of the unit the day after the lock, once, with the blank form, and of the next month anew", async () => {
    const { file, run, clerk } = await opened();
    await run("2026-06-10");
    expect(await clerk()).toEqual([]);

    await run("2026-06-11");
    const [first] = await clerk();
    expect(first!.subject).toBe("【督办】今天要办 1 件：1 份书面报告（6月11日）");
    expect(first!.text).toContain(
      "【报告】P-001 P-001工程 · 5月书面报告\n   请牵头领导和贵单位于6月17日（周三）前提交书面报告，写明情况、具体问题、下一步措施，模板见附件。\n   5月完成投资为当月计划的 50.0%，不足 90%（规则：书面报告，2025-01-01 起；一律以实际完成为准）。",
    );
    const form = first!.attachments.find(({ filename }) => filename === "书面报告.docx")!;
    expect(Buffer.from(form.content as ArrayBuffer).equals(readFileSync(FORM))).toBe(true);
    expect(form.mimeType).toBe("application/vnd.openxmlformats-officedocument.wordprocessingml.document");

    await run("2026-06-11");
    await retype(file, rowsOf(null, {}, 5000));
    await run("2026-06-12");
    await run("2026-06-15");
    expect(await clerk()).toHaveLength(1);

    await retype(file, rowsOf(5100));
    await run("2026-07-10");
    const all = await clerk();
    expect(all.map(({ text }) => /· (\d+月书面报告)/.exec(text!)![1])).toEqual(["5月书面报告", "6月书面报告"]);
    expect(all[1]!.text).toContain("■ 仍未办结，前已提醒\n【报告】P-001 P-001工程 · 5月书面报告");
  }, 120_000);

  it("becomes a row of 任务 once an admin confirms, which is asked for in no second letter and is over when it is accepted", async () => {
    const { dir, file, run, clerk } = await opened();
    const first = await run("2026-06-11");
    expect(first.drafts.map(({ id }) => id)).toEqual(["W-2026-05"]);
    const confirmed = await duban(["confirm", "W-2026-05", "--by", "孙管"], office(dir, "2026-06-12T09:00"));
    expect([confirmed.code, confirmed.err]).toEqual([0, ""]);
    const rows = await sheetRows(file, "任务");
    const header = rows[0]!.map(String);
    const cell = (name: string): unknown => rows[2]![header.indexOf(name)];
    expect(["任务编号", "来源", "项目编号", "牵头领导", "牵头单位", "成果要求"].map(cell)).toEqual([
      "书面-2026-05-P-001",
      "书面报告",
      "P-001",
      "周市长",
      "甲县",
      "情况、具体问题、下一步措施",
    ]);
    const before = (await letters(dir, "wang@jia.example")).length;
    const again = await run("2026-06-15");
    expect(again.drafts).toEqual([]);
    expect(await clerk()).toHaveLength(1);
    const later = (await letters(dir, "wang@jia.example")).slice(before);
    expect(later.some(({ text }) => text!.includes("新交办"))).toBe(false);
    const told = await sheetRows(file, "任务");
    const state = (name: string): unknown => told[2]![told[0]!.map(String).indexOf(name)];
    expect([state("状态"), state("剩余工作日"), state("预警")]).toEqual(["已交办", 2, "蓝"]);
  }, 120_000);

  it("is decided alike by two offices whose letters have numbers of their own, also once it was asked for", async () => {
    const digests = async () => {
      const { run } = await opened();
      return [(await run("2026-06-11")).planDigest, (await run("2026-06-12")).planDigest];
    };
    expect(await digests()).toEqual(await digests());
  }, 60_000);

  it("that people typed into 任务 themselves is proposed by no draft, and received it stands no longer", async () => {
    const own: TemplateRow = {
      ...{ code: "R-009", source: "书面报告", sourceName: "2026年5月未完成计划", sourceDate: on("2026-06-11") },
      ...{
        content: "书面报告",
        project: "P-001",
        leadUnit: "甲县",
        due: on("2026-06-17"),
        feedbackOn: on("2026-06-11"),
      },
    };
    const { run, clerk } = await opened(rowsOf(null, { tasks: [TASK, own] }));
    expect((await run("2026-06-11")).drafts).toEqual([]);
    expect(await clerk()).toEqual([]);
  }, 60_000);

  it("is named to the leader in charge in one line of the week", async () => {
    const { dir, run } = await opened();
    await run("2026-06-11");
    await run("2026-06-15", "weekly");
    const [leader] = (await letters(dir, "zhou@jia.example")).filter(({ text }) => text!.includes("应交书面报告"));
    expect(leader!.text).toContain("■ 应交书面报告（1 份）\n· P-001 P-001工程 5月书面报告，6月17日（周三）前");
    await run("2026-06-22", "weekly");
    expect((await letters(dir, "zhou@jia.example")).filter(({ text }) => text!.includes("应交书面报告"))).toHaveLength(
      1,
    );
  }, 120_000);

  it("no case says why, in explain", async () => {
    const { dir } = await opened();
    const told = async (code: string) => (await duban(["explain", code], office(dir, "2026-06-11T08:00"))).out;
    expect(await told("P-001")).toContain("书面报告（5月）：须提交，5月完成投资为当月计划的 50.0%，不足 90%。");
    expect(await told("P-002")).toContain("书面报告（5月）：不须提交，当月目标未超出容差。");
  }, 60_000);
});
