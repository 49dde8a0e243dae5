import type { Aim } from "../domain/chain-proposal.ts";
import type { PlainDate } from "../domain/dates.ts";
import type { ProposedRow } from "../domain/rows-draft.ts";
import type { CellValue } from "../ports/spreadsheet.ts";
import type { NewColumn, NewWorkbook } from "../ports/workbook-file.ts";
import type { ShownStep } from "./plan-proposal.ts";

/** A column of the tab 节点 as it stands in the sheet; `code` "" = left blank. */
export interface BlockColumn {
  readonly header: string;
  readonly code: string;
  readonly kind: string;
  readonly width: number;
}

/** The rows as they would stand in the tab, in its own columns, and a second sheet with where each duration and day comes from. */
export const planWorkbook = (
  name: string,
  columns: readonly BlockColumn[],
  rows: readonly ShownStep[],
  kind: "finish" | "start",
): NewWorkbook => ({
  title: titleOf(name),
  sheets: [
    {
      title: "待确认节点",
      columns: columns.map(({ header, width, kind }) => ({ header, width, format: FORMATS[kind] ?? "text" })),
      rows: rows.map((row) => columns.map(({ code, kind }) => cellOf(row, code, kind))),
    },
    {
      title: "依据",
      preface: [titleOf(name)],
      columns: explained(kind === "finish" ? "最迟开始" : "开始"),
      rows: rows.map(({ seq, name, predecessors, duration, start, planned, provisional, source }) => [
        ...[seq, name, predecessors, duration, { date: start }, { date: planned }],
        ...[provisional ? "节假日安排未公布，暂定" : "", source],
      ]),
      frozenColumns: 2,
    },
  ],
});

const titleOf = (name: string): string => `待确认节点：${name}`;

/** What a draft of rows was made from. */
export const proposalName = (project: string, template: string, { kind, day }: Aim): string =>
  `${project} 按模板“${template}”${kind === "finish" ? "倒排至" : "顺排自"} ${day}`;

/** The same asked for again after it was withdrawn: another draft. */
export const againName = (name: string, times: number): string => `${name}（第${times}次）`;

const FORMATS: Readonly<Record<string, NewColumn["format"]>> = { date: "date", int: "int", num: "number" };

const explained = (start: string): readonly NewColumn[] => [
  { header: "节点序号", width: 10, format: "number" },
  { header: "节点名称", width: 24, format: "text" },
  { header: "前置节点", width: 18, format: "text" },
  { header: "工期（工作日）", width: 16, format: "int" },
  { header: start, width: 12, format: "date" },
  { header: "计划完成", width: 12, format: "date" },
  { header: "暂定", width: 22, format: "text" },
  { header: "工期依据", width: 80, format: "text" },
];

function cellOf({ cells }: ProposedRow, code: string, kind: string): CellValue {
  const value = code === "" ? null : (cells[code] ?? null);
  return kind === "date" && value !== null ? { date: value as PlainDate } : value;
}
