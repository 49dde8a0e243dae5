import { type MonthResult, meanOf } from "../domain/assessment/month-result.ts";
import type { MonthTaken } from "../domain/assessment/quarter-block.ts";
import type { YearPlace, YearWeights } from "../domain/assessment/year.ts";
import type { YearBlock } from "../domain/assessment/year-block.ts";
import type { GroupFacts, TieMethod } from "../domain/ranking-block.ts";
import { roundHalfUp } from "../domain/ratio.ts";
import type { NewColumn, NewWorkbook } from "../ports/workbook-file.ts";
import { placeWords, takenWords } from "./quarter-note.ts";
import { lackOf, rollUpLead } from "./quarter-ranking.ts";
import { basisSheet, pointsOf } from "./quarter-workbook.ts";
import { changeWords, groupWords } from "./ranking.ts";
import { periodWords, scoreWords } from "./words.ts";

export interface YearWritten {
  readonly period: string;
  readonly ties: TieMethod;
  readonly months: readonly MonthResult[];
  readonly visits: readonly MonthTaken[];
  readonly groups: readonly GroupFacts[];
  readonly places: readonly YearPlace[];
  readonly weights: YearWeights;
}

/** The year with its sentences, as confirmation will publish it. */
export function yearBlock({ period, ties, months, visits, groups, places, weights }: YearWritten): YearBlock {
  const taken = months.map(({ month, draft, digest }) => ({ month, draft, digest }));
  const lack = lackOf(months);
  return {
    ...{ kind: "year", version: 1, period, ties },
    months: taken,
    visits,
    groups,
    notes: [
      `月度考核 = 全年月均 ${weights.mean}%＋6月得分 ${weights.june}%＋12月得分 ${weights.december}%；年度得分 = 月度考核 ${weights.bracket}%＋观摩 ${weights.visits}%，没有项目被观摩的以月度考核为准，最后四舍五入到两位小数。6月或12月没有可比得分的，其权重按比例分摊；两个月都没有的不排名。`,
      takenWords(taken),
      visits.length === 0
        ? "全年没有已发布的观摩结果。"
        : `观摩：${visits.map(({ month }) => periodWords(month)).join("、")}。`,
      ...(lack.stale ?? []),
    ],
    rows: places.map((row) => ({ ...row, note: yearNote(row) })),
    ...lack,
  };
}

/** 第 1 名，90.12 分，比上年升 1 位。月均 88.35 分（计入 12 个月），6月 90.00 分，12月 91.00 分；观摩 92.50 分（2 个项目次）。 */
function yearNote(row: YearPlace): string {
  const counted = row.months.filter(({ total }) => total !== null);
  const zeros = counted.filter(({ because }) => because === "reports-missing").length;
  const missed = zeros === 0 ? "" : `，其中 ${zeros} 个月应报未报按 0 分计`;
  const mean = meanOf(counted);
  const parts = [
    mean === null
      ? "全年没有计入的月份"
      : `月均 ${scoreWords(roundHalfUp(mean, 0))}（计入 ${counted.length} 个月${missed}）`,
    halfWords("6月", row.june.total),
    halfWords("12月", row.december.total),
  ];
  return `${placeWords(row, "上年")}${parts.join("，")}；${visitWords(row)}。`;
}

const halfWords = (name: string, total: number | null): string =>
  total === null ? `${name}没有可比得分` : `${name} ${scoreWords(total)}`;

function visitWords({ visits }: YearPlace): string {
  const mean = meanOf(visits.map(({ score }) => ({ total: score })));
  if (mean === null) return "没有项目被观摩，以月度考核为准";
  return `观摩 ${scoreWords(roundHalfUp(mean, 0))}（${visits.length} 个项目次的平均）`;
}

/** A block as the store keeps it; throws for text that is none. */
export function parseYearBlock(json: string): YearBlock {
  const block = JSON.parse(json) as Partial<YearBlock>;
  if (block.kind !== "year" || block.version !== 1) throw new RangeError(`not a year block: ${json.slice(0, 80)}`);
  return block as YearBlock;
}

/** 2026年年度考核排名; `differences` "": a first issue. */
export const yearTitle = ({ period }: Pick<YearBlock, "period">, differences = ""): string =>
  `${periodWords(period)}年度考核排名${differences === "" ? "" : "（更正）"}`;

export const yearLead = (block: YearBlock, differences = ""): string => rollUpLead(block, differences, "");

const text = (header: string, width: number): NewColumn => ({ header, width, format: "text" });
const points = (header: string): NewColumn => ({ header, width: 11, format: "decimal2" });
const whole = (header: string): NewColumn => ({ header, width: 8, format: "int" });

/** The attachment: ranking with its parts, the visits, and every result taken. The same block gives the same workbook. */
export function yearWorkbook(block: YearBlock): NewWorkbook {
  const title = `${periodWords(block.period)}重点项目年度考核排名`;
  return {
    title,
    sheets: [
      {
        title: "排名",
        preface: [title, ...block.notes],
        columns: [
          ...[text("组别", 12), whole("名次"), text("单位", 16), points("年度得分")],
          ...[points("月均"), points("6月得分"), points("12月得分"), points("观摩")],
          ...[whole("上年名次"), text("变化", 8), text("说明", 60)],
        ],
        rows: block.rows.map((row) => [
          ...[groupWords(row.group), row.rank, row.unit, pointsOf(row.total)],
          ...[roundedMean(row.months), pointsOf(row.june.total), pointsOf(row.december.total)],
          roundedMean(row.visits.map(({ score }) => ({ total: score }))),
          ...[row.previousRank, changeWords(row.change), row.note],
        ]),
      },
      {
        title: "观摩",
        columns: [text("场次", 12), text("项目", 16), text("单位", 16), points("得分")],
        rows: block.rows.flatMap(({ unit, visits }) =>
          visits.map(({ visit, project, score }) => [periodWords(visit), project, unit, pointsOf(score)]),
        ),
      },
      basisSheet(block.months, block.visits),
    ],
  };
}

function roundedMean(scores: readonly { readonly total: number | null }[]) {
  const mean = meanOf(scores);
  return pointsOf(mean === null ? null : roundHalfUp(mean, 0));
}
