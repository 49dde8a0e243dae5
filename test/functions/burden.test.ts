import { existsSync, readdirSync, readFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import PostalMime from "postal-mime";
import { describe, expect, it } from "vitest";
import { duban, folder, office, sheetRows } from "../fakes/cli.ts";
import { writeRegistry } from "../fakes/registry-file.ts";
import { smallOffice } from "../fakes/small-office.ts";

/** An office that ran on three days of June, one of them a Saturday, and on the first two working days of July. */
async function halfAMonth() {
  const dir = folder();
  const settings = office(dir, "2026-07-02T08:00");
  await writeRegistry(settings.DUBAN_REGISTRY, smallOffice());
  const on = async (day: string) => {
    const ran = await duban(["run", "daily", "--json"], { ...settings, DUBAN_NOW: `${day}T08:00` });
    expect(ran.code).toBe(0);
    return ran.json().figures as Record<string, number>;
  };
  const figures = [];
  for (const day of ["2026-06-12", "2026-06-13", "2026-06-15"]) figures.push(await on(day));
  return { dir, settings, on, figures };
}

async function lettersOf(dir: string, recipient: string) {
  const files = readdirSync(join(dir, "outbox")).filter((name) => name.endsWith(".eml"));
  const mails = await Promise.all(files.map((name) => PostalMime.parse(readFileSync(join(dir, "outbox", name)))));
  const own = mails.filter(({ to }) => to?.[0]?.address === recipient);
  return own.toSorted((a, b) => (a.date! < b.date! ? -1 : 1));
}

describe("duban burden", () => {
  it("tells from the ledger what each department was asked, and proves that nobody got two letters in a day", async () => {
    const { dir, settings, figures } = await halfAMonth();
    const ran = await duban(["burden", "--period", "2026-06", "--json"], settings);
    expect([ran.code, ran.err]).toEqual([0, ""]);
    const burden = ran.json() as {
      total: { mails: number };
      units: { unit: string; mails: number; asks: number; cells: number }[];
    };
    const outbox = (await duban(["outbox", "--json"], settings)).json() as unknown as unknown[];
    expect(burden.total.mails).toBe(outbox.length);
    expect(burden).toMatchObject({ mostPerDay: 1, restDayMails: 0, repeats: 0, notRepeated: figures[2]!.notRepeated });
    expect(figures.map(({ notRepeated }) => notRepeated)[0]).toBe(0);
    expect(figures[2]!.notRepeated).toBeGreaterThan(3);
    expect(burden.units.find(({ unit }) => unit === "市水务局")).toMatchObject({ mails: 1, asks: 3, cells: 3 });
    const text = await duban(["burden", "--period", "2026-06", "--out", join(dir, "减负.xlsx")], settings);
    expect(text.out).toContain("要求：请办、请更正");
    expect((await sheetRows(join(dir, "减负.xlsx"), "减负报告")).at(-1)![0]).toBe("合计");
  }, 120_000);

  it("writes over no file, knows no month to come, and says nothing of one that had no letter", async () => {
    const { dir, settings } = await halfAMonth();
    const before = readFileSync(settings.DUBAN_REGISTRY);
    const refused = await duban(["burden", "--period", "2026-06", "--out", settings.DUBAN_REGISTRY], settings);
    expect([refused.code, refused.err]).toEqual([
      2,
      `${settings.DUBAN_REGISTRY} 已经存在，不会覆盖。请换一个文件名。\n`,
    ]);
    expect(readFileSync(settings.DUBAN_REGISTRY).equals(before)).toBe(true);
    const nowhere = await duban(["burden", "--out", join(dir, "没有", "减负.xlsx")], settings);
    expect([nowhere.code, existsSync(join(dir, "没有"))]).toEqual([2, false]);
    expect((await duban(["burden", "--period", "2026-08"], settings)).err).toBe("2026-08 还没有开始，没有可报的。\n");
    expect((await duban(["burden", "--period", "2026-05"], settings)).out).toContain("2026年5月共发 0 封信");
  }, 120_000);
});

it("what counts as told after adopting is no letter", async () => {
  const { settings } = await halfAMonth();
  await rm(`${settings.DUBAN_REGISTRY}.duban.sqlite`);
  expect((await duban(["adopt"], settings)).code).toBe(0);
  const ran = await duban(["run", "daily", "--json"], { ...settings, DUBAN_NOW: "2026-06-16T08:00" });
  const { sent } = ran.json().figures as { sent: number };
  const burden = (await duban(["burden", "--period", "2026-06", "--json"], settings)).json() as {
    total: { mails: number };
  };
  expect([sent, burden.total.mails]).toEqual([1, 1]);
}, 120_000);

describe("the admins' letter", () => {
  it("has last month's report with the first daily run after it, once, and nobody else's has it", async () => {
    const { dir, on } = await halfAMonth();
    expect((await lettersOf(dir, "sun@jia.example")).some(({ text }) => text!.includes("减负报告"))).toBe(false);
    await on("2026-07-01");
    await on("2026-07-02");
    const all = await lettersOf(dir, "sun@jia.example");
    const told = all.filter(({ text }) => text!.includes("■ 减负报告（明细见附件）\n· 2026年6月共发"));
    expect(told).toHaveLength(1);
    expect(told[0]!.attachments.map(({ filename }) => filename)).toEqual(["2026-06减负报告.xlsx"]);
    for (const clerk of ["wang@jia.example", "zhou@jia.example"])
      expect((await lettersOf(dir, clerk)).some(({ text }) => text!.includes("减负"))).toBe(false);
  }, 120_000);
});
