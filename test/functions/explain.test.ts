import { describe, expect, it } from "vitest";
import { duban, folder, office } from "../fakes/cli.ts";
import { writeRegistry } from "../fakes/registry-file.ts";
import { milestone, project, report, smallOffice } from "../fakes/small-office.ts";

/** May is due on 06-05, locked on 06-10; P-002's report of May came after that. */
async function reportedTooLate() {
  const settings = office(folder(), "2026-06-09T08:00");
  const at = (now: string) => ({ ...settings, DUBAN_NOW: now });
  await writeRegistry(settings.DUBAN_REGISTRY, smallOffice());
  await duban(["run", "daily"], settings);
  await duban(["run", "monthly"], at("2026-06-12T08:00"));
  const rows = smallOffice();
  const late = [report("P-002", "2026-05", 4900, "2026-06-11"), ...rows.monthlyReports!];
  await writeRegistry(settings.DUBAN_REGISTRY, { ...rows, monthlyReports: late });
  return at("2026-06-16T08:00");
}

describe("duban explain", () => {
  it("tells a unit's points from what the ranking was drafted from, not from what was typed after the lock", async () => {
    const settings = await reportedTooLate();
    const [draft] = (await duban(["drafts", "--json"], settings)).json() as unknown as {
      body: { rows: { unit: string; total: number }[] };
    }[];
    const drafted = draft!.body.rows.find(({ unit }) => unit === "市水务局")!.total / 100;
    const explained = await duban(["explain", "市水务局", "--period", "2026-05"], settings);
    expect(explained.out).toContain(`月度评分 ${drafted.toFixed(2)} 分`);
    const later = await duban(
      ["explain", "市水务局", "--period", "2026-05", "--known-at", "2026-06-16T09:00"],
      settings,
    );
    expect(later.out).not.toContain(`月度评分 ${drafted.toFixed(2)} 分`);
  });

  it("a row set aside: where it stands, why, and what mends it; only a key that stands nowhere is unknown", async () => {
    const settings = office(folder(), "2026-06-12T08:00");
    const rows = smallOffice();
    await writeRegistry(settings.DUBAN_REGISTRY, {
      ...rows,
      projects: [...rows.projects!, project("P-003", "甲县", { county: "乙縣" })],
      milestones: [...rows.milestones!, milestone("P-003", 10, "2026-05-20"), milestone("P-002", 10, "2026-09-01")],
    });
    const asked = (key: string) => duban(["explain", key], settings);
    const aside = await asked("P-003");
    expect(aside.code).toBe(0);
    expect(aside.out).toContain("在「项目」第 4 行，因下列数据问题未计入，没有结论。");
    expect(aside.out).toMatch(/「项目」[A-Z]4 属地：“乙縣” 不在「单位」表.*本行未计入。/);
    expect(aside.out).toMatch(/依据的单元格：\n.*项目编号：P-003\n.*属地：乙縣\n$/);
    expect((await asked("P-003/10")).out).toMatch(
      /在「节点」第 5 行，因所属项目 P-003 的行有下列数据问题未计入.*\n.*乙縣/,
    );
    expect((await asked("P-002/10")).out).toContain("“P-002/10” 出现 2 次，都未计入。请只保留一行。");
    expect((await asked("P-404")).code).toBe(2);
    expect((await duban(["explain", "P-003", "--json"], settings)).json()).toMatchObject({ setAside: true });
  });

  it("quotes the cells of the day it speaks of", async () => {
    const settings = await reportedTooLate();
    const cellsAt = async (...more: string[]): Promise<readonly string[]> => {
      const ran = await duban(["explain", "P-002", "--json", ...more], settings);
      const { cells } = ran.json() as { cells: { sheet: string; header: string; value: string }[] };
      return cells.filter(({ sheet }) => sheet === "月报").map(({ header, value }) => `${header} ${value}`);
    };
    expect(await cellsAt()).toContain("年初累计 4900");
    const then = await cellsAt("--as-of", "2026-06-10", "--known-at", "2026-06-10");
    expect(then).toContain("年初累计 4000");
    expect(then).not.toContain("年初累计 4900");
  });

  it("makes nothing up for a moment before the first reading: exit 2", async () => {
    const settings = await reportedTooLate();
    for (const command of [
      ["explain", "P-002"],
      ["run", "daily", "--dry-run"],
    ]) {
      const ran = await duban([...command, "--known-at", "2026-06-08"], settings);
      expect([ran.code, ran.out]).toEqual([2, ""]);
      expect(ran.err).toContain("第一次读台账是 2026-06-09");
    }
  });
});
