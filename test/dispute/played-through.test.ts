import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { CellValue } from "../../lib/ports/spreadsheet.ts";
import type { TemplateRow, TemplateRows } from "../../sheets-templates/registry-sheets.ts";
import { sheetRows } from "../fakes/cli.ts";
import { addressOf, PERIOD, randomCity } from "./city.ts";
import { type Reckoned, reckon } from "./independent.ts";
import { CIRCULAR, type DisputedOffice, disputedOffice, LOCKED, READ } from "./office.ts";

const UNIT = "乙县";
const CITY = 8;
const NEXT_DAY = "2026-06-12T08:00";
const ID = "M-2026-05";
/** All that is known that day. */
const CIRCULAR_DAY = CIRCULAR.slice(0, 10);

interface Drafted {
  readonly id: string;
  readonly state: string;
  readonly differences: string;
  readonly answers?: readonly string[];
  readonly body: { readonly rows: readonly { readonly unit: string; readonly total: number }[] };
}

const draftsOf = async (office: DisputedOffice, now: string): Promise<readonly Drafted[]> =>
  (await office.at(now, "drafts", "--json")).json() as unknown as readonly Drafted[];

/** The figures of `explain --json` beside those of the script that knows only cells and rules. */
async function agree(office: DisputedOffice, now: string, ...more: string[]): Promise<Reckoned> {
  const explained = await office.at(now, "explain", UNIT, "--period", PERIOD, "--json", ...more);
  const { score } = explained.json() as { readonly score: Omit<Reckoned, "unit" | "points"> };
  const again = (await reckon(join(office.dir, "台账.xlsx"), PERIOD)).find(({ unit }) => unit === UNIT)!;
  const items = Object.entries(again.points).map(([name, points]) => ({ name, points }));
  expect(score).toEqual({ total: again.total, rank: again.rank, tied: again.tied, items });
  return again;
}

/** All of the unit's reports of May were typed a figure short: what the objection is about. */
function withSlip(rows: TemplateRows): { readonly slipped: TemplateRows; readonly mended: TemplateRows } {
  const own = rows.projects!.filter(({ responsibleUnit }) => responsibleUnit === UNIT);
  const isOwn = (row: TemplateRow): boolean => row.month === PERIOD && own.some(({ code }) => code === row.project);
  const others = rows.monthlyReports!.filter((row) => !isOwn(row));
  const reported = (part: number): TemplateRows => ({
    ...rows,
    monthlyReports: [...others, ...own.map(({ code, annualPlan }) => reportOf(code!, Number(annualPlan) / part))],
  });
  return { slipped: reported(80), mended: reported(8) };
}

const reportOf = (project: CellValue, amount: number): TemplateRow => ({
  project,
  month: PERIOD,
  investedYtd: Math.round(amount * 10) / 10,
  fundedYtd: Math.round(amount * 10) / 10,
  reporter: "报",
  reportedOn: { date: "2026-06-03" },
});

const objection = (more: TemplateRow = {}): TemplateRow => ({
  code: "S-1",
  unit: UNIT,
  period: PERIOD,
  item: "投资完成率",
  reason: "5月年初累计少填一位",
  raisedOn: { date: "2026-06-11" },
  ...more,
});

describe("a dispute", () => {
  it("is played through: consulted, questioned, reckoned again by hand, accepted, corrected, drawn anew, confirmed", async () => {
    const { slipped, mended } = withSlip(randomCity(CITY));
    const office = await disputedOffice(slipped);
    const { at, type, letters, file } = office;
    await at(READ, "run", "daily");
    await at(LOCKED, "run", "monthly");
    const consulted = await at(LOCKED, "confirm", ID, "--step", "consult", "--by", "孙管");
    expect(consulted.out).toContain("10 个单位各自收到本单位的得分和计算过程，异议截止6月15日");
    const asked = (await letters()).findLast(({ to }) => to === addressOf(UNIT, "head"))!;
    const before = await agree(office, LOCKED);
    expect(asked.text).toContain(`${UNIT} 2026年5月月度评分征求意见 得分 ${before.total.toFixed(2)} 分`);

    await type({ ...slipped, appeals: [objection()] });
    await at(NEXT_DAY, "run", "daily");
    const told = (await letters()).findLast(({ to }) => to === "sun@jia.example")!;
    expect(told.text).toContain(`申诉 S-1：${UNIT}，2026年5月，投资完成率`);
    expect(told.text).toContain("6月11日提出，没有结论不能确认该期排名。理由：5月年初累计少填一位。");
    const early = await at(NEXT_DAY, "confirm", ID, "--by", "孙管");
    expect([early.code, early.err]).toEqual([
      2,
      `${ID} 还不能确认：正在征求各单位意见，6月15日（周一）为异议截止日，当日起可确认。\n`,
    ]);
    const unanswered = await at(CIRCULAR, "confirm", ID, "--by", "孙管");
    expect([unanswered.code, unanswered.err]).toEqual([
      2,
      expect.stringContaining(`「申诉」表中 S-1（${UNIT}） 尚无结论`),
    ]);

    const answer = { answer: "经核实，五月数据少填一位", conclusion: "采纳", answeredOn: { date: "2026-06-15" } };
    await type({ ...mended, appeals: [objection(answer)] });
    await at(CIRCULAR, "run", "monthly", "--period", PERIOD, "--known-at", CIRCULAR_DAY);
    const [old, fresh] = await draftsOf(office, CIRCULAR).then((all) => all.filter(({ id }) => id.startsWith("M-")));
    expect(old).toMatchObject({ id: ID, state: "superseded" });
    expect(fresh).toMatchObject({ id: `${ID}-2`, state: "draft", answers: [`S-1（${UNIT}，采纳）`] });
    const after = await agree(office, CIRCULAR, "--known-at", CIRCULAR_DAY);
    expect(after.total).toBeGreaterThan(before.total);
    expect(fresh!.body.rows.find(({ unit }) => unit === UNIT)!.total / 100).toBe(after.total);
    expect((await at(CIRCULAR, "confirm", ID, "--by", "孙管")).err).toContain(`${ID} 已被新的草稿取代，请核对 ${ID}-2`);

    expect((await at(CIRCULAR, "confirm", `${ID}-2`, "--by", "孙管")).code).toBe(0);
    const [, , ...rows] = await sheetRows(file, "系统-排名");
    const row = rows.find((cells) => cells[3] === UNIT)!;
    expect([row[2], row[4]]).toEqual([after.rank, after.total]);
    const answered = (await letters()).findLast(({ to }) => to === addressOf(UNIT, "contact"))!;
    expect(answered.text).toContain("结论：采纳。答复：经核实，五月数据少填一位。");
    const published = await at(CIRCULAR, "explain", UNIT, "--period", PERIOD, "--known-at", CIRCULAR_DAY);
    expect(published.out).toContain(`本期结果已发布（${ID}-2）：${after.total.toFixed(2)} 分。`);
  }, 120_000);

  it("about a published result ends in a re-issue that says what differs; the published one stays as it was", async () => {
    const { slipped, mended } = withSlip(randomCity(CITY));
    const office = await disputedOffice(slipped);
    const { at, type, letters } = office;
    await at(READ, "run", "daily");
    await at(LOCKED, "run", "monthly");
    expect((await at(LOCKED, "confirm", ID, "--by", "孙管")).code).toBe(0);
    const before = await agree(office, LOCKED);
    const answer = { answer: "更正", conclusion: "部分采纳", answeredOn: { date: "2026-06-15" } };
    await type({ ...mended, appeals: [objection(answer)] });
    const differs = await at(CIRCULAR, "explain", UNIT, "--period", PERIOD, "--known-at", CIRCULAR_DAY);
    expect(differs.out).toContain(`本期结果已发布（${ID}）：${before.total.toFixed(2)} 分。`);
    expect(differs.out).toContain("与已发布的不同；已发布的不变，需要更正的由管理员重新起草。");
    await at(CIRCULAR, "run", "monthly", "--period", PERIOD, "--known-at", CIRCULAR_DAY);
    const after = await agree(office, CIRCULAR, "--known-at", CIRCULAR_DAY);
    const [, again] = (await draftsOf(office, CIRCULAR)).filter(({ id }) => id.startsWith("M-"));
    const places = `第 ${before.rank} 名 ${before.total.toFixed(2)} 分改为第 ${after.rank} 名 ${after.total.toFixed(2)} 分`;
    expect(again!.differences).toContain(`${UNIT}：${places}`);
    expect(again!.answers).toEqual([`S-1（${UNIT}，部分采纳）`]);
    await at(CIRCULAR, "confirm", `${ID}-2`, "--by", "孙管");
    const [leader] = (await letters()).filter(
      ({ to, subject }) => to === "zhou@jia.example" && subject.includes("更正"),
    );
    expect(leader!.text).toContain("更正此前发布的排名：");
    expect((await draftsOf(office, CIRCULAR)).find(({ id }) => id === ID)).toMatchObject({ state: "confirmed" });
  }, 120_000);
});
