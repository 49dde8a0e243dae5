import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { duban, folder, office } from "../fakes/cli.ts";
import { writeRegistry } from "../fakes/registry-file.ts";
import { smallOffice } from "../fakes/small-office.ts";

async function opened() {
  const settings = office(folder(), "2026-06-12T08:00");
  await writeRegistry(settings.DUBAN_REGISTRY, smallOffice());
  return settings;
}

describe("a month that cannot be judged", () => {
  it.each([
    ["is running", "2026-06", "不能评2026年6月：到截至日期它还没有结束。最近可评的是2026年5月。"],
    ["lies ahead", "2026-12", "不能评2026年12月：到截至日期它还没有结束。"],
    ["lies in a year to come", "2027-01", "最近可评的是2026年5月。"],
    ["is of another year than the list", "2025-12", "不能评2025年12月：「规则」中的计划年度是 2026"],
  ])("for it %s: exit 2, nothing written, drafted or explained", async (_name, period, words) => {
    const settings = await opened();
    const before = readFileSync(settings.DUBAN_REGISTRY);
    for (const args of [
      ["run", "monthly"],
      ["run", "monthly", "--dry-run"],
      ["explain", "甲县"],
    ]) {
      const ran = await duban([...args, "--period", period], settings);
      expect(ran.code, args.join(" ")).toBe(2);
      expect(ran.err).toContain(words);
      expect(ran.out).toBe("");
    }
    expect(readFileSync(settings.DUBAN_REGISTRY).equals(before)).toBe(true);
    const drafts = await duban(["drafts", "--json"], settings);
    expect(drafts.out).not.toContain("M-");
  });

  it("is one that is over on the day judged: an earlier day cannot look ahead", async () => {
    const settings = await opened();
    const early = await duban(
      ["run", "monthly", "--dry-run", "--as-of", "2026-05-31", "--period", "2026-05"],
      settings,
    );
    expect([early.code, early.out]).toEqual([2, ""]);
    expect(early.err).toContain("最近可评的是2026年4月。");
    const asked = await duban(["explain", "P-001", "--as-of", "2026-05-31", "--period", "2026-05"], settings);
    expect([asked.code, asked.out]).toEqual([2, ""]);
    const over = await duban(["run", "monthly", "--dry-run", "--as-of", "2026-06-01", "--period", "2026-05"], settings);
    expect(over.code).toBe(0);
  });
});
