import type { IssueVerdict } from "../../../domain/issue-loop.ts";
import { LIGHTS } from "../../../domain/light.ts";
import type { RankingRow } from "../../../domain/ranking-block.ts";
import { issueStateWord } from "../../issue-reasons.ts";
import { lightWord } from "../../notice-lines.ts";
import { periodWords, scoreWords, shortDayWords } from "../../words.ts";
import type { Board, NamedTally } from "../board.ts";
import { REST } from "../overview.ts";
import { shareWords } from "./heading.ts";
import { type Drawn, words } from "./lettering.ts";
import { DRAWING } from "./paper.ts";

/** Rows of a block and their pitch, mm. */
const ROWS = 10;
const PITCH = 4.5;
const SIZE = 3.2;
const GAP = 10;
export const OVERVIEW_HEIGHT = (ROWS + 1) * PITCH + 4;

/** A small table: its head and its rows as words. */
interface Block {
  readonly columns: readonly { readonly width: number; readonly end: boolean }[];
  readonly rows: readonly (readonly string[])[];
}

/** Counties, categories, the confirmed ranking and the worst problems in blocks side by side; what has no room is counted. */
export function overview(board: Board, y: number): readonly Drawn[] {
  const blocks = [
    ...tallies("属地", board.counties),
    ...tallies("类别", board.categories),
    ...rankings(board),
    ...problems(board),
  ];
  const placed: Drawn[] = [];
  let x = 0;
  for (const [at, block] of blocks.entries()) {
    const width = block.columns.reduce((sum, column) => sum + column.width, 0);
    if (x + width > DRAWING.width) return [...placed, leftOut(blocks.slice(at), x, y)];
    placed.push(...drawn(block, x, y));
    x += width + GAP;
  }
  return placed;
}

const leftOut = (blocks: readonly Block[], x: number, y: number): Drawn =>
  words(`另有 ${blocks.reduce((sum, { rows }) => sum + rows.length - 1, 0)} 行见网页`, {
    ...{ x: Math.min(x, DRAWING.width - 40), baseline: y + PITCH, size: SIZE, width: 40, look: "quiet" },
  });

const NUMBER = { width: 10, end: true };
const SHARE = { width: 14, end: true };
const READ_OUT = LIGHTS.toReversed();
const TALLY = [
  { width: 30, end: false },
  NUMBER,
  ...READ_OUT.map(() => ({ width: 8, end: true })),
  SHARE,
  SHARE,
  NUMBER,
  NUMBER,
];

function tallies(name: string, lines: readonly NamedTally[]): readonly Block[] {
  const head = [name, "项目", ...READ_OUT.map(lightWord), "完成", "序时", "逾期", "预测"];
  const rows = lines.map((tally) => [
    ...[tally.name ?? REST, String(tally.projects), ...READ_OUT.map((light) => countWords(tally.lights[light]))],
    ...[shareWords(tally.sums.done, tally.sums.annualPlan), shareWords(tally.sums.planned, tally.sums.annualPlan)],
    ...[countWords(tally.overdue), countWords(tally.forecastLate)],
  ]);
  return inBlocks(TALLY, head, rows);
}

const countWords = (count: number | undefined): string => (count === undefined || count === 0 ? "" : String(count));

const RANK = [NUMBER, { width: 34, end: false }, { width: 20, end: true }, { width: 16, end: true }];

function rankings({ ranking }: Board): readonly Block[] {
  if (ranking === null) return [];
  const { period, groups, rows } = ranking.block;
  return groups.flatMap(({ group }) => {
    const head = ["名次", `${group.replaceAll("+", "、")} ${periodWords(period)}`, "得分", "升降"];
    return inBlocks(RANK, head, rows.filter((row) => row.group === group && row.rank !== null).map(rankCells));
  });
}

const rankCells = ({ rank, unit, total, change }: RankingRow): readonly string[] => [
  ...[String(rank), unit, scoreWords(total)],
  change === null || change === 0 ? "" : `${change > 0 ? "升" : "降"} ${Math.abs(change)}`,
];

const PROBLEM = [
  { width: 16, end: false },
  { width: 92, end: false },
  { width: 44, end: false },
  { width: 18, end: false },
  { width: 34, end: false },
];

/** The worst open problems, as many as a block holds. */
function problems({ issues }: Board): readonly Block[] {
  if (issues.length === 0) return [];
  const head = ["问题", `未销号 ${issues.length} 件，最急的在前`, "责任单位", "状态", "时限"];
  return [{ columns: PROBLEM, rows: [head, ...issues.slice(0, ROWS).map(problemCells)] }];
}

function problemCells(issue: IssueVerdict): readonly string[] {
  const { title, unit, due, workingDaysLate, asOf } = issue;
  const limit = due === null ? "" : shortDayWords(due, asOf);
  const late = workingDaysLate > 0 ? `逾期 ${workingDaysLate} 个工作日` : limit;
  return [issue.key, title, unit, issueStateWord(issue), late];
}

const inBlocks = (columns: Block["columns"], head: readonly string[], rows: Block["rows"]): readonly Block[] =>
  Array.from({ length: Math.ceil(rows.length / ROWS) }, (_, at) => ({
    columns,
    rows: [head, ...rows.slice(at * ROWS, (at + 1) * ROWS)],
  }));

function drawn({ columns, rows }: Block, x: number, y: number): readonly Drawn[] {
  return rows.flatMap((cells, row) => {
    let left = x;
    return cells.map((text, at) => {
      const { width, end } = columns[at]!;
      const place = { x: end ? left + width - 1 : left, anchor: end ? "end" : "start", width: width - 1 } as const;
      left += width;
      const look = row === 0 ? ({ look: "strong" } as const) : {};
      return words(text, { ...place, ...look, baseline: y + (row + 1) * PITCH, size: SIZE });
    });
  });
}
