import type { RowsDraft } from "../domain/rows-draft.ts";
import type { NewColumn, NewWorkbook } from "../ports/workbook-file.ts";

const COLUMNS: readonly (NewColumn & { readonly code: string })[] = [
  { code: "code", header: "任务编号", width: 22, format: "text" },
  { code: "project", header: "项目编号", width: 12, format: "text" },
  { code: "leadUnit", header: "牵头单位", width: 18, format: "text" },
  { code: "leader", header: "牵头领导", width: 12, format: "text" },
  { code: "content", header: "任务内容", width: 40, format: "text" },
  { code: "due", header: "时限", width: 12, format: "text" },
];

/** The proposed rows to look at, the number of each for `confirm --items` first. */
export const writtenReportsWorkbook = ({ source, rows }: RowsDraft): NewWorkbook => ({
  title: source,
  sheets: [
    {
      title: "拟新增任务",
      preface: [`${source}：确认后写入「任务」表，可逐条确认。`],
      columns: [{ header: "序号", width: 8, format: "text" }, ...COLUMNS.map(({ code: _, ...column }) => column)],
      rows: rows.map(({ item, cells }) => [item, ...COLUMNS.map(({ code }) => String(cells[code] ?? ""))]),
    },
  ],
});
