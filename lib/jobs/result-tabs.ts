import { lastMonthOf } from "../domain/assessment/periods.ts";
import type { DraftKind } from "../ports/plan.ts";
import type { CellValue, SystemTab } from "../ports/spreadsheet.ts";
import { rankingHeaders, systemTabOf } from "../registry/system-tabs.ts";
import { parseQuarterBlock, rollUpRows } from "../views/quarter-ranking.ts";
import { indicatorNames, parseRankingBlock, rankingRows } from "../views/ranking.ts";
import { redBlackRows } from "../views/red-black-list.ts";
import { parseYearBlock } from "../views/year-ranking.ts";
import type { Published } from "./job.ts";

type Result = Pick<Published, "kind" | "period" | "body">;
type Rows = readonly (readonly CellValue[])[];

/** 系统-排名 of months, quarters and years, and 系统-红黑榜 of quarters, newest first, each row as it was drafted; a tab without rows is left out. */
export function resultTabs(results: readonly Result[]): readonly SystemTab[] {
  const newest = results.filter(({ kind }) => ON_TABS.includes(kind)).toSorted(byNewest);
  const months = newest.filter(({ kind }) => kind === "ranking").map(({ body }) => parseRankingBlock(body));
  const names = [...new Set(months.flatMap(indicatorNames))];
  const headers = rankingHeaders(names);
  const rows = newest.flatMap((result) => rowsOf(result, names));
  const lists = newest
    .filter(({ kind }) => kind === "quarter")
    .flatMap(({ body }) => redBlackRows(parseQuarterBlock(body)));
  return [
    ...(rows.length === 0 ? [] : [{ title: systemTabOf("排名").title, headers, rows, ridesAlong: false }]),
    ...(lists.length === 0 ? [] : [{ ...systemTabOf("红黑榜"), rows: lists, ridesAlong: false }]),
  ];
}

/** What was confirmed beside them, rows of a tab or a letter, has no period of the calendar. */
const ON_TABS: readonly string[] = ["ranking", "quarter", "year"] satisfies readonly DraftKind[];

/** By the end of the period; of those that end together the longer first. */
const byNewest = (a: Result, b: Result): number => {
  const [endA, endB] = [lastMonthOf(a.period), lastMonthOf(b.period)];
  return endA === endB ? a.period.length - b.period.length : endA < endB ? 1 : -1;
};

/** Null columns where a month did not score an indicator; a quarter and a year score none. */
function rowsOf({ kind, body }: Result, names: readonly string[]): Rows {
  if (kind === "quarter") return rollUpRows(parseQuarterBlock(body), names.length);
  if (kind === "year") return rollUpRows(parseYearBlock(body), names.length);
  return kind === "ranking" ? monthRows(body, names) : [];
}

function monthRows(body: string, names: readonly string[]): Rows {
  const block = parseRankingBlock(body);
  const own = rankingHeaders(indicatorNames(block)).map(({ title }) => title);
  const columns = rankingHeaders(names).map(({ title }) => own.indexOf(title));
  return rankingRows(block).map((row) => columns.map((at) => (at < 0 ? null : row[at]!)));
}
