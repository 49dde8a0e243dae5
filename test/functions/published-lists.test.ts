import { describe, expect, it } from "vitest";
import type { QuarterBlock } from "../../lib/domain/assessment/quarter-block.ts";
import type { TemplateRows } from "../../sheets-templates/registry-sheets.ts";
import { duban, folder, office, sheetRows } from "../fakes/cli.ts";
import { codeOf, confirmed, draftsOf, type RankedUnit, ran, rankedOffice } from "../fakes/ranked-office.ts";
import { writeRegistry } from "../fakes/registry-file.ts";

const unit = (name: string, group: RankedUnit["group"], percent: number): RankedUnit => ({
  ...{ name, group },
  ytd: Object.fromEntries([4, 5, 6].map((month) => [`2026-0${month}`, month * 10 * percent])),
});

/** Percent of what was due that each has done at every month's end; a tie at red's third place and one at black's edge (fourth from below). */
const COUNTIES = [115, 114, 113, 113, 100, 99, 98, 97, 96, 96, 95, 94, 93];
/** A tie at red's last seat, and a last one held up by 不可抗力. */
const DEPARTMENTS = [115, 114, 113, 112, 112, ...Array<number>(19).fill(100), 99, 98, 97];

const county = (at: number): string => `${"甲乙丙丁戊己庚辛壬癸子丑寅"[at]}县`;
const department = (at: number): string => `局${String.fromCharCode(65 + at)}`.replace("[", "末");

const UNITS: readonly RankedUnit[] = [
  ...COUNTIES.map((percent, at) => unit(county(at), at === 12 ? "园区" : "县区", percent)),
  ...DEPARTMENTS.map((percent, at) => unit(department(at), at % 5 === 0 ? "国企" : "市直", percent)),
];

/** The last department's only project stood still by force majeure from 10 May to 20 June: out of May's figures, back in June's. */
const HELD_UP: TemplateRows = {
  exemptions: [
    {
      ...{
        code: "E-01",
        project: codeOf(UNITS.length - 1),
        cause: "不可抗力",
        approvedBy: "市政府",
        basis: "防汛指令",
      },
      ...{ from: { date: "2026-05-10" }, to: { date: "2026-06-20" } },
    },
  ],
};

const DENSE: TemplateRows = {
  rules: [{ parameter: "并列排名", value: "连续", from: { date: "2026-01-01" }, basis: "办法" }],
};

/** Points by the rule, on paper: 72 of 100 points have a case; 投资 30 ÷ 72, 开工 20.83, 资金 10 ÷ 72, 节点 0, 报送 6.94, 入统 2.78. */
const POINTS: Readonly<Record<number, number>> = {
  ...{ 115: 89.11, 114: 88.91, 113: 88.71, 112: 88.51, 100: 86.11, 99: 85.55, 98: 84.99, 97: 84.44 },
  ...{ 96: 83.88, 95: 83.32, 94: 82.78, 93: 82.22 },
};

const MONTHS = [
  ["2026-05-15T08:00", "2026-04"],
  ["2026-06-15T08:00", "2026-05"],
  ["2026-07-13T08:00", "2026-06"],
] as const;

const RANKS = {
  竞赛: {
    counties: [1, 2, 3, 3, 5, 6, 7, 8, 9, 9, 11, 12, 13],
    departments: [1, 2, 3, 4, 4, ...Array<number>(19).fill(6), 25, 26, 27],
  },
  连续: {
    counties: [1, 2, 3, 3, 4, 5, 6, 7, 8, 8, 9, 10, 11],
    departments: [1, 2, 3, 4, 4, ...Array<number>(19).fill(5), 6, 7, 8],
  },
} as const;

describe.each(["竞赛", "连续"] as const)(
  "a published quarter of 13 counties and 27 departments, equals counted by %s",
  (ties) => {
    it("is what the rule gives on paper, stands in the sheet, and is recomputed by a command to the last figure", async () => {
      const settings = office(folder(), "2026-07-13T12:00");
      await writeRegistry(
        settings.DUBAN_REGISTRY,
        rankedOffice(UNITS, { ...HELD_UP, ...(ties === "连续" ? DENSE : {}) }),
      );
      for (const [now, month] of MONTHS) {
        await ran(settings, now, "monthly", month);
        await confirmed(settings, now.replace("T08", "T09"), `M-${month}`);
      }
      await ran(settings, "2026-07-13T10:00", "quarterly", "2026Q2");
      await confirmed(settings, "2026-07-13T11:00", "Q-2026Q2");
      const draft = (await draftsOf(settings)).find(({ kind }) => kind === "quarter")!;
      const { rows, lists, seats } = JSON.parse(draft.body) as QuarterBlock;
      const placesOf = (names: readonly string[]) =>
        names.map((name) => rows.find((row) => row.unit === name)!).map(({ rank, total }) => [rank, total! / 100]);
      const paper = (ranks: readonly number[], percents: readonly number[]) =>
        ranks.map((rank, at) => [rank, POINTS[percents[at]!]]);
      expect(placesOf(COUNTIES.map((_, at) => county(at)))).toEqual(paper(RANKS[ties].counties, COUNTIES));
      expect(placesOf(DEPARTMENTS.map((_, at) => department(at)))).toEqual(paper(RANKS[ties].departments, DEPARTMENTS));
      const standing = (color: string) =>
        lists.filter((one) => one.stands && one.color === color).map((one) => one.unit);
      expect(standing("red")).toEqual(["甲县", "乙县", "丁县", "丙县", "局A", "局B", "局C", "局D", "局E"]);
      expect(standing("black")).toEqual(["寅县", "丑县", "子县", "局Z", "局Y"]);
      expect(seats).toEqual([
        { group: "县区+园区", red: 5, redEmpty: 1, black: 4, blackEmpty: 1, blackOff: false },
        { group: "市直+国企", red: 4, redEmpty: 0, black: 3, blackEmpty: 1, blackOff: false },
      ]);
      const footnotes = (await sheetRows(settings.DUBAN_REGISTRY, "系统-红黑榜"))
        .slice(2)
        .filter((row) => String(row[2]).includes("（"))
        .map((row) => [row[2], row[4] ?? "", row[7]]);
      expect(footnotes).toEqual([
        ["红榜（空缺）", "", "红榜设 5 席，空 1 席：没有超过目标 1 家。"],
        ["黑榜（空缺）", "", "黑榜设 4 席，空 1 席：末席与其他单位并列 2 家。"],
        [
          "黑榜（豁免）",
          "局末",
          `第 ${ties === "竞赛" ? 27 : 8} 名，投资完成率 48.5%，目标 50.0%；未达到目标全因不可抗力，豁免，不列黑榜：P-040 5月10日至6月20日因不可抗力豁免（E-01）。`,
        ],
        ["黑榜（空缺）", "", "黑榜设 3 席，空 1 席：因不可抗力豁免 1 家。"],
      ]);
      const held = rows.find((row) => row.unit === "局末")!;
      expect(held.months.map(({ total, because }) => [total, because])).toEqual([
        [8444, "scored"],
        [null, "no-score"],
        [8444, "scored"],
      ]);
      expect(held.note).toContain("4月 84.44 分、6月 84.44 分的平均。5月没有可比得分，不计入。P-040 5月10日至6月20日");
      for (const id of ["M-2026-04", "M-2026-05", "M-2026-06", "Q-2026Q2"]) {
        const again = await duban(["recompute", id], settings);
        expect([again.code, again.out]).toEqual([0, expect.stringContaining("一致")]);
      }
    });
  },
);
