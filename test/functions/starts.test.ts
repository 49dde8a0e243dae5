import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import mammoth from "mammoth";
import { describe, expect, test } from "vitest";
import { duban, folder, office, sheetRows } from "../fakes/cli.ts";
import { writeRegistry } from "../fakes/registry-file.ts";
import { startsOffice } from "../fakes/starts-office.ts";

const golden = (name: string): string => fileURLToPath(new URL(`../golden/starts/${name}`, import.meta.url));

describe("duban starts", () => {
  test("readies a batch, drafts its notice, and holds the next one against what was confirmed, whatever the sheet says by then", async () => {
    const dir = folder();
    const env = office(dir, "2026-05-20T08:00");
    const rows = startsOffice();
    await writeRegistry(env.DUBAN_REGISTRY, rows);
    const notice = join(dir, "通知.docx");
    const drafted = await duban(["starts", "--draft", "--out", notice], env);
    expect(drafted).toMatchObject({ code: 0, err: "" });
    await expect(drafted.out).toMatchFileSnapshot(golden("admin.txt"));
    const { value } = await mammoth.extractRawText({ buffer: readFileSync(notice) });
    await expect(value.replace(/\n{2,}/g, "\n")).toMatchFileSnapshot(golden("notice.txt"));
    expect(value).not.toMatch(/条件|缺|施工许可/);
    const confirmed = await duban(["confirm", "KG-2026-05", "--by", "孙管"], env);
    expect(confirmed).toMatchObject({ code: 0, err: "" });
    expect(confirmed.out).toContain("开工〔2026〕1号");

    const moved = rows.projects!.map((row) => (row.code === "P-202" ? { ...row, startBatch: "2026-08" } : row));
    await writeRegistry(env.DUBAN_REGISTRY, { ...rows, projects: moved });
    const paper = join(dir, "准备情况.xlsx");
    const august = await duban(["starts", "--json", "--out", paper], { ...env, DUBAN_NOW: "2026-08-20T08:00" });
    expect(august).toMatchObject({ code: 0, err: "" });
    const { batch, before } = august.json() as { batch: string; before: Record<string, unknown> };
    expect(batch).toBe("2026-08");
    expect(before).toMatchObject({
      ...{ batch: "2026-05", day: "2026-05-29", confirmed: true },
      starts: { due: true, cases: 2, good: 0 },
      projects: [{ project: "P-201", start: "not-started" }, { project: "P-202" }],
    });
    const review = (await sheetRows(paper, "上一批核查")).flat().join("|");
    expect(review).toContain("2026年5月集中开工：5月29日举行，2 个项目（据已确认的通知）。");
    expect(review).toContain("P-202");
  });

  test("drafts nothing while there is not exactly one main venue, and names what is to be mended and whoever has started before", async () => {
    const dir = folder();
    const env = office(dir, "2026-05-20T08:00");
    const rows = startsOffice();
    const old = { startBatch: "2026-05", venue: "分会场", actualStart: { date: "2026-05-06" } };
    const projects = rows.projects!.map((row) =>
      row.code === "P-202" ? { ...row, venue: "主会场" } : row.code === "P-203" ? { ...row, ...old } : row,
    );
    await writeRegistry(env.DUBAN_REGISTRY, { ...rows, projects });
    const looked = await duban(["starts", "--period", "2026-05"], env);
    expect(looked.out).toMatch(/已列入而集中开工日前已经开工：P-203 .*：实际开工5月6日，请核对是否移出。/);
    const refused = await duban(["starts", "--period", "2026-05", "--draft"], env);
    expect(refused.code).toBe(2);
    expect(refused.err).toMatch(/没有起草。主会场不止一个.*P-201.*P-202/);
    expect((await duban(["starts", "--period", "2026-06"], env)).err).toContain("批次在2月、5月、8月、11月");
  });
});
