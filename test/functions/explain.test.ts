import { describe, expect, it } from "vitest";
import { duban, folder, office } from "../fakes/cli.ts";
import { writeRegistry } from "../fakes/registry-file.ts";
import { report, smallOffice } from "../fakes/small-office.ts";

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
