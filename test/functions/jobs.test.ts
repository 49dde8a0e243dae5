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

  it("owes a quarter from the day after the lock of its last month, and a year likewise", async () => {
    const { settings, at } = await opened();
    await duban(["run", "due"], settings);
    const before = await standings(at("2026-07-09T08:00"));
    expect([before.quarterly!.due, before.quarterly!.next, before.yearly!.next]).toEqual([
      ...[false, "2026-07-10", "2027-01-09"],
    ]);
    const day = await standings(at("2026-07-10T08:00"));
    expect([day.quarterly!.due, day.yearly!.due]).toEqual([true, false]);
    const ran = await duban(["run", "due", "--json"], at("2026-07-10T08:00"));
    expect(ran.json()).toMatchObject({
      runKey: "daily@2026-07-10+weekly@2026-07-06+monthly@2026-06+quarterly@2026Q2",
      drafts: [{ id: "M-2026-06" }, { id: "Q-2026Q2" }],
      figures: { period: "2026-06", quarter: "2026Q2" },
    });
    const after = await standings(at("2026-07-10T09:00"));
    expect([after.quarterly!.due, after.quarterly!.missed]).toEqual([false, []]);
    expect((await duban(["replay", "quarterly@2026Q2"], at("2026-07-10T09:00"))).code).toBe(0);
  });

  it("owes no quarter or year that was locked before the first run of all: nobody saw its months", async () => {
    const { settings } = await opened();
    const { quarterly, yearly } = await standings(settings);
    expect([quarterly!.due, yearly!.due]).toEqual([false, false]);
    await duban(["run", "due"], settings);
    expect((await standings(settings)).quarterly!.due).toBe(false);
  });

  it("names a quarter that was missed, and the command that makes it good", async () => {
    const { settings, at } = await opened();
    await duban(["run", "daily"], settings);
    await duban(["run", "daily"], at("2026-10-20T08:00"));
    const { quarterly } = await standings(at("2026-10-21T08:00"));
    expect(quarterly!.missed).toEqual(["quarterly@2026Q2", "quarterly@2026Q3"]);
    const { out } = await duban(["jobs"], at("2026-10-21T08:00"));
    expect(out).toContain("补做请运行 duban run quarterly --period 2026Q2");
    await duban(["run", "quarterly", "--period", "2026Q2"], at("2026-10-21T09:00"));
    expect((await standings(at("2026-10-21T10:00"))).quarterly!.missed).toEqual(["quarterly@2026Q3"]);
  });

  it("counts every day of a long silence", async () => {
    const { settings, at } = await opened();
    await duban(["run", "daily"], settings);
    const { out } = await duban(["jobs"], at("2026-09-24T07:00"));
    expect(out).toContain("漏 162 次（…、9月19日（周六）、9月20日（周日）、9月21日（周一）");
  });
});
