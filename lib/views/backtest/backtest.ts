import type { Month } from "../../domain/dates.ts";
import type { Light } from "../../domain/light.ts";
import { lightWord } from "../notice-lines.ts";
import { oneLine } from "../one-line.ts";
import { groupWords } from "../ranking.ts";
import { textTable } from "../text-table.ts";
import { periodWords, scoreWords } from "../words.ts";
import type { ToldLight, ToldRank } from "./told-changes.ts";

export type LightCounts = Readonly<Record<Light, number>>;

/** A trial in one month: the lights there would be, and every change with its reason. */
export interface ToldTrialMonth {
  readonly lights: LightCounts;
  readonly lightChanges: readonly ToldLight[];
  readonly rankChanges: readonly ToldRank[];
}

export interface ToldMonth {
  readonly month: Month;
  readonly lights: LightCounts;
  readonly trials: readonly ToldTrialMonth[];
  /** Units whose published place or points are others than those reckoned here. */
  readonly unlikePublished: readonly string[];
  readonly backfilled: boolean;
}

/** `rules`: 参数=值 of each, as 规则 would hold it. Plain JSON. */
export interface ToldBacktest {
  readonly version: 1;
  readonly from: Month;
  readonly to: Month;
  readonly trials: readonly { readonly name: string; readonly rules: readonly string[] }[];
  readonly months: readonly ToldMonth[];
}

const FOR_ADMINS = "试算仅供管理员比较规则，不写入台账、不外发；名次以已确认发布的为准。";
const MOST_LINES = 20;

/** What `duban backtest` prints. */
export const backtestWords = (result: ToldBacktest): string =>
  [
    `回溯试算：${periodWords(result.from)}至${periodWords(result.to)}，各月按锁定时所知，分别用现行规则和试用规则判定。`,
    FOR_ADMINS,
    ...result.trials.flatMap((_, at) => trialLines(result, at)),
    ...noteLines(result.months),
  ].join("\n");

function trialLines({ trials, months }: ToldBacktest, at: number): readonly string[] {
  const { name, rules } = trials[at]!;
  const changes = months.map((month) => month.trials[at]!);
  const lights = changes.flatMap(({ lightChanges }) => lightChanges);
  const ranks = changes.flatMap(({ rankChanges }) => rankChanges);
  const moved = ranks.filter(({ fromRank, toRank }) => fromRank !== toRank);
  const projects = new Set(lights.map(({ project }) => project)).size;
  const units = new Set(moved.map(({ unit }) => unit)).size;
  return [
    "",
    `【${oneLine(name, 60)}】${rules.map((rule) => oneLine(rule, 80)).join("；")}`,
    ...textTable(
      COUNT_COLUMNS,
      months.map((month) => countCells(month, at)),
    ).map((line) => `  ${line}`),
    `灯色不同的 ${projects} 个项目、${lights.length} 次；名次不同的 ${units} 个单位、${moved.length} 次；只有得分不同的 ${ranks.length - moved.length} 次。`,
    ...clipped(latestFirst(lights).map(lightWords), "次灯色变化"),
    ...clipped(latestFirst(moved).map(rankWords), "次名次变化"),
  ];
}

const latestFirst = <T extends { readonly month: Month }>(changes: readonly T[]): readonly T[] =>
  changes.toSorted((a, b) => (a.month < b.month ? 1 : a.month > b.month ? -1 : 0));

const COUNT_COLUMNS = [
  { header: "月份" },
  { header: "红 现行→试用" },
  { header: "黄" },
  { header: "蓝" },
  { header: "绿" },
  { header: "灰" },
  { header: "灯色不同" },
  { header: "名次不同" },
];
const COUNTED: readonly Light[] = ["red", "yellow", "blue", "green", "grey"];

function countCells({ month, lights, trials }: ToldMonth, at: number): readonly string[] {
  const tried = trials[at]!;
  const moved = tried.rankChanges.filter(({ fromRank, toRank }) => fromRank !== toRank);
  return [
    periodWords(month),
    ...COUNTED.map((light) => `${lights[light]}→${tried.lights[light]}`),
    String(tried.lightChanges.length),
    String(moved.length),
  ];
}

const clipped = (lines: readonly string[], word: string): readonly string[] => [
  ...lines.slice(0, MOST_LINES).map((line) => `  ${line}`),
  ...(lines.length > MOST_LINES ? [`  另有 ${lines.length - MOST_LINES} ${word}，加 --out 文件.xlsx 看全部。`] : []),
];

const lightWords = ({ month, project, name, unit, why, cells, ...turn }: ToldLight): string =>
  `${periodWords(month)} ${oneLine(project, 40)} ${name}（${unit}）：${turnWords(turn)}。${why}${cellsWords(cells)}`;

/** 黄 → 红; 黄 → 黄（按红处置） */
export function turnWords({
  from,
  to,
  handledFrom,
  handledTo,
}: Pick<ToldLight, "from" | "to" | "handledFrom" | "handledTo">): string {
  const word = (light: Light, handled: Light): string =>
    `${lightWord(light)}${handled === light ? "" : `（按${lightWord(handled)}处置）`}`;
  return `${word(from, handledFrom)} → ${word(to, handledTo)}`;
}

const MOST_CELLS = 6;

const cellsWords = (cells: readonly string[]): string => {
  if (cells.length === 0) return "";
  const more = cells.length > MOST_CELLS ? ` 等 ${cells.length} 格` : "";
  return `〔${cells.slice(0, MOST_CELLS).join("、")}${more}〕`;
};

const rankWords = ({ month, unit, group, why, cells, ...rank }: ToldRank): string =>
  `${periodWords(month)} ${oneLine(unit, 40)}（${groupWords(group)}）：${placedWords(rank.fromRank, rank.fromTotal)} → ${placedWords(rank.toRank, rank.toTotal)}。${why}${cellsWords(cells)}`;

const placedWords = (rank: number | null, total: number | null): string =>
  rank === null || total === null ? "不排名" : `第 ${rank} 名 ${scoreWords(total)}`;

const noteLines = (months: readonly ToldMonth[]): readonly string[] => {
  const unlike = months.filter(({ unlikePublished }) => unlikePublished.length > 0);
  const backfilled = months.filter(({ backfilled }) => backfilled);
  const notes = [
    ...(backfilled.length > 0
      ? [`${backfilled.map(({ month }) => periodWords(month)).join("、")}在首次运行之前，灯色按现有数据回填。`]
      : []),
    ...unlike.map(
      ({ month, unlikePublished }) =>
        `${periodWords(month)}按现行规则复算，${unlikePublished.map((unit) => oneLine(unit, 40)).join("、")}与已发布的不一致：当时所知或当时规则不同。`,
    ),
  ];
  return notes.length === 0 ? [] : ["", ...notes];
};
