import { lastDayOf, type Month } from "../domain/dates.ts";
import { INDICATOR_NAMES, INDICATORS, type IndicatorCode } from "../domain/indicator.ts";
import { type Grouping, groupName, rankUnits } from "../domain/ranking.ts";
import type {
  GroupFacts,
  PreviousPlaces,
  RankedUnit,
  RankingBlock,
  RankingRow,
  TieMethod,
} from "../domain/ranking-block.ts";
import { risersOf } from "../domain/risers.ts";
import type { ScoreRules } from "../domain/score.ts";
import type { StaleWorkbook } from "../domain/stale-workbook.ts";
import { candidateOf, type UnitMonth } from "../domain/unit-month.ts";
import type { CellValue, SystemTab } from "../ports/spreadsheet.ts";
import { oneLine } from "./one-line.ts";
import { blockNotes, groupWords, takesNoPart } from "./ranking-block-notes.ts";
import { footnotesKept, riserNotes } from "./ranking-footnotes.ts";
import { rankingNote } from "./ranking-note.ts";
import type { TabFrame } from "./summary.ts";
import { periodWords, scoreWords } from "./words.ts";
import { staleWords } from "./workbook-words.ts";

export { basisWords, groupWords } from "./ranking-block-notes.ts";

export interface RankingInput {
  readonly period: Month;
  readonly months: readonly UnitMonth[];
  readonly previous: PreviousPlaces;
  /** Workbooks whose rows are old or not there; left out: none. */
  readonly stale?: readonly StaleWorkbook[];
  readonly rules: {
    readonly score: ScoreRules;
    readonly ties: TieMethod;
    readonly groups: Grouping;
    readonly smallGroup: number;
    readonly riserSeats: number;
    /** 评分方案. */
    readonly scheme: string;
  };
}

/** The month's ranking with its sentences, as confirmation will publish it. Units that take no part are named in the notes only. */
export function rankingBlock({ period, months, previous, rules, stale = [] }: RankingInput): RankingBlock {
  const ranked = rankUnits(months.map(candidateOf), rules, previous);
  const shown = ranked.filter((row) => !takesNoPart(row));
  const groups = rules.groups.map((kinds) => groupFacts(groupName(kinds), shown, rules.smallGroup));
  const byUnit = new Map(months.map((month) => [month.unit.name, month]));
  const risers = risersOf(shown, rules.riserSeats);
  return {
    kind: "ranking",
    version: 1,
    period,
    ties: rules.ties,
    indicators: INDICATORS.filter((code) => rules.score.weights[code] > 0),
    groups,
    notes: [
      ...staleSentences(stale, period),
      ...blockNotes({ ranked, groups, basis: months[0]?.basis ?? null, rules }),
      ...riserNotes(risers, rules.riserSeats, groupWords),
    ],
    rows: shown.map((row) => rankingRow(row, byUnit.get(row.unit)!, rules.score)),
    ...(rules.riserSeats === 0 ? {} : { risers }),
    ...lackOf(stale, period),
  };
}

const rankingRow = (row: RankedUnit, month: UnitMonth, rules: ScoreRules): RankingRow => ({
  ...row,
  note: rankingNote(row, month, rules),
  ...footnotesKept(month),
  ...reportsMissing(row, month),
});

/** What makes the month of a unit without a place count 0 in its quarter: of the reports owed none came. One that did is no silence. */
function reportsMissing({ rank }: RankedUnit, { values }: UnitMonth): Pick<RankingRow, "reportsMissing"> {
  const parts = values.find(({ code }) => code === "reporting")?.parts ?? [];
  const isSilent = parts.length > 0 && parts.every(({ because }) => because === "missing");
  return rank === null && isSilent ? { reportsMissing: parts.length } : {};
}

const staleSentences = (stale: readonly StaleWorkbook[], period: Month): readonly string[] =>
  stale.map((one) => `${staleWords(one, lastDayOf(period))}。`);

function lackOf(stale: readonly StaleWorkbook[], period: Month): Pick<RankingBlock, "missing" | "stale"> {
  const missing = stale.filter(({ since }) => since === null).map(({ name }) => name);
  return {
    ...(missing.length === 0 ? {} : { missing }),
    ...(stale.length === 0 ? {} : { stale: staleSentences(stale, period) }),
  };
}

function groupFacts(group: string, rows: readonly RankedUnit[], smallGroup: number): GroupFacts {
  const ranked = rows.filter((row) => row.group === group && row.rank !== null).length;
  return { group, ranked, small: ranked < smallGroup };
}

/** Names for the headers, two columns each: points and rate. */
export const indicatorNames = (block: RankingBlock): readonly string[] =>
  block.indicators.map((code) => INDICATOR_NAMES[code]);

/** 系统-排名 from a confirmed block. `frame.headers` are those for `indicatorNames(block)`. */
export const rankingTab = (block: RankingBlock, frame: TabFrame): SystemTab => ({
  ...frame,
  rows: rankingRows(block),
  ridesAlong: false,
});

export const rankingRows = (block: RankingBlock): readonly (readonly CellValue[])[] =>
  block.rows.map((row) => [
    block.period,
    groupWords(row.group),
    row.rank,
    row.unit,
    row.rank === null ? null : row.total / 100,
    ...block.indicators.flatMap((code) => indicatorCells(row, code)),
    row.previousRank,
    changeWords(row.change),
    row.note,
  ]);

/** Points and rate in percent as shown; both empty when there is no case. A unit that is not ranked shows rates only: its points compare with nobody's. */
function indicatorCells(row: RankingRow, code: IndicatorCode): readonly CellValue[] {
  const item = row.items.find((entry) => entry.code === code);
  if (item === undefined || item.points === null || item.rate === null) return [null, null];
  return [row.rank === null ? null : item.points / 100, item.rate / 10];
}

export function changeWords(change: number | null): string {
  if (change === null) return "—";
  if (change === 0) return "持平";
  return change > 0 ? `升${change}位` : `降${-change}位`;
}

/** A block as the store keeps it; throws for text that is none. */
export function parseRankingBlock(json: string): RankingBlock {
  const block = JSON.parse(json) as Partial<RankingBlock>;
  if (block.kind !== "ranking" || block.version !== 1)
    throw new RangeError(`not a ranking block: ${json.slice(0, 80)}`);
  return block as RankingBlock;
}

/** 5月重点项目排名 */
/** `differences` "": a first issue. */
export const rankingTitle = (block: RankingBlock, differences = ""): string =>
  `${periodWords(block.period)}重点项目排名${differences === "" ? "" : "（更正）"}`;

const MOST_NAMED = 3;
const MOST_DIFFERENCES = 160;

/** The head of each group in one sentence, for a letter; the whole table is attached. A re-issue says first what it changes. */
export function rankingLead(block: RankingBlock, differences = ""): string {
  const groups = block.groups.filter(({ ranked }) => ranked > 0);
  const parts = groups.map(({ group }) => {
    const first = block.rows.filter((row) => row.group === group && row.rank !== null && row.rank <= MOST_NAMED);
    const named = first.map((row) => `第 ${row.rank} 名 ${row.unit}（${scoreWords(row.total)}）`).join("、");
    return `${groupWords(group)}：${named}`;
  });
  const changed = differences === "" ? "" : `更正此前发布的排名：${oneLine(differences, MOST_DIFFERENCES)}。`;
  const stale = (block.stale ?? []).join("");
  return `${changed}${parts.length === 0 ? "本期没有单位参与排名" : parts.join("；")}。${stale}全表见附件。`;
}
