import type { Calculation } from "./unit-explanation.ts";
import { NO_CASE, scoreWords } from "./words.ts";

interface Result {
  readonly id: string;
  readonly body: string;
}

interface Row {
  readonly unit: string;
  readonly rank: number | null;
  readonly tied: boolean;
  readonly total: number | null;
}

/** The place that was published, "" where there is none. */
export function publishedPlace({ unit }: Calculation, result: Result | null): string {
  const row = result === null ? undefined : rowOf(result, unit);
  if (row === undefined || row.rank === null) return "";
  return `第${row.rank}名${row.tied ? "（并列）" : ""}`;
}

function rowOf({ body }: Result, unit: string): Row | undefined {
  const { rows } = JSON.parse(body) as { readonly rows: readonly Row[] };
  return rows.find((one) => one.unit === unit);
}

/** Whether the period is published, with which points, and that the present figures are others; `result` null: it is not. */
export function publishedWords({ unit, total }: Calculation, result: Result | null): readonly string[] {
  if (result === null) return ["本期结果尚未发布，以上为现有数据的计算。"];
  const row = rowOf(result, unit);
  if (row === undefined) return [`本期结果已发布（${result.id}），其中没有本单位。`];
  if (row.rank === null) return [`本期结果已发布（${result.id}），本单位不排名，未公布得分。`];
  const told = `本期结果已发布（${result.id}）：${totalWords(row.total)}。`;
  return row.total === total
    ? [told]
    : [told, `按现有数据计算为 ${totalWords(total)}，与已发布的不同；已发布的不变，需要更正的由管理员重新起草。`];
}

const totalWords = (total: number | null): string => (total === null ? NO_CASE : scoreWords(total));
