import type { PlainDate } from "../domain/dates.ts";
import type { NewColumn } from "../ports/workbook-file.ts";
import { headline, type LetterAttachment, type LetterModel, type Section } from "./letter-model.ts";
import { shortDayWords } from "./words.ts";

const column = (header: string, width: number, light = false): NewColumn => ({ header, width, format: "text", light });
const COLUMNS: readonly NewColumn[] = [
  column("栏目", 20),
  column("类别", 8, true),
  column("事项", 60),
  column("请办与说明", 80),
];

/** Every matter of the letter, also those it had no room for. Cells are text, whatever they begin with. */
export const wholeList = (model: LetterModel, asOf: PlainDate): LetterAttachment => ({
  filename: `全部事项${asOf}.xlsx`,
  workbook: {
    title: `全部事项（${shortDayWords(asOf)}）`,
    sheets: [{ title: "全部事项", columns: COLUMNS, rows: model.sections.flatMap(rowsOf) }],
  },
});

function rowsOf(section: Section): string[][] {
  if (section.form === "matters")
    return section.entries.map(({ badge, title, status, lines }) => [
      section.title,
      badge.word,
      headline({ title, status }),
      lines.join("\n"),
    ]);
  if (section.form === "brief")
    return section.entries.map(({ badge, text }) => [section.title, badge?.word ?? "", text, ""]);
  return section.entries.map((row) => [section.title, "", row[0] ?? "", row.slice(1).join("，")]);
}
