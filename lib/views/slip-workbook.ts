import type { PlainDate } from "../domain/dates.ts";
import type { NoticeItem } from "../domain/notice.ts";
import { TAB_TITLES } from "../domain/tab-titles.ts";
import type { NewColumn } from "../ports/workbook-file.ts";
import type { LetterAttachment } from "./letter-model.ts";
import type { Matter } from "./notice-lines.ts";
import { oneLine } from "./one-line.ts";
import { shortDayWords } from "./words.ts";

/** Cells of one person's units: those to mend, told today or before, and those mended since the last slip. */
export interface Slip {
  readonly open: readonly Matter[];
  readonly mended: readonly Matter[];
}

const column = (header: string, width: number): NewColumn => ({ header, width, format: "text" });
const COLUMNS: readonly NewColumn[] = [
  column("工作簿", 16),
  column("工作表", 10),
  column("键", 18),
  column("单元格", 10),
  column("表头", 14),
  column("所填内容", 24),
  column("问题", 44),
  column("建议", 40),
  column("状态", 16),
];
const UNIT_COLUMN = column("责任单位", 18);
const CELL_COLUMN = 3;

/** 更正清单: what to mend first, what is mended struck off below. Cells are text, whatever they begin with; who reads for several units is told whose each is. */
export function slipWorkbook({ open, mended }: Slip, asOf: PlainDate): LetterAttachment {
  const lines = [
    ...open.map((matter) => line(matter, "待更正")),
    ...mended.map((matter) => line(matter, "已更正（谢谢）")),
  ];
  const several = new Set(lines.map(({ unit }) => unit)).size > 1;
  return {
    filename: `更正清单${asOf}.xlsx`,
    workbook: {
      title: `更正清单（${shortDayWords(asOf)}）`,
      sheets: [
        {
          title: "更正清单",
          preface: [`更正清单（${shortDayWords(asOf)}）`, GUIDE],
          columns: several ? [...COLUMNS, UNIT_COLUMN] : COLUMNS,
          rows: lines.map(({ cells, unit }) => (several ? [...cells, unit] : cells)),
          links: lines.flatMap(({ url }, row) => (url === "" ? [] : [{ row, column: CELL_COLUMN, url }])),
        },
      ],
    },
  };
}

const GUIDE = "请直接在台账原处更正，不必回填本表；建议供核对，以实际情况为准。";

function line({ item }: Matter, state: string) {
  const title = Object.hasOwn(TAB_TITLES, item.tab) ? TAB_TITLES[item.tab as keyof typeof TAB_TITLES] : item.tab;
  const place = [item.workbook, title, item.subject, item.cell, item.name];
  const cells = [...place, fact(item, "found"), fact(item, "problem") || item.reason, item.action, state];
  return { cells: cells.map((text) => oneLine(text, 200)), unit: item.unit, url: urlOf(item) };
}

const fact = (item: NoticeItem, name: string): string => String(item.facts[name] ?? "");

/** What is mended is opened too: it stands where it stood. */
const urlOf = (item: NoticeItem): string => {
  const url = fact(item, "link");
  return item.cell !== "" && url.startsWith("https://") ? url : "";
};
