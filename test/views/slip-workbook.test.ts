import { expect, test } from "vitest";
import { writeLetter } from "../../lib/views/letter.ts";
import type { Matter } from "../../lib/views/notice-lines.ts";
import { slipWorkbook } from "../../lib/views/slip-workbook.ts";
import * as m from "./mail-matters.ts";

const sheetOf = (open: readonly Matter[], mended: readonly Matter[] = []) =>
  slipWorkbook({ open, mended }, m.AS_OF).workbook.sheets[0]!;

test("a slip names workbook, tab, key, cell, header, what was found, the problem, the proposal and how it stands; what is mended comes last, struck off", () => {
  const sheet = sheetOf([m.CORRECTION], [m.MENDED]);
  expect(sheet.columns.map(({ header }) => header).join(" ")).toBe(
    "工作簿 工作表 键 单元格 表头 所填内容 问题 建议 状态",
  );
  expect(sheet.rows).toEqual([
    ["registry", "节点", "P-052/20", "G52", "计划完成", "2026-6-31"].concat([
      "“2026-6-31” 不是有效日期，6月没有 31 日。",
      "如为月底，请改为 2026-06-30。",
      "待更正",
    ]),
    ["registry", "项目", "P-061", "F9", "属地", "甲 縣"].concat([
      "“甲 縣” 不在「单位」表，最接近“甲县”。",
      "如是，请改为“甲县”。",
      "已更正（谢谢）",
    ]),
  ]);
});

test("the cell is a link where the workbook is Google's, and only an https address becomes one", () => {
  const link = "https://docs.google.com/spreadsheets/d/a/edit#gid=7&range=G52";
  const linked = (url: string) => ({ ...m.CORRECTION, item: { ...m.CORRECTION.item, facts: { link: url } } });
  expect(sheetOf([m.CORRECTION, linked(link)]).links).toEqual([{ row: 1, column: 3, url: link }]);
  expect(sheetOf([linked("javascript:alert(1)")]).links).toEqual([]);
});

test("what was typed stays text, in one line and clipped", () => {
  const facts = { found: `=HYPERLINK("x")\n${"长".repeat(500)}`, problem: "" };
  const [row] = sheetOf([{ ...m.CORRECTION, item: { ...m.CORRECTION.item, facts } }]).rows;
  expect(row![5]).toMatch(/^=HYPERLINK\("x"\) 长+…$/);
  expect([...String(row![5])]).toHaveLength(200);
  expect(row![6]).toBe(m.CORRECTION.item.reason);
});

test("who reads for several units is told whose each cell is; of one unit nothing is added", () => {
  const other = { ...m.CORRECTION, item: { ...m.CORRECTION.item, unit: "市水务局" } };
  const sheet = sheetOf([m.CORRECTION, other]);
  expect(sheet.columns.at(-1)!.header).toBe("责任单位");
  expect(sheet.rows.map((row) => row.at(-1))).toEqual(["甲县发展改革局", "市水务局"]);
});

const slipsOf = (matters: readonly Matter[], standing: readonly Matter[] = []) =>
  writeLetter(m.CLERK, matters, { ...m.NOTHING_ELSE, standing }).attachments.filter(({ filename }) =>
    filename.startsWith("更正清单"),
  );

test("the slip is attached where a cell is new on it, with all that still stand; suspicions are never on it", () => {
  const before = { ...m.CORRECTION, key: `${m.CORRECTION.key}#2` };
  const [slip] = slipsOf([m.CORRECTION, m.QUESTION], [before, m.QUESTION]);
  expect(slip!.workbook.sheets[0]!.rows.map((row) => row[2])).toEqual(["P-052/20", "P-052/20"]);
  expect(slipsOf([m.RED_MILESTONE, m.MENDED], [before])).toEqual([]);
});

test("what is mended is thanked for in a letter that leaves anyway, and makes none by itself", () => {
  const letter = writeLetter(m.CLERK, [m.RED_MILESTONE, m.MENDED], m.NOTHING_ELSE);
  expect(letter.text).toContain("上次清单中已更正 1 处，谢谢。");
  expect(letter.subject).toContain("今天要办 1 件");
  expect(letter.carried).toContain(m.MENDED.key);
  expect(writeLetter(m.CLERK, [m.MENDED], m.NOTHING_ELSE).carried).toEqual([]);
});
