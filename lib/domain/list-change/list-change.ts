import { effectiveMonth, isAgreed } from "../adjustment.ts";
import type { Month } from "../dates.ts";
import { valueOr } from "../field.ts";
import type { ListInForce } from "../list-in-force.ts";
import type { QuarterDays } from "../meeting-pack/quarter-days.ts";
import { byKey } from "../meeting-pack/unsolved.ts";
import type { Adjustment, Money, Project } from "../registry.ts";
import { type Balance, balanceOf } from "./balance.ts";
import { type CellFault, cellFaults } from "./cell-faults.ts";
import { totalOf, yearList } from "./list-sums.ts";
import type { ListChangeBlock, MovedEntry, OtherChange, RevaluedEntry } from "./notice-block.ts";
import { countsFrom } from "./row-checks.ts";
import { type RowMove, rowMoves } from "./row-moves.ts";
import { changesTheList, effectiveMonthOf } from "./window.ts";

export interface ListChangeInput {
  readonly quarter: QuarterDays;
  /** In the quarter's last month, and in the month of effect. */
  readonly before: ListInForce;
  readonly after: ListInForce;
  readonly adjustments: readonly Adjustment[];
  /** Rows of 项目 as typed, by code. */
  readonly typed: (code: string) => Project | undefined;
  readonly readMoney: (text: string) => Money | null;
}

/** What was agreed to at a quarter's end, held against the list: a notice may be drawn of it when nothing is off and no cell disagrees. */
export interface ListChange {
  readonly block: ListChangeBlock;
  readonly balance: Balance;
  readonly cells: readonly CellFault[];
  /** Agreed rows applied for in the quarter that count from another month: no part of this change. */
  readonly elsewhere: readonly Adjustment[];
}

export const isEmpty = ({ block }: Pick<ListChange, "block">): boolean =>
  block.movedOut.length + block.movedIn.length + block.revalued.length + block.others.length === 0;

export const isBalanced = ({ balance, cells }: ListChange): boolean =>
  balance.off.length + balance.projects.length + cells.length === 0;

/** The rows of a change, as they say, and both lists, as they are: reckoned apart and held against each other. Source: domain.md M15. */
export function listChange(input: ListChangeInput): ListChange {
  const { quarter, adjustments } = input;
  const month = effectiveMonthOf(quarter);
  const rows = adjustments.filter((row) => isAgreed(row) && isOf(row, month)).toSorted(byKey);
  const lists = { before: yearList(input.before), after: yearList(input.after) };
  const moves = rowMoves(rows, lists, input);
  return {
    block: {
      ...{ quarter: quarter.period, effectiveMonth: month },
      ...{ before: totalOf(lists.before.values()), after: totalOf(lists.after.values()) },
      ...entriesOf(moves),
      others: othersOf(rows, moves, input),
    },
    balance: balanceOf(moves, lists, input),
    cells: cellFaults(rows, lists, input),
    elsewhere: adjustments.filter((row) => isElsewhere(row, quarter, month)).toSorted(byKey),
  };
}

/** A 调出 belongs where it says and where it counts: put off, it is found missing in the first and counts in the second. */
const isOf = (row: Adjustment, month: Month): boolean => effectiveMonth(row) === month || countsFrom(row) === month;

const isElsewhere = (row: Adjustment, { from, to }: QuarterDays, month: Month): boolean =>
  isAgreed(row) && changesTheList(row.type) && row.appliedOn >= from && row.appliedOn <= to && !isOf(row, month);

function entriesOf(moves: readonly RowMove[]): Pick<ListChangeBlock, "movedOut" | "movedIn" | "revalued"> {
  const of = (kind: RowMove["kind"]) => moves.filter((move) => move.kind === kind);
  return {
    movedOut: of("out").map(movedEntry),
    movedIn: of("in").map(movedEntry),
    revalued: of("revalued").map(revaluedEntry),
  };
}

function movedEntry({ rows, project, after, before }: RowMove): MovedEntry {
  const row = rows[0]!;
  const figures = after ?? before ?? null;
  return {
    ...{ adjustment: rows.map(({ code }) => code).join("、"), project: row.project, name: project?.name ?? "" },
    ...{ category: project?.category ?? "", county: project?.county ?? "", unit: project?.responsibleUnit ?? "" },
    totalInvestment: figures?.totalInvestment ?? 0,
    annualPlan: figures === null ? null : valueOr(figures.annualPlan, null),
    reason: row.reason,
  };
}

function revaluedEntry(move: RowMove): RevaluedEntry {
  const { before, says } = move;
  const entry = movedEntry(move);
  return {
    ...entry,
    ...{ totalInvestment: says?.totalInvestment ?? entry.totalInvestment },
    annualPlan: says === null ? entry.annualPlan : says.annualPlan,
    totalBefore: before?.totalInvestment ?? 0,
    planBefore: before === null ? null : valueOr(before.annualPlan, null),
  };
}

/** Days and milestones; figures of a project that enters, which enters with them; who joins or leaves the pool. */
function othersOf(
  rows: readonly Adjustment[],
  moves: readonly RowMove[],
  { typed }: ListChangeInput,
): readonly OtherChange[] {
  const told = new Set(moves.flatMap((move) => move.rows));
  return rows
    .filter((row) => !told.has(row))
    .map((row) => ({
      ...{ adjustment: row.code, type: row.type, project: row.project, name: typed(row.project)?.name ?? "" },
      ...{ seq: valueOr(row.seq, null), from: valueOr(row.from, ""), to: valueOr(row.to, "") },
    }));
}
