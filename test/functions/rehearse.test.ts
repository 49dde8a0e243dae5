import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { memoryOffice } from "../../functions/rehearsal/memory-office.ts";
import { rehearse } from "../../lib/jobs/rehearsal/rehearse.ts";
import type { RehearsalFacts } from "../../lib/views/rehearsal/facts.ts";
import { rehearsalPage } from "../../lib/views/rehearsal/page.ts";
import { yearCity } from "../../sheets-templates/year/year-city.ts";
import { duban, dubanProcess, folder } from "../fakes/cli.ts";
import { turned } from "../fakes/rehearsal-offices.ts";

const city = yearCity("town", 2026);
const asked = { name: "town", year: 2026, city, from: city.from, onDay: () => {} };

/** Long for its own file alone: everything below looks at this one year. */
const YEAR_MS = 600_000;

describe("a small city's whole year", () => {
  let facts: RehearsalFacts;
  beforeAll(async () => {
    const office = await memoryOffice();
    facts = await rehearse({ ...asked, to: city.to, isWhole: true }, office);
    await office.close();
  }, YEAR_MS);

  it("has no faults: no run failed, no result came out otherwise, no cheat was missed, no mechanism is without its trace", () => {
    expect(facts.faults).toEqual([]);
  });

  it("leaves a trace of every mechanism, each with an example and its day", () => {
    expect(facts.mechanisms.map(({ mechanism }) => mechanism)).toEqual(
      Array.from({ length: 21 }, (_, index) => `M${index + 1}`),
    );
    for (const { traces } of facts.mechanisms)
      for (const { count, example } of traces) {
        expect(count).toBeGreaterThan(0);
        expect(example?.day).toMatch(/^202[67]-\d\d-\d\d$/);
      }
  });

  it("nobody has two letters on a day, and none on a rest day", () => {
    expect(facts.mail).toMatchObject({ mostOnADay: 1, onRestDays: 0 });
    expect(facts.mail.sent).toBeGreaterThan(1000);
    expect(facts.months.reduce((sum, { mails }) => sum + mails, 0)).toBe(facts.mail.sent);
  });

  it("every cheat that was planted is named after it was typed", () => {
    expect(facts.cheats.length).toBeGreaterThan(5);
    for (const { on, said } of facts.cheats) expect(said?.day.localeCompare(on)).toBe(1);
  });

  it("publishes twelve months, four quarters and the year, and one document at least is withdrawn with its reason", () => {
    const kinds = Map.groupBy(facts.results, ({ kind }) => kind);
    expect(["ranking", "quarter", "year"].map((kind) => kinds.get(kind)?.length)).toEqual([12, 4, 1]);
    expect(facts.drafts.find(({ kind }) => kind === "letter")?.dropped).toBeGreaterThan(0);
  });

  it("its figures add up: lights to the list, disclosures to their states, and what was closed late is not counted as in time", () => {
    const { months, size, lists, loops } = facts;
    const lit = Object.values(months.at(-1)!.lights).reduce((sum, count) => sum + count, 0);
    expect(lit).toBe(size.listed);
    expect(lists.changes.at(-1)!.after).toBe(size.listed);
    const { due, ...states } = lists.disclosures;
    expect(Object.values(states).reduce((sum, count) => sum + count, 0)).toBe(due);
    for (const { closed, inTime, all, open } of [loops.issues, loops.tasks]) {
      expect(closed + open).toBe(all);
      expect(inTime).toBeLessThan(closed);
    }
  });

  it("is told on one page without a script, which names every mechanism and asks nothing of the network", () => {
    const page = rehearsalPage(facts);
    expect(page).toContain("示例小城 2026 年度演练报告");
    expect(page).toContain("没有发现问题");
    expect(page).not.toMatch(/<script|https?:|秒|MB/);
    for (const { mechanism } of facts.mechanisms) expect(page).toContain(`>${mechanism}</th>`);
  });
});

describe("a month of it", () => {
  it("is told in the same bytes with the rows in another order", async () => {
    const month = { ...asked, to: "2026-01-31" };
    const [plain, other] = [await memoryOffice(), await memoryOffice()];
    const page = rehearsalPage(await rehearse(month, plain));
    expect(rehearsalPage(await rehearse(month, turned(other)))).toBe(page);
    await Promise.all([plain.close(), other.close()]);
  });

  it("is told in the same bytes by the command in another time zone, with a workbook to practise on", async () => {
    const [here, west] = [folder(), folder()];
    const args = ["rehearse", "--year", "2026", "--city", "town", "--until", "2026-01-09"];
    const ran = await duban([...args, "--out", join(here, "练习")], {});
    expect(ran.code, ran.err).toBe(0);
    expect(ran.err).toMatch(/2026年1月：6 天，[\d.]+ 秒，内存 \d+ MB/);
    const away = await dubanProcess([...args, "--out", join(west, "练习")], { TZ: "America/Los_Angeles" });
    expect(away.code, away.err).toBe(0);
    const report = (dir: string): string => readFileSync(join(dir, "练习", "演练报告.html"), "utf8");
    expect(report(west)).toBe(report(here));
    for (const file of ["台账.xlsx", "台账.xlsx.duban.sqlite"]) expect(existsSync(join(here, "练习", file))).toBe(true);
    const settings = { DUBAN_REGISTRY: join(here, "练习", "台账.xlsx"), DUBAN_NOW: "2026-01-09T19:00" };
    const drafts = await duban(["drafts"], settings);
    expect(drafts.code, drafts.err).toBe(0);
  });
});

describe("what is refused", () => {
  const refused = async (args: readonly string[]): Promise<string> => {
    const ran = await duban(["rehearse", ...args], {});
    expect(ran.code).toBe(2);
    return ran.err;
  };

  it("a city or year there is not, with what there is", async () => {
    expect(await refused([])).toContain("--year 2026 --city town");
    expect(await refused(["--year", "2026", "--city", "village"])).toContain("没有城市 “village”，可用的是 demo、town");
    expect(await refused(["--year", "2025", "--city", "town"])).toContain("没有 “2025” 年的城市，可用的是 2026");
  });

  it("a day outside the year, options of other commands and a registry", async () => {
    const town = ["--year", "2026", "--city", "town"];
    expect(await refused([...town, "--until", "2027-06-30"])).toContain("不在演练的 2026-01-04 到 2027-01-22 之间");
    expect(await refused([...town, "--as-of", "2026-06-30"])).toContain("--as-of");
    expect(await refused([...town, "--registry", "台账.xlsx"])).toContain("--registry");
  });

  it("a folder that holds something else", async () => {
    const dir = folder();
    writeFileSync(join(dir, "别的.txt"), "");
    expect(await refused(["--year", "2026", "--city", "town", "--out", dir])).toContain("不会清空");
    expect(existsSync(join(dir, "别的.txt"))).toBe(true);
  });
});
