import { copyFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import ExcelJS from "exceljs";
import mammoth from "mammoth";
import { describe, expect, it } from "vitest";
import { openSqliteStore } from "../../lib/adapters/sqlite/store.ts";
import type { ObservationBlock } from "../../lib/domain/observation/observation-block.ts";
import { sheetRows } from "../fakes/cli.ts";
import {
  edited,
  mailsIn,
  type ObservationOffice,
  observationOffice,
  observationRows,
  votes,
} from "../fakes/observation-office.ts";
import { newRegistryRule } from "../fakes/observation-rule.ts";
import { writeRegistry } from "../fakes/registry-file.ts";

const JUDGES = ["赵评", "钱评", "孙评", "李评"];

const GIVEN = {
  赵评: { "P-1": 91.5, "P-2": 88, "P-3": 80, "P-4": 77, "P-5": 90 },
  钱评: { "P-1": 93.5, "P-2": 86, "P-3": 82, "P-4": 75, "P-5": 90 },
  孙评: { "P-2": 87, "P-3": 81, "P-4": 70, "P-5": 90 },
  李评: { "P-1": 95, "P-3": 83, "P-4": 78, "P-5": 63 },
};

async function withBallots(office: ObservationOffice): Promise<void> {
  const made = await office.observe("ballots", "--out", "选票", "--per-county", "9");
  expect(made).toMatchObject({ code: 0, err: "" });
}

async function filled(office: ObservationOffice): Promise<void> {
  await withBallots(office);
  for (const [judge, given] of Object.entries(GIVEN)) await edited(office.ballot(judge), votes(given));
}

/** The ballots' votes as rows of 观摩. */
async function confirmedRows(office: ObservationOffice): Promise<void> {
  await filled(office);
  expect(await office.observe("collect", "选票", "--close")).toMatchObject({ code: 0, err: "" });
  const confirmed = await office.run(["confirm", "OB-2026-07", "--by", "孙管"]);
  expect(confirmed.err).toBe("");
}

const observed = async (office: ObservationOffice): Promise<readonly (readonly unknown[])[]> =>
  (await sheetRows(office.env.DUBAN_REGISTRY!, "观摩")).filter(([visit]) => visit === "2026-07");

describe("a visit from its list to its result", () => {
  it("is drawn, voted on, closed, confirmed, computed, published, and told to leaders, admins and the units visited", async () => {
    const office = await observationOffice();
    const list = (await office.observe("list", "--json")).json();
    expect(list).toMatchObject({ period: "2026-07", seed: "2026-07", categories: ["产业"], otherCategory: 1 });
    expect((list.drawn as { project: string }[]).map(({ project }) => project).toSorted()).toEqual(
      ["P-1", "P-2", "P-3", "P-4", "P-5"].toSorted(),
    );
    await filled(office);
    const first = await office.observe("collect", office.ballot("赵评"));
    expect(first).toMatchObject({ code: 0, err: "" });
    expect(first.out).toContain("已收 1 张选票（本次新收 1 张），未交 3 位。\n已交：赵评。\n未交：钱评、孙评、李评。");
    const closed = await office.observe("collect", "选票", "--close");
    expect(closed).toMatchObject({ code: 0, err: "" });
    expect(closed.out).toContain("已截止，起草了「观摩」18 行");
    expect(closed.out).toContain("请核对：李评对 P-5 比中位数低 27 分（超过 15 分；照常计入，只供管理员）。");
    expect(await office.run(["confirm", "OB-2026-07", "--by", "孙管"])).toMatchObject({ err: "" });
    expect((await observed(office)).map((row) => [row[1], row[3], row[4]])).toEqual(
      expect.arrayContaining([
        ["P-1", "赵评", 91.5],
        ["P-5", "李评", 63],
      ]),
    );
    expect(await observed(office)).toHaveLength(18);
    const result = await office.observe("result");
    expect(result).toMatchObject({ code: 0, err: "" });
    expect(result.out.split("\n").slice(2, 7)).toEqual([
      "1     93.33 分     3  P-1 P-1生产线（甲县）",
      "2     87.00 分     3  P-2 P-2生产线（市水务局）",
      "3     83.25 分     4  P-5 P-5生产线（丙县）",
      "4     81.50 分     4  P-3 P-3生产线（乙县）",
      "5     75.00 分     4  P-4 P-4生产线（丙县）",
    ]);
    expect(
      existsSync(join(office.dir, "outbox")) ? (await mailsIn(office.dir)).map(({ text }) => text).join() : "",
    ).not.toMatch(/93\.33|第 1 名/);
    const published = await office.run(["confirm", "O-2026-07", "--by", "孙管"], "2026-07-21T09:00");
    expect(published).toMatchObject({ code: 0, err: "" });
    const mails = await mailsIn(office.dir);
    const about = (address: string) => mails.filter(({ to, text }) => to === address && text.includes("观摩")).at(-1);
    expect(about("zhou@jia.example")).toMatchObject({ subject: "【重点项目】2026年7月项目观摩结果已发布（7月21日）" });
    expect(about("zhou@jia.example")!.text).toContain("第 1 名 P-1生产线（甲县，93.33 分）");
    expect(about("zhou@jia.example")!.files.map(({ name }) => name)).toContain("2026-07观摩结果.xlsx");
    expect(about("sun@jia.example")!.text).toContain("2026年7月项目观摩结果");
    expect(about("wu@jia.example")!.text).toContain("贵单位项目：P-3 P-3生产线 81.50 分，第 4 名（共 5 个项目排名）");
    expect(about("wu@jia.example")!.text).not.toMatch(/P-1|93\.33/);
    expect(about("zheng@jia.example")!.text).toContain(
      "P-5 P-5生产线 83.25 分，第 3 名；P-4 P-4生产线 75.00 分，第 5 名",
    );
  }, 120_000);

  it("names no judge and shows no ballot in what is published, to whomever", async () => {
    const office = await observationOffice();
    await confirmedRows(office);
    await office.observe("result");
    const before = (await mailsIn(office.dir)).length;
    await office.run(["confirm", "O-2026-07", "--by", "孙管"]);
    const [draft] = ((await office.run(["drafts", "O-2026-07", "--json"])).json() as unknown as {
      body: ObservationBlock;
    }[])!;
    const mails = await mailsIn(office.dir);
    expect(mails.length).toBeGreaterThan(before);
    const attached = mails.flatMap(({ files }) => files).find(({ name }) => name === "2026-07观摩结果.xlsx")!;
    const book = join(office.dir, "附件.xlsx");
    writeFileSync(book, attached.content);
    const texts = [
      JSON.stringify(draft!.body),
      JSON.stringify(await sheetRows(book, "观摩结果")),
      ...mails.map(({ text }) => text),
    ];
    for (const judge of JUDGES) expect(texts.join("\n")).not.toContain(judge);
    expect(texts.join("\n")).not.toMatch(/91\.5|88 分|李评/);
  }, 120_000);

  it("the same rows are the same result; a corrected row after publication is a re-issue that names what changes", async () => {
    const office = await observationOffice();
    await confirmedRows(office);
    expect((await office.observe("result", "--json")).json()).toMatchObject({
      draft: { id: "O-2026-07", state: "new" },
    });
    expect((await office.observe("result", "--json")).json()).toMatchObject({
      draft: { id: "O-2026-07", state: "same" },
    });
    await office.run(["confirm", "O-2026-07", "--by", "孙管"]);
    expect((await office.observe("result", "--json")).json()).toMatchObject({
      draft: { id: "O-2026-07", state: "published" },
    });
    await office.observe("ballots", "--out", "另发", "--anew");
    await retyped(office, "李评", "P-5", 90);
    const again = (await office.observe("result", "--json")).json();
    expect(again).toMatchObject({
      draft: { id: "O-2026-07-2", state: "new" },
      differences:
        "P-5：丙县 第 3 名 83.25 分改为丙县 第 2 名 90.00 分；P-2：市水务局 第 2 名 87.00 分改为市水务局 第 3 名 87.00 分",
    });
    expect(await office.run(["recompute", "O-2026-07"])).toMatchObject({ code: 0, err: "" });
    expect(await office.run(["recompute", "O-2026-07-2"])).toMatchObject({ code: 0, err: "" });
  }, 120_000);
});

/** A person changes a cell of 观摩. */
async function retyped(office: ObservationOffice, judge: string, project: string, score: number): Promise<void> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(office.env.DUBAN_REGISTRY!);
  book.getWorksheet("观摩")!.eachRow((row) => {
    if (row.getCell(2).value === project && row.getCell(4).value === judge) row.getCell(5).value = score;
  });
  await book.xlsx.writeFile(office.env.DUBAN_REGISTRY!);
}

describe("ballots", () => {
  it("leave out the own unit's projects, by 责任单位 and by 属地, and say so", async () => {
    const office = await observationOffice();
    await withBallots(office);
    const codesOf = async (judge: string) =>
      (await sheetRows(office.ballot(judge), "选票"))
        .slice(5)
        .map((row) => row[1])
        .toSorted();
    expect(await codesOf("孙评")).toEqual(["P-2", "P-3", "P-4", "P-5"]);
    expect(await codesOf("李评")).toEqual(["P-1", "P-3", "P-4", "P-5"]);
    expect(JSON.stringify(await sheetRows(office.ballot("孙评"), "选票"))).toContain(
      "本单位的 1 个项目按回避规定不在票上",
    );
  }, 60_000);

  it("given out again are the same, never over a file that was filled in; other projects void them", async () => {
    const office = await observationOffice();
    await withBallots(office);
    const before = readFileSync(office.ballot("赵评"));
    expect(await office.observe("ballots", "--out", "选票")).toMatchObject({ code: 0 });
    await edited(office.ballot("赵评"), votes({ "P-1": 90 }));
    const refused = await office.observe("ballots", "--out", "选票");
    expect(refused).toMatchObject({ code: 2 });
    expect(refused.err).toContain("2026-07-选票-赵评.xlsx 已经存在，可能已有人填写，不会覆盖");
    await office.observe("ballots", "--out", "再发");
    expect(readFileSync(join(office.dir, "再发", "2026-07-选票-赵评.xlsx")).equals(before)).toBe(true);
    const other = await office.observe("ballots", "--out", "另发", "--projects", "P-1、P-3");
    expect(other.out).toContain("第 1 批选票作废");
    const void1 = await office.observe("collect", office.ballot("赵评"));
    expect(void1).toMatchObject({ code: 1 });
    expect(void1.out).toContain("（赵评）：是已作废的一批（第 1 批）；请用最近发出的选票。");
  }, 60_000);

  it("once one was collected the projects stay, unless all is begun anew", async () => {
    const office = await observationOffice();
    await filled(office);
    await office.observe("collect", office.ballot("赵评"));
    const refused = await office.observe("ballots", "--out", "另发", "--projects", "P-1");
    expect(refused).toMatchObject({ code: 2 });
    expect(refused.err).toContain("已收 赵评的选票");
    expect(existsSync(join(office.dir, "另发", "2026-07-选票-赵评.xlsx"))).toBe(false);
    await office.observe("collect", "选票", "--close");
    expect((await office.observe("ballots", "--out", "另发")).err).toContain("已截止收票");
    expect(await office.observe("ballots", "--out", "另发", "--anew")).toMatchObject({ code: 0 });
    const drafts = (await office.run(["drafts", "--json"])).json() as unknown as { id: string; state: string }[];
    expect(drafts.map(({ id, state }) => `${id} ${state}`)).toEqual(["OB-2026-07 superseded"]);
  }, 90_000);

  it("ask for places where the rule says so, and count as votes", async () => {
    const office = await observationOffice(
      observationRows({ rules: [...observationRows().rules!, newRegistryRule("观摩计分方式", "名次")] }),
    );
    await withBallots(office);
    expect((await sheetRows(office.ballot("赵评"), "选票"))[4]).toContain("名次");
    await edited(office.ballot("赵评"), votes({ "P-1": 1, "P-2": 2, "P-3": 3, "P-4": 4, "P-5": 5 }));
    await edited(office.ballot("孙评"), votes({ "P-2": "第1", "P-3": 2, "P-4": 3, "P-5": 4 }));
    const faulty = await office.observe("collect", "选票");
    expect(faulty.out).toMatch(/（孙评）：选票!E\d+ 不是票面要求的分数或名次。请改正后再交。/);
    await edited(office.ballot("孙评"), votes({ "P-2": 1, "P-3": 2, "P-4": 3, "P-5": 4 }));
    const closed = await office.observe("collect", office.ballot("赵评"), office.ballot("孙评"), "--close");
    expect(closed.out).toContain("未交的 2 位不计入。");
    await office.run(["confirm", "OB-2026-07", "--by", "孙管"]);
    const { result } = (await office.observe("result", "--json")).json() as { result: ObservationBlock };
    expect(result.projects.map(({ project, score, method }) => [project, score, method])).toEqual([
      ["P-1", 10_000, "rank-votes"],
      ["P-2", 9850, "rank-votes"],
      ["P-3", 9550, "rank-votes"],
      ["P-4", 9250, "rank-votes"],
      ["P-5", 8950, "rank-votes"],
    ]);
  }, 90_000);
});

describe("until a visit is closed", () => {
  it("nobody is shown a vote or a sum: not by the command, not by drafts, not by the store, not by the result", async () => {
    const office = await observationOffice();
    await filled(office);
    for (const judge of JUDGES.slice(0, 3)) {
      for (const format of [[], ["--json"]]) {
        const shown = await office.observe("collect", office.ballot(judge), ...format);
        expect(shown.out.replaceAll("2026-07", "").replace(/20260?\d+|\d{4}年7月/g, "")).not.toMatch(
          /\b(9[013]|8[0-9]|7[057])(\.5)?\b/,
        );
      }
    }
    expect((await office.run(["drafts"])).out).toContain("没有草稿");
    expect(await office.observe("result")).toMatchObject({
      code: 2,
      err: expect.stringContaining("还没有截止收票，不计算结果"),
    });
    const store = await openSqliteStore(`${office.env.DUBAN_REGISTRY}.duban.sqlite`, { readOnly: true });
    const kept = JSON.parse((await store.fact("observation:2026-07"))!) as { collected: Record<string, object> };
    await store.close();
    expect(Object.keys(kept.collected)).toEqual(["赵评", "钱评", "孙评"]);
    for (const one of Object.values(kept.collected))
      expect(Object.keys(one).toSorted()).toEqual(["at", "digest", "file"]);
    expect(await observed(office)).toEqual([]);
  }, 120_000);

  it("closing asks for every collected ballot again, each as it was", async () => {
    const office = await observationOffice();
    await filled(office);
    await office.observe("collect", "选票");
    const lacking = await office.observe("collect", office.ballot("赵评"), "--close");
    expect(lacking).toMatchObject({ code: 1 });
    expect(lacking.out).toMatch(
      /缺已收的选票：钱评（选票\/2026-07-选票-钱评\.xlsx）、孙评（.+）、李评（.+）。\n没有截止/,
    );
    await edited(office.ballot("李评"), votes({ "P-5": 64 }));
    const changed = await office.observe("collect", "选票", "--close");
    expect(changed).toMatchObject({ code: 1 });
    expect(changed.out).toContain("（李评）：与已收的选票（选票/2026-07-选票-李评.xlsx）不一致：收票之后不能再改。");
    expect((await office.run(["drafts"])).out).toContain("没有草稿");
    await edited(office.ballot("李评"), votes({ "P-5": 63 }));
    expect(await office.observe("collect", "选票", "--close")).toMatchObject({ code: 0 });
    expect((await office.observe("collect", "选票")).err).toContain("已截止收票，见草稿 OB-2026-07");
  }, 90_000);
});

describe("rows that are not what was collected", () => {
  it("are told to the admins by the judge's name, and in the result by their number", async () => {
    const office = await observationOffice();
    await confirmedRows(office);
    await retyped(office, "李评", "P-5", 90);
    const drawn = (await office.observe("result", "--json")).json();
    expect(drawn).toMatchObject({ draft: { state: "new" }, admins: { differing: ["李评"] } });
    expect((drawn.result as ObservationBlock).notes).toContain("1 位评委的各行与收票时不一致。");
    expect(await office.run(["recompute", "O-2026-07"])).toMatchObject({ code: 0, err: "" });
  }, 90_000);
});

/** A person is taken out of 人员, or put back as 停用. */
async function inPeople(office: ObservationOffice, edit: (sheet: ExcelJS.Worksheet) => void): Promise<void> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(office.env.DUBAN_REGISTRY!);
  edit(book.getWorksheet("人员")!);
  await book.xlsx.writeFile(office.env.DUBAN_REGISTRY!);
  await office.run(["adopt"]);
}

describe("a judge who left after voting", () => {
  it("keeps the vote: rows that find nobody in 人员 hold the result back until the judge is put back as 停用", async () => {
    const office = await observationOffice();
    await filled(office);
    await office.observe("collect", "选票", "--close");
    await inPeople(office, (sheet) => {
      sheet.eachRow((row, at) => {
        if (row.getCell(1).value === "李评") sheet.spliceRows(at, 1);
      });
    });
    const confirmed = await office.run(["confirm", "OB-2026-07", "--by", "孙管"]);
    expect(confirmed.code).toBe(1);
    expect(confirmed.out).toContain("仍待处理的：第 15–18 条的“评委”（李评）无法识别。");
    expect(confirmed.out).toContain("离任的补登并在“停用”填是");
    const early = await office.observe("result");
    expect(early.code).toBe(2);
    expect(early.err).toContain("选票的各行还没有全部写入「观摩」，不计算结果：请先运行 duban confirm OB-2026-07");
    await inPeople(office, (sheet) => {
      const heads = (sheet.getRow(1).values as unknown[]).slice(1).map(String);
      const put = { 姓名: "李评", 单位: "市水务局", 角色: "评委", 停用: "是" } as Record<string, string>;
      sheet.addRow(heads.map((head) => put[head.replace("*", "")] ?? null));
    });
    const rest = await office.run(["confirm", "OB-2026-07", "--by", "孙管"]);
    expect(rest.err).toBe("");
    expect((await observed(office)).length).toBe(18);
    const drawn = (await office.observe("result", "--json")).json();
    expect(drawn).toMatchObject({ admins: { differing: [], remarks: [] } });
  }, 120_000);
});

describe("the result of rows typed by hand", () => {
  const typed = (judge: string, project: string, score: number | null, place: number | null = null) => ({
    visit: "2026-07",
    ...{ project, judge, score, place },
  });

  it("leaves out the own unit's row and tells the admins where it stands", async () => {
    const office = await observationOffice(
      observationRows({
        observations: [typed("赵评", "P-1", 90), typed("孙评", "P-1", 100), typed("钱评", "P-1", null, 2)],
      }),
    );
    const result = await office.observe("result");
    expect(result.out).toContain("1     90.00 分     1  P-1");
    expect(result.out).toContain("请核对：「观摩」表第 3 行（D3）：孙评对 P-1，是本单位或本属地的项目，不计入。");
    expect(result.out).toContain("请核对：「观摩」表第 4 行（E4）：钱评对 P-1，只填了名次，本场次按评分计，不计入");
    const json = (await office.observe("result", "--json")).json() as { result: ObservationBlock };
    expect(json.result.notes).toEqual([
      "得分为评委评分的平均，计入 7 张及以上的项目去掉一个最高分和一个最低分。",
      "评委对本单位、本属地项目的 1 张不计入。",
      "空白或无法识别的 1 张不计入。",
    ]);
  }, 60_000);

  it("without rows, and of a month to come, there is none", async () => {
    const office = await observationOffice();
    expect(await office.observe("result")).toMatchObject({
      code: 2,
      err: expect.stringContaining("「观摩」表没有 2026-07 的行"),
    });
    const later = await office.run(["observe", "result", "--period", "2026-10"]);
    expect(later).toMatchObject({ code: 2, err: expect.stringContaining("2026年10月还没有到，没有结果。") });
  }, 60_000);

  it("is confirmed by a 管理员 alone", async () => {
    const office = await observationOffice(observationRows({ observations: [typed("赵评", "P-1", 90)] }));
    await office.observe("result");
    expect(await office.run(["confirm", "O-2026-07", "--by", "赵评"])).toMatchObject({ code: 2 });
    expect(existsSync(join(office.dir, "outbox"))).toBe(false);
  }, 60_000);
});

describe("the command", () => {
  it("refuses months without a theme, unknown steps, foreign options and files where none are asked for", async () => {
    const office = await observationOffice();
    const refused = async (...args: readonly string[]) => {
      const ran = await office.run(["observe", ...args]);
      expect(ran.code).toBe(2);
      return ran.err;
    };
    expect(await refused("list", "--period", "2026-08")).toContain(
      "2026年8月没有观摩主题：现行规则只在4月、7月、10月、12月观摩",
    );
    expect(await refused("draw")).toContain("可用的是 list、ballots、collect、result");
    expect(await refused("list", "--close")).toContain("observe list 不能与 --close 同用");
    expect(await refused("result", "选票.xlsx")).toContain("不用写文件名");
    expect(await refused("list", "--count", "0")).toContain("不是 1 到 1000 的整数");
    expect(await refused("ballots", "--period", "2026-07")).toContain("请用 --out 写明选票放在哪个文件夹");
    expect(await refused("ballots", "--period", "2026-07", "--out", "票", "--projects", "P-99")).toContain(
      "「项目」表没有 P-99",
    );
    expect(await refused("collect", "--period", "2026-07")).toContain("请写选票文件或所在的文件夹");
    expect(await refused("collect", "票", "--period", "2026-07", "--dry-run")).toContain("不能与 --dry-run 同用");
  }, 90_000);

  it("draws the same list whatever the order of the rows, and writes it as a workbook that is never overwritten", async () => {
    const office = await observationOffice();
    const drawn = async () => (await office.observe("list", "--count", "3", "--seed", "摇号", "--json")).json().drawn;
    const before = await drawn();
    const rows = observationRows();
    await writeRegistry(office.env.DUBAN_REGISTRY!, { ...rows, projects: [...rows.projects!].reverse() });
    expect(await drawn()).toEqual(before);
    expect(await office.observe("list", "--out", "名单.xlsx")).toMatchObject({ code: 0 });
    const sheet = await sheetRows(join(office.dir, "名单.xlsx"), "观摩名单");
    expect(sheet[1]).toEqual(expect.arrayContaining(["场次", "项目编号", "责任单位", "总投资（万元）"]));
    expect(sheet[2]).toEqual(expect.arrayContaining(["2026-07", 60_000]));
    expect(await office.observe("list", "--out", "名单.xlsx")).toMatchObject({ code: 2 });
    expect(readdirSync(office.dir).filter((name) => name.includes("sqlite"))).toEqual([]);
    copyFileSync(join(office.dir, "名单.xlsx"), join(office.dir, "不是选票.xlsx"));
  }, 60_000);
});

describe("the paper of a visit", () => {
  it("is drafted once the result is published, names no judge, and is numbered and sent when confirmed", async () => {
    const office = await observationOffice();
    await confirmedRows(office);
    await office.observe("result");
    expect(await office.observe("result", "--document")).toMatchObject({
      code: 2,
      err: expect.stringContaining("还没有发布"),
    });
    await office.run(["confirm", "O-2026-07", "--by", "孙管"]);
    expect((await office.observe("result", "--document", "--json")).json()).toEqual({
      version: 1,
      id: "GM-2026-07",
      state: "new",
    });
    expect((await office.observe("result", "--document", "--json")).json()).toMatchObject({ state: "same" });
    const next = "2026-07-21T09:00";
    expect(await office.run(["confirm", "GM-2026-07", "--by", "孙管"], next)).toMatchObject({ code: 0, err: "" });
    const sent = (await mailsIn(office.dir)).find(
      ({ to, files }) => to === "zheng@jia.example" && files.some(({ name }) => name.endsWith(".docx")),
    )!;
    const paper = sent.files.find(({ name }) => name.endsWith(".docx"))!;
    expect(paper.name).toContain("关于2026年7月项目观摩结果的通报");
    const { value } = await mammoth.extractRawText({ buffer: Buffer.from(paper.content) });
    const words = value.replaceAll("\t", " ");
    expect(words).toMatch(/重点办观摩〔2026〕1号/);
    expect(words).toContain("2026年7月组织了产业类项目观摩评比，共观摩 5 个项目。");
    expect(words).toMatch(/1\s+P-1\s+P-1生产线\s+甲县\s+甲县\s+93\.33\s+3/);
    for (const judge of JUDGES) expect(words).not.toContain(judge);
  }, 120_000);
});
