import type { CellValue, Publication } from "../../ports/spreadsheet.ts";
import { localText } from "./local-time.ts";

export const STAMP_ROW = 1;
export const HEADER_ROW = 2;
/** Columns of the stamp whose difference alone is no change: 计算时间 and 运行. */
export const STAMP_SILENT = new Set([3, 5]);

/** Row 1: 截至日期 · 计算时间 · 运行. */
export const stampRow = (publication: Publication): readonly CellValue[] => [
  "截至日期",
  { date: publication.asOf },
  "计算时间",
  localText(publication.computedAt),
  "运行",
  publication.stamp.run,
];
