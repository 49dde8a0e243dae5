import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { duban, folder, office, sheetRows } from "../fakes/cli.ts";
import { packOffice } from "../fakes/pack-office.ts";
import { pageSizes } from "../fakes/pdf.ts";
import { writeRegistry } from "../fakes/registry-file.ts";
import { POPPLER, testWith, WRITER } from "../require-tool.ts";

const DEMO = fileURLToPath(new URL("../../sheets-templates/demo.xlsx", import.meta.url));
const golden = (name: string): string => fileURLToPath(new URL(`../golden/packs/${name}`, import.meta.url));

async function scene(rows = packOffice()) {
  const dir = folder();
  const env = office(dir, "2026-10-19T08:00");
  await writeRegistry(env.DUBAN_REGISTRY, rows);
  return { dir, env };
}

interface Item {
  readonly content: string;
  readonly lead: string;
  readonly cooperating: readonly string[];
  readonly due: string;
}
interface Read {
  readonly cells: Readonly<Record<string, string>>;
}

/** Items of a pack and the rows that `duban minutes` reads from its minutes. */
async function roundTrip(env: Record<string, string>, dir: string, args: readonly string[]) {
  const file = join(dir, "纪要.docx");
  const made = await duban(["pack", ...args, "--paper", "纪要", "--out", file, "--json"], env);
  expect(made).toMatchObject({ code: 0, err: "" });
  const { items } = made.json() as { items: readonly Item[] };
  const read = await duban(["minutes", file, "--dry-run", "--json"], env);
  expect(read).toMatchObject({ code: 0, err: "" });
  return { items, read: (read.json() as { items: readonly Read[] }).items };
}

const asCells = ({ content, lead, cooperating, due }: Item) => ({
  ...{ content, leadUnit: lead, due },
  ...(cooperating.length === 0 ? {} : { cooperatingUnits: cooperating.join("、") }),
});

describe("duban pack", () => {
  it("prints 季调度材料 and 工作例会材料 of the demo city as they were looked at", async () => {
    const dir = folder();
    const env = office(dir, "2026-10-19T08:00");
    copyFileSync(DEMO, env.DUBAN_REGISTRY);
    const quarter = await duban(["pack", "quarter", "--on", "2026-10-21"], env);
    expect(quarter).toMatchObject({ code: 0, err: "" });
    await expect(quarter.out).toMatchFileSnapshot(golden("quarter.txt"));
    const meeting = await duban(["pack", "meeting", "--mechanism", "重点项目"], env);
    await expect(meeting.out).toMatchFileSnapshot(golden("meeting.txt"));
    expect(readdirSync(dir)).toEqual(["台账.xlsx"]);
  });

  it("the minutes of a quarter's meeting are read back into the same items", async () => {
    const { dir, env } = await scene();
    const { items, read } = await roundTrip(env, dir, ["quarter", "--on", "2026-10-21"]);
    expect(items.length).toBeGreaterThan(3);
    expect(read.map(({ cells: { code, source, sourceName, sourceDate, ...cells } }) => cells)).toEqual(
      items.map(asCells),
    );
    expect(read[0]!.cells).toMatchObject({
      ...{ source: "会议", sourceName: "2026年第三季度重点项目调度会会议纪要", sourceDate: "2026-10-21" },
    });
  });

  it("the minutes of a mechanism's meeting come back as tasks of that mechanism, and its next papers tell of them", async () => {
    const { dir, env } = await scene();
    const { items, read } = await roundTrip(env, dir, ["meeting", "--mechanism", "招商引资"]);
    expect(
      read.map(({ cells: { code, source, sourceName, sourceDate, mechanism, ...cells } }) => [mechanism, cells]),
    ).toEqual(items.map((item) => ["招商引资", asCells(item)]));
    expect((await duban(["minutes", join(dir, "纪要.docx")], env)).code).toBe(0);
    expect(await duban(["confirm", "R-2026-10-19", "--by", "孙管"], env)).toMatchObject({ code: 0 });
    const next = (await duban(["pack", "meeting", "--mechanism", "招商引资", "--json"], env)).json();
    expect(next).toMatchObject({ last: { day: "2026-10-19" } });
    expect((next.last as { decided: readonly unknown[] }).decided).toHaveLength(items.length);
  });

  it("--known-at gives the papers of that day again, whatever was changed since", async () => {
    const { env } = await scene();
    expect((await duban(["run", "daily"], env)).code).toBe(0);
    const then = await duban(["pack", "quarter", "--json"], env);
    const rows = packOffice();
    const issues = rows
      .issues!.filter(({ code }) => code !== "W-5")
      .map((row) => (row.code === "W-1" ? { ...row, level: "省" } : row));
    await writeRegistry(env.DUBAN_REGISTRY, { ...rows, issues, adjustments: [] });
    const later = { ...env, DUBAN_NOW: "2026-10-26T08:00" };
    expect((await duban(["adopt"], later)).code).toBe(0);
    expect((await duban(["run", "daily"], later)).code).toBe(0);
    const now = await duban(["pack", "quarter", "--json"], later);
    expect(now.json().undecided).toEqual([]);
    const again = await duban(
      ["pack", "quarter", "--as-of", "2026-10-19", "--known-at", "2026-10-19T09:00", "--json"],
      later,
    );
    expect(again.json()).toEqual(then.json());
  });

  it("--out writes a document marked as a draft or a workbook with every row, and never over a file", async () => {
    const { dir, env } = await scene();
    const [document, workbook] = [join(dir, "材料.docx"), join(dir, "材料.xlsx")];
    expect((await duban(["pack", "quarter", "--out", document], env)).code).toBe(0);
    expect(readFileSync(document).subarray(0, 2).toString("latin1")).toBe("PK");
    expect((await duban(["pack", "quarter", "--out", workbook], env)).code).toBe(0);
    const rows = await sheetRows(workbook, "未解决的问题");
    expect(rows.slice(1).map(([level, key]) => [level, key])).toEqual([
      ...[
        ["省", "W-4"],
        ["市调度会", "W-1"],
        ["分管市领导", "W-5"],
        ["市直", "W-7"],
        ["县区", "W-2"],
        ["单位", "W-3"],
      ],
    ]);
    expect((await sheetRows(workbook, "交办事项"))[0]![0]).toContain("（草稿）");
    expect(await duban(["pack", "quarter", "--out", document], env)).toMatchObject({
      ...{ code: 2, err: expect.stringContaining("已经存在，不会覆盖") },
    });
    expect(readdirSync(dir).toSorted()).toEqual(["台账.xlsx", "材料.docx", "材料.xlsx"].toSorted());
  });

  it("--draft waits for an admin: the material gets no number, the minutes one, and the paper is frozen", async () => {
    const { env } = await scene();
    const drafted = await duban(["pack", "quarter", "--draft", "--json"], env);
    expect(drafted.json()).toMatchObject({ draft: { id: "DD-2026Q3", state: "new" } });
    expect((await duban(["pack", "quarter", "--draft", "--json"], env)).json()).toMatchObject({
      draft: { state: "same" },
    });
    expect((await duban(["pack", "quarter", "--paper", "纪要", "--draft"], env)).out).toContain(
      "已起草：JY-2026Q3，确认之前不编号、不外发；核对后运行 duban confirm JY-2026Q3 --by 姓名。",
    );
    const text = (await duban(["drafts", "JY-2026Q3"], env)).out;
    expect(text).toContain("1. 按会议决定落实解决措施：W-1");
    expect(text).not.toContain("会前建议");
    expect((await duban(["confirm", "JY-2026Q3", "--by", "王联"], env)).code).not.toBe(0);
    for (const id of ["DD-2026Q3", "JY-2026Q3"])
      expect(await duban(["confirm", id, "--by", "孙管"], env)).toMatchObject({ code: 0, err: "" });
    const listed = await duban(["documents"], env);
    expect(listed.out).toMatch(/纪要〔2026〕1号/);
    expect(listed.out).not.toMatch(/调度〔2026〕/);
  });

  it("--draft says of a paper that was withdrawn that it was, and asks nobody to confirm it", async () => {
    const { env } = await scene();
    await duban(["pack", "quarter", "--draft"], env);
    await duban(["drop", "DD-2026Q3", "--by", "孙管", "--reason", "会议改期"], env);
    const again = await duban(["pack", "quarter", "--draft"], env);
    expect(again.out).toContain("同样的一份已经撤回，有变化后可再起草：DD-2026Q3。");
    expect(again.out).not.toContain("duban confirm DD-2026Q3");
  });

  it("--items takes what the meeting agreed to, numbered anew; nothing is told as agreed before the meeting", async () => {
    const { env } = await scene();
    const all = (await duban(["pack", "quarter", "--json"], env)).json().items as readonly Item[];
    const some = await duban(["pack", "quarter", "--paper", "交办单", "--items", "2,4", "--draft", "--json"], env);
    expect(some.json()).toMatchObject({ draft: { id: "JB-2026Q3", state: "new" } });
    expect(some.json().items).toEqual([1, 3].map((at, index) => ({ ...all[at], number: index + 1 })));
    const refusals: readonly (readonly [readonly string[], string])[] = [
      [["--paper", "交办单", "--items", "99"], `拟交办事项共 ${all.length} 条`],
      [["--items", "1"], "pack --paper 材料 不能与 --items 同用。"],
      [["--paper", "纪要", "--draft", "--on", "2026-10-21"], "会议 2026-10-21 还没有开，纪要要在会后起草"],
    ];
    for (const [args, words] of refusals)
      expect(await duban(["pack", "quarter", ...args], env)).toMatchObject({
        code: 2,
        err: expect.stringContaining(words),
      });
  });

  it("without a mechanism lists them; an unknown one, a quarter to come, and options that do not fit are refused: exit 2", async () => {
    const { dir, env } = await scene();
    const listed = await duban(["pack", "meeting"], env);
    expect(listed.out).toContain("  招商引资：牵头 钱市长；未解决的问题 2 件，未办结的任务 4 件，逾期 4 件。");
    expect(listed.out).toContain("  低空经济：牵头市领导未明确；");
    const refusals: readonly (readonly [readonly string[], string])[] = [
      [["pack", "meeting", "--mechanism", "招商引姿"], "没有机制 “招商引姿”，最接近的是 招商引资"],
      [["pack", "quarter", "--period", "2027Q1"], "2027Q1 还没有开始，截至日是 2026-10-19。"],
      [["pack", "quarter", "--period", "2026-09"], "“2026-09” 不是季度，请写成 2026Q3 这样的格式。"],
      [["pack", "quarter", "--mechanism", "招商引资"], "pack quarter 不能与 --mechanism 同用。"],
      [["pack", "meeting", "--period", "2026Q3"], "pack meeting 不能与 --period 同用。"],
      [["pack", "quarter", "--dry-run"], "pack 不能与 --dry-run 同用。"],
      [["pack", "quarter", "--draft", "--out", join(dir, "a.docx")], "pack --draft 不能与 --out 同用。"],
      [["pack", "quarter", "--paper", "通报"], "--paper “通报” 不是 材料、纪要、交办单 之一。"],
      [["pack", "quarter", "--paper", "纪要", "--out", join(dir, "a.xlsx")], "不是 .docx 文件名。"],
      [["pack", "quarter", "--on", "2026-10-18"], "会议日期 2026-10-18 早于截至日 2026-10-19。"],
      [["pack", "quarter", "--draft", "--as-of", "2026-11-02"], "不能为以后的日期起草"],
      [["pack", "年会"], "没有 “年会” 这种会议材料"],
    ];
    const ran = await Promise.all(refusals.map(([args]) => duban(args, env)));
    for (const [index, [args, words]] of refusals.entries())
      expect([args.join(" "), ran[index]]).toMatchObject([
        args.join(" "),
        { code: 2, out: "", err: expect.stringContaining(words) },
      ]);
    expect(existsSync(join(dir, "a.docx"))).toBe(false);
  });

  testWith(
    WRITER === null || POPPLER === null ? null : WRITER,
    "LibreOffice with poppler",
    "LibreOffice draws every chapter, annex and item of the material on A4",
    async () => {
      const { dir, env } = await scene();
      expect((await duban(["pack", "quarter", "--out", join(dir, "a.docx")], env)).code).toBe(0);
      const drawn = spawnSync(WRITER!, [
        "--headless",
        `-env:UserInstallation=file://${dir}/profile`,
        "--convert-to",
        "pdf",
        "--outdir",
        dir,
        join(dir, "a.docx"),
      ]);
      expect(drawn.status).toBe(0);
      const pdf = join(dir, "a.pdf");
      expect(new Set(pageSizes(pdf))).toEqual(new Set(["210×297"]));
      const text = spawnSync("pdftotext", [pdf, "-"]).stdout.toString("utf8").replaceAll(/\s/g, "");
      for (const words of [
        "草稿",
        "一、未解决的问题",
        "（一）省（1件）",
        "二、受阻的关键线路",
        "三、连续2个月以上红灯的项目",
        "四、待审定的清单调整",
      ])
        expect(text).toContain(words);
      for (const words of [
        "五、2026年第四季度计划开工",
        "六、主要指标",
        "在建项目投资完成情况（亿元）",
        "附表1未解决的问题",
        "会议议程",
        "拟交办事项",
      ])
        expect(text).toContain(words);
      expect(text).not.toMatch(/undefined|\{|\}/);
    },
    120_000,
  );
});
