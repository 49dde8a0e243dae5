import { describe, expect, it } from "vitest";
import type { QuarterBlock } from "../../lib/domain/assessment/quarter-block.ts";
import type { YearBlock } from "../../lib/domain/assessment/year-block.ts";
import type { RankingBlock } from "../../lib/domain/ranking-block.ts";
import type { DraftRecord } from "../../lib/ports/store.ts";
import type { TemplateRows } from "../../sheets-templates/registry-sheets.ts";
import { duban, folder, office, sheetRows } from "../fakes/cli.ts";
import { codeOf, confirmed, draftsOf, type RankedUnit, ran, rankedOffice } from "../fakes/ranked-office.ts";
import { writeRegistry } from "../fakes/registry-file.ts";

const MONTHS = Array.from({ length: 12 }, (_, at) => `2026-${String(at + 1).padStart(2, "0")}`);

/** After the lock of the month, in the morning. */
const dayFor = (month: string): string => {
  const number = Number(month.slice(5));
  return number === 12 ? "2027-01-25T08:00" : `2026-${String(number + 1).padStart(2, "0")}-25T08:00`;
};

/** Percent of what was due by the end of each month, January first. */
const PERCENTS: Readonly<Record<string, readonly number[]>> = {
  甲县: Array<number>(12).fill(100),
  乙县: [90, 90, 90, 90, 90, 110, 100, 95, 95, 95, 95, 95],
  丙县: [80, 82, 84, 86, 88, 90, 95, 100, 105, 110, 115, 120],
  丁县: [120, 115, 110, 105, 100, 95, 90, 90, 90, 90, 88, 86],
  戊县: Array<number>(12).fill(97),
};

const UNITS: readonly RankedUnit[] = Object.entries(PERCENTS).map(([name, percents]) => ({
  ...{ name, group: "县区" as const },
  ytd: Object.fromEntries(MONTHS.map((month, at) => [month, (at + 1) * 10 * percents[at]!])),
}));

/** 戊县's project is exempt on the last day of June: it has no June. The judges saw two of 丙县's and one of 甲县's project in July. */
const MORE: TemplateRows = {
  exemptions: [
    {
      ...{ code: "E-01", project: codeOf(4), cause: "政策调整", approvedBy: "市政府", basis: "文" },
      ...{ from: { date: "2026-06-25" }, to: { date: "2026-07-05" } },
    },
  ],
  people: ["评一", "评二"].map((name, at) => ({
    ...{ name, unit: "重点办", roles: "评委", email: `judge${at}@jia.example` },
  })),
  observations: [
    ...["评一", "评二"].flatMap((judge, at) => [
      { visit: "2026-07", project: codeOf(0), judge, score: 90 + at },
      { visit: "2026-07", project: codeOf(2), judge, score: 95 + at },
    ]),
  ],
};

/** A clerk's calculation over published totals, in whole hundredths: no line of it is shared with the program. */
function yearOnPaper(totals: readonly (number | null)[], visits: readonly number[]): number {
  const counted = totals.flatMap((one) => (one === null ? [] : [BigInt(one)]));
  const n = BigInt(counted.length);
  const halves = [totals[5]!, totals[11]!].flatMap((one) => (one === null ? [] : [BigInt(one)]));
  const weight = 10n + 45n * BigInt(halves.length);
  let top = 10n * counted.reduce((a, b) => a + b, 0n) + 45n * n * halves.reduce((a, b) => a + b, 0n);
  let bottom = n * weight;
  if (visits.length > 0) {
    const v = BigInt(visits.length);
    top = 90n * top * v + 10n * bottom * visits.reduce((a, b) => a + BigInt(b), 0n);
    bottom = 100n * bottom * v;
  }
  return Number((2n * top + bottom) / (2n * bottom));
}

const bodyOf = <T>(drafts: readonly DraftRecord[], id: string): T =>
  JSON.parse(drafts.find((draft) => draft.id === id)!.body) as T;

describe("a year of roll-up", () => {
  it("twelve months confirmed, four quarters and the year: as on paper, in the sheet, and recomputed by the command", async () => {
    const settings = office(folder(), "2027-01-25T12:00");
    await writeRegistry(settings.DUBAN_REGISTRY, rankedOffice(UNITS, MORE));
    const early = await ran(settings, "2026-02-24T08:00", "daily");
    expect(early.state).toBe("done");
    for (const month of MONTHS) {
      const now = dayFor(month);
      await ran(settings, now, "monthly");
      await confirmed(settings, now.replace("T08", "T09"), `M-${month}`);
      if (Number(month.slice(5)) % 3 > 0) continue;
      const quarter = `2026Q${Number(month.slice(5)) / 3}`;
      expect((await ran(settings, now.replace("T08", "T10"), "quarterly")).drafts).toMatchObject([
        { id: `Q-${quarter}` },
      ]);
      await confirmed(settings, now.replace("T08", "T11"), `Q-${quarter}`);
    }
    expect((await ran(settings, "2027-01-25T11:10", "yearly")).drafts).toMatchObject([{ id: "Y-2026" }]);
    const visit = await duban(["observe", "result", "--period", "2026-07"], {
      ...settings,
      DUBAN_NOW: "2027-01-25T11:20",
    });
    expect(visit.code, visit.err).toBe(0);
    const waits = await duban(["confirm", "Y-2026", "--by", "孙管"], { ...settings, DUBAN_NOW: "2027-01-25T11:30" });
    expect([waits.code, waits.err]).toEqual([
      2,
      "Y-2026 还不能确认：观摩结果 O-2026-07 尚待确认。请先确认，或用 duban drop 撤回。\n",
    ]);
    expect((await confirmed(settings, "2027-01-25T11:40", "O-2026-07")).drafts).toMatchObject([{ id: "Y-2026-2" }]);
    await confirmed(settings, "2027-01-25T11:50", "Y-2026-2");
    const drafts = await draftsOf(settings);
    const months = MONTHS.map((month) => bodyOf<RankingBlock>(drafts, `M-${month}`));
    const totals = (unit: string) =>
      months
        .map(({ rows }) => rows.find((row) => row.unit === unit)!)
        .map(({ rank, total }) => (rank === null ? null : total));
    const year = bodyOf<YearBlock>(drafts, "Y-2026-2");
    const seen: Readonly<Record<string, readonly number[]>> = { 甲县: [9050], 丙县: [9550] };
    for (const { unit, total } of year.rows)
      expect([unit, total]).toEqual([unit, yearOnPaper(totals(unit), seen[unit] ?? [])]);
    expect(totals("戊县").map((one) => one === null)).toEqual(MONTHS.map((month) => month === "2026-06"));
    expect(year.rows.find(({ unit }) => unit === "戊县")!.june).toMatchObject({ total: null, because: "no-score" });
    expect(year.rows.map(({ rank }) => rank)).toEqual([1, 2, 3, 4, 5]);
    for (const number of [1, 2, 3, 4]) {
      const { rows } = bodyOf<QuarterBlock>(drafts, `Q-2026Q${number}`);
      for (const { unit, total } of rows) {
        const three = totals(unit)
          .slice(number * 3 - 3, number * 3)
          .flatMap((one) => one ?? []);
        expect(total).toBe(Math.round((three.reduce((a, b) => a + b, 0) / three.length) * (1 + 1e-12)));
      }
    }
    const q4 = bodyOf<QuarterBlock>(drafts, "Q-2026Q4");
    const q3 = bodyOf<QuarterBlock>(drafts, "Q-2026Q3");
    for (const { unit, rank, previousRank, change } of q4.rows) {
      const before = q3.rows.find((row) => row.unit === unit)!.rank!;
      expect([previousRank, change]).toEqual([before, before - rank!]);
    }
    const shown = (await sheetRows(settings.DUBAN_REGISTRY, "系统-排名")).slice(2);
    expect([...new Set(shown.map(([period]) => period))]).toEqual([
      ...["2026", "2026Q4", "2026-12", "2026-11", "2026-10", "2026Q3", "2026-09", "2026-08", "2026-07"],
      ...["2026Q2", "2026-06", "2026-05", "2026-04", "2026Q1", "2026-03", "2026-02", "2026-01"],
    ]);
    expect(shown[0]!.slice(0, 5)).toEqual(["2026", "县区、园区", 1, year.rows[0]!.unit, year.rows[0]!.total! / 100]);
    expect(shown.find((row) => row[0] === "2026" && row[3] === "戊县")!.at(-1)).toContain(
      "（计入 11 个月），6月没有可比得分，12月",
    );
    const results = drafts.filter(({ kind, state }) => state === "confirmed" && kind !== "observation");
    expect(results).toHaveLength(17);
    for (const id of ["Y-2026-2", "Y-2026", "Q-2026Q1", "Q-2026Q4", "M-2026-01", "M-2026-12"]) {
      const again = await duban(["recompute", id], settings);
      expect([id, again.code, again.out]).toEqual([id, 0, expect.stringContaining("一致")]);
    }
  });
});
