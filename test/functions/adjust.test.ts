import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { partOf, textLines } from "../adapters/docx/tiny.ts";
import { duban, folder, office, sheetRows } from "../fakes/cli.ts";
import { ADJUSTMENTS, january, listOffice } from "../fakes/list-office.ts";
import { writeRegistry } from "../fakes/registry-file.ts";
import { retype } from "../fakes/retyped.ts";

const golden = (name: string): string => fileURLToPath(new URL(`../golden/list-change/${name}`, import.meta.url));

/** January's list, and in June the rows that were added and what was agreed to: no reports, which no notice needs. */
const june = () => ({ ...listOffice(), monthlyReports: [] });

async function scene() {
  const dir = folder();
  const env = office(dir, "2026-01-05T08:00");
  await writeRegistry(env.DUBAN_REGISTRY, january());
  expect(await duban(["run", "daily"], env)).toMatchObject({ code: 0 });
  await retype(env.DUBAN_REGISTRY, june());
  const then = { ...env, DUBAN_NOW: "2026-06-30T08:00" };
  expect(await duban(["run", "daily"], then)).toMatchObject({ code: 0 });
  return { dir, env: then, file: env.DUBAN_REGISTRY };
}

describe("duban adjust and duban list", () => {
  it("draft the notice of 21 out, 41 in and 9 re-valued, number it when confirmed, refuse it off by one, and list July", async () => {
    const { dir, env, file } = await scene();
    const looked = await duban(["adjust", "--period", "2026Q2"], env);
    expect(looked).toMatchObject({ code: 0, err: "" });
    await expect(looked.out).toMatchFileSnapshot(golden("course.txt"));
    const drafted = await duban(["adjust", "--draft", "--json"], env);
    expect(drafted.json()).toMatchObject({ balanced: true, faults: [], draft: { id: "TZ-2026Q2", state: "new" } });
    expect((await duban(["adjust", "--draft", "--json"], env)).json()).toMatchObject({ draft: { state: "same" } });
    const off = ADJUSTMENTS.map((row) => (row.code === "T-核02" ? { ...row, from: `${Number(row.from) + 1}` } : row));
    await retype(file, { ...june(), adjustments: off });
    expect((await duban(["adjust", "--draft"], env)).err).toContain("先前起草的 TZ-2026Q2 仍待确认");
    await retype(file, june());
    expect(await duban(["confirm", "TZ-2026Q2", "--by", "孙管"], env)).toMatchObject({ code: 0 });
    const paper = join(dir, "通知.docx");
    expect(await duban(["documents", "TZ-2026Q2", "--out", paper], env)).toMatchObject({ code: 0 });
    const lines = textLines(partOf(readFileSync(paper)));
    await expect(`${lines.join("\n")}\n`).toMatchFileSnapshot(golden("notice.txt"));

    const list = join(dir, "清单.xlsx");
    const july = await duban(["list", "--as-of", "2026-07-01", "--since", "2026-06-30", "--out", list, "--json"], env);
    const told = july.json() as { sums: { number: number }; difference: Record<string, readonly unknown[]> };
    expect([told.sums.number, told.difference.entered!.length, told.difference.left!.length]).toEqual([168, 41, 21]);
    expect((await sheetRows(list, "清单")).length).toBe(168 + 2);
    const backwards = await duban(["list", "--as-of", "2026-06-01", "--since", "2026-06-30"], env);
    expect([backwards.code, backwards.err]).toEqual([2, "--since 2026-06-30 晚于截至日 2026-06-01。\n"]);

    await retype(file, { ...june(), adjustments: off });
    const refused = await duban(["adjust", "--out", join(dir, "不平.docx")], env);
    expect([refused.code, refused.err]).toEqual([1, "前后不平衡，没有起草通知：请先更正上列各处。\n"]);
    expect(refused.out).toContain("- T-核02 变更总投资（P-011）的原值（「调整」G65）：总投资写为");
    expect(refused.out).toContain("差 1 万元。");
    expect((await duban(["adjust", "--period", "2026Q3"], env)).err).toContain("2026Q3 还没有开始");
  }, 120_000);
});
