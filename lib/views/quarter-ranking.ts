import type { MonthResult } from "../domain/assessment/month-result.ts";
import type { QuarterPlace } from "../domain/assessment/quarter.ts";
import type { ListSeats, QuarterBlock } from "../domain/assessment/quarter-block.ts";
import type { Seat } from "../domain/assessment/red-black-list.ts";
import type { YearRow } from "../domain/assessment/year-block.ts";
import type { GroupFacts, TieMethod } from "../domain/ranking-block.ts";
import type { Exemption } from "../domain/registry.ts";
import type { CellValue } from "../ports/spreadsheet.ts";
import { oneLine } from "./one-line.ts";
import { quarterNote, takenWords } from "./quarter-note.ts";
import { changeWords, groupWords } from "./ranking.ts";
import { seatNote } from "./red-black-list.ts";
import { periodWords, scoreWords } from "./words.ts";

export interface QuarterWritten {
  readonly period: string;
  readonly ties: TieMethod;
  readonly months: readonly MonthResult[];
  readonly groups: readonly GroupFacts[];
  readonly places: readonly QuarterPlace[];
  readonly seats: readonly ListSeats[];
  readonly lists: readonly Seat[];
  /** Exemptions for 不可抗力 in the quarter, by unit. */
  readonly exempt: ReadonlyMap<string, readonly Exemption[]>;
}

/** The quarter with its sentences, as confirmation will publish it. */
export function quarterBlock(written: QuarterWritten): QuarterBlock {
  const { period, ties, months, groups, places, seats, lists, exempt } = written;
  const ofUnit = (unit: string): readonly Exemption[] => exempt.get(unit) ?? [];
  const taken = months.map(({ month, draft, digest }) => ({ month, draft, digest }));
  return {
    ...{ kind: "quarter", version: 1, period, ties },
    months: taken,
    groups,
    notes: [
      "得分为本季各月月度排名得分的平均，最后四舍五入到两位小数；没有可比得分的月份不计入，应报未报而无法评分的月份按 0 分计。",
      takenWords(taken),
      ...staleOf(months),
      ...smallNotes(groups),
    ],
    rows: places.map((row) => ({ ...row, note: quarterNote(row, ofUnit(row.unit)) })),
    seats,
    lists: lists.map((seat) => ({ ...seat, note: seatNote(seat, ofUnit(seat.unit)) })),
    ...lackOf(months),
  };
}

export const smallNotes = (groups: readonly GroupFacts[]): readonly string[] =>
  groups
    .filter(({ small, ranked }) => small && ranked > 0)
    .map(({ group, ranked }) => `${groupWords(group)}组有名次的 ${ranked} 家，不设黑榜。`);

const staleOf = (months: readonly MonthResult[]): readonly string[] => [
  ...new Set(months.flatMap(({ block }) => block.stale ?? [])),
];

/** Workbooks nobody has read, of months that are not published: a published one lacks none. */
export function lackOf(months: readonly MonthResult[]): Pick<QuarterBlock, "missing" | "stale"> {
  const missing = [...new Set(months.flatMap(({ block }) => block.missing ?? []))];
  const stale = staleOf(months);
  return { ...(missing.length === 0 ? {} : { missing }), ...(stale.length === 0 ? {} : { stale }) };
}

/** A block as the store keeps it; throws for text that is none. */
export function parseQuarterBlock(json: string): QuarterBlock {
  const block = JSON.parse(json) as Partial<QuarterBlock>;
  if (block.kind !== "quarter" || block.version !== 1)
    throw new RangeError(`not a quarter block: ${json.slice(0, 80)}`);
  return block as QuarterBlock;
}

type Row = Pick<YearRow, "group" | "rank" | "unit" | "total" | "previousRank" | "change" | "note">;

/** Rows of 系统-排名 for a quarter or a year: `indicators` columns stay empty. */
export const rollUpRows = (
  { period, rows }: { readonly period: string; readonly rows: readonly Row[] },
  indicators: number,
): readonly (readonly CellValue[])[] =>
  rows.map((row) => [
    ...[period, groupWords(row.group), row.rank, row.unit, row.total === null ? null : row.total / 100],
    ...Array<null>(2 * indicators).fill(null),
    ...[row.previousRank, changeWords(row.change), row.note],
  ]);

/** 2026年第三季度排名和红黑榜; `differences` "": a first issue. */
export const quarterTitle = ({ period }: Pick<QuarterBlock, "period">, differences = ""): string =>
  `${periodWords(period)}排名和红黑榜${differences === "" ? "" : "（更正）"}`;

const MOST_NAMED = 3;
const MOST_DIFFERENCES = 160;

interface Headed {
  readonly groups: readonly GroupFacts[];
  readonly rows: readonly Row[];
  readonly stale?: readonly string[];
}

/** The head of each group in one sentence, for a letter; the whole is attached. A re-issue says first what it changes. */
export function rollUpLead({ groups, rows, stale = [] }: Headed, differences: string, more: string): string {
  const parts = groups
    .filter(({ ranked }) => ranked > 0)
    .map(({ group }) => {
      const first = rows.filter((row) => row.group === group && row.rank !== null && row.rank <= MOST_NAMED);
      const named = first.map(({ rank, unit, total }) => `第 ${rank} 名 ${unit}（${scoreWords(total!)}）`).join("、");
      return `${groupWords(group)}：${named}`;
    });
  const changed = differences === "" ? "" : `更正此前发布的结果：${oneLine(differences, MOST_DIFFERENCES)}。`;
  return `${changed}${parts.length === 0 ? "本期没有单位参与排名" : parts.join("；")}。${more}${stale.join("")}全表见附件。`;
}

export function quarterLead(block: QuarterBlock, differences = ""): string {
  const on = (color: "red" | "black"): number =>
    block.lists.filter((seat) => seat.stands && seat.color === color).length;
  return rollUpLead(block, differences, `红榜 ${on("red")} 家，黑榜 ${on("black")} 家。`);
}
