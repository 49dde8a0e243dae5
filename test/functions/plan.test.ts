import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { writeWorkbook } from "../../lib/adapters/xlsx/new-workbook.ts";
import type { CellValue } from "../../lib/ports/spreadsheet.ts";
import { columnOf, TABS, tabOf } from "../../lib/registry/tabs.ts";
import type { TemplateRow, TemplateRows } from "../../sheets-templates/registry-sheets.ts";
import { duban, folder, office, type Ran, sheetRows } from "../fakes/cli.ts";
import { writeRegistry } from "../fakes/registry-file.ts";
import { milestone, project, smallOffice } from "../fakes/small-office.ts";
import { SOFFICE, testWith } from "../require-tool.ts";

const on = (date: string) => ({ date });
const AHEAD: TemplateRow = {
  ...{ name: "东湖学校", category: "民生", annualClass: "前期", annualPlan: null, plannedFinish: null },
  ...{ plannedStart: null, actualStart: null, registeredOn: null },
};

/** An office with a project that has no milestones yet. */
const withSchool = (more: TemplateRows = {}, school: TemplateRow = {}): TemplateRows => {
  const own = smallOffice();
  return { ...own, projects: [...own.projects!, project("P-003", "甲县", { ...AHEAD, ...school })], ...more };
};

async function scene(rows = withSchool()) {
  const dir = folder();
  const env = office(dir, "2026-06-12T09:00");
  await writeRegistry(env.DUBAN_REGISTRY, rows);
  const plan = (...args: string[]): Promise<Ran> => duban(["plan", ...args], env);
  return { dir, env, plan };
}

interface PlanJson {
  readonly draft: { readonly id: string; readonly state: string };
  readonly out: string;
  readonly earliestFinish: string | null;
  readonly items: readonly {
    readonly cells: Readonly<Record<string, string | number>>;
    readonly start: string;
    readonly provisional: boolean;
    readonly source: string;
  }[];
}

const asked = async (plan: Promise<Ran>): Promise<PlanJson> => (await plan).json() as unknown as PlanJson;
const BY_2028 = ["P-003", "--template", "民生", "--finish", "2028-12-29"];
const TYPED: readonly TemplateRow[] = [
  { template: "校舍", seq: 10, name: "施工许可", duration: 7 },
  { template: "校舍", seq: 20, name: "开工", duration: 5, predecessors: "10" },
  {
    template: "校舍",
    seq: 30,
    name: "竣工",
    duration: 30,
    predecessors: "20",
    documentType: "其他",
    disclosureCategory: "竣工",
  },
];
const SCHOOL = ["P-003", "--template", "校舍", "--finish", "2026-12-31"];

const draftsOf = async (env: Record<string, string>) =>
  (await duban(["drafts", "--json"], env)).json() as unknown as {
    id: string;
    state: string;
    body: { source: string };
  }[];

/** Rows of the tab 节点 of one project by header. */
async function milestonesOf(file: string, code: string): Promise<readonly Record<string, unknown>[]> {
  const [head = [], ...rows] = await sheetRows(file, "节点");
  const all = rows.map((row) => Object.fromEntries(head.map((header, at) => [String(header), row[at] ?? null])));
  return all.filter((row) => row.项目编号 === code);
}

describe("duban plan --template", () => {
  it("prints the chain, writes a block in the tab's own columns beside the registry, and drafts it once", async () => {
    const { dir, env, plan } = await scene();
    const ran = await plan(...BY_2028);
    expect(ran).toMatchObject({ code: 0, err: "" });
    expect(ran.out).toContain("P-003 东湖学校：按模板“民生”倒排，“投产”2028年12月29日（周五）完成；新增节点 23 个。");
    expect(ran.out).toMatch(/130 {2}施工许可 .*《建筑法》第八条/);
    expect(ran.out).toMatch(/“立项”最迟2027年4月6日（周二）开始，还有 \d+ 个工作日。/);
    expect(ran.out).toContain("已起草：N-P-003，确认之前不写入「节点」。核对后运行 duban confirm N-P-003 --by 姓名");
    const block = await sheetRows(join(dir, "P-003-待确认节点.xlsx"), "待确认节点");
    expect(block[0]).toEqual((await sheetRows(env.DUBAN_REGISTRY, "节点"))[0]);
    expect(block).toHaveLength(24);
    expect(await milestonesOf(env.DUBAN_REGISTRY, "P-003")).toEqual([]);
    const again = await asked(plan(...BY_2028, "--json"));
    expect(Object.keys(again)).toEqual([
      ...["project", "name", "template", "aim", "today", "restDay", "elsewhere"],
      ...["target", "shortage", "earliestFinish", "standing", "past", "items", "draft", "out"],
    ]);
    expect(again.items[0]).toMatchObject({ start: "2027-04-06", provisional: true, source: "经验值" });
    expect(again.draft).toEqual({ id: "N-P-003", state: "same" });
    expect(readdirSync(dir).filter((name) => name.includes("待确认节点"))).toEqual(["P-003-待确认节点.xlsx"]);
  });

  it("confirmed, its rows stand once below the last row and read back without a finding", async () => {
    const { env, plan } = await scene();
    const before = await sheetRows(env.DUBAN_REGISTRY, "节点");
    const { items } = await asked(plan(...BY_2028, "--json"));
    const confirmed = await duban(["confirm", "N-P-003", "--by", "孙管"], env);
    expect(confirmed).toMatchObject({ code: 0, err: "" });
    expect(confirmed.out).not.toContain("数据问题");
    await duban(["confirm", "N-P-003", "--by", "孙管"], env);
    for (const now of ["2026-06-12T10:00", "2026-06-15T07:30"]) {
      const daily = await duban(["run", "daily"], { ...env, DUBAN_NOW: now });
      expect(daily).toMatchObject({ code: 0 });
      expect(daily.out).toContain("没有数据问题");
    }
    const after = await sheetRows(env.DUBAN_REGISTRY, "节点");
    const typed = (rows: readonly (readonly unknown[])[]) =>
      rows.slice(0, before.length).map((row) => before[0]!.map((_, at) => row[at]));
    expect(typed(after)).toEqual(typed(before));
    const rows = await milestonesOf(env.DUBAN_REGISTRY, "P-003");
    expect(rows.map((row) => [row.节点序号, row.节点名称])).toEqual(items.map(({ cells }) => [cells.seq, cells.name]));
    expect(rows[12]).toMatchObject({
      前置节点: "110,120,40",
      工期: 7,
      文书类型: "行政许可",
      公开类别: "批准结果",
      项目名称: "东湖学校",
    });
    expect(rows.at(-1)!.计划完成).toEqual(new Date("2028-12-29T00:00:00Z"));
    const done = await plan(...BY_2028);
    expect(done).toMatchObject({ code: 0, out: "项目 P-003 已有模板“民生”的各步节点，没有缺的。没有起草。\n" });
  });

  it("another finish, or another template, takes the place of the draft that waits", async () => {
    const { env, plan } = await scene(withSchool({ milestoneTemplates: TYPED }));
    await plan(...BY_2028);
    expect((await asked(plan(...SCHOOL, "--json"))).draft).toEqual({ id: "N-P-003-2", state: "new" });
    const drafts = await draftsOf(env);
    expect(drafts.map(({ id, state }) => [id, state])).toEqual(
      expect.arrayContaining([
        ["N-P-003", "superseded"],
        ["N-P-003-2", "draft"],
      ]),
    );
    const old = await duban(["confirm", "N-P-003", "--by", "孙管"], env);
    expect(old).toMatchObject({ code: 2 });
    expect(await milestonesOf(env.DUBAN_REGISTRY, "P-003")).toEqual([]);
  });

  it("what was withdrawn is drafted again when somebody asks again", async () => {
    const { env, plan } = await scene(withSchool({ milestoneTemplates: TYPED }));
    await plan(...SCHOOL);
    await duban(["drop", "N-P-003", "--by", "孙管", "--reason", "再想想"], env);
    expect((await asked(plan(...SCHOOL, "--json"))).draft).toEqual({ id: "N-P-003-2", state: "new" });
    expect((await asked(plan(...SCHOOL, "--json"))).draft).toEqual({ id: "N-P-003-2", state: "same" });
  });

  it("--start schedules on from a day; a rest day says that it is one", async () => {
    const { plan } = await scene(withSchool({ milestoneTemplates: TYPED }));
    const ran = await plan("P-003", "--template", "校舍", "--start", "2026-07-11");
    expect(ran.out).toContain("自7月11日（周六）顺排");
    expect(ran.out).toContain("7月11日（周六）是休息日，按此后第一个工作日排。");
    expect(ran.out).toMatch(/10 {2}施工许可 +7 {2}7月13日（周一） +7月21日（周二） /);
    expect(ran.out).toContain("全部完成：9月8日（周二）（竣工）。");
  });

  it("a finish that is too near: since when it should have begun, the earliest day, and no draft that is late from the start", async () => {
    const { env, plan } = await scene(withSchool({ milestoneTemplates: TYPED }));
    const near = ["P-003", "--template", "校舍", "--finish"];
    const ran = await plan(...near, "2026-07-10");
    expect(ran).toMatchObject({ code: 1, err: "" });
    expect(ran.out).toContain("来不及：“施工许可”应在 22 个工作日前、即5月13日（周三）开始。");
    expect(ran.out).toContain("各步按工期排，最早8月11日（周二）可以完成。");
    expect(ran.out).toContain("没有起草，可改用 --finish 2026-08-11。");
    expect(await draftsOf(env)).toEqual([]);
    const next = (await plan("P-003", "--template", "民生", "--finish", "2026-12-25")).out;
    expect(next).toMatch(/各步按工期排，最早202[78]年\S+（暂定）可以完成。/);
    expect(next.match(/暂定/g)).toHaveLength(1);
    expect(await plan(...near, "2026-08-11")).toMatchObject({ code: 0 });
    expect(await plan(...near, "2026-08-10", "--dry-run")).toMatchObject({ code: 0 });
  });

  it("rows that stand are not touched: only what is missing is proposed, under free numbers, in time for them", async () => {
    const milestones = [
      ...smallOffice().milestones!,
      milestone("P-003", 15, "2026-06-01", { name: "建筑工程施工许可证", actual: on("2026-06-03") }),
      milestone("P-003", 30, "2026-10-30", { name: "竣工验收" }),
    ];
    const { env, plan } = await scene(withSchool({ milestones, milestoneTemplates: TYPED }));
    const ran = await plan(...SCHOOL);
    expect(ran.out).toContain("表中已有的不动，日期照旧：15 建筑工程施工许可证、30 竣工验收。");
    expect(ran.out).toContain("“竣工验收”10月30日（周五）完成");
    expect(ran.out).toContain("表中“竣工验收”计划10月30日（周五）完成，早于12月31日（周四），按表中的日期排。");
    expect(ran.out).toMatch(/22 {2}开工 +15 +5 {2}9月8日（周二） +9月14日（周一）/);
    await duban(["confirm", "N-P-003", "--by", "孙管"], env);
    const daily = await duban(["run", "daily"], env);
    expect(daily.out).toContain("没有数据问题");
    expect((await milestonesOf(env.DUBAN_REGISTRY, "P-003")).map((row) => row.节点序号)).toEqual([15, 30, 22]);
  });

  it("of a project that has begun nothing before 开工 is asked for", async () => {
    const { plan } = await scene(
      withSchool({}, { annualClass: "续建", annualPlan: 9000, actualStart: on("2026-03-02") }),
    );
    const { items } = await asked(plan(...BY_2028, "--json"));
    expect(items.map(({ cells }) => cells.name).slice(0, 2)).toEqual(["基础", "主体"]);
    expect((await plan(...BY_2028)).out).toContain(
      "后续已完成，不再列入：立项、可研编制、用地预审、环评（报告表）、可研、初步设计、征地拆迁、用地规划许可等 14 个。",
    );
  });

  it("some rows may be confirmed; the rest is proposed anew", async () => {
    const { env, plan } = await scene(withSchool({ milestoneTemplates: TYPED }));
    await plan(...SCHOOL);
    await duban(["confirm", "N-P-003", "--by", "孙管", "--items", "1"], env);
    const { draft, items } = await asked(plan(...SCHOOL, "--json"));
    expect(draft).toEqual({ id: "N-P-003-2", state: "new" });
    expect(items.map(({ cells }) => cells.name)).toEqual(["开工", "竣工"]);
    await duban(["confirm", "N-P-003-2", "--by", "孙管"], env);
    expect((await milestonesOf(env.DUBAN_REGISTRY, "P-003")).map((row) => row.节点名称)).toEqual([
      "施工许可",
      "开工",
      "竣工",
    ]);
    expect((await duban(["run", "daily"], env)).out).toContain("没有数据问题");
  });

  it("rows that were let out and wait for the workbook are not proposed twice", { timeout: 60_000 }, async () => {
    const { dir, env, plan } = await scene(withSchool({ milestoneTemplates: TYPED }));
    await plan(...SCHOOL);
    writeFileSync(join(dir, "~$台账.xlsx"), "");
    await duban(["confirm", "N-P-003", "--by", "孙管"], env);
    rmSync(join(dir, "~$台账.xlsx"));
    const waiting = await plan(...SCHOOL);
    expect(waiting).toMatchObject({ code: 2, out: "" });
    expect(waiting.err).toContain("草稿 N-P-003 已确认、还没有写入台账");
    await duban(["run", "daily"], env);
    expect((await milestonesOf(env.DUBAN_REGISTRY, "P-003")).length).toBe(3);
  });

  it("the finish is 竣工 when it is the project's own 计划竣工", async () => {
    const { plan } = await scene(withSchool({}, { plannedFinish: on("2028-12-01") }));
    const ran = await plan("P-003", "--template", "民生", "--finish", "2028-12-01");
    expect(ran.out).toContain("“竣工”2028年12月1日（周五）完成");
    expect(ran.out).toMatch(/220 {2}竣工备案 .*2028年12月15日/);
  });

  it("ids can be typed, and those of one project are never another's", async () => {
    const own = withSchool({ milestoneTemplates: TYPED });
    const more = [project("P-003-2", "甲县", AHEAD), project("甲 01", "甲县", AHEAD)];
    const { env, plan } = await scene({ ...own, projects: [...own.projects!, ...more] });
    await plan(...SCHOOL);
    await plan("P-003", "--template", "校舍", "--finish", "2026-12-30");
    for (const code of ["P-003-2", "甲 01"]) expect(await plan(code, ...SCHOOL.slice(1))).toMatchObject({ code: 0 });
    const ids = (await draftsOf(env)).map(({ id }) => id);
    expect(new Set(ids).size).toBe(4);
    expect(ids).toEqual(expect.arrayContaining(["N-P-003", "N-P-003-2"]));
    for (const id of ids) expect(id).toMatch(/^N-[A-Z0-9-]{1,12}$/);
    expect(readdirSync(join(env.DUBAN_REGISTRY, ".."))).toContain("甲_01-待确认节点.xlsx");
  });

  it("--dry-run leaves nothing behind and may look from another day", async () => {
    const { dir, plan } = await scene();
    const before = readdirSync(dir);
    const ran = await plan(...BY_2028, "--dry-run", "--as-of", "2026-06-15");
    expect(ran).toMatchObject({ code: 0 });
    expect(ran.out).toContain("只看结果：没有起草，没有写文件。");
    expect(readdirSync(dir)).toEqual(before);
  });

  it("--out names the block; the registry itself is refused", async () => {
    const { dir, env, plan } = await scene();
    expect(await plan(...BY_2028, "--out", join(dir, "核对.xlsx"))).toMatchObject({ code: 0 });
    expect(existsSync(join(dir, "核对.xlsx"))).toBe(true);
    const own = await plan(...BY_2028, "--out", env.DUBAN_REGISTRY);
    expect(own).toMatchObject({ code: 2 });
    expect(own.err).toContain("就是台账或记录库本身");
  });

  it("a project of a 分表 gets its block and no draft: rows go into the registry alone", async () => {
    const own = withSchool({ milestoneTemplates: TYPED });
    const { dir, env, plan } = await scene({ ...own, workbooks: [{ name: "甲县分表", address: "甲县.xlsx" }] });
    await writeRegistry(join(dir, "甲县.xlsx"), { projects: [project("P-101", "甲县", AHEAD)] });
    const ran = await plan("P-101", ...SCHOOL.slice(1));
    expect(ran).toMatchObject({ code: 0, err: "" });
    expect(ran.out).toContain("P-101 在分表“甲县分表”中，系统不往分表加行，没有起草");
    expect(existsSync(join(dir, "P-101-待确认节点.xlsx"))).toBe(true);
    expect(await draftsOf(env)).toEqual([]);
  });

  it("a step that looks like a formula stays text", async () => {
    const typed = [{ template: "校舍", seq: 10, name: '=HYPERLINK("http://x")', duration: 7 }];
    const { dir, env, plan } = await scene(withSchool({ milestoneTemplates: typed }));
    expect(await plan(...SCHOOL)).toMatchObject({ code: 0 });
    await duban(["confirm", "N-P-003", "--by", "孙管"], env);
    const rows = [
      ...(await sheetRows(join(dir, "P-003-待确认节点.xlsx"), "待确认节点")),
      ...(await sheetRows(env.DUBAN_REGISTRY, "节点")),
    ];
    const named = rows.flat().filter((cell) => String(cell).includes("HYPERLINK"));
    expect(named).toEqual(['=HYPERLINK("http://x")', '=HYPERLINK("http://x")']);
  });
});

describe("duban plan --template refuses", () => {
  const twice = [milestone("P-001", 10, "2026-03-20"), milestone("P-001", 10, "2026-03-20")];
  const rows = withSchool({
    projects: [
      ...withSchool().projects!,
      project("P-004", "没有的单位", AHEAD),
      project("P-005", "甲县", { actualOperation: on("2026-05-04"), actualFinish: on("2026-05-01") }),
    ],
    milestones: [...smallOffice().milestones!.slice(1), ...twice],
    milestoneTemplates: [
      ...TYPED,
      { template: "环", seq: 10, name: "开工", duration: 7, predecessors: "20" },
      { template: "环", seq: 20, name: "竣工", duration: 7, predecessors: "10" },
      { template: "缺", seq: 10, name: "开工", duration: 7, predecessors: "5" },
      { template: "乱", seq: 10, name: "开工", duration: 7, predecessors: "=1+1" },
      { template: "长", seq: 10, name: "开工", duration: 99_999 },
      { template: "己", seq: 10, name: "开工", duration: 7, predecessors: "10" },
      { template: "残", seq: 10, name: "开工", duration: "一周" },
      { template: "残", seq: 20, name: "竣工", duration: 7 },
    ],
  });

  it.each([
    [["P-03", ...SCHOOL.slice(1)], "没有项目“P-03”，最接近“P-003”。"],
    [["P-004", ...SCHOOL.slice(1)], "项目 P-004 在「项目」表中有误、未计入"],
    [["P-001", ...SCHOOL.slice(1)], "项目 P-001 有 1 行节点有误、未计入"],
    [["P-005", ...SCHOOL.slice(1)], "项目 P-005 已投产，没有要排的。"],
    [
      ["P-003", "--template", "民声", "--finish", "2028-12-29"],
      "没有模板“民声”，最接近“民生”。可用的是 政府投资、企业投资、产业、",
    ],
    [
      ["P-003", "--template", "环", "--finish", "2028-12-29"],
      "模板“环”的第 10、20 步互为前置，排不出先后，请更正（「节点模板」D5、D6）。",
    ],
    [
      ["P-003", "--template", "缺", "--finish", "2028-12-29"],
      "模板“缺”第 10 步的前置“5”不在模板里，请更正（「节点模板」D7）。",
    ],
    [["P-003", "--template", "长", "--finish", "2028-12-29"], "模板“长”第 10 步的工期 99999 个工作日太长"],
    [["P-003", "--template", "己", "--finish", "2028-12-29"], "模板“己”第 10 步的前置是自己，请更正（「节点模板」"],
    [["P-003", "--template", "乱", "--finish", "2028-12-29"], "模板“乱”第 10 步的前置“=1+1”无法识别"],
    [["P-003", "--template", "残", "--finish", "2028-12-29"], "模板“残”在「节点模板」中有 1 行有误、未计入"],
    [
      ["P-003", "--template", "民生"],
      "--template 要与 --finish（倒排，哪天完成）或 --start（顺排，哪天开始）之一同用。",
    ],
    [
      [...BY_2028, "--start", "2026-07-01"],
      "--template 要与 --finish（倒排，哪天完成）或 --start（顺排，哪天开始）之一同用。",
    ],
    [["P-003", "--finish", "2028-12-29"], "--finish、--start 要与 --template 同用"],
    [["P-003", "--template", "民生", "--finish", "2026-06-11"], "2026-06-11 已经过去，请给今天或以后的日期。"],
    [["P-003", "--template", "民生", "--finish", "2028-2-30"], "“2028-2-30” 不是有效日期"],
    [["P-003", "--template", "民生", "--finish", "2280-12-29"], "2280-12-29 离今天太远，请核对年份（50 年以内）。"],
    [[...BY_2028, "--period", "2026-05"], "plan --template 不能与 --period 同用。"],
    [[...BY_2028, "--as-of", "2026-06-15"], "plan --template 不能与 --as-of 同用。"],
  ] as const)("%j: %s", async (args, words) => {
    const { dir, plan } = await scene(rows);
    const ran = await plan(...args);
    expect(ran).toMatchObject({ code: 2, out: "" });
    expect(ran.err).toContain(words);
    expect(readdirSync(dir).filter((name) => name.includes("待确认"))).toEqual([]);
  });

  it("a workbook with a marking, with 3 and without a word of it", async () => {
    const { plan } = await scene(withSchool({}, { secrecy: "机密" }));
    const ran = await plan(...BY_2028);
    expect(ran).toMatchObject({ code: 3, out: "" });
    expect(ran.err).not.toMatch(/机密|东湖/);
  });
});

/** The tab 节点 as some office keeps it: other order, columns of its own, a title above. */
const THEIRS = [
  "remark",
  "planned",
  "name",
  "",
  "project",
  "seq",
  "predecessors",
  "duration",
  "actual",
  "documentType",
];

async function writeTheirs(file: string, rows: TemplateRows): Promise<void> {
  const cellsOf =
    (columns: readonly string[]) =>
    (row: TemplateRow): readonly CellValue[] =>
      columns.map((code) => (code === "" ? "甲科" : (row[code] ?? null)));
  const sheets = TABS.filter(({ code }) => (rows[code] ?? []).length > 0).map((tab) => {
    const codes = tab.code === "milestones" ? THEIRS : tab.columns.map(({ code }) => code);
    const columns = codes.map((code) =>
      code === "" ? { header: "科室意见", kind: "text" } : columnOf(tabOf(tab.code), code),
    );
    return {
      title: tab.title,
      ...(tab.code === "milestones" ? { preface: ["甲市重点项目节点表"] } : {}),
      columns: columns.map(({ header, kind }) => ({
        header,
        width: 12,
        format: kind === "date" ? ("date" as const) : ("text" as const),
      })),
      rows: rows[tab.code]!.map(cellsOf(codes)),
    };
  });
  await writeFile(file, await writeWorkbook({ title: "台账", sheets }));
}

testWith(
  SOFFICE,
  "LibreOffice",
  "a workbook saved by LibreOffice with columns of its own takes the rows in its order, and reads back without a finding",
  async () => {
    const { dir, env } = await scene();
    await writeTheirs(join(dir, "源.xlsx"), withSchool());
    const options = [
      "--headless",
      `-env:UserInstallation=file://${dir}/profile`,
      "--convert-to",
      "xlsx:Calc MS Excel 2007 XML",
    ];
    execFileSync(SOFFICE!, [...options, "--outdir", join(dir, "存"), join(dir, "源.xlsx")], { stdio: "ignore" });
    const settings = { ...env, DUBAN_REGISTRY: join(dir, "存", "源.xlsx") };
    expect(await duban(["plan", ...BY_2028], settings)).toMatchObject({ code: 0, err: "" });
    const block = await sheetRows(join(dir, "存", "P-003-待确认节点.xlsx"), "待确认节点");
    expect(block[0]).toEqual([
      "备注",
      "计划完成",
      "节点名称",
      "科室意见",
      "项目编号",
      "节点序号",
      "前置节点",
      "工期",
      "实际完成",
      "文书类型",
    ]);
    expect(block[13]!.slice(1, 8)).toEqual([expect.any(Date), "施工许可", undefined, "P-003", 130, "110,120,40", 7]);
    const confirmed = await duban(["confirm", "N-P-003", "--by", "孙管"], settings);
    expect(confirmed).toMatchObject({ code: 0 });
    expect((await duban(["run", "daily"], settings)).out).toContain("没有数据问题");
    const rows = await sheetRows(settings.DUBAN_REGISTRY, "节点");
    expect(rows.filter((row) => row[4] === "P-003")).toHaveLength(23);
    expect(rows.at(-1)!.slice(1, 8)).toEqual([
      new Date("2028-12-29T00:00:00Z"),
      "投产",
      undefined,
      "P-003",
      230,
      "210,220FF+10d",
      20,
    ]);
  },
  120_000,
);
