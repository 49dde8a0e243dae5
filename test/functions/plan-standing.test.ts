import { describe, expect, it } from "vitest";
import type { TemplateRow } from "../../sheets-templates/registry-sheets.ts";
import { duban, folder, office, type Ran } from "../fakes/cli.ts";
import { planOffice, SHORT_OF_TIME } from "../fakes/plan-office.ts";
import { writeRegistry } from "../fakes/registry-file.ts";
import { project } from "../fakes/small-office.ts";

async function opened(now = "2026-06-12T08:00", rows = planOffice()) {
  const settings = office(folder(), now);
  await writeRegistry(settings.DUBAN_REGISTRY, rows);
  return settings;
}

const sectionOf = (out: string, title: string): readonly string[] =>
  (out.split(`\n\n${title}\n`)[1] ?? "")
    .split("\n\n")[0]!
    .split("\n")
    .map((line) => line.slice(2));

const said = new Map<string, Ran>();

/** What is said of a project of the office as it is; asked once. */
async function told(code: string): Promise<Ran> {
  const ran = said.get(code) ?? (await duban(["plan", code], await opened()));
  said.set(code, ran);
  return ran;
}

describe("duban plan", () => {
  it("says whether the finish can be met, what it waits for, and whose lateness stands behind", async () => {
    const ran = await told("P-101");
    expect([ran.code, ran.err]).toEqual([0, ""]);
    expect(ran.out.split("\n").slice(0, 4)).toEqual([
      "P-101 P-101工程 截至2026年6月12日（周五）",
      "80「竣工验收」计划竣工12月20日不能实现，缺 30 个工作日：照现在的进展最早2027年2月1日完成（暂定）。",
      "关键线路：20「环评」 → 30「初步设计」 → 40「施工许可」 → 50「开工」 → 60「基础」 → 70「设备安装」 → 80「竣工验收」。",
      "现在等的是20「环评」（市水务局），它自己逾期 21 天。",
    ]);
  });

  it("lists every step in line, done ones and critical ones in words", async () => {
    const table = sectionOf((await told("P-101")).out, "节点");
    expect(table).toHaveLength(SHORT_OF_TIME.length + 1);
    expect(table.slice(0, 3)).toEqual([
      "序号  节点      责任单位  前置  工期  计划完成    实际完成    最早完成    最迟开始    最迟完成    总时差  自由时差  关键",
      "  10  可研      甲县      —       20  2026-03-20  2026-03-18  —           —           —                —         —  已完成",
      "  20  环评      市水务局  10      44  2026-05-12  —           2026-06-12  2026-02-27  2026-04-29     -30         0  关键",
    ]);
  });

  it("names the last moment of what has passed and of the next few steps", async () => {
    const next = sectionOf((await told("P-101")).out, "下一步");
    expect(next[1]).toBe(
      "2. 30「初步设计」（甲县）计划6月10日完成；应在 29 个工作日前开始（最迟4月30日），缺 30 个工作日。",
    );
    expect(next[3]).toBe(
      "4. 50「开工」（甲县）计划6月26日完成；最迟6月22日完成，而最早8月3日才能完成，缺 30 个工作日。",
    );
    const spare = sectionOf((await told("P-102")).out, "下一步");
    expect(spare).toEqual([
      "1. 10「基础」（市水务局）计划7月10日完成；最迟11月20日完成，还有 110 个工作日。",
      "2. 20「竣工验收」（市水务局）计划12月20日完成；最迟11月23日开始，还有 111 个工作日。",
    ]);
  });

  it("gives three ways to recover and both together, with what each wins and what it rests on", async () => {
    const ways = sectionOf((await told("P-101")).out, "补救办法");
    expect(ways.slice(0, 9)).toEqual([
      "一、并行：赢得 22 个工作日，最早12月30日完成，还缺 8 个工作日。",
      "  1. 70「设备安装」不等60「基础」完成，其开始 23 个工作日后即开始（前置写作 60SS+23d），赢得 22 个工作日（到12月30日）。",
      "二、压缩：赢得 21 个工作日，最早12月31日完成，还缺 9 个工作日。",
      "  1. 80「竣工验收」工期由 20 压缩到 7 个工作日（规则：法定最短 竣工验收，2013-12-02 起），赢得 13 个工作日（到2027年1月13日）。",
      "  2. 40「施工许可」工期由 15 压缩到 7 个工作日（规则：法定时限 施工许可，2019-04-23 起），赢得 8 个工作日（到12月31日）。",
      "一、二并用：赢得 35 个工作日，最早12月11日完成，够了。",
      "  1. 70「设备安装」不等60「基础」完成，其开始 23 个工作日后即开始（前置写作 60SS+23d），赢得 22 个工作日（到12月30日）。",
      "  2. 80「竣工验收」工期由 20 压缩到 7 个工作日（规则：法定最短 竣工验收，2013-12-02 起），赢得 13 个工作日（到12月11日）。",
      "三、顺延：80「竣工验收」计划竣工由12月20日改到2027年2月1日，晚 30 个工作日（43 天）；跨入 2027 年，当年目标不能实现。须有已同意的「调整」（变更计划竣工），未经同意仍按原日期判定。",
    ]);
  });

  it("of a step under way it says by which day it then ends: so much more must be typed to see it come true", async () => {
    const steps = (duration: number, planned: string) =>
      planOffice([
        [10, "施工许可", "", duration, planned],
        [20, "基础", "10", 120, "2026-11-30"],
        [30, "竣工验收", "20", 7, "2026-12-20"],
      ]);
    const ran = await duban(["plan", "P-101"], await opened(undefined, steps(20, "2026-06-26")));
    expect(ran.out).toContain("10「施工许可」工期由 20 压缩到 11 个工作日，6月12日办完（规则：法定时限 施工许可");
    const day = /压缩：赢得 9 个工作日，最早(\S+?)完成/.exec(ran.out)?.[1];
    const typed = await duban(["plan", "P-101"], await opened(undefined, steps(11, "2026-06-12")));
    expect(day).toBeDefined();
    expect(typed.out.split("\n")[1]).toContain(`照现在的进展最早${day}完成`);
  });

  it("a critical chain of two branches shows by arrows only what waits for what", async () => {
    const rows = planOffice([
      [10, "基础", "", 60, "2026-09-04"],
      [20, "主体", "10", 80, "2026-12-20"],
      [30, "道路", "10", 80, "2026-12-20"],
      [40, "竣工验收", "20,30", 7, "2026-12-20"],
    ]);
    const { out } = await duban(["plan", "P-101"], await opened(undefined, rows));
    expect(out).toContain("关键线路：10「基础」 → 20「主体」、30「道路」 → 40「竣工验收」。");
  });

  it("what it proposes does what it says: typed into the sheet, the finish can be met", async () => {
    const steps = SHORT_OF_TIME.map((step): (typeof SHORT_OF_TIME)[number] => {
      const [seq, name, predecessors, duration, ...rest] = step;
      if (seq === 70) return [seq, name, "60SS+23d", duration, ...rest];
      return seq === 80 ? [seq, name, predecessors, 7, ...rest] : step;
    });
    const ran = await duban(["plan", "P-101"], await opened("2026-06-12T08:00", planOffice(steps)));
    expect(ran.out.split("\n")[1]).toBe(
      "80「竣工验收」计划竣工12月20日能够实现，还有 5 个工作日：照现在的进展最早12月11日完成。",
    );
    expect(ran.out).not.toContain("补救办法");
  });

  it("says honestly that a way wins nothing", async () => {
    const steps: typeof SHORT_OF_TIME = [
      [10, "可研", "", 90, "2026-10-20"],
      [20, "初步设计", "10", 90, "2026-12-20"],
    ];
    const ways = sectionOf(
      (await duban(["plan", "P-101"], await opened("2026-06-12T08:00", planOffice(steps)))).out,
      "补救办法",
    );
    expect(ways.slice(0, 2)).toEqual([
      "一、并行：关键线路上没有可以并行而能提前完成的节点，并行不能赢得时间。",
      "二、压缩：关键线路上没有工期长于法定时限的节点，压缩不能赢得时间。",
    ]);
    expect(ways[2]).toContain("三、顺延：");
  });

  it("spreads the work over year, quarter and month, and never money", async () => {
    const parts = sectionOf((await told("P-102")).out, "分年、季、月安排");
    expect(parts).toEqual([
      "由计划竣工（投产）和各节点计划完成倒排，各节点列在最迟的时候；投资由单位自行安排。",
      "2026年：开始 20「竣工验收」；完成 10「基础」、20「竣工验收」。",
      "  第二季度：在办的节点继续。",
      "    6月：在办 10「基础」。",
      "  第三季度：完成 10「基础」。",
      "    7月：完成 10「基础」。",
      "  第四季度：开始 20「竣工验收」；完成 20「竣工验收」。",
      "    11月：开始 20「竣工验收」。",
      "    12月：完成 20「竣工验收」。",
    ]);
    expect(parts.join("")).not.toMatch(/万元|亿元/);
  });

  it("holds 计划竣工 and 计划投产 each to its own day", async () => {
    const rows = planOffice([
      [10, "设备安装", "", 40, "2026-08-07"],
      [20, "竣工验收", "10", 7, "2026-08-18"],
      [30, "试运行", "20", 20, "2026-09-15"],
      [40, "投产", "30", 0, "2026-10-30"],
    ]);
    const projects = rows.projects!.map((row) =>
      row.code === "P-101"
        ? { ...row, plannedFinish: { date: "2026-08-10" }, plannedOperation: { date: "2026-10-30" } }
        : row,
    );
    const ran = await duban(["plan", "P-101"], await opened("2026-06-12T08:00", { ...rows, projects }));
    expect(ran.out.split("\n").slice(1, 3)).toEqual([
      "20「竣工验收」计划竣工8月10日不能实现，缺 6 个工作日：照现在的进展最早8月18日完成。",
      "40「投产」计划投产10月30日能够实现，还有 29 个工作日：照现在的进展最早9月15日完成。",
    ]);
    expect(sectionOf(ran.out, "补救办法")[2]).toMatch(
      /^三、顺延：20「竣工验收」计划竣工由8月10日改到8月18日，晚 6 个工作日（8 天）。须有已同意的「调整」（变更计划竣工）/,
    );
  });

  it("a plan with half its durations and links says that it is half, and where to mend it", async () => {
    const rows = planOffice([
      [10, "基础", "", "", "2026-07-10"],
      [20, "设备安装", "10、99", 20, "2026-09-10"],
      [30, "绿化", "", 20, "2026-09-10"],
      [40, "竣工验收", "20", 7, "2026-12-18"],
    ]);
    const { code, out } = await duban(["plan", "P-101"], await opened("2026-06-12T08:00", rows));
    expect(code).toBe(0);
    expect(out).toContain("有 3 个未完节点没有可用的工期或前置节点（见说明），推算不全，实际余地可能更小。");
    const notes = sectionOf(out, "说明").join("\n");
    expect(notes).toContain("没有填工期，按 0 个工作日推算：10「基础」。请补填（「节点」G5）。");
    expect(notes).toContain("前置节点不在本项目，没有计入：20「设备安装」。请更正（「节点」F6）。");
    expect(notes).toContain("没有前置也没有后续：30「绿化」。请补填前置节点（「节点」F7）。");
  });

  it("without a day to be held to, says when all can be done and asks for one", async () => {
    const rows = planOffice([
      [10, "基础", "", 20, ""],
      [20, "主体", "10", 20, ""],
    ]);
    const bare = (row: TemplateRow): TemplateRow =>
      Object.fromEntries(Object.entries(row).filter(([field]) => field !== "planned" && field !== "plannedFinish"));
    const { out } = await duban(
      ["plan", "P-101"],
      await opened("2026-06-12T08:00", {
        ...rows,
        projects: rows.projects!.map((row) => (row.code === "P-101" ? bare(row) : row)),
        milestones: rows.milestones!.map((row) => (row.project === "P-101" ? bare(row) : row)),
      }),
    );
    expect(out.split("\n")[1]).toBe(
      "没有计划竣工、计划投产，终点也没有计划完成，不能倒推最迟日期。照现在的进展，最早8月7日全部完成。请在「项目」表填写计划竣工。",
    );
    expect(sectionOf(out, "分年、季、月安排").slice(0, 3)).toEqual([
      "没有计划竣工（投产）可倒排，各节点按自己的计划完成，没有的按最早的时候；投资由单位自行安排。",
      "2026年：开始 10「基础」、20「主体」；完成 10「基础」、20「主体」。",
      "  第二季度：开始 10「基础」。",
    ]);
    expect(out).not.toContain("下一步");
  });

  it("where every open step is 暂定 it says so in a line, else names them", async () => {
    const far = SHORT_OF_TIME.map(
      ([seq, name, predecessors, , planned, actual, unit]) =>
        [seq, name, predecessors, 300, planned, actual, unit] as const,
    );
    const { out } = await duban(["plan", "P-101"], await opened(undefined, planOffice(far)));
    expect(sectionOf(out, "说明")).toContain("暂定：各未完节点的日期涉及放假安排未公布的年份，公布后重新推算。");
    expect((await told("P-101")).out).toContain("暂定：70「设备安装」、80「竣工验收」的日期涉及放假安排未公布的年份");
  });

  it("a 工期 of decades is a slip of the finger: named with its cell, not reckoned with; a project without milestones has no table", async () => {
    const rows = planOffice([
      [10, "主体", "", 99_999, "2026-09-30"],
      [20, "竣工验收", "10", 7, "2026-12-20"],
    ]);
    const settings = await opened(undefined, { ...rows, projects: [...rows.projects!, project("P-109", "甲县")] });
    const { out } = await duban(["plan", "P-101"], settings);
    expect(out).toMatch(/工期无法识别，按 0 个工作日推算：10「主体」。请更正（「节点」[A-Z]+\d+）。/);
    expect(out.split("\n").length).toBeLessThan(50);
    expect((await duban(["check"], settings)).out).toContain("“99999” 大于 2500");
    expect((await duban(["plan", "P-109"], settings)).out.trim().split("\n")).toHaveLength(2);
  });

  it("text from cells stays text: no line breaks, no turned writing, nothing longer than its column", async () => {
    const evil = `第一行\n第二行\u202e${"很".repeat(80)}`;
    const rows = planOffice([[10, evil, "", 40, "2026-08-07"]]);
    const { out } = await duban(["plan", "P-101"], await opened("2026-06-12T08:00", rows));
    expect(out).not.toMatch(/[\u202a-\u202e]|很{30}/);
    expect(out.split("\n").filter((line) => line.startsWith("第二行"))).toEqual([]);
  });

  it("a ring is named by its cells and stops this project only: exit 1", async () => {
    const settings = await opened();
    const ran = await duban(["plan", "P-103"], settings);
    expect(ran.code).toBe(1);
    expect(ran.out.split("\n")[1]).toBe(
      "前置节点循环：10「基础」 → 20「主体」 → 30「竣工验收」 → 10「基础」（「节点」F15、F16、F17），本项目不作推算，其他项目不受影响。请改正其中一处前置节点。",
    );
    expect((await duban(["plan", "P-101"], settings)).code).toBe(0);
  });

  it("a project set aside is named with its cell: exit 1; an unknown one is refused with the nearest: exit 2", async () => {
    const settings = await opened();
    const aside = await duban(["plan", "P-104"], settings);
    expect([aside.code, aside.out]).toEqual([1, expect.stringMatching(/「项目」F7 属地：“乙縣” 不在「单位」表/)]);
    const unknown = await duban(["plan", "P-1O1"], settings);
    expect([unknown.code, unknown.out, unknown.err]).toEqual([2, "", "没有项目 “P-1O1”：最接近的是 P-101。\n"]);
    expect((await duban(["plan", "P-101工程"], settings)).err).toContain("最接近的是 P-101。");
    expect((await duban(["plan", "P-101", "--period", "2026-05"], settings)).code).toBe(2);
  });

  it("gives the same as values: --json, of another day with --as-of", async () => {
    const settings = await opened();
    const now = (await duban(["plan", "P-101", "--json"], settings)).json();
    expect(now).toMatchObject({
      ...{ version: 1, project: "P-101", asOf: "2026-06-12", state: "scheduled", float: -30 },
      finishes: [{ seq: 80, from: "plannedFinish", day: "2026-12-20", earliest: "2027-02-01", spare: -30 }],
      recovery: {
        missing: 30,
        parallel: { gained: 22 },
        shortened: { gained: 21 },
        combined: { gained: 35, missing: 0 },
      },
      root: { chain: [20, 30, 40, 50, 60, 70, 80], late: { key: "P-101/20", unit: "市水务局", days: 21 } },
    });
    const then = (await duban(["plan", "P-101", "--json", "--as-of", "2026-03-25"], settings)).json();
    expect(then).toMatchObject({ asOf: "2026-03-25", recovery: { missing: 15 } });
  });

  it("a moment before the first reading is not made up, a later one is as it was known then", async () => {
    const settings = await opened();
    await duban(["run", "daily"], settings);
    const changed = SHORT_OF_TIME.map((step): (typeof SHORT_OF_TIME)[number] =>
      step[0] === 20 ? [20, "环评", "10", 44, "2026-05-12", "2026-06-15", "市水务局"] : step,
    );
    await writeRegistry(settings.DUBAN_REGISTRY, planOffice(changed));
    const later = { ...settings, DUBAN_NOW: "2026-06-17T08:00" };
    await duban(["run", "daily"], later);
    const missing = async (...more: string[]) =>
      ((await duban(["plan", "P-101", "--json", ...more], later)).json() as { recovery: { missing: number } }).recovery
        .missing;
    expect(await missing()).toBe(31);
    expect(await missing("--as-of", "2026-06-17", "--known-at", "2026-06-12T12:00")).toBe(33);
    expect((await duban(["plan", "P-101", "--known-at", "2026-06-01"], later)).code).toBe(2);
  });
});
