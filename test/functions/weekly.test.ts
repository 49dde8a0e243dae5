import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import PostalMime from "postal-mime";
import { describe, expect, it } from "vitest";
import { duban, folder, office, sheetRows } from "../fakes/cli.ts";
import { writeRegistry } from "../fakes/registry-file.ts";
import { milestone, project, smallOffice } from "../fakes/small-office.ts";

const on = (date: string) => ({ date });

async function letterTo(dir: string, recipient: string): Promise<string> {
  const files = readdirSync(join(dir, "outbox")).filter((name) => name.endsWith(".eml"));
  const mails = await Promise.all(files.map((name) => PostalMime.parse(readFileSync(join(dir, "outbox", name)))));
  const own = mails.filter(({ to }) => to?.[0]?.address === recipient);
  return own.toSorted((a, b) => (a.date! < b.date! ? -1 : 1)).at(-1)?.text ?? "";
}

const problem = {
  ...{ code: "W-001", project: "P-001", category: "征地拆迁", description: "管线迁改", reportedOn: on("2026-06-08") },
  ...{ assignedOn: on("2026-06-09"), responsibleUnit: "市水务局", arrangedOn: on("2026-06-10") },
};
const task = {
  ...{ code: "R-001", source: "会议", sourceDate: on("2026-06-01"), content: "编制方案", leadUnit: "甲县" },
  ...{ cooperatingUnits: "市水务局", due: on("2026-06-25") },
};

describe("the week's first working day", () => {
  it("tells each unit its own part, the lead and the cooperating unit each once, and what was told the same day in no second line", async () => {
    const dir = folder();
    const settings = office(dir, "2026-06-15T08:00");
    const rows = smallOffice();
    const steps = [milestone("P-001", 30, "2026-06-17"), milestone("P-001", 40, "2026-06-26")];
    const milestones = [...rows.milestones!, ...steps];
    await writeRegistry(settings.DUBAN_REGISTRY, { ...rows, milestones, issues: [problem], tasks: [task] });
    expect((await duban(["run", "due"], settings)).code).toBe(0);
    const county = await letterTo(dir, "wang@jia.example");
    expect(county).toContain(
      "■ 甲县 6月29日前到期的其他事项\n· 任务 R-001 ·「编制方案」应于6月25日（周四）完成\n· P-001/40",
    );
    expect(county).toContain("■ 受其他单位影响的事项\n· 问题 W-001 P-001工程 ·「管线迁改」");
    for (const name of ["P-001/20 P-001工程", "P-001/30 P-001工程", "P-001/40"])
      expect(county.split(name)).toHaveLength(2);
    const bureau = await letterTo(dir, "li@jia.example");
    expect(bureau).toContain("· 任务 R-001 ·「编制方案」应于6月25日（周四）完成，由甲县牵头，贵单位配合");
    expect(bureau.split("W-001")).toHaveLength(2);
    expect(bureau).not.toContain("P-001/40");
  }, 120_000);

  it("a unit with all reports in and nothing due hears nothing, though last week something was done", async () => {
    const dir = folder();
    const settings = office(dir, "2026-06-15T08:00");
    const rows = smallOffice();
    const reports = [
      ...rows.monthlyReports!,
      { ...rows.monthlyReports![8], project: "P-002", month: "2026-05", investedYtd: 5000 },
    ];
    const milestones = rows.milestones!.filter(({ seq }) => seq !== 20);
    await writeRegistry(settings.DUBAN_REGISTRY, { ...rows, milestones, monthlyReports: reports });
    const ran = await duban(["run", "weekly", "--json"], settings);
    const told = (ran.json().messages as { to: string }[]).map(({ to }) => to);
    expect(told.filter((to) => /wang|li/.test(to))).toEqual([]);
  }, 120_000);
});

describe("超亿元", () => {
  it("the same projects and figures in the leader's, the unit's and the admin's letter, in the summary and in the run's figures", async () => {
    const dir = folder();
    const settings = office(dir, "2026-06-15T08:00");
    const rows = smallOffice();
    const projects = [...rows.projects!, project("P-003", "甲县", { annualPlan: 9_999, totalInvestment: 60_000 })];
    await writeRegistry(settings.DUBAN_REGISTRY, { ...rows, projects });
    const ran = await duban(["run", "due", "--json"], settings);
    expect(ran.json().figures).toMatchObject({ projects: 3, large: 2, largeRed: 1, largeYellow: 0 });
    const leader = await letterTo(dir, "zhou@jia.example");
    expect(leader).toContain("您包联的 3 个项目：");
    expect(leader).toMatch(
      /■ 超亿元项目\n· 2 个：红 1、灰 1。\n· 截至5月，年度投资完成 37\.5%[^\n]*\n· 红：P-001 P-001工程。/,
    );
    const county = await letterTo(dir, "wang@jia.example");
    expect(county).toMatch(
      /■ 甲县 超亿元项目（1 个：红 1）\n· 红：P-001 P-001工程，年度计划 1\.2 亿元，截至5月完成 41\.7%，计划进度 41\.7%/,
    );
    expect(await letterTo(dir, "sun@jia.example")).toContain("3 个节点，读 1 次，写 1 次");
    expect(await letterTo(dir, "sun@jia.example")).toMatch(/超亿元项目 2 个，红 1 个。发出/);
    const summary = (await sheetRows(settings.DUBAN_REGISTRY, "系统-汇总")).map((row) => row.slice(0, 3));
    expect(summary).toContainEqual(["超亿元", "≥1亿", 2]);
    expect(summary).toContainEqual(["超亿元项目(类别)", "基础设施", 2]);
  }, 120_000);

  it("a day on which nothing happened has no letter, whatever is 超亿元", async () => {
    const dir = folder();
    const settings = office(dir, "2026-06-15T08:00");
    await writeRegistry(settings.DUBAN_REGISTRY, smallOffice());
    await duban(["run", "due"], settings);
    const next = await duban(["run", "due", "--json"], { ...settings, DUBAN_NOW: "2026-06-16T08:00" });
    const told = (next.json().messages as { to: string }[]).map(({ to }) => to);
    expect(told.filter((to) => to !== "sun@jia.example")).toEqual([]);
  }, 120_000);
});

describe("月督导", () => {
  it("the mean of the month's scores of the unit's projects is what ranks, and explain shows every score", async () => {
    const settings = office(folder(), "2026-06-12T08:00");
    const visit = (code: string, project: string, date: string, score: number) => ({
      ...{ code, project, date: on(date), method: "现场察看", inspectors: "督查组", score },
    });
    const inspections = [
      visit("D-1", "P-001", "2026-05-06", 90),
      visit("D-2", "P-001", "2026-05-20", 81),
      visit("D-3", "P-001", "2026-04-30", 10),
      visit("D-4", "P-002", "2026-05-20", 20),
    ];
    await writeRegistry(settings.DUBAN_REGISTRY, { ...smallOffice(), inspections });
    expect((await duban(["run", "monthly"], settings)).code).toBe(0);
    const [draft] = (await duban(["drafts", "--json"], settings)).json() as unknown as {
      body: { rows: { unit: string; items: { code: string; rate: number }[] }[] };
    }[];
    const rates = draft!.body.rows.map(({ unit, items }) => [
      unit,
      items.find(({ code }) => code === "inspection")!.rate,
    ]);
    expect(rates).toEqual(
      expect.arrayContaining([
        ["甲县", 855],
        ["市水务局", 200],
      ]),
    );
    const { out } = await duban(["explain", "甲县", "--period", "2026-05"], settings);
    expect(out).toMatch(/【督导】权重 5，171 ÷ 200 = 85\.5%/);
    expect(out).toMatch(/D-1[^\n]*评分 90/);
    expect(out).toMatch(/D-2[^\n]*评分 81/);
    expect(out).not.toContain("D-3");
  }, 120_000);
});
