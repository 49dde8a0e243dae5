import { describe, expect, it } from "vitest";
import { duban, folder, office } from "../fakes/cli.ts";
import { writeRegistry } from "../fakes/registry-file.ts";
import { report, smallOffice } from "../fakes/small-office.ts";

/** May is due on 06-05, locked on 06-10; P-002 of 市水务局 has not reported it. */
async function opened() {
  const dir = folder();
  const at = (now: string) => office(dir, now);
  await writeRegistry(at("").DUBAN_REGISTRY, smallOffice());
  return at;
}

/** What 报送 of a unit's May says. */
async function reporting(settings: Record<string, string>, unit: string, ...more: string[]): Promise<string> {
  const found = await duban(["explain", unit, "--period", "2026-05", ...more], settings);
  expect(found.err).toBe("");
  const lines = found.out.split("\n");
  const from = lines.findIndex((line) => line.includes("【报送】"));
  return lines
    .slice(
      from,
      lines.findIndex((line) => line.includes("【督导】")),
    )
    .join("\n");
}

const lateReport = () => {
  const rows = smallOffice();
  return { ...rows, monthlyReports: [...rows.monthlyReports!, report("P-002", "2026-05", 5000, "2026-06-19")] };
};

describe("a month nobody read between the reports' due day and the lock", () => {
  it("is judged on the first reading after the lock: a report missing then is missing, before and after", async () => {
    const at = await opened();
    expect((await duban(["run", "daily"], at("2026-05-13T08:00"))).code).toBe(0);
    const live = await duban(["run", "monthly", "--json"], at("2026-06-11T09:00"));
    expect(live.json()).toMatchObject({ drafts: [{ id: "M-2026-05", state: "draft" }] });
    const said = await reporting(at("2026-06-11T10:00"), "市水务局");
    expect(said).toContain("0 ÷ 1 = 0.0%");
    expect(said).toMatch(/P-002\/2026-05：未报/);
    await writeRegistry(at("").DUBAN_REGISTRY, lateReport());
    await duban(["adopt"], at("2026-06-20T07:00"));
    expect((await duban(["run", "daily"], at("2026-06-22T08:00"))).code).toBe(0);
    expect(await reporting(at("2026-06-22T09:00"), "市水务局")).toBe(said);
    expect(await reporting(at("2026-06-22T09:00"), "市水务局", "--known-at", "2026-06-11T09:30")).toBe(said);
    const again = await duban(["run", "monthly", "--json"], at("2026-06-22T10:00"));
    expect(again.json()).toMatchObject({ drafts: [] });
  });

  it("is judged on a reading of those days where there is one", async () => {
    const at = await opened();
    expect((await duban(["run", "daily"], at("2026-06-08T08:00"))).code).toBe(0);
    await writeRegistry(at("").DUBAN_REGISTRY, lateReport());
    await duban(["adopt"], at("2026-06-20T07:00"));
    expect((await duban(["run", "daily"], at("2026-06-22T08:00"))).code).toBe(0);
    expect(await reporting(at("2026-06-22T09:00"), "市水务局")).toMatch(/P-002\/2026-05：未报/);
    expect(await reporting(at("2026-06-22T09:00"), "市水务局", "--known-at", "2026-06-22T08:30")).toMatch(/逾期/);
  });
});
