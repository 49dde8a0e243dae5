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
