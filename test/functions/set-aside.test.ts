import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import PostalMime from "postal-mime";
import { describe, expect, it } from "vitest";
import { duban, folder, office, sheetRows } from "../fakes/cli.ts";
import { writeRegistry } from "../fakes/registry-file.ts";
import { milestone, report, smallOffice } from "../fakes/small-office.ts";

async function lettersOf(dir: string): Promise<string> {
  const names = readdirSync(join(dir, "outbox")).filter((name) => name.endsWith(".eml"));
  const mails = await Promise.all(names.map((name) => PostalMime.parse(readFileSync(join(dir, "outbox", name)))));
  return mails
    .filter((mail) => mail.to?.[0]?.address === "li@jia.example")
    .map((mail) => mail.text ?? "")
    .join("\n");
}

/** P-002 has typed its May report twice, its milestone 20 twice, and waits with 30 for that. */
const doubled = () => {
  const rows = smallOffice();
  const late = { predecessors: "20", duration: 3 };
  return {
    ...rows,
    monthlyReports: [...rows.monthlyReports!, ...[1, 2].map(() => report("P-002", "2026-05", 5000, "2026-06-03"))],
    milestones: [
      ...rows.milestones!.slice(0, 2),
      ...[1, 2].map(() => milestone("P-002", 20, "2026-05-20")),
      milestone("P-002", 30, "2026-05-25", late),
    ],
  };
};

describe("rows that were set aside", () => {
  it("cost nobody a point and are asked for as what they are, not as missing", async () => {
    const dir = folder();
    const settings = office(dir, "2026-06-12T08:00");
    await writeRegistry(settings.DUBAN_REGISTRY, doubled());
    expect((await duban(["run", "daily"], settings)).code).toBe(0);
    const letter = await lettersOf(dir);
    expect(letter).toContain("P-002/2026-05");
    expect(letter).not.toContain("月报未报");
    expect(letter).not.toContain("尚未收到");
    const reports = await sheetRows(settings.DUBAN_REGISTRY, "系统-月报");
    expect(JSON.stringify(reports)).toContain("P-002/2026-05：第 11、12 行重复，均未计入，请保留一行。");
    const found = await duban(["explain", "市水务局", "--period", "2026-05"], settings);
    expect(found.out).toContain("P-002/2026-05：未计入（有关的行重复或无法读取，无法判定）");
    expect(found.out).toContain("P-002/30：未计入（有关的行重复或无法读取，无法判定）");
    expect(found.out).not.toMatch(/未报|没有节点/);
    const step = await duban(["explain", "P-002/30"], settings);
    expect(step.out).toContain("前置节点 P-002/20 的行重复或无法读取，延误是否属本单位无法判定。");
  });
});
