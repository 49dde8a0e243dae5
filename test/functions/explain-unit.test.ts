import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import PizZip from "pizzip";
import { describe, expect, it } from "vitest";
import { duban, folder, office } from "../fakes/cli.ts";
import { writeRegistry } from "../fakes/registry-file.ts";
import { project, smallOffice } from "../fakes/small-office.ts";

/** May is locked on 06-10. */
const NOW = "2026-06-11T08:00";

async function opened() {
  const dir = folder();
  const settings = office(dir, NOW);
  const started = { annualClass: "新开工", plannedStart: { date: "2026-01-10" }, actualStart: { date: "2026-01-10" } };
  await writeRegistry(settings.DUBAN_REGISTRY, {
    ...smallOffice(),
    projects: [project("P-001", "甲县", started), project("P-002", "市水务局", started)],
  });
  const run = (...args: readonly string[]) => duban(args, settings);
  return { dir, run, paper: join(dir, "说明.docx") };
}

/** The words of a paper, a line for each paragraph. */
function wordsOf(file: string): string {
  const xml = new PizZip(readFileSync(file)).file("word/document.xml")!.asText();
  return xml.replace(/<\/w:p>/g, "\n").replace(/<[^>]*>/g, "");
}

describe("duban explain UNIT", () => {
  it("gives the points of each indicator to machines, and says that nothing is published yet", async () => {
    const { run } = await opened();
    await run("run", "monthly");
    const explained = await run("explain", "甲县", "--period", "2026-05", "--json");
    const { score, sentences } = explained.json() as {
      score: { total: number; rank: number; items: { name: string; points: number | null }[] };
      sentences: string[];
    };
    expect(score.rank).toBe(1);
    expect(score.items.find(({ name }) => name === "投资完成率")).toEqual({
      name: "投资完成率",
      points: expect.any(Number),
    });
    expect(sentences.at(-1)).toBe("本期结果尚未发布，以上为现有数据的计算。");
  }, 60_000);

  it("says of each milestone what its own cells do not show: exempt days, the agreed day, whose lateness it is", async () => {
    const dir = folder();
    const settings = office(dir, NOW);
    const day = (date: string) => ({ date });
    const step = (seq: number, planned: string, actual: string | null, more = {}) => ({
      ...{ project: "P-001", seq, name: `工序${seq}`, planned: day(planned) },
      ...(actual === null ? {} : { actual: day(actual) }),
      ...more,
    });
    const exempt = { project: "P-001", seq: 10, from: day("2026-05-01"), to: day("2026-05-20"), cause: "不可抗力" };
    const change = {
      type: "变更节点",
      project: "P-001",
      seq: 20,
      to: "2026-05-25",
      applicant: "甲县",
      reason: "用地",
    };
    const agreed = { appliedOn: day("2026-04-20"), decision: "同意", decidedOn: day("2026-04-25") };
    await writeRegistry(settings.DUBAN_REGISTRY, {
      ...smallOffice(),
      projects: [project("P-001", "甲县"), project("P-002", "市水务局")],
      milestones: [
        step(10, "2026-05-05", "2026-05-22"),
        step(20, "2026-05-05", "2026-05-22"),
        step(30, "2026-05-06", "2026-05-26", { responsibleUnit: "市水务局" }),
        step(40, "2026-05-10", "2026-05-27", { predecessors: "30", duration: 2 }),
        step(50, "2026-05-10", "2026-05-10"),
      ],
      exemptions: [{ code: "H-1", ...exempt, approvedBy: "孙管", document: "市府办〔2026〕3号" }],
      adjustments: [{ code: "T-1", ...change, ...agreed }],
    });
    const run = (...args: readonly string[]) => duban(args, settings);
    await run("run", "monthly");
    const { out } = await run("explain", "甲县", "--period", "2026-05");
    expect(out).toMatch(/P-001\/10：已扣除豁免 20 天，已完成〔/);
    expect(out).toMatch(/P-001\/20：按已同意的调整 T-1，计划5月25日判定，已完成〔/);
    expect(out).toMatch(/P-001\/40：源头节点 P-001\/30（市水务局），晚于计划完成，延误不在本单位，计为按期〔/);
    expect(out).toMatch(/P-001\/50：已完成〔/);
  }, 60_000);

  it("--docx writes the calculation on paper: a draft without a place until it is published, then with the place published", async () => {
    const { run, paper, dir } = await opened();
    await run("run", "monthly");
    expect((await run("explain", "甲县", "--period", "2026-05", "--docx", paper)).code).toBe(0);
    const draft = wordsOf(paper);
    expect(draft).toContain("甲县2026年5月计分说明");
    expect(draft).toContain("本期结果尚未发布");
    expect(draft).toMatch(/〔「月报」[A-Z]+\d+、/);
    expect(draft).toMatch(/总分 = [\d.+ −]+ = [\d.]+ 分/);
    expect(draft).not.toMatch(/第 ?\d+ ?名/);
    const again = await run("explain", "甲县", "--period", "2026-05", "--docx", paper);
    expect([again.code, again.err]).toEqual([2, `${paper} 已经存在，不会覆盖。\n`]);
    await run("confirm", "M-2026-05", "--by", "孙管");
    const final = join(dir, "发布后.docx");
    await run("explain", "甲县", "--period", "2026-05", "--docx", final);
    expect(wordsOf(final)).toMatch(/第1名/);
    expect(wordsOf(final)).toContain("本期结果已发布（M-2026-05）");
  }, 90_000);

  it("explains a quarter by its months, and refuses what is no period, no unit's paper, or over yet", async () => {
    const { run, paper } = await opened();
    await run("run", "monthly");
    const quarter = await run("explain", "甲县", "--period", "2026q1");
    expect(quarter.out).toContain("甲县 2026年第一季度评分");
    expect(quarter.out).toMatch(/总分 = \(?[\d.]+/);
    for (const [args, words] of [
      [["explain", "甲县", "--period", "2026-13"], "不是期间"],
      [["explain", "甲县", "--period", "2026Q3"], "还没有结束"],
      [["explain", "P-001", "--docx", paper], "--docx 只用于单位"],
      [["explain", "甲县", "--docx", "说明.txt"], "不是 .docx 文件名"],
      [["explain", "丙县", "--period", "2026-05"], "没有 “丙县”"],
    ] as const) {
      const refused = await run(...args);
      expect([refused.code, refused.err]).toEqual([2, expect.stringContaining(words)]);
    }
    expect(existsSync(paper)).toBe(false);
  }, 90_000);
});
