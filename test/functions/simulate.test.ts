import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { duban, sheetRows } from "../fakes/cli.ts";
import { daysFrom, openedIdle, simulated, simulationAt } from "../fakes/idle-office.ts";

/** A Monday: reports were due on 06-05, May is locked on 06-10; 06-13 and 06-14 are a weekend, 06-19 is 端午. */
const FIRST = "2026-06-08";
const DAYS = daysFrom(FIRST, 12);

describe("duban simulate", () => {
  it("tells on every day what then happens, day by day, if nobody does anything", async () => {
    const office = await openedIdle();
    const foretold = await simulationAt(duban, office, FIRST, DAYS.length);
    expect(foretold.days.map(({ day }) => day)).toEqual(DAYS);
    const happened: Record<string, unknown> = {};
    let again: Awaited<ReturnType<typeof simulationAt>> | null = null;
    for (const [at, day] of DAYS.entries()) {
      if (at === 5) again = await simulationAt(duban, office, day, DAYS.length - at);
      const ran = await duban(["run", "due", "--json"], office.settings(`${day}T07:30`));
      expect([ran.code, ran.err]).toEqual([0, ""]);
      happened[day] = await office.letters(day);
    }
    expect(Object.fromEntries(DAYS.map((day) => [day, simulated(foretold, day)]))).toEqual(happened);
    for (const day of DAYS.slice(5)) expect(simulated(again!, day)).toEqual(happened[day]);
    const letters = foretold.days.map((day) => day.letters.length);
    expect(letters.filter((count) => count === 0)).toHaveLength(3);
    expect(foretold.days.flatMap(({ drafts }) => drafts.map(({ kind }) => kind))).toContain("letter");
    expect(foretold.days.flatMap(({ drafts }) => drafts.map(({ id }) => id))).toContain("M-2026-05");
  });

  it("leaves the workbook and the store byte for byte, makes no store and sends nothing", async () => {
    const office = await openedIdle();
    const before = office.digest();
    await simulationAt(duban, office, FIRST, 3);
    expect(office.digest()).toBe(before);
    expect(existsSync(join(office.dir, "台账.xlsx.duban.sqlite"))).toBe(false);
    await duban(["run", "due"], office.settings(`${FIRST}T07:30`));
    const later = office.digest();
    const { days } = await simulationAt(duban, office, FIRST, 3);
    expect(days[0]!.day).toBe("2026-06-09");
    expect(office.digest()).toBe(later);
  });

  it("says it in words, person by person, and makes a workbook of it on demand", async () => {
    const office = await openedIdle();
    const out = join(office.dir, "推演.xlsx");
    const { code, out: words } = await duban(
      ["simulate", "--days", "6", "--out", out],
      office.settings(`${FIRST}T07:30`),
    );
    expect(code).toBe(0);
    for (const part of [
      "推演 2026-06-08 至 2026-06-13（6 天）",
      "6月13日（周六）：没有信",
      "甲县 联络员（wang@jia.example）",
      "草稿 M-2026-05：2026年5月排名",
      "每人收信：",
      "升级",
    ])
      expect(words).toContain(part);
    const [header, ...rows] = await sheetRows(out, "每人收信");
    expect(header).toEqual(["收件人", "邮箱", "封数"]);
    expect(rows.map((row) => row[1])).toContain("feng@jia.example");
    const twice = await duban(["simulate", "--out", out], office.settings(`${FIRST}T07:30`));
    expect([twice.code, twice.err]).toEqual([2, expect.stringContaining("已经存在")]);
    expect((await duban(["simulate", "--days", "0"], office.settings(`${FIRST}T07:30`))).code).toBe(2);
  });
});
