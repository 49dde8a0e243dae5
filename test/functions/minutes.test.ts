import { copyFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { duban, folder, office, sheetRows } from "../fakes/cli.ts";
import { writeRegistry } from "../fakes/registry-file.ts";
import { smallOffice } from "../fakes/small-office.ts";

const CORPUS = fileURLToPath(new URL("../minutes/corpus/", import.meta.url));

const MINUTES = `关于研究滨河路改造有关问题的会议纪要
会议时间：2026年6月9日
一、由市水务局牵头，甲县配合，10个工作日内提出管线保护方案。
二、由甲县人民政府负责，6月底前完成3户房屋征收。
三、甲县要尽快完成场地平整。
`;

async function scene(text = MINUTES) {
  const dir = folder();
  const env = office(dir, "2026-06-12T09:00");
  await writeRegistry(env.DUBAN_REGISTRY, smallOffice());
  const file = join(dir, "专题会议纪要.txt");
  writeFileSync(file, text);
  return { dir, env, file };
}

const draftsOf = async (env: Record<string, string>) =>
  (await duban(["drafts", "--json"], env)).json() as unknown as { id: string; state: string; body: unknown }[];

describe("duban minutes", () => {
  it("prints the proposals, writes a workbook beside the minutes and puts one draft into the store", async () => {
    const { dir, env, file } = await scene();
    const ran = await duban(["minutes", file], env);
    expect(ran).toMatchObject({ code: 0, err: "" });
    expect(ran.out).toContain("读出 3 项，其中 2 项还缺必填内容");
    expect(ran.out).toContain("“10个工作日内”从会议当日 6月9日（周二）起算，起始日不计，10 个工作日到 6月24日（周三）");
    expect(ran.out).toContain("牵头单位：“甲县人民政府”不在「单位」表");
    expect(ran.out).toContain("duban confirm R-2026-06-09 --by 姓名 --items 1。");
    const [draft, ...others] = await draftsOf(env);
    expect(others).toEqual([]);
    expect(draft).toMatchObject({
      id: "R-2026-06-09",
      kind: "rows",
      state: "draft",
      body: { tab: "tasks", source: "专题会议纪要.txt" },
    });
    const rows = await sheetRows(join(dir, "专题会议纪要-待确认任务.xlsx"), "待确认任务");
    expect(rows[1]).toEqual(
      expect.arrayContaining(["项", "任务编号", "牵头单位", "配合单位", "时限", "还缺（必填）", "怎样读出", "原文"]),
    );
    expect(rows[2]).toEqual(expect.arrayContaining(["1", "HY-20260609-01", "市水务局", "甲县"]));
    expect(rows[3]).toEqual(expect.arrayContaining(["2", "牵头单位"]));
  });

  it("the same file again is the same draft; the same words under another name, or a new wording, replace it", async () => {
    const { dir, env, file } = await scene();
    await duban(["minutes", file], env);
    const again = (await duban(["minutes", file, "--json"], env)).json();
    expect(again).toMatchObject({ draft: { id: "R-2026-06-09", state: "same" } });
    const copy = join(dir, "副本.txt");
    copyFileSync(file, copy);
    expect((await duban(["minutes", copy, "--json"], env)).json()).toMatchObject({
      draft: { state: "new", id: "R-2026-06-09-2" },
    });
    writeFileSync(file, MINUTES.replace("甲县人民政府", "甲县"));
    expect((await duban(["minutes", file, "--json"], env)).json()).toMatchObject({ draft: { state: "new" } });
    const open = (await draftsOf(env)).filter(({ state }) => state === "draft");
    expect(open.map(({ id }) => id)).toEqual(["R-2026-06-09-3"]);
  });

  it("other minutes of the same day are another draft with other numbers", async () => {
    const { dir, env, file } = await scene();
    await duban(["minutes", file], env);
    const other = join(dir, "现场办公会纪要.txt");
    writeFileSync(other, MINUTES.replace("管线保护", "道路恢复"));
    const ran = (await duban(["minutes", other, "--json"], env)).json() as {
      draft: object;
      items: { cells: { code: string } }[];
    };
    expect(ran.draft).toEqual({ id: "RB-2026-06-09", state: "new" });
    expect(ran.items.map(({ cells }) => cells.code)).toEqual(["HY-20260609-04", "HY-20260609-05", "HY-20260609-06"]);
  });

  it("what an admin confirmed is not drafted again", async () => {
    const { env, file } = await scene();
    const office = smallOffice();
    const tasks = [
      {
        code: "T-001",
        source: "会议",
        sourceDate: { date: "2026-05-06" },
        content: "修路",
        leadUnit: "甲县",
        due: { date: "2026-07-01" },
      },
    ];
    await writeRegistry(env.DUBAN_REGISTRY, { ...office, tasks });
    const first = await duban(["minutes", file], env);
    expect(first.out).toContain("任务编号接 T-001，暂拟为 T-002 起。");
    const confirmed = await duban(["confirm", "R-2026-06-09", "--by", "孙管", "--items", "1"], env);
    expect(confirmed.err).toBe("");
    const tab = await sheetRows(env.DUBAN_REGISTRY, "任务");
    expect(tab.filter((row) => row.includes("T-002"))).toHaveLength(1);
    const again = (await duban(["minutes", file, "--json"], env)).json();
    expect(again).toMatchObject({ draft: { id: "R-2026-06-09", state: "confirmed" } });
    expect((await draftsOf(env)).length).toBe(1);
  });

  it("a dry run leaves nothing behind", async () => {
    const { dir, env, file } = await scene();
    const before = readdirSync(dir);
    const ran = await duban(["minutes", file, "--dry-run"], env);
    expect(ran.code).toBe(0);
    expect(ran.out).toContain("只看结果：没有起草，没有写文件。");
    expect(readdirSync(dir)).toEqual(before);
  });

  it("--out names the workbook; a file that stands beside the minutes is not replaced", async () => {
    const { dir, env, file } = await scene();
    const out = join(dir, "核对.xlsx");
    expect((await duban(["minutes", file, "--out", out], env)).code).toBe(0);
    expect(existsSync(out)).toBe(true);
    writeFileSync(join(dir, "专题会议纪要-待确认任务.xlsx"), "mine");
    expect((await duban(["minutes", file], env)).out).toContain("专题会议纪要-待确认任务（2）.xlsx");
    expect(readFileSync(join(dir, "专题会议纪要-待确认任务.xlsx"), "utf8")).toBe("mine");
    const own = await duban(["minutes", file, "--out", env.DUBAN_REGISTRY], env);
    expect(own).toMatchObject({ code: 2 });
    expect(own.err).toContain("就是台账、记录库或纪要本身");
  });

  it(".docx with a table is read like text", async () => {
    const { env } = await scene();
    const ran = await duban(["minutes", join(CORPUS, "16-dispatch-table.docx"), "--dry-run", "--json"], env);
    const { items } = ran.json() as { items: { cells: { due?: string; content: string } }[] };
    expect(items.map(({ cells }) => cells.due)).toEqual([
      "2026-06-23",
      "2026-06-30",
      "2026-08-10",
      undefined,
      "2026-06-30",
    ]);
    expect(items[0]?.cells.content).toBe("办结压覆矿产审批手续");
  });

  it("a marking anywhere ends it with 3, repeats nothing and leaves nothing behind", async () => {
    for (const marking of ["机密★1年", "秘密", "【机密】", "密级：秘密"]) {
      const { dir, env, file } = await scene(`${marking}\n${MINUTES}`);
      const before = readdirSync(dir);
      const ran = await duban(["minutes", file], env);
      expect(ran).toMatchObject({ code: 3, out: "" });
      expect(ran.err).toContain("含有涉密标记");
      expect(ran.err).not.toMatch(/机密|秘密|滨河路|专题会议/);
      expect(readdirSync(dir)).toEqual(before);
    }
  });

  it("a file that cannot be read ends it with 2 and the way out", async () => {
    const { dir, env } = await scene();
    const ran = await duban(["minutes", join(dir, "没有.docx")], env);
    expect(ran).toMatchObject({ code: 2, out: "", err: "无法读取纪要：没有.docx 找不到这个文件，请检查路径。\n" });
  });

  it("minutes that ask nobody anything are no draft", async () => {
    const { env, file } = await scene("会议时间：2026年6月9日\n会议听取了市水务局的汇报。\n");
    const ran = await duban(["minutes", file], env);
    expect(ran).toMatchObject({ code: 0 });
    expect(ran.out).toContain("没有读出交办事项");
    expect(await draftsOf(env)).toEqual([]);
  });

  it("a cell that looks like a formula stays text", async () => {
    const { dir, env, file } = await scene(
      '会议时间：2026年6月9日\n一、=HYPERLINK("http://x")由市水务局牵头，6月底前完成。\n二、由市水务局牵头，6月底前完成+1。\n',
    );
    expect((await duban(["minutes", file], env)).code).toBe(0);
    const rows = await sheetRows(join(dir, "专题会议纪要-待确认任务.xlsx"), "待确认任务");
    for (const cell of rows.flat()) expect(typeof cell === "object" && cell !== null && "formula" in cell).toBe(false);
  });
});
