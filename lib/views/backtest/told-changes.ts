import type { LampChange, LightChange } from "../../domain/backtest/light-changes.ts";
import type { ItemChange, RankChange } from "../../domain/backtest/rank-changes.ts";
import type { Month } from "../../domain/dates.ts";
import { INDICATOR_NAMES } from "../../domain/indicator.ts";
import type { CellRef, Light } from "../../domain/light.ts";
import type { ProjectVerdict } from "../../domain/project-lights.ts";
import type { RankedItem } from "../../domain/ranking-block.ts";
import { ratio } from "../../domain/ratio.ts";
import { LAMP_WORDS, lampReason } from "../lamp-reasons.ts";
import { lightWord } from "../notice-lines.ts";
import { oneLine } from "../one-line.ts";
import { contextOf } from "../project-reasons.ts";
import { isMoney } from "../ranking-workbook.ts";
import { fixed, NO_CASE, periodWords, scoreWords, wanWords } from "../words.ts";

/** 「月报」H12, or "" for a cell that is in no sheet. */
export type CellWords = (ref: CellRef) => string;

/** One change of a project's light, in words: who, from what to what, why, and the cells. */
export interface ToldLight {
  readonly month: Month;
  readonly project: string;
  readonly name: string;
  readonly unit: string;
  readonly from: Light;
  readonly to: Light;
  /** Handled as red though yellow, before and after. */
  readonly handledFrom: Light;
  readonly handledTo: Light;
  readonly why: string;
  readonly cells: readonly string[];
}

export const toldLight = (change: LightChange, cellWords: CellWords): ToldLight => ({
  month: change.month,
  project: change.before.key,
  name: oneLine(change.before.project.name, 60),
  unit: oneLine(change.before.project.responsibleUnit, 60),
  from: change.before.light,
  to: change.after.light,
  handledFrom: change.before.handledAs,
  handledTo: change.after.handledAs,
  why: lightWhy(change),
  cells: cellsOf(
    change.lamps.flatMap(({ restsOn }) => restsOn),
    cellWords,
  ),
});

function lightWhy({ because, lamps, before, since }: LightChange): string {
  if (because === "lamp") return lamps.map((lamp) => lampWhy(lamp, before)).join("");
  if (because === "handling") return "灯色不变，连续两月黄灯的处置不同。";
  if (because === "fold") return "各灯不变，亮灯规则不同。";
  return `本月各灯不变，灯色自${periodWords(since!)}起不同，每月至多降一级。`;
}

function lampWhy({ before, after }: LampChange, verdict: ProjectVerdict): string {
  const context = contextOf(verdict);
  const [was, would] = [before, after].map((lamp) => `${lightWord(lamp.light)}，${lampReason(lamp, context)}`);
  return `${LAMP_WORDS[before.kind]}灯现行为${was}；试用为${would}。`;
}

/** One change of a unit's place or points, in words. Totals are hundredths of a point, null where the unit is not ranked. */
export interface ToldRank {
  readonly month: Month;
  readonly unit: string;
  readonly group: string;
  readonly fromRank: number | null;
  readonly toRank: number | null;
  readonly fromTotal: number | null;
  readonly toTotal: number | null;
  readonly why: string;
  readonly cells: readonly string[];
}

export const toldRank = (change: RankChange, cellWords: CellWords): ToldRank => ({
  month: change.month,
  unit: change.unit,
  group: change.group,
  fromRank: change.before?.rank ?? null,
  toRank: change.after?.rank ?? null,
  fromTotal: shownTotal(change.before),
  toTotal: shownTotal(change.after),
  why: rankWhy(change),
  cells: cellsOf(
    change.items.flatMap(({ parts }) => parts.flatMap(({ restsOn }) => restsOn)),
    cellWords,
  ),
});

const shownTotal = (row: RankChange["before"]): number | null => (row === null || row.rank === null ? null : row.total);

function rankWhy({ items, before, after, overtakenBy, overtakes }: RankChange): string {
  const own = items.filter(differsItself).map(itemWhy);
  const scaled = items.filter((item) => !differsItself(item));
  const others = [
    ...(overtakes.length > 0 ? [`超过${overtakes.map((unit) => oneLine(unit, 40)).join("、")}`] : []),
    ...(overtakenBy.length > 0 ? [`被${overtakenBy.map((unit) => oneLine(unit, 40)).join("、")}超过`] : []),
  ];
  const total = before?.total === after?.total ? ["本单位得分不变"] : [];
  return `${[...unrankedWhy(after), ...own, ...scaledWhy(scaled), ...total, ...others].join("；")}。`;
}

/** 不参与本期排名：…, as its 说明 begins. */
const unrankedWhy = (after: RankChange["after"]): readonly string[] =>
  after === null || after.rank !== null ? [] : after.note.split("。").slice(0, 1);

/** Its own weight, sums or case are others; else only the share of weights without a case. */
const differsItself = ({ code, before, after }: ItemChange): boolean => figuresOf(code, before, after).length > 0;

const scaledWhy = (items: readonly ItemChange[]): readonly string[] => {
  if (items.length === 0) return [];
  const points = items.map(
    ({ code, before, after }) => `${INDICATOR_NAMES[code]} ${pointsWords(before)} → ${pointsWords(after)}`,
  );
  return [`因权重折算，${points.join("、")}`];
};

const pointsWords = (item: RankedItem | null): string => (item?.points == null ? NO_CASE : scoreWords(item.points));

/** 投资完成率 28.40 → 30.00 分（权重 30；完成 1,200 万元，应完成 1,300 → 1,200 万元） */
const itemWhy = ({ code, before, after }: ItemChange): string =>
  `${INDICATOR_NAMES[code]} ${pointsWords(before)} → ${pointsWords(after)}（${figuresOf(code, before, after).join("；")}）`;

const FIGURES = [
  ["权重", "weight"],
  ["完成", "numerator"],
  ["应完成", "due"],
  ["总数", "denominator"],
] as const;

const figuresOf = (code: ItemChange["code"], before: RankedItem | null, after: RankedItem | null): readonly string[] =>
  FIGURES.filter(([, field]) => field === "weight" || (before !== null && after !== null))
    .map(([word, field]) => figureWords(word, field, code, before, after))
    .filter((words) => words !== "");

function figureWords(
  word: string,
  field: "weight" | "numerator" | "due" | "denominator",
  code: ItemChange["code"],
  before: RankedItem | null,
  after: RankedItem | null,
): string {
  const [was, would] = [before?.[field] ?? null, after?.[field] ?? null];
  if (was === would) return "";
  const said = (value: number | null): string => {
    if (value === null) return NO_CASE;
    return field !== "weight" && isMoney(code) ? `${wanWords(value)} 万元` : plain(value);
  };
  return `${word} ${said(was)} → ${said(would)}`;
}

const plain = (value: number): string =>
  Number.isInteger(value) ? String(value) : fixed(ratio(Math.round(value * 100), 100), 2);

const cellsOf = (refs: readonly CellRef[], cellWords: CellWords): readonly string[] => [
  ...new Set(refs.map(cellWords).filter((words) => words !== "")),
];
