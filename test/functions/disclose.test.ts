import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { TemplateRow } from "../../sheets-templates/registry-sheets.ts";
import { duban, folder, office, sheetRows } from "../fakes/cli.ts";
import { mailsIn } from "../fakes/observation-office.ts";
import { writeRegistry } from "../fakes/registry-file.ts";
import { milestone, smallOffice } from "../fakes/small-office.ts";

const on = (date: string) => ({ date });
const row = (item: string, formedOn: string, more: TemplateRow = {}): TemplateRow => ({
  ...{ project: "P-001", category: "批准结果", item, documentType: "其他", formedOn: on(formedOn), discloser: "甲县" },
  ...more,
});

/** A permit late by a day, one answered in time, one withheld, one soon due; a milestone whose permit has no row yet. */
async function opened() {
  const dir = folder();
  const settings = office(dir, "2026-06-12T08:00");
  const small = smallOffice();
  const permit = { name: "施工许可证", documentType: "行政许可", disclosureCategory: "批准结果" };
  await writeRegistry(settings.DUBAN_REGISTRY, {
    ...small,
    rules: [
      ...small.rules!,
      {
        ...{ parameter: "公开时限另定", value: "P-001/没有这项：20", from: on("2026-06-01"), basis: "办〔2026〕3号" },
      },
    ],
    milestones: [...small.milestones!, milestone("P-001", 30, "2026-06-08", { ...permit, actual: on("2026-06-08") })],
    disclosures: [
      row("取水许可", "2026-06-02", { documentType: "行政许可" }),
      row("可研批复", "2026-05-15", { disclosedOn: on("2026-06-01"), link: "https://www.jia.example/1" }),
      row("用地预审", "2026-05-15", { withheldBecause: "涉及商业秘密", secrecyReview: "保密办 2026-05-20" }),
      row("=1+1 环评", "2026-05-18", { discloser: "市水务局" }),
    ],
  });
  return { dir, settings };
}

describe("duban disclose, and what daily does with 公开", () => {
  it("tells each row its limit, asks those responsible, proposes a milestone's row once, lists, draws and reports", async () => {
    const { dir, settings } = await opened();
    const run = (...args: string[]) => duban(args, settings);
    const book = settings.DUBAN_REGISTRY;

    expect((await run("run", "daily")).code).toBe(0);
    const states = async () =>
      (await sheetRows(book, "系统-公开")).slice(2).map((cells) => [cells[1], cells[3], String(cells[4])]);
    expect(await states()).toEqual([
      [
        "取水许可",
        "逾期未公开",
        "P-001/取水许可：应于6月11日公开（行政许可自作出决定之日起 7 个工作日），已逾期 1 个工作日；公开后请填写公开日期和公开链接。",
      ],
      ["可研批复", "已公开", "P-001/可研批复：6月1日公开，未超过时限6月12日（自形成或变更之日起 20 个工作日）。"],
      ["用地预审", "不公开", "P-001/用地预审：不公开，理由和保密审查齐全。"],
      ["=1+1 环评", "未到期", "P-001/=1+1 环评：最迟6月15日公开（自形成或变更之日起 20 个工作日）。"],
    ]);

    const explained = (await run("explain", "P-001/取水许可")).out;
    expect(explained).toContain("逾期未公开。应于6月11日公开");
    expect(explained).toContain("规则：公开时限（");
    expect(explained).toMatch(/「公开」\S+ 形成日期：2026-06-02/);
    const findings = (await sheetRows(book, "系统-数据问题")).flat().map(String);
    expect(findings.some((cell) => cell.includes("「公开」表没有 P-001/没有这项"))).toBe(true);

    const mails = await mailsIn(dir);
    const linesTo = (name: string): string[] =>
      mails
        .find(({ to }) => to.startsWith(name))!
        .text.split("\n")
        .map((line) => line.trim());
    expect(linesTo("wang").filter((line) => /公开/.test(line))).toMatchInlineSnapshot(`
      [
        "2. 【公开】P-001 P-001工程 ·「取水许可」应于6月11日公开，已逾期 1 个工作日",
        "已公开的，请在「公开」表第 2 行（K2）填写公开日期和公开链接；依法不公开的，请填写不公开理由和保密审查。",
        "时限：行政许可自作出决定之日起 7 个工作日（规则：公开时限，2019-05-15 起）。",
      ]
    `);
    expect(linesTo("li").filter((line) => /公开/.test(line))).toMatchInlineSnapshot(`
      [
        "· P-001 P-001工程 ·「=1+1 环评」信息公开6月15日（周一）到期，还有 1 个工作日",
      ]
    `);

    expect((await run("confirm", "G-2026-06", "--by", "孙管")).code).toBe(0);
    const typed = (await sheetRows(book, "公开")).slice(1).map((cells) => cells.slice(0, 5));
    expect(typed.at(-1)).toEqual(["P-001", "P-001工程", "批准结果", "施工许可证", "行政许可"]);
    expect((await run("run", "daily")).code).toBe(0);
    expect((await states()).at(-1)!.slice(0, 2)).toEqual(["施工许可证", "未到期"]);
    const drafts = (await run("drafts", "--json")).json() as unknown as readonly { id: string; state: string }[];
    expect(drafts.filter(({ id }) => id.startsWith("G-"))).toMatchObject([{ id: "G-2026-06", state: "confirmed" }]);

    const list = await run("disclose", "list", "--period", "2026-06", "--out", join(dir, "清单.xlsx"));
    expect(list.out).toContain("全部：应公开 5 项：按期公开 1、不公开 1、逾期未公开 1、未到期 2。");
    const [, ...listed] = await sheetRows(join(dir, "清单.xlsx"), "清单");
    expect(listed.map((cells) => cells[4])).toContain("=1+1 环评");

    const sample = ["disclose", "sample", "--period", "2026-06", "--count", "1", "--seed", "抽查"];
    const [once, twice] = [await run(...sample, "--out", join(dir, "核对.xlsx")), await run(...sample)];
    expect(twice.out).toBe(once.out);
    expect(once.out).toContain("种子 抽查");
    expect((await sheetRows(join(dir, "核对.xlsx"), "抽查核对表")).length).toBe(1 + 3 + 1);

    const report = await run(
      "disclose",
      "report",
      "甲县",
      "--period",
      "2026",
      "--draft",
      "--out",
      join(dir, "年报.docx"),
    );
    expect(report.out).toContain("甲县2026年政府信息公开工作年度报告（重大建设项目领域）（草稿）");
    expect(report.out).toContain("按期公开 1、不公开 1、逾期未公开 1、未到期 1。其中行政许可 2 项、行政处罚 0 项。");
    expect(existsSync(join(dir, "年报.docx"))).toBe(true);
    const waiting = (await run("drafts", "--json")).json() as unknown as readonly { id: string; state: string }[];
    const { id } = waiting.find((draft) => draft.id.startsWith("GK-"))!;
    expect((await run("confirm", id, "--by", "孙管")).code).toBe(0);
    expect((await run("documents")).out).toContain("甲县2026年政府信息公开工作年度报告");
    expect((await run("disclose", "report", "丙县")).err).toContain("「单位」表没有“丙县”");
  });

  it("items need no registry, and an unknown step is refused", async () => {
    const { out } = await duban(["disclose", "items"]);
    expect(out.match(/^\d\. /gm)).toHaveLength(8);
    expect(await duban(["disclose", "all"])).toMatchObject({ code: 2 });
  });
});
