import type { NewSheet, NewWorkbook } from "../../ports/workbook-file.ts";
import { count, type PackPaper, text } from "./paper.ts";

/** Every row of every list, the agenda and the proposed items: for `--out FILE.xlsx`. The same papers give the same workbook. */
export const packWorkbook = (paper: PackPaper): NewWorkbook => ({
  title: paper.title,
  sheets: [
    agendaSheet(paper),
    itemsSheet(paper),
    ...[...paper.chapters.flatMap(({ tables }) => tables), ...paper.annexes].map(
      ({ title, columns, cells }): NewSheet => ({ title: sheetTitle(title), columns, rows: cells }),
    ),
  ],
});

/** A sheet's title has 31 characters and no brackets of its own kind. */
const sheetTitle = (title: string): string => title.replace(/（.*）/, "").slice(0, 31);

const agendaSheet = ({ title, period, agenda, agendaNotes }: PackPaper): NewSheet => ({
  title: "议程",
  preface: [`${title}（草稿）`, period, ...agendaNotes],
  columns: [count("序号"), text("议题", 80), text("汇报单位", 20), count("分钟")],
  rows: agenda.map(({ text: words, unit, minutes }, index) => [index + 1, words, unit, minutes]),
});

const itemsSheet = ({ minutesTitle, opening, minutes, items }: PackPaper): NewSheet => ({
  title: "交办事项",
  preface: [`${minutesTitle}（草稿）`, opening, ...minutes],
  columns: [count("序号"), text("交办事项", 80), text("牵头单位", 20), text("配合单位", 30), text("完成时限", 18)],
  rows: items.map(({ number, content, lead, cooperating, due }) => [
    number,
    content,
    lead,
    cooperating.join("、"),
    due,
  ]),
});
