import type { ListedUnit, ListSeats, QuarterBlock } from "../domain/assessment/quarter-block.ts";
import type { YearBlock } from "../domain/assessment/year-block.ts";
import { type Part, type Sentence, sentence } from "../domain/circular/figure.ts";
import { type ChapterBody, type PaperTable, type Paragraph, paragraph } from "../domain/circular/paper.ts";
import type { RankingBlock } from "../domain/ranking-block.ts";
import { blockCount, given, scoreFigure, tenthsFigure } from "./circular-figures.ts";
import { groupName } from "./circular-indicators.ts";
import { oneLine, prose } from "./one-line.ts";

/** A confirmed result and the draft it was confirmed as. */
export interface ConfirmedBlock {
  readonly draft: string;
  readonly block: RankingBlock | QuarterBlock | YearBlock;
}

type Row = ConfirmedBlock["block"]["rows"][number];

/** 三、排名: a table for each group, the lists of a quarter, and below them what the block says of single units. */
export function rankingChapter(confirmed: ConfirmedBlock): ChapterBody {
  const { block } = confirmed;
  const groups = block.groups.filter(({ ranked }) => ranked > 0).map(({ group }) => group);
  const lists = block.kind === "quarter" ? listTables(confirmed, block) : [];
  return {
    paragraphs: [paragraph("ranking/lead", leadSentence(confirmed, groups)), ...listParagraphs(confirmed)],
    sections: [],
    tables: [...groups.map((group) => groupTable(confirmed, group)), ...lists],
    notes: notesOf(confirmed),
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

const groupTable = (confirmed: ConfirmedBlock, group: string): PaperTable => ({
  id: `ranking/${group}`,
  title: `${groupName(group)}排名`,
  head: ["名次", "单位", "得分", "上期名次", "变化"],
  rows: confirmed.block.rows.flatMap((row, at) =>
    row.group === group && row.rank !== null ? [rankCells(confirmed.draft, row, at)] : [],
  ),
});

function rankCells(draft: string, row: Row, at: number): readonly (readonly Part[])[] {
  const path = (field: string): string => `rows.${at}.${field}`;
  const { rank, previousRank, change, total } = row;
  return [
    [blockCount(draft, path("rank"), rank!)],
    [given(oneLine(row.unit, 40))],
    [total === null ? "—" : scoreFigure(draft, path("total"), total, false)],
    [previousRank === null ? "—" : blockCount(draft, path("previousRank"), previousRank)],
    changeCell(draft, path("change"), change),
  ];
}

function changeCell(draft: string, path: string, change: number | null): readonly Part[] {
  if (change === null) return ["—"];
  if (change === 0) return ["持平"];
  const places = { ...blockCount(draft, path, change), shown: String(Math.abs(change)) };
  return [change > 0 ? "升" : "降", places, "位"];
}

/** Seats of the lists and those left empty. */
function listParagraphs({ draft, block }: ConfirmedBlock): readonly Paragraph[] {
  if (block.kind !== "quarter") return [];
  return block.seats.map((seats, at) => paragraph(`ranking/seats-${seats.group}`, seatSentence(draft, seats, at)));
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

function listTables({ draft }: ConfirmedBlock, { lists }: QuarterBlock): readonly PaperTable[] {
  return COLORS.flatMap(([color, title]) => {
    const rows = lists.flatMap((one, at) => (one.color === color && one.stands ? [listCells(draft, one, at)] : []));
    const head = ["名次", "单位", "组别", "投资完成率", "同期目标"];
    return rows.length === 0 ? [] : [{ id: `ranking/${color}`, title, head, rows }];
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
    [groupName(one.group)],
    [percent("rate")],
    [percent("target")],
  ];
}

/** Sentences of the block, word for word: exemptions, what was not counted, 回填, and why a seat stays empty. Units of which the same is said stand together. */
function notesOf({ block }: ConfirmedBlock): readonly Paragraph[] {
  const rest = block.rows.map(({ unit, note }) => ({ unit: oneLine(unit, 40), said: withoutPlace(note) }));
  const alike = Map.groupBy(
    rest.map(({ unit, said }) => ({ unit, said: withoutSpread(said) })).filter(({ said }) => said !== ""),
    ({ said }) => said,
  );
  const own = [...alike].map(([said, units]) => `${units.map(({ unit }) => unit).join("、")}：${said}`);
  const lists = block.kind === "quarter" ? block.lists.filter(({ note }) => note !== "") : [];
  const seats = lists.map(
    ({ unit, color, note }) => `${oneLine(unit, 40)}（${color === "red" ? "红榜" : "黑榜"}）：${note}`,
  );
  const spread = rest.some(({ said }) => SPREAD.test(said)) ? [SPREAD_WORDS] : [];
  return [...block.notes, ...seats, ...spread, ...own].map((note, index) =>
    paragraph(`ranking/note-${index + 1}`, sentence(given(`注${index + 1}：${prose(note, 300)}`))),
  );
}

/** The table has place, points and change already. */
const withoutPlace = (note: string): string => (note.startsWith("第 ") ? note.slice(note.indexOf("。") + 1) : note);

/** Said once for all units: whose indicators they are stands in 系统-排名 and its attachment. */
const SPREAD = /[^。]*本期无对应项目，其权重按比例分摊。/;
const withoutSpread = (said: string): string => said.replace(SPREAD, "");
const SPREAD_WORDS = "单位没有对应项目的指标不计分，其权重按比例分摊到该单位其余指标，逐单位说明见「系统-排名」。";
