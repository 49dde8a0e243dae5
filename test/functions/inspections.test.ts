import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import PostalMime from "postal-mime";
import { describe, expect, it } from "vitest";
import type { TemplateRow, TemplateRows } from "../../sheets-templates/registry-sheets.ts";
import { duban, folder, office, sheetRows } from "../fakes/cli.ts";
import { writeRegistry } from "../fakes/registry-file.ts";
import { retype } from "../fakes/retyped.ts";
import { milestone, report, smallOffice } from "../fakes/small-office.ts";

const on = (date: string) => ({ date });
const FIGURE: TemplateRow = { code: "D-07", project: "P-001", date: on("2026-06-11"), verifiedYtd: 4000 };
const REFUSAL: TemplateRow = {
  ...{ code: "D-08", project: "P-001", date: on("2026-06-11"), seq: 20, milestoneTrue: "否" },
};

/** An office that types on and runs `daily` from day to day of June 2026. */
async function opened(rows: TemplateRows = {}) {
  const dir = folder();
  const settings = office(dir, "2026-06-12T08:00");
  const file = settings.DUBAN_REGISTRY;
  let now: TemplateRows = { ...smallOffice(), monthlyReports: reports(), ...rows };
  await writeRegistry(file, now);
  const at = (day: string) => ({ ...settings, DUBAN_NOW: `2026-06-${day}T08:00` });
  return {
    ...{ dir, file, at },
    type: async (more: TemplateRows) => {
      now = { ...now, ...more };
      await retype(file, now);
    },
    daily: async (day: string) => expect(await duban(["run", "daily"], at(day))).toMatchObject({ code: 0, err: "" }),
    ask: async (day: string, ...args: string[]) => (await duban(args, at(day))).out,
  };
}

/** The row of this project and this milestone or month, by header. */
async function rowOf(file: string, title: string, code: string, part: string | number) {
  const [header, ...rows] = await sheetRows(file, title);
  const at = header!.findIndex((name) => name === "节点序号" || name === "月份");
  const row = rows.find((cells) => cells[0] === code && String(cells[at]) === String(part));
  return Object.fromEntries(header!.map((name, index) => [String(name), row?.[index] ?? ""])) as Record<
    string,
    unknown
  >;
}

/** Reports of both projects in which no identity is broken. P-002 has none of May. */
const reports = (may = 5000): readonly TemplateRow[] => [
  ...[1010, 2000, 3010, 4000].flatMap((ytd, index) =>
    ["P-001", "P-002"].map((code) => report(code, `2026-0${index + 1}`, ytd, `2026-0${index + 2}-03`)),
  ),
  report("P-001", "2026-05", may, "2026-06-03"),
];

async function letters(dir: string, recipient: string): Promise<readonly string[]> {
  const files = readdirSync(join(dir, "outbox")).filter((name) => name.endsWith(".eml"));
  const mails = await Promise.all(files.map((name) => PostalMime.parse(readFileSync(join(dir, "outbox", name)))));
  const own = mails.filter(({ to }) => to?.[0]?.address === recipient);
  return own.toSorted((a, b) => (a.date! < b.date! ? -1 : 1)).map(({ text }) => text ?? "");
}

const milestonesWith = (actual: string): readonly TemplateRow[] => [
  milestone("P-001", 10, "2026-03-20", { actual: on("2026-03-18") }),
  milestone("P-001", 20, "2026-05-20", actual === "" ? {} : { actual: on(actual) }),
  milestone("P-002", 10, "2026-09-30"),
];

describe("a milestone reported as done that was found not done", () => {
  it("is told again, stands open with the claim on record, and is done with a new claim", async () => {
    const { dir, file, type, daily, ask } = await opened();
    await daily("09");
    expect((await letters(dir, "wang@jia.example")).at(-1)).toContain("P-001/20");
    await type({ milestones: milestonesWith("2026-06-09") });
    await daily("10");
    expect(await rowOf(file, "节点", "P-001", 20)).toMatchObject({ 预警: "黄", 逾期天数: 20 });
    await type({ inspections: [REFUSAL] });
    await daily("12");
    const row = await rowOf(file, "节点", "P-001", 20);
    expect(row).toMatchObject({ 预警: "红", 逾期天数: 23 });
    expect(row.系统说明).toContain("P-001/20：红：填报6月9日完成，6月11日核实未完成（督查 D-08）；逾期 23 天");
    const told = await letters(dir, "wang@jia.example");
    expect(told.at(-1)).toContain("填报6月9日完成，6月11日核实未完成（督查 D-08）");
    expect(told.at(-1)).toMatch(
      /请核对：核实之后已完成的，请在「节点」表第 3 行（\w+）填写实际完成日期并附佐证；尚未完成的，请清空实际完成/,
    );
    await daily("12");
    expect(await letters(dir, "wang@jia.example")).toHaveLength(told.length);
    const explained = await ask("12", "explain", "P-001/20");
    expect(explained).toContain("填报完成 2026-06-09；核实未完成的督查 D-08");
    expect(explained).toMatch(/「督查」\w+ 节点属实：否/);
    expect(await ask("12", "explain", "P-001")).toContain(
      "P-001/20 第20步：填报6月9日完成，6月11日核实未完成（督查 D-08）。",
    );
    await type({ milestones: milestonesWith("2026-06-12") });
    await daily("15");
    expect(await rowOf(file, "节点", "P-001", 20)).toMatchObject({ 预警: "黄", 逾期天数: 23 });
  }, 120_000);

  it("whose day is still to come is asked about without a light, and counts as not done in the month's score", async () => {
    const early = milestone("P-001", 30, "2026-08-30", { actual: on("2026-05-28") });
    const due = milestone("P-001", 40, "2026-05-29", { actual: on("2026-05-28") });
    const refusals = [30, 40].map((seq, index) => ({ ...REFUSAL, code: `D-1${index}`, date: on("2026-06-03"), seq }));
    const milestones = [...smallOffice().milestones!, early, due];
    const { dir, file, daily, ask } = await opened({ milestones, inspections: refusals });
    await daily("12");
    const row = await rowOf(file, "节点", "P-001", 30);
    expect([row.预警, row.系统说明]).toEqual([
      "",
      "P-001/30：填报5月28日完成，6月3日核实未完成（督查 D-10），按未完成计。",
    ]);
    const [letter] = await letters(dir, "wang@jia.example");
    expect(letter).toContain("请核对（督查核实与填报不一致）（1 件）");
    expect(letter).toMatch(/核实.*P-001\/30 P-001工程 ·「第30步」/);
    const score = await ask("12", "explain", "甲县", "--period", "2026-05");
    expect(score).toMatch(/节点按期率.*1.*3/);
  }, 120_000);
});

describe("a verified figure that differs from the reported one", () => {
  it("is asked of the unit alone, shown after five working days, answered, and settled by 认定", async () => {
    const { dir, file, type, daily, ask } = await opened({ inspections: [FIGURE] });
    await daily("12");
    const [letter] = await letters(dir, "wang@jia.example");
    expect(letter).toContain("请说明（只问贵单位，不对外显示）（1 件）");
    expect(letter).toContain("所报年初累计 5,000 万元，6月11日督查 D-07 核实为 4,000 万元，少 1,000 万元。");
    expect(letter).toContain("请核对两个数字，在「复核说明」写明差异的原因；如系笔误，请改正。");
    const month = () => rowOf(file, "月报", "P-001", "2026-05");
    expect((await month()).核验).toBe("按时");
    expect(JSON.stringify([await sheetRows(file, "系统-月报"), await sheetRows(file, "系统-通知")])).not.toMatch(
      /4,000 万元|复核/,
    );
    const explained = await ask("12", "explain", "P-001");
    expect(explained).toContain(
      "督查 D-07（6月11日）核实年初累计 4,000 万元，2026年5月所报 5,000 万元，相差 1,000 万元，超过界限（5% 且 50 万元），已请单位说明，答复期到6月22日。",
    );
    expect(explained).toMatch(/「督查」\w+ 核实年初累计：4000$/m);
    expect(explained.match(/「月报」\w+ 年初累计：5000$/gm)).toHaveLength(1);
    await daily("23");
    expect((await month()).核验).toBe("按时，待复核");
    expect((await month()).系统说明).toContain("核实为 4,000 万元，少 1,000 万元。待复核。");
    const answered = reports().map((row) =>
      row.project === "P-001" && row.month === "2026-05" ? { ...row, reviewAnswer: "设备款已付未安装" } : row,
    );
    await type({ monthlyReports: answered });
    await daily("24");
    expect((await month()).核验).toBe("按时，已说明");
    await type({ inspections: [{ ...FIGURE, ruling: "误差", ruledBy: "孙管", ruledOn: on("2026-06-24") }] });
    await daily("25");
    expect((await month()).核验).toBe("按时，认定误差");
    expect((await month()).系统说明).toContain("2026年5月所报 5,000 万元，相差 1,000 万元，认定误差。");
  }, 120_000);

  it("within the bounds is shown at once, and rows that cannot count are findings of the admins", async () => {
    const rows = [
      { ...FIGURE, verifiedYtd: 4900 },
      { ...REFUSAL, seq: 90 },
    ];
    const { file, at, daily } = await opened({ inspections: rows });
    const { findings } = (await duban(["check", "--json"], at("12"))).json() as { findings: { message: string }[] };
    expect(findings.map(({ message }) => message)).toContainEqual(
      expect.stringMatching(/「督查」\w+ 节点序号：项目 P-001 没有节点 90，这次核实没有计入。/),
    );
    await daily("12");
    expect((await rowOf(file, "月报", "P-001", "2026-05")).核验).toBe("按时，核实相符");
  }, 120_000);
});

describe("duban sample", () => {
  it("names what to verify and why, the same each time, and makes a workbook in the shape of 督查", async () => {
    const { dir, file, at, ask } = await opened({ monthlyReports: reports(9000) });
    const before = readFileSync(file);
    const out = join(dir, "抽样.xlsx");
    const text = await ask("12", "sample", "--out", out);
    expect(text).toContain("2026年6月督查抽样：2 个项目\n截至 2026-06-12，种子 2026-06");
    expect(text).toMatch(
      /1\. P-001 P-001工程（甲县）理由合计 7 分\n {3}理由：2026年5月单月投资突增（「月报」表第 \d+ 行/,
    );
    expect(text).toMatch(/核实：2026年5月年初累计，所报 9,000 万元（「月报」表第 \d+ 行（E\d+））/);
    expect(text).toMatch(/核实：节点 10「第10步」，填报3月18日完成（「节点」表第 2 行（\w+）/);
    expect(await ask("12", "sample")).toBe(text);
    const [header, ...rows] = await sheetRows(out, "督查");
    const template = (await sheetRows("sheets-templates/registry.xlsx", "督查"))[0]!;
    expect(header!.slice(0, template.length).map(plainHeader)).toEqual(template.map(plainHeader));
    expect(
      rows.map((row) => [row[header!.indexOf("项目编号")], row[header!.map(plainHeader).indexOf("节点序号")] ?? ""]),
    ).toEqual([
      ["P-001", ""],
      ["P-001", 10],
      ["P-002", ""],
    ]);
    expect(readFileSync(file).equals(before)).toBe(true);
    expect(readdirSync(dir).sort()).toEqual(["台账.xlsx", "抽样.xlsx"].sort());
    const again = await duban(["sample", "--out", out], at("12"));
    expect([again.code, again.err]).toEqual([2, expect.stringContaining("已经存在，不会覆盖")]);
  }, 120_000);

  it("takes period, count and seed, gives them as JSON, and refuses what it cannot keep", async () => {
    const { at } = await opened();
    const args = ["sample", "--period", "2026-09", "--count", "1", "--seed", "甲", "--json"];
    const plan = (await duban(args, at("12"))).json();
    expect(plan).toMatchObject({ version: 1, period: "2026-09", seed: "甲", count: 1, eligible: 2, leftOut: [] });
    const [first] = plan.drawn as { project: string; reasons: { code: string; words: string }[] }[];
    expect(first).toMatchObject({ project: "P-002" });
    expect(first!.reasons.map(({ code }) => code)).toEqual(["report-missing", "never-inspected"]);
    for (const [bad, word] of [
      [["--count", "0"], "--count"],
      [["--count", "many"], "--count"],
      [["--seed", " "], "--seed"],
      [["--period", "九月"], "期间"],
      [["--out", "x.csv"], ".xlsx"],
      [["--dry-run"], "--dry-run"],
    ] as const) {
      const ran = await duban(["sample", ...bad], at("12"));
      expect([ran.code, ran.out]).toEqual([2, ""]);
      expect(ran.err).toContain(word);
    }
  }, 120_000);
});

const plainHeader = (cell: unknown): string => String(cell).replace(/\*|\n.*/g, "");
