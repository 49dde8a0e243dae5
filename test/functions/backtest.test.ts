import { readdirSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import { describe, expect, it } from "vitest";
import type { TemplateRow } from "../../sheets-templates/registry-sheets.ts";
import { duban, folder, office, sheetRows } from "../fakes/cli.ts";
import { randomFrom } from "../fakes/random.ts";
import { writeRegistry } from "../fakes/registry-file.ts";
import { project, report, smallOffice } from "../fakes/small-office.ts";

const MONTHS = Array.from({ length: 12 }, (_, index) => `2026-${String(index + 1).padStart(2, "0")}`);
const UNITS = ["甲县", "乙县", "市水务局"];
const ANNUAL = 12_000;

interface Lived {
  readonly code: string;
  /** 年初累计 of each month, 万元. */
  readonly done: readonly number[];
}

/** Projects with an even plan and nothing else that could light a lamp: some keep up, some fall behind, some catch up late. */
function livedYear(seed: number): readonly Lived[] {
  const random = randomFrom(seed);
  return Array.from({ length: 40 }, (_, index) => {
    const done: number[] = [];
    let sum = 0;
    for (const _month of MONTHS) {
      sum = Math.min(ANNUAL, sum + random.below(1_400) + (random.below(6) === 0 ? 1_500 : 0));
      done.push(sum);
    }
    return { code: `P-${String(index + 1).padStart(3, "0")}`, done };
  });
}

const reportedOn = (month: number): string =>
  month === 11 ? "2027-01-04" : `2026-${String(month + 2).padStart(2, "0")}-04`;

async function yearOffice(lived: readonly Lived[], rules: readonly TemplateRow[] = []) {
  const small = smallOffice();
  const settings = office(folder(), "2027-01-20T08:00");
  const on = (date: string) => ({ date });
  await writeRegistry(settings.DUBAN_REGISTRY, {
    ...small,
    units: [...small.units!, { name: "乙县", group: "县区", ranked: "是" }],
    projects: lived.map(({ code }, index) => project(code, UNITS[index % 3]!, { plannedFinish: on("2027-06-30") })),
    milestones: [],
    monthlyReports: lived.flatMap(({ code, done }) =>
      done.map((ytd, month) => report(code, MONTHS[month]!, ytd, reportedOn(month))),
    ),
    rules: [...small.rules!, ...rules],
  });
  return settings;
}

type Preset = "银川" | "武汉" | "三亚";
const LEVELS = ["green", "blue", "yellow", "red"] as const;

/** The bounds of each city as domain.md gives them, from the typed figures alone; planned to date is n/12 of the plan. */
function lampOf(preset: Preset, month: number, done: number): number {
  const planned = (ANNUAL * (month + 1)) / 12;
  const tenths = (thousands: number, whole: number): number => Math.floor((2 * thousands + whole) / (2 * whole)) / 10;
  if (preset === "银川") {
    const gap = tenths((planned - done) * 1000, ANNUAL);
    return gap > 30 ? 3 : gap >= 10 ? 2 : gap > 0 ? 1 : 0;
  }
  if (preset === "武汉") {
    const share = tenths(done * 1000, planned);
    return share < 60 ? 3 : share < 80 ? 2 : 0;
  }
  const shortfall = tenths((planned - done) * 1000, planned);
  return shortfall > 50 ? 3 : shortfall > 0 ? 2 : 0;
}

/** The light shown at each month's end rises at once and falls by one step; two yellows running are handled as red. */
function shownOf(preset: Preset, done: readonly number[]) {
  let held = 0;
  return done.map((value, month) => {
    const raw = lampOf(preset, month, value);
    held = month === 0 ? raw : Math.max(raw, held - 1);
    const twice = month > 0 && raw === 2 && lampOf(preset, month - 1, done[month - 1]!) === 2;
    return { light: LEVELS[held]!, handled: twice ? "red" : LEVELS[held]! };
  });
}

function expected(lived: readonly Lived[], base: Preset, tried: Preset) {
  return MONTHS.map((month, at) =>
    lived
      .flatMap(({ code, done }) => {
        const [before, after] = [shownOf(base, done)[at]!, shownOf(tried, done)[at]!];
        const same = before.light === after.light && before.handled === after.handled;
        return same ? [] : [[month, code, before.light, after.light, before.handled, after.handled].join(" ")];
      })
      .sort(),
  );
}

interface ToldLight {
  readonly month: string;
  readonly project: string;
  readonly from: string;
  readonly to: string;
  readonly handledFrom: string;
  readonly handledTo: string;
  readonly why: string;
  readonly cells: readonly string[];
}

interface ToldRank {
  readonly unit: string;
  readonly toRank: number | null;
  readonly toTotal: number | null;
  readonly why: string;
}

interface Told {
  readonly month: string;
  readonly trials: readonly {
    readonly lightChanges: readonly ToldLight[];
    readonly rankChanges: readonly ToldRank[];
  }[];
}

const monthsOf = (json: Record<string, unknown>): readonly Told[] => json.months as readonly Told[];
const found = (months: readonly Told[], trial: number) =>
  months.map(({ trials }) =>
    trials[trial]!.lightChanges.map((one) =>
      [one.month, one.project, one.from, one.to, one.handledFrom, one.handledTo].join(" "),
    ).sort(),
  );

describe("a year under other rules", () => {
  it("changes the lights that 银川, 武汉 and 三亚 tell apart, month by month, and no others", async () => {
    const lived = livedYear(4711);
    const settings = await yearOffice(lived);
    const ran = await duban(
      ["backtest", "--preset", "武汉、三亚", "--from", "2026-01", "--to", "2026-12", "--json"],
      settings,
    );
    expect(ran.err).toBe("");
    const months = monthsOf(ran.json());
    expect(found(months, 0)).toEqual(expected(lived, "银川", "武汉"));
    expect(found(months, 1)).toEqual(expected(lived, "银川", "三亚"));
    expect(found(months, 0).flat().length).toBeGreaterThan(100);
    expect(months.flatMap(({ trials }) => trials.flatMap(({ rankChanges }) => rankChanges))).toEqual([]);
  });

  it("starts from the rules in force: where 规则 says 三亚, 银川 is the trial", async () => {
    const lived = livedYear(7);
    const row = { parameter: "项目预警预设", value: "三亚", from: { date: "2026-01-01" }, basis: "市政府文件" };
    const settings = await yearOffice(lived, [row]);
    const ran = await duban(["backtest", "--preset", "银川", "--to", "2026-12", "--json"], settings);
    expect(found(monthsOf(ran.json()), 0)).toEqual(expected(lived, "三亚", "银川"));
  });

  it("gives each change its lamp's two reasons and the cells of that month's report", async () => {
    const lived = livedYear(12);
    const settings = await yearOffice(lived);
    const ran = await duban(["backtest", "--preset", "武汉", "--to", "2026-12", "--json"], settings);
    const changes = monthsOf(ran.json()).flatMap(({ trials }) => trials[0]!.lightChanges);
    const byLamp = changes.filter(({ why }) => why.startsWith("进度灯"));
    expect(byLamp.length).toBeGreaterThan(50);
    for (const { project: code, month, why, cells } of byLamp) {
      const row = 2 + lived.findIndex((one) => one.code === code) * 12 + MONTHS.indexOf(month);
      expect(cells).toContain(`「月报」E${row}`);
      expect(why).toMatch(/^进度灯现行为.，截至\d+月底投资完成.+；试用为.，.+。$/);
    }
    const others = changes.filter(({ why }) => !why.startsWith("进度灯"));
    for (const { why } of others)
      expect(why).toMatch(/^(本月各灯不变，灯色自2026年\d+月起不同|灯色不变，连续两月黄灯)/);
  });

  it("says places and points as the month has them once the rule is adopted", async () => {
    const lived = livedYear(99);
    const adopted = { parameter: "投资完成率权重", value: "60", from: { date: "2026-01-01" }, basis: "市政府文件" };
    const trial = await duban(
      ["backtest", "--rule", "投资完成率权重=60", "--from", "2026-12", "--to", "2026-12", "--json"],
      await yearOffice(lived),
    );
    const changes = monthsOf(trial.json())[0]!.trials[0]!.rankChanges;
    expect(changes.length).toBeGreaterThan(0);
    const settings = await yearOffice(lived, [adopted]);
    const out = `${folder()}/看.xlsx`;
    const run = await duban(["run", "monthly", "--period", "2026-12", "--out", out], settings);
    expect(run.code).toBe(0);
    const rows = await sheetRows(out, "系统-排名");
    const [head, ...ranked] = rows.slice(rows.findIndex((row) => row.includes("名次")));
    const at = (name: string): number => head!.indexOf(name);
    for (const { unit, toRank, toTotal, why } of changes) {
      const row = ranked.find((one) => one[at("单位")] === unit)!;
      expect([row[at("名次")], Math.round(Number(row[at("总分")]) * 100)]).toEqual([toRank, toTotal]);
      expect(why).toContain("权重 30 → 60");
    }
  });

  it("writes and sends nothing, and puts every change into the workbook it is asked for", async () => {
    const settings = await yearOffice(livedYear(5));
    const before = readFileSync(settings.DUBAN_REGISTRY);
    const out = `${folder()}/试算.xlsx`;
    const ran = await duban(["backtest", "--preset", "武汉", "--to", "2026-12", "--out", out], settings);
    expect(ran.code).toBe(0);
    expect(ran.out).toContain("试算仅供管理员比较规则");
    const json = await duban(["backtest", "--preset", "武汉", "--to", "2026-12", "--json"], settings);
    const changes = monthsOf(json.json()).flatMap(({ trials }) => trials[0]!.lightChanges);
    const rows = await sheetRows(out, "灯色变化");
    expect(rows.filter((row) => row[0] === "武汉")).toHaveLength(changes.length);
    expect(readFileSync(settings.DUBAN_REGISTRY).equals(before)).toBe(true);
    expect(readdirSync(dirname(settings.DUBAN_REGISTRY))).toEqual(["台账.xlsx"]);
  });

  it.each([
    [["--preset", "天津"], "没有预设 “天津”"],
    [["--rule", "节点蓝灯=x"], "不是规则中的参数"],
    [["--rule", "投资完成率权重=很多"], "的值无法识别"],
    [["--rule", "计划年度=2025"], "不能试算"],
    [["--preset", "武汉", "--from", "2026-09", "--to", "2026-03"], "请对调"],
    [["--preset", "武汉", "--from", "2025-11", "--to", "2026-03"], "跨了年度"],
    [["--preset", "武汉", "--to", "2026-13"], "不是月份"],
    [[], "试什么"],
  ])("is refused for %j with the way out", async (args, words) => {
    const settings = office(folder(), "2027-01-20T08:00");
    await writeRegistry(settings.DUBAN_REGISTRY, smallOffice());
    const ran = await duban(["backtest", ...args], settings);
    expect([ran.code, ran.out]).toEqual([2, ""]);
    expect(ran.err).toContain(words);
  });

  it("names all faults of a trial at once", async () => {
    const settings = office(folder(), "2027-01-20T08:00");
    await writeRegistry(settings.DUBAN_REGISTRY, smallOffice());
    const ran = await duban(
      ["backtest", "--preset", "天津", "--rule", "没有=1", "--rule", "投资完成率权重=x"],
      settings,
    );
    expect(ran.err.match(/天津|没有=1|投资完成率权重=x/g)).toHaveLength(3);
  });
});
