import type { ListedUnit, ListSeats, QuarterBlock } from "../domain/assessment/quarter-block.ts";
import type { YearBlock, YearRow } from "../domain/assessment/year-block.ts";
import { type Part, type Sentence, sentence } from "../domain/circular/figure.ts";
import { type ChapterBody, type PaperTable, type Paragraph, paragraph } from "../domain/circular/paper.ts";
import { monthNumber } from "../domain/dates.ts";
import type { RankingBlock } from "../domain/ranking-block.ts";
import { blockCount, given, scoreFigure, tenthsFigure } from "./circular-figures.ts";
import { groupName } from "./circular-indicators.ts";
import { oneLine, prose } from "./one-line.ts";
import { groupWords } from "./ranking.ts";
import { emptyWords } from "./red-black-list.ts";

/** A confirmed result and the draft it was confirmed as. */
export interface ConfirmedBlock {
  readonly draft: string;
  readonly block: RankingBlock | QuarterBlock | YearBlock;
}

type Row = ConfirmedBlock["block"]["rows"][number];

/** 三、排名: a table for each group, and below them what the block says of single units. */
export function rankingChapter(confirmed: ConfirmedBlock): ChapterBody {
  const { block } = confirmed;
  const groups = block.groups.filter(({ ranked }) => ranked > 0).map(({ group }) => group);
  return {
    paragraphs: [paragraph("ranking/lead", leadSentence(confirmed, groups))],
    sections: [],
    tables: groups.map((group) => groupTable(confirmed, group)),
    notes: notesOf(block),
  };
}

/** 四、红黑榜 of a quarter: seats, who stands on the lists, every exemption, and of seats left empty why: who is not on a list is not named for it. */
export function listChapter({ draft, block }: ConfirmedBlock): ChapterBody {
  if (block.kind !== "quarter") return { paragraphs: [], sections: [], tables: [], notes: [] };
  const exempt = block.lists.filter(({ because, note }) => because === "exempt" && note !== "");
  const empty = block.seats.flatMap((seats) =>
    COLORS.map(([color]) => (color === "black" && seats.blackOff ? "" : emptyWords(seats, color, block.lists)))
      .filter((words) => words !== "")
      .map((words) => `${groupName(seats.group)}${words}`),
  );
  return {
    paragraphs: block.seats.map((seats, at) => paragraph(`lists/seats-${seats.group}`, seatSentence(draft, seats, at))),
    sections: [],
    tables: listTables(draft, block),
    notes: numberedNotes("lists", [...empty, ...exempt.map(({ unit, note }) => `${oneLine(unit, 40)}：${note}`)]),
  };
}

function leadSentence({ draft, block }: ConfirmedBlock, groups: readonly string[]): Sentence {
  if (groups.length === 0) return sentence("本期没有单位参与排名。");
  const parts = groups.flatMap((group, index): readonly Part[] => {
    const at = block.groups.findIndex((one) => one.group === group);
    const ranked = blockCount(draft, `groups.${at}.ranked`, block.groups[at]!.ranked);
    return [`${index === 0 ? "" : "，"}${groupName(group)}参与排名 `, ranked, " 家"];
  });
  return sentence(...parts, "。");
}

const groupTable = (confirmed: ConfirmedBlock, group: string): PaperTable => {
  const columns = columnsOf(confirmed);
  return {
    id: `ranking/${group}`,
    title: `${groupName(group)}排名`,
    head: columns.map(({ head }) => head),
    rows: confirmed.block.rows.flatMap((row, at) =>
      row.group === group && row.rank !== null ? [columns.map(({ cell }) => cell(row, `rows.${at}`))] : [],
    ),
  };
};

interface Column {
  readonly head: string;
  readonly cell: (row: Row, path: string) => readonly Part[];
}

/** A month's points, a quarter's with those of its months, a year's with June's and December's. */
function columnsOf({ draft, block }: ConfirmedBlock): readonly Column[] {
  const points = (path: string, total: number | null): readonly Part[] =>
    total === null ? ["—"] : [scoreFigure(draft, path, total, false)];
  const rank: Column = { head: "名次", cell: ({ rank: own }, path) => [blockCount(draft, `${path}.rank`, own!)] };
  const unit: Column = { head: "单位", cell: (row) => [given(oneLine(row.unit, 40))] };
  const total: Column = { head: "得分", cell: (row, path) => points(`${path}.total`, row.total) };
  const change: Column = { head: "变化", cell: (row, path) => changeCell(draft, `${path}.change`, row.change) };
  if (block.kind === "ranking") return [rank, unit, total, previousColumn(draft), change];
  const months = block.kind === "quarter" ? monthColumns(block, points) : yearColumns(points);
  return [rank, unit, ...months, total, change];
}

const previousColumn = (draft: string): Column => ({
  head: "上期名次",
  cell: ({ previousRank }, path) =>
    previousRank === null ? ["—"] : [blockCount(draft, `${path}.previousRank`, previousRank)],
});

type Points = (path: string, total: number | null) => readonly Part[];

const monthColumns = ({ months }: QuarterBlock, points: Points): readonly Column[] =>
  months.map(({ month }, at) => ({
    head: `${monthNumber(month)}月`,
    cell: (row, path) => points(`${path}.months.${at}.total`, "months" in row ? (row.months[at]?.total ?? null) : null),
  }));

const yearColumns = (points: Points): readonly Column[] =>
  (["june", "december"] as const).map((half) => ({
    head: half === "june" ? "6月" : "12月",
    cell: (row, path) => points(`${path}.${half}.total`, half in row ? (row as YearRow)[half].total : null),
  }));

function changeCell(draft: string, path: string, change: number | null): readonly Part[] {
  if (change === null) return ["—"];
  if (change === 0) return ["持平"];
  const places = { ...blockCount(draft, path, change), shown: String(Math.abs(change)) };
  return [change > 0 ? "升" : "降", places, "位"];
}

/** 县区、园区组：红榜席位 5 个，列入 3 家，空缺 2 个；黑榜席位 4 个，列入 4 家，空缺 0 个。 */
function seatSentence(draft: string, seats: ListSeats, at: number): Sentence {
  const count = (field: "red" | "redEmpty" | "black" | "blackEmpty"): Part =>
    blockCount(draft, `seats.${at}.${field}`, seats[field]);
  const black: readonly Part[] = seats.blackOff
    ? ["；参与排名家数不足，不设黑榜"]
    : ["；黑榜席位 ", count("black"), " 个，空缺 ", count("blackEmpty"), " 个"];
  const red: readonly Part[] = ["红榜席位 ", count("red"), " 个，空缺 ", count("redEmpty"), " 个"];
  return sentence(`${groupName(seats.group)}`, ...red, ...black, "。");
}

const COLORS = [
  ["red", "红榜"],
  ["black", "黑榜"],
] as const;

function listTables(draft: string, { lists }: QuarterBlock): readonly PaperTable[] {
  return COLORS.flatMap(([color, title]) => {
    const rows = lists.flatMap((one, at) => (one.color === color && one.stands ? [listCells(draft, one, at)] : []));
    const head = ["名次", "单位", "投资完成率", "同期目标", "组别"];
    return rows.length === 0 ? [] : [{ id: `lists/${color}`, title, head, rows }];
  });
}

function listCells(draft: string, one: ListedUnit, at: number): readonly (readonly Part[])[] {
  const percent = (field: "rate" | "target"): Part => {
    const value = one.investment[field];
    return value === null ? "—" : tenthsFigure(draft, `lists.${at}.investment.${field}`, value);
  };
  return [
    [blockCount(draft, `lists.${at}.rank`, one.rank)],
    [given(oneLine(one.unit, 40))],
    [percent("rate")],
    [percent("target")],
    [groupWords(one.group)],
  ];
}

/** Sentences of the block, word for word: exemptions, what was not counted, 回填. Units of which the same is said stand together. */
function notesOf({ rows, notes }: ConfirmedBlock["block"]): readonly Paragraph[] {
  const rest = rows.map(({ unit, note }) => ({ unit: oneLine(unit, 40), said: withoutPlace(note) }));
  const alike = Map.groupBy(
    rest.map(({ unit, said }) => ({ unit, said: withoutSpread(said) })).filter(({ said }) => said !== ""),
    ({ said }) => said,
  );
  const own = [...alike].map(([said, units]) => `${units.map(({ unit }) => unit).join("、")}：${said}`);
  const spread = rest.some(({ said }) => SPREAD.test(said)) ? [SPREAD_WORDS] : [];
  return numberedNotes("ranking", [...notes, ...spread, ...own]);
}

/** Units of which the same is said may be many; none of them falls out. */
const MOST_NOTE = 3000;

const numberedNotes = (chapter: string, notes: readonly string[]): readonly Paragraph[] =>
  notes.map((note, index) =>
    paragraph(`${chapter}/note-${index + 1}`, sentence(given(`注${index + 1}：${prose(note, MOST_NOTE)}`))),
  );

/** The table has place, points, those of the months, and change already. */
const withoutPlace = (note: string): string => IN_TABLE.reduce((rest, one) => rest.replace(one, ""), note);
const IN_TABLE: readonly RegExp[] = [/^第 \d[^。]*。/, /^(?:\d+月 [\d.]+ 分、?)+(?:的平均)?。/];

/** Said once for all units: whose indicators they are stands in 系统-排名 and its attachment. */
const SPREAD = /[^。]*本期无对应项目，其权重按比例分摊。/;
const withoutSpread = (said: string): string => said.replace(SPREAD, "");
const SPREAD_WORDS = "单位没有对应项目的指标不计分，其权重按比例分摊到该单位其余指标，逐单位说明见「系统-排名」。";
