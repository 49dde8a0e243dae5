import type { DrawnProject, SpotCheck } from "../../domain/disclosure/spot-check.ts";
import { isValue } from "../../domain/field.ts";
import type { CellValue } from "../../ports/spreadsheet.ts";
import type { NewColumn, NewWorkbook } from "../../ports/workbook-file.ts";
import { disclosureStateWord } from "../disclosure-words.ts";
import { oneLine, prose } from "../one-line.ts";
import { periodWords } from "../words.ts";

export interface ShownSpotCheck {
  readonly period: string;
  readonly asOf: string;
  readonly check: SpotCheck;
  readonly nameOf: (project: string) => string;
}

const titleOf = ({ period, check }: ShownSpotCheck): string =>
  `${periodWords(period)}信息公开抽查：${check.drawn.length} 个项目、${itemsOf(check)} 个事项`;

const itemsOf = ({ drawn }: SpotCheck): number => drawn.reduce((sum, { rows }) => sum + rows.length, 0);

const notesOf = ({ asOf, check }: ShownSpotCheck): readonly string[] => [
  `截至 ${asOf}，种子 ${oneLine(check.seed, 40)}：同一台账、同一截至日和同一种子，抽出的结果相同。`,
  `可抽 ${check.eligible} 个有公开事项的项目，随机抽取；每个项目再随机抽取事项。`,
  "所列是要核对的事项，不是结论。",
];

/** What `duban disclose sample` prints. */
export function spotCheckWords(shown: ShownSpotCheck): string {
  const { drawn } = shown.check;
  const lines = drawn.flatMap((one, at) => projectLines(one, at, shown));
  return [titleOf(shown), ...notesOf(shown), ...(drawn.length === 0 ? ["没有可抽的项目。"] : lines)].join("\n");
}

function projectLines(one: DrawnProject, at: number, { nameOf }: ShownSpotCheck): readonly string[] {
  const name = `${oneLine(one.project, 30)} ${oneLine(nameOf(one.project), 40)}`.trim();
  return [
    `${at + 1}. ${name}（本期 ${one.of} 项，抽 ${one.rows.length} 项）`,
    ...one.rows.map(
      ({ row, state }) =>
        `   核对：${oneLine(row.category, 12)}「${prose(row.item, 60)}」（${oneLine(row.discloser, 40)}，${disclosureStateWord(state)}）${isValue(row.link) ? ` ${oneLine(row.link, 200)}` : ""}`,
    ),
    ...(one.without.length === 0
      ? []
      : [`   本期没有事项的类别：${one.without.join("、")}；请查是否有应公开而未列入的。`]),
  ];
}

const column = (header: string, width: number, format: NewColumn["format"] = "text"): NewColumn => ({
  header,
  width,
  format,
});

const YES_NO = { values: ["是", "否"], strict: true } as const;
const toFill = (header: string, width: number): NewColumn => ({ ...column(header, width), choices: YES_NO });

const COLUMNS: readonly NewColumn[] = [
  ...[column("序号", 6, "int"), column("项目编号", 12), column("项目名称", 26), column("公开类别", 12)],
  ...[column("事项", 28), column("公开主体", 18), column("所填状态", 12), column("所填公开日期", 13, "date")],
  ...[column("公开链接", 36), toFill("链接能打开", 11), toFill("内容与事项相符", 14), toFill("公开日期属实", 13)],
  ...[toFill("含不应公开内容", 14), column("核对情况", 30), column("核对人", 10), column("核对日期", 12, "date")],
];

/** The check sheet: a row for each thing to look at, and for each project one for what may be missing. */
export const spotCheckWorkbook = (shown: ShownSpotCheck): NewWorkbook => ({
  title: titleOf(shown),
  sheets: [
    {
      title: "抽查核对表",
      columns: COLUMNS,
      rows: shown.check.drawn.flatMap((one) => sheetRows(one, shown)).map((cells, at) => [at + 1, ...cells]),
      frozenColumns: 3,
    },
    {
      title: "抽查说明",
      columns: [column(titleOf(shown), 120)],
      rows: notesOf(shown).map((line) => [line]),
    },
  ],
});

function sheetRows(one: DrawnProject, { nameOf }: ShownSpotCheck): readonly (readonly CellValue[])[] {
  const project = [one.project, nameOf(one.project)];
  const missing = `本期没有事项的类别：${one.without.join("、")}；是否有应公开而未列入的？`;
  const blank = [null, null, null, null];
  return [
    ...one.rows.map(({ row, state }): readonly CellValue[] => [
      ...[...project, row.category, row.item, row.discloser, disclosureStateWord(state)],
      ...[isValue(row.disclosedOn) ? { date: row.disclosedOn } : null, isValue(row.link) ? row.link : ""],
      ...[...blank, null, null, null],
    ]),
    ...(one.without.length === 0 ? [] : [[...project, "", missing, "", "", null, "", ...blank, null, null, null]]),
  ];
}

export const spotCheckJson = ({ period, asOf, check }: ShownSpotCheck): object => ({
  version: 1,
  ...{ period, asOf, seed: check.seed, count: check.count, eligible: check.eligible },
  drawn: check.drawn.map(({ project, of, rows, without }) => ({
    ...{ project, of, without },
    rows: rows.map(({ key, state }) => ({ key, state })),
  })),
});
