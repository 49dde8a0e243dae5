import type { Burden, UnitBurden } from "../domain/burden.ts";
import type { NoticeItem } from "../domain/notice.ts";
import type { NewColumn, NewWorkbook } from "../ports/workbook-file.ts";
import type { LetterAttachment } from "./letter-model.ts";
import { factList } from "./notice-lines.ts";
import { oneLine } from "./one-line.ts";
import { periodWords } from "./words.ts";

/** What the words of the report mean. */
export const BURDEN_GLOSSARY: readonly string[] = [
  "信：发出的邮件，每人每个工作日至多一封；按收件人所在单位统计。",
  "要求：请办、请更正、请说明、请确认的事项，同一事项不论告知几人、几次升级，本单位本月计一项。",
  "填改单元格：请填写或更正的单元格，同一格计一次。",
  "到期提醒：到期前的提醒，每个时限至多两次。",
  "并信免发：与其他事项并入同一封信、没有另发的告知；身兼数职或代收的合并告知另计。",
  "已告知未重复：已告知、仍未办结而当天不再告知的事项，按工作日累计。",
];

/** 2026年5月共发 41 封信，提出要求 63 项，请填改 58 格；并信免发 71 件，已告知未重复 1,204 件次；每人每天最多 1 封，休息日 0 封。 */
export function burdenLine({ period, total, mostPerDay, restDayMails, notRepeated, repeats }: Burden): string {
  const asked = `共发 ${count(total.mails)} 封信，提出要求 ${count(total.asks)} 项，请填改 ${count(total.cells)} 格`;
  const duties = total.duties > 0 ? `，兼职、代收合并 ${count(total.duties)} 件` : "";
  const told = notRepeated === null ? "" : `，已告知未重复 ${count(notRepeated)} 件次`;
  const again = repeats > 0 ? `（其中 ${repeats} 封因送达不明加注“可能重复”重发）` : "";
  const limits = `每人每天最多 ${mostPerDay} 封${again}，休息日 ${restDayMails} 封`;
  return `${periodWords(period)}${asked}；并信免发 ${count(total.merged)} 件${duties}${told}；${limits}。`;
}

/** The report on a terminal: the line, a row for each department, and what the words mean. */
export function burdenText(burden: Burden): string {
  const rows = [HEADERS, ...burdenRows(burden)].map((cells) => cells.join("  "));
  return [burdenLine(burden), "", ...rows, "", ...BURDEN_GLOSSARY].join("\n");
}

const HEADERS = ["单位", "收信人", "信", "要求", "填改单元格", "到期提醒", "并信免发", "兼职代收合并"];

/** Who stands in 人员 no more still got the letters. */
const burdenRows = ({ units, total }: Burden): readonly (readonly string[])[] =>
  [...units, { ...total, unit: "合计" }].map(cellsOf);

const cellsOf = ({ unit, people, mails, asks, cells, reminders, merged, duties }: UnitBurden): readonly string[] => [
  unit === "" ? "（已不在人员表）" : oneLine(unit, 60),
  ...[people, mails, asks, cells, reminders, merged, duties].map(String),
];

const COLUMNS: readonly NewColumn[] = HEADERS.map((header, index) => ({
  header,
  width: index === 0 ? 24 : 14,
  format: index === 0 ? "text" : "int",
}));

export const burdenWorkbook = (burden: Burden): NewWorkbook =>
  workbookOf(burden.period, burdenLine(burden), burdenRows(burden));

const workbookOf = (period: string, line: string, rows: readonly (readonly string[])[]): NewWorkbook => ({
  title: `${periodWords(period)}减负报告`,
  sheets: [
    {
      title: "减负报告",
      preface: [`${periodWords(period)}减负报告`, line],
      columns: COLUMNS,
      rows: rows.map(([unit = "", ...figures]) => [unit, ...figures.map(Number)]),
    },
    {
      title: "口径",
      columns: [{ header: "口径", width: 90, format: "text" }],
      rows: BURDEN_GLOSSARY.map((line) => [line]),
    },
  ],
});

/** The notice carries its table, so that its letter is the same whenever it leaves. */
export const burdenItem = (burden: Burden) => ({
  subject: burden.period,
  name: `${periodWords(burden.period)}减负报告`,
  reason: burdenLine(burden),
  facts: { rows: burdenRows(burden).map(([unit = "", ...figures]) => [...figures, unit].join(" ")) },
});

export const burdenAttachment = (item: NoticeItem): LetterAttachment => ({
  filename: `${item.subject}减负报告.xlsx`,
  workbook: workbookOf(item.subject, item.reason, factList(item, "rows").map(rowIn)),
});

/** Figures, then the unit, in whose name a blank may stand. */
function rowIn(text: string): readonly string[] {
  const words = text.split(" ");
  const figures = HEADERS.length - 1;
  return [words.slice(figures).join(" "), ...words.slice(0, figures)];
}

const count = (n: number): string => n.toLocaleString("en-US");
