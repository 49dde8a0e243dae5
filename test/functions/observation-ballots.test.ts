import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  type Edit,
  edited,
  type ObservationOffice,
  observationOffice,
  rowOf,
  votes,
} from "../fakes/observation-office.ts";
import { OPENPYXL, SOFFICE, testWith } from "../require-tool.ts";

const GIVEN = { "P-1": 91.5, "P-2": 88, "P-3": 80, "P-4": 77, "P-5": 90 };

async function opened(): Promise<ObservationOffice> {
  const office = await observationOffice();
  expect(await office.observe("ballots", "--out", "选票", "--per-county", "9")).toMatchObject({ code: 0, err: "" });
  return office;
}

/** A copy of a judge's ballot, changed. */
const changed = (office: ObservationOffice, name: string, edit: Edit, judge = "赵评"): Promise<string> =>
  edited(office.ballot(judge), edit, join(office.dir, name));

const filledWith =
  (edit: Edit): Edit =>
  (sheet, book) => {
    votes(GIVEN)(sheet, book);
    edit(sheet, book);
  };

const cellOf =
  (code: string, value: Parameters<typeof votes>[0][string]): Edit =>
  (sheet) => {
    rowOf(sheet, code).getCell(5).value = value;
  };

const onMark =
  (name: string, value: string): Edit =>
  (_, book) =>
    book.getWorksheet("选票标识")!.eachRow((row) => {
      if (row.getCell(1).value === name) row.getCell(2).value = value;
    });

describe("a ballot that is none is refused by its file's name, and nothing of it is kept", () => {
  it("foreign, of another visit, with its mark changed, of another judge, or without its table", async () => {
    const office = await opened();
    const { ballot, dir } = office;
    await edited(ballot("赵评"), votes(GIVEN));
    await office.run(["observe", "ballots", "--period", "2026-12", "--out", "别场", "--projects", "P-1"]);
    const otherVisit = join(dir, "别场", "2026-12-选票-赵评.xlsx");
    await changed(office, "无标识.xlsx", (_, book) => book.removeWorksheet("选票标识"));
    await changed(office, "改评委.xlsx", onMark("评委", "钱评"));
    await changed(office, "改标识.xlsx", onMark("识别码", "0".repeat(64)));
    await changed(office, "改批次.xlsx", onMark("批次", "9"));
    await changed(office, "改场次.xlsx", onMark("场次", "2026-12"));
    await changed(office, "两张表.xlsx", (sheet, book) => {
      const copy = book.addWorksheet("副本");
      sheet.eachRow((row) => copy.addRow((row.values as unknown[]).slice(1)));
    });
    copyFileSync(office.env.DUBAN_REGISTRY!, join(dir, "台账副本.xlsx"));
    const names = ["无标识", "改评委", "改标识", "改批次", "改场次", "两张表", "台账副本"].map((name) =>
      join(dir, `${name}.xlsx`),
    );
    const ran = await office.observe("collect", otherVisit, ...names);
    expect(ran).toMatchObject({ code: 1, err: "" });
    const said = new Map(
      ran.out
        .split("\n")
        .filter((line) => line.startsWith("不收 "))
        .map((line) => [/([^/]+)\.xlsx/.exec(line)![1], line.slice(line.indexOf("：") + 1)]),
    );
    expect(Object.fromEntries(said)).toEqual({
      "2026-12-选票-赵评": "是另一场次（2026-12）的选票。",
      无标识: "不是本系统发出的选票（没有“选票标识”表）；请用发出的原文件填写。",
      改评委: "不是发给这位评委的选票，或标识被改动过；请用发出的原文件填写。",
      改标识: "不是发给这位评委的选票，或标识被改动过；请用发出的原文件填写。",
      改批次: "是已作废的一批（第 9 批）；请用最近发出的选票。",
      改场次: "是另一场次（2026-12）的选票。",
      两张表: "找不到填写的表（要有“项目编号”和“评分”或“名次”两列），或有不止一张。",
      台账副本: "不是本系统发出的选票（没有“选票标识”表）；请用发出的原文件填写。",
    });
    expect(ran.out).toContain("已收 0 张选票");
  }, 120_000);

  it("no workbook at all: a text, a folder's name, nothing, an old format, a broken archive", async () => {
    const office = await opened();
    const file = (name: string, content: string | Uint8Array): string => {
      writeFileSync(join(office.dir, name), content);
      return name;
    };
    const whole = readFileSync(office.ballot("赵评"));
    const ran = await office.observe(
      "collect",
      file("文字.xlsx", '=HYPERLINK("http://x")'),
      file("空.xlsx", ""),
      file("旧.xlsx", Buffer.from("d0cf11e0a1b11ae1", "hex")),
      file("断.xlsx", whole.subarray(0, whole.length / 2)),
      "没有.xlsx",
    );
    expect(ran).toMatchObject({ code: 1, err: "" });
    expect(ran.out.match(/^不收 (文字|空|旧|断|没有)\.xlsx：/gm)).toHaveLength(5);
    expect(ran.out).toContain("不收 没有.xlsx：没有这个文件。");
    mkdirSync(join(office.dir, "空文件夹"));
    expect(await office.observe("collect", "空文件夹")).toMatchObject({ code: 2 });
  }, 60_000);

  it("votes that are none are told by their cells and never repeated; a secret one stops all", async () => {
    const office = await opened();
    const faulty = await changed(
      office,
      "有误.xlsx",
      filledWith((sheet, book) => {
        cellOf("P-1", "九十一")(sheet, book);
        cellOf("P-2", 100.5)(sheet, book);
        cellOf("P-3", -1)(sheet, book);
        cellOf("P-4", { formula: "NA()", result: { error: "#N/A" } } as never)(sheet, book);
        sheet.addRow(["2026-07", "P-5", "", "", 12]);
        sheet.addRow(["2026-07", "=cmd|' /C calc'!A1", "", "", 66]);
      }),
    );
    const ran = await office.observe("collect", faulty);
    expect(ran).toMatchObject({ code: 1, err: "" });
    expect(ran.out.match(/选票!E\d+ 不是票面要求的分数或名次/g)).toHaveLength(4);
    expect(ran.out.match(/选票!E\d+ 这一行的项目不在票上/g)).toHaveLength(1);
    expect(ran.out.match(/选票!E\d+ 同一项目填了两个不同的分数或名次/g)).toHaveLength(1);
    expect(ran.out).not.toMatch(/九十一|100\.5|cmd|calc|#N\/A/);
    const secret = await changed(office, "密.xlsx", (sheet) => sheet.addRow(["", "", "", "", "", "机密★一年"]));
    const stopped = await office.observe("collect", secret);
    expect(stopped.code).toBe(3);
    expect(stopped.out + stopped.err).not.toContain("一年");
  }, 90_000);

  it("points typed as a percentage are asked about, not counted as less than one; one point is written 1分", async () => {
    const office = await opened();
    const shares = filledWith((sheet, book) => {
      cellOf("P-1", 0.9)(sheet, book);
      rowOf(sheet, "P-1").getCell(5).numFmt = "0%";
      cellOf("P-2", 1)(sheet, book);
      cellOf("P-3", "８５％")(sheet, book);
    });
    const ran = await office.observe("collect", await changed(office, "百分比.xlsx", shares));
    expect(ran).toMatchObject({ code: 1, err: "" });
    expect(ran.out.match(/选票!E\d+ 像是百分比/g)).toHaveLength(3);
    expect(ran.out).not.toMatch(/0\.9|８５|85/);
    const least = filledWith((sheet, book) => {
      cellOf("P-1", 0)(sheet, book);
      cellOf("P-2", "1分")(sheet, book);
    });
    const taken = await office.observe("collect", await changed(office, "低分.xlsx", least));
    expect(taken).toMatchObject({ code: 0, err: "" });
  }, 60_000);

  it("two of one judge that differ are both refused, two that are alike are one; a row of the own unit is set aside", async () => {
    const office = await opened();
    await edited(office.ballot("钱评"), votes(GIVEN));
    const one = await changed(office, "一.xlsx", votes(GIVEN));
    const two = await changed(office, "二.xlsx", filledWith(cellOf("P-1", 92)));
    const both = await office.observe("collect", one, two, office.ballot("钱评"));
    expect(both.code).toBe(1);
    expect(both.out.match(/不收 .*\/(一|二)\.xlsx（赵评）：同一位评委有两张不同的选票/g)).toHaveLength(2);
    expect(both.out).toContain("已交：钱评。\n未交：赵评、孙评、李评。");
    const same = await changed(office, "三.xlsx", votes(GIVEN));
    expect((await office.observe("collect", one, same)).out).toContain("本次新收 1 张");
    const own = await changed(
      office,
      "自评.xlsx",
      (sheet, book) => {
        votes({ "P-2": 80, "P-3": 81 })(sheet, book);
        sheet.addRow(["2026-07", "P-1", "P-1生产线", "甲县", 100]);
      },
      "孙评",
    );
    const ran = await office.observe("collect", own, "--json");
    expect(ran.code).toBe(0);
    expect(ran.json()).toMatchObject({ remarks: [{ judge: "孙评", own: ["P-1"] }], voted: ["赵评", "钱评", "孙评"] });
    expect((ran.json().remarks as { blank: string[] }[])[0]!.blank.toSorted()).toEqual(["P-4", "P-5"]);
  }, 120_000);
});

/** Moves the columns, renames the sheet, sorts, adds a sum, types figures as text. */
const BY_HAND = `
import sys, openpyxl
book = openpyxl.load_workbook(sys.argv[1])
sheet = book["选票"]
head = next(r for r in range(1, 20) if sheet.cell(r, 2).value == "项目编号")
given = {"P-1": "９１.５分", "P-2": 88, "P-3": " 80 ", "P-4": "77分", "P-5": 90.0}
rows = []
for r in range(head + 1, sheet.max_row + 1):
    if sheet.cell(r, 2).value: rows.append([sheet.cell(r, c).value for c in range(1, 5)] + [given[sheet.cell(r, 2).value]])
rows.sort(key=lambda row: row[1], reverse=True)
sheet.delete_rows(head, sheet.max_row)
order = [4, 2, 1]
sheet.append([])
sheet.append(["评 分*", None, "项目名称", "项目编号", "备注"])
for row in rows: sheet.append([row[4], None, row[2], row[1], "看过"])
sheet.append([431.5, None, None, "合计"])
sheet.title = "我的评分"
book.move_sheet("选票标识", -1)
book["选票标识"].sheet_state = "visible"
book.save(sys.argv[2])
`;

async function expectTaken(office: ObservationOffice, file: string): Promise<void> {
  await edited(office.ballot("赵评"), votes(GIVEN));
  expect((await office.observe("collect", office.ballot("赵评"))).out).toContain("本次新收 1 张");
  const again = await office.observe("collect", file);
  expect(again).toMatchObject({ code: 0, err: "" });
  expect((await office.observe("collect", file, "--json")).json()).toMatchObject({
    files: [{ judge: "赵评", state: "same" }],
    refused: [],
  });
}

describe("the same votes in another hand's file are the same ballot", () => {
  testWith(
    OPENPYXL,
    "openpyxl",
    "openpyxl: columns moved, sheet renamed, rows sorted, figures typed as text, a sum below",
    async () => {
      const office = await opened();
      const file = join(office.dir, "手工.xlsx");
      execFileSync(OPENPYXL!, ["-c", BY_HAND, office.ballot("赵评"), file]);
      await expectTaken(office, file);
    },
    90_000,
  );

  testWith(
    SOFFICE,
    "soffice",
    "LibreOffice: saved as .ods and back",
    async () => {
      const office = await opened();
      const { dir } = office;
      await changed(office, "填好.xlsx", votes(GIVEN));
      const save = (filter: string, out: string, file: string) =>
        execFileSync(
          SOFFICE!,
          [`-env:UserInstallation=file://${dir}/profile`, "--headless", "--convert-to", filter, "--outdir", out, file],
          { stdio: "ignore" },
        );
      save("ods", dir, join(dir, "填好.xlsx"));
      save("xlsx:Calc MS Excel 2007 XML", join(dir, "存过"), join(dir, "填好.ods"));
      await expectTaken(office, join(dir, "存过", "填好.xlsx"));
    },
    180_000,
  );
});
