import { describe, expect, it } from "vitest";
import { duban, folder, office } from "../fakes/cli.ts";
import { writeRegistry } from "../fakes/registry-file.ts";
import { smallOffice } from "../fakes/small-office.ts";

type Standing = { job: string; due: boolean; missed: string[]; next: string };

async function opened() {
  const settings = office(folder(), "2026-04-14T08:00");
  await writeRegistry(settings.DUBAN_REGISTRY, smallOffice());
  const at = (now: string) => ({ ...settings, DUBAN_NOW: now });
  return { settings, at };
}

const standings = async (settings: Record<string, string>): Promise<Record<string, Standing>> =>
  Object.fromEntries(
    ((await duban(["jobs", "--json"], settings)).json() as unknown as Standing[]).map((one) => [one.job, one]),
  );

describe("duban jobs", () => {
  it("misses nothing before the first run", async () => {
    const { settings } = await opened();
    const { daily, monthly } = await standings(settings);
    expect([daily!.missed, monthly!.missed]).toEqual([[], []]);
    expect([daily!.due, monthly!.due]).toEqual([true, true]);
  });

  it("names every day, week and month nobody ran since, and how a month is made good", async () => {
    const { settings, at } = await opened();
    await duban(["run", "due"], settings);
    await duban(["run", "daily"], at("2026-06-18T08:00"));
    const { daily, weekly, monthly } = await standings(at("2026-06-22T07:00"));
    expect(daily!.missed).toEqual(["daily@2026-06-19", "daily@2026-06-20", "daily@2026-06-21"]);
    expect(weekly!.missed.slice(-2)).toEqual(["weekly@2026-06-08", "weekly@2026-06-15"]);
    expect(monthly!.missed).toEqual(["monthly@2026-04", "monthly@2026-05"]);
    const { out } = await duban(["jobs"], at("2026-06-22T07:00"));
    expect(out).toContain("漏 1 次（5月10日（周日）），补做请运行 duban run monthly --period 2026-04；");
    expect(out).toContain("6月11日（周四）应做而未做，请运行 duban run due；");
    expect(out).toContain("，由下一次运行一并补上；");
  });

  it("counts every day of a long silence", async () => {
    const { settings, at } = await opened();
    await duban(["run", "daily"], settings);
    const { out } = await duban(["jobs"], at("2026-09-24T07:00"));
    expect(out).toContain("漏 162 次（…、9月19日（周六）、9月20日（周日）、9月21日（周一）");
  });
});
