import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { duban, folder, office } from "../fakes/cli.ts";
import { writeRegistry } from "../fakes/registry-file.ts";
import { project, report, smallOffice } from "../fakes/small-office.ts";
import { docxParagraphs } from "./circular-office.ts";

const NOW = "2026-06-12T08:00";
const STARTED = { annualClass: "新开工", plannedStart: { date: "2026-01-10" }, actualStart: { date: "2026-01-10" } };

/** Counties with one project each, all reported alike. */
const countiesOf = (names: readonly string[]) => ({
  ...smallOffice(),
  projects: names.map((name, at) => project(`P-${at + 1}`, name, { ...STARTED, county: name, name: `${name}工程` })),
  milestones: [],
  monthlyReports: names.flatMap((_, at) =>
    ["01", "02", "03", "04", "05"].map((m, i) =>
      report(`P-${at + 1}`, `2026-${m}`, 1000 * (i + 1), `2026-0${Number(m) + 1}-03`),
    ),
  ),
  units: [
    ...names.map((name) => ({ name, group: "县区", ranked: "是" })),
    { name: "重点办", group: "其他", ranked: "否" },
  ],
});

async function circularOf(names: readonly string[]) {
  const dir = folder();
  const settings = office(dir, NOW);
  await writeRegistry(settings.DUBAN_REGISTRY, countiesOf(names));
  await duban(["run", "monthly"], settings);
  await duban(["confirm", "M-2026-05", "--by", "孙管"], settings);
  const out = join(dir, "通报.docx");
  const ran = await duban(["circular", "--period", "2026-05", "--out", out], settings);
  expect(ran.code, ran.err).toBe(0);
  return { ran, paper: docxParagraphs(readFileSync(out)) };
}

describe("the circular of a small city", () => {
  it("of one unit names nobody, has its table, and leaves the chapter of the indicators out", async () => {
    const { ran } = await circularOf(["甲县"]);
    const words = ran.out.replace(/^已写出.*$/m, "已写出 通报.docx。");
    await expect(words).toMatchFileSnapshot("../golden/circular/one-unit.txt");
  }, 240_000);

  it("of four units that are all equal names nobody, whatever they are called", async () => {
    const names = ["甲县", "=1+1", "{#章}乙县{标题}", "<w:p>丙&县"];
    const { ran, paper } = await circularOf(names);
    expect(ran.out).not.toMatch(/较高的是|较低的是/);
    expect(ran.out).toContain("没有点名：投资完成率，县区、园区组（有对应项目的单位少于规定家数）。");
    expect(paper.map(decoded)).toEqual(expect.arrayContaining(names));
  }, 240_000);
});

const decoded = (text: string): string => text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
