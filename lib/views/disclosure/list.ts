import type { DisclosureVerdict } from "../../domain/disclosure/disclosure.ts";
import type { CountedDisclosures, DisclosureCounts, DisclosureList } from "../../domain/disclosure/monthly-list.ts";
import { isValue } from "../../domain/field.ts";
import type { CellValue } from "../../ports/spreadsheet.ts";
import type { NewColumn, NewSheet, NewWorkbook } from "../../ports/workbook-file.ts";
import { disclosureSentence, disclosureStateWord } from "../disclosure-words.ts";
import { oneLine, prose } from "../one-line.ts";
import { textTable } from "../text-table.ts";
import { periodWords, shortDayWords } from "../words.ts";

/** A list with the names of its projects. */
export interface ShownDisclosures {
  readonly period: string;
  readonly list: DisclosureList;
  readonly nameOf: (project: string) => string;
}

export const COUNT_WORDS: readonly (readonly [keyof DisclosureCounts, string])[] = [
  ["due", "应公开"],
  ["inTime", "按期公开"],
  ["late", "逾期公开"],
  ["withheld", "不公开"],
  ["overdue", "逾期未公开"],
  ["open", "未到期"],
  ["unknown", "无法判定"],
];

const titleOf = (period: string): string => `${periodWords(period)}信息公开清单`;
const noteOf = ({ from, to, asOf }: DisclosureList): string =>
  `时限在${shortDayWords(from, asOf)}至${shortDayWords(to, asOf)}的事项，截至 ${asOf}。征求意见暂停时限的，按收到申请之日计入。`;

/** What `duban disclose list` prints. */
export function listWords(shown: ShownDisclosures): string {
  const { period, list } = shown;
  if (list.rows.length === 0) return `${titleOf(period)}\n${noteOf(list)}\n没有时限在本期的事项。`;
  return [
    titleOf(period),
    noteOf(list),
    `全部：${countWords(list.total)}`,
    "",
    ...countTable("公开主体", list.units),
    "",
    ...countTable(
      "公开类别",
      list.categories.filter(({ counts }) => counts.due > 0),
    ),
    "",
    ...list.rows.map((verdict) => rowLine(verdict, shown)),
  ].join("\n");
}

export const countWords = (counts: DisclosureCounts): string => {
  const [[, due], ...others] = COUNT_WORDS as readonly [
    (typeof COUNT_WORDS)[number],
    ...(typeof COUNT_WORDS)[number][],
  ];
  const parts = others.filter(([name]) => counts[name] > 0).map(([name, word]) => `${word} ${counts[name]}`);
  return `${due} ${counts.due} 项${parts.length === 0 ? "" : `：${parts.join("、")}`}。`;
};

const countTable = (head: string, counted: readonly CountedDisclosures[]): readonly string[] =>
  textTable(
    [{ header: head }, ...COUNT_WORDS.map(([, header]) => ({ header, right: true as const }))],
    counted.map(({ name, counts }) => [oneLine(name, 40), ...COUNT_WORDS.map(([code]) => String(counts[code]))]),
  );

/** 【逾期未公开】甲县 P-031 滨河路改造「施工许可证」：… */
function rowLine(verdict: DisclosureVerdict, { nameOf }: ShownDisclosures): string {
  const { row, state } = verdict;
  const project = `${oneLine(row.project, 30)} ${oneLine(nameOf(row.project), 40)}`.trim();
  const reason =
    state === "withheld" && isValue(row.withheldBecause) ? `理由：${prose(row.withheldBecause, 80)}。` : "";
  const head = `【${disclosureStateWord(state)}】${oneLine(row.discloser, 40)} ${project}「${prose(row.item, 60)}」`;
  return `${head}：${disclosureSentence(verdict)}${reason}`;
}

const column = (header: string, width: number, format: NewColumn["format"] = "text"): NewColumn => ({
  header,
  width,
  format,
});

/** The same as a workbook, for --out. */
export const listWorkbook = (shown: ShownDisclosures): NewWorkbook => ({
  title: titleOf(shown.period),
  sheets: [rowsSheet(shown), countsSheet(shown)],
});

const countsSheet = ({ period, list }: ShownDisclosures): NewSheet => ({
  title: "统计",
  preface: [titleOf(period), noteOf(list)],
  columns: [column("分类", 10), column("名称", 24), ...COUNT_WORDS.map(([, header]) => column(header, 11, "int"))],
  rows: [
    ["全部", "", ...countCells(list.total)],
    ...list.units.map(({ name, counts }) => ["公开主体", name, ...countCells(counts)]),
    ...list.categories.map(({ name, counts }) => ["公开类别", name, ...countCells(counts)]),
  ],
});

const countCells = (counts: DisclosureCounts): readonly CellValue[] => COUNT_WORDS.map(([code]) => counts[code]);

const ROW_COLUMNS: readonly NewColumn[] = [
  ...[column("公开主体", 18), column("公开类别", 12), column("项目编号", 12), column("项目名称", 26)],
  ...[column("事项", 28), column("文书类型", 10), column("公开方式", 10), column("形成日期", 12, "date")],
  ...[column("公开时限", 12, "date"), column("公开日期", 12, "date"), column("状态", 12), column("公开链接", 30)],
  ...[column("不公开理由", 24), column("说明", 60)],
];

const rowsSheet = (shown: ShownDisclosures): NewSheet => ({
  title: "清单",
  columns: ROW_COLUMNS,
  rows: shown.list.rows.map((verdict) => cellsOf(verdict, shown)),
  frozenColumns: 1,
});

const dateCell = (day: string | null): CellValue => (day === null ? null : { date: day });

function cellsOf(verdict: DisclosureVerdict, { nameOf }: ShownDisclosures): readonly CellValue[] {
  const { row, limit, state } = verdict;
  const said = (cell: typeof row.link): string => (isValue(cell) ? cell : "");
  return [
    ...[row.discloser, row.category, row.project, nameOf(row.project), row.item, row.documentType],
    ...[isValue(row.manner) ? row.manner : "主动", dateCell(row.formedOn), dateCell(limit)],
    ...[dateCell(isValue(row.disclosedOn) ? row.disclosedOn : null), disclosureStateWord(state), said(row.link)],
    ...[said(row.withheldBecause), disclosureSentence(verdict)],
  ];
}

/** The form is versioned. */
export const listJson = ({ period, list }: ShownDisclosures): object => ({
  version: 1,
  period,
  ...{ from: list.from, to: list.to, asOf: list.asOf },
  ...{ total: list.total, units: list.units, categories: list.categories },
  rows: list.rows.map((verdict) => ({
    ...{ key: verdict.key, unit: verdict.row.discloser, category: verdict.row.category },
    ...{ state: verdict.state, limit: verdict.limit, provisional: verdict.provisional, remaining: verdict.remaining },
    words: disclosureSentence(verdict),
  })),
});
