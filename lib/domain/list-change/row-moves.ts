import { isValue, valueOr } from "../field.ts";
import type { Adjustment, Money, Project } from "../registry.ts";
import { MONEY } from "./changed-cells.ts";
import { isOnYearList } from "./list-sums.ts";

export interface Lists {
  readonly before: ReadonlyMap<string, Project>;
  readonly after: ReadonlyMap<string, Project>;
}

export interface Says {
  readonly totalInvestment: Money;
  readonly annualPlan: Money | null;
}

/** What the agreed rows of one project say becomes of it. */
export interface RowMove {
  readonly kind: "in" | "out" | "revalued";
  readonly rows: readonly Adjustment[];
  readonly project: Project | null;
  /** With the figures that count, as its lists have it; null where it is on none. */
  readonly before: Project | null;
  readonly after: Project | null;
  /** Of "revalued": its figures by 新值; null where one cannot be read. */
  readonly says: Says | null;
  /** By how much 新值 is more than 原值; null where one cannot be read. */
  readonly adds: Says | null;
}

interface MoveSources {
  readonly typed: (code: string) => Project | undefined;
  readonly readMoney: (text: string) => Money | null;
}

/**
 * One entry for each 调出 and 调入, and for each project that stays and is re-valued. A 前期 called in was on the list and is re-valued; figures of a 储备 are
 * no part of the list, and its agreed 调入 is: the list lacks it until 年度类别 says so.
 */
export function rowMoves(rows: readonly Adjustment[], lists: Lists, sources: MoveSources): readonly RowMove[] {
  const byProject = Map.groupBy(rows, ({ project }) => project);
  return [...byProject].flatMap(([code, own]) => movesOf(code, own, lists, sources));
}

function movesOf(code: string, rows: readonly Adjustment[], lists: Lists, sources: MoveSources): readonly RowMove[] {
  const [before, after] = [lists.before.get(code) ?? null, lists.after.get(code) ?? null];
  const typed = sources.typed(code) ?? null;
  const project = after ?? before ?? typed;
  const of = (kind: RowMove["kind"], own: readonly Adjustment[]): RowMove => ({
    ...{ kind, rows: own, project, before, after, says: null, adds: null },
  });
  const isPooled = typed !== null && !isOnYearList(typed) && before === null && after === null;
  if (isPooled) return rows.filter(({ type }) => type === "调入").map((row) => of("in", [row]));
  const moved = rows.filter(({ type }) => type === "调入" || type === "调出");
  const valued = rows.filter(({ type }) => MONEY[type] !== undefined);
  const isJoining = moved.length === 1 && moved[0]!.type === "调入" && isNewlyBuilt(before, after);
  if (isJoining) return [{ ...of("revalued", [...moved, ...valued]), ...figuresAfter(before!, after!) }];
  if (moved.length > 0) return moved.map((row) => of(row.type === "调入" ? "in" : "out", [row]));
  if (valued.length === 0 || before === null) return valued.map((row) => of("revalued", [row]));
  return [{ ...of("revalued", valued), ...valuesOf(valued, before, sources.readMoney) }];
}

/** A 前期 of the list that is to be built from now on. */
const isNewlyBuilt = (before: Project | null, after: Project | null): boolean =>
  before !== null && after !== null && before.annualClass === "前期" && after.annualClass !== "前期";

function figuresAfter(before: Project, after: Project): Pick<RowMove, "says" | "adds"> {
  const plan = valueOr(after.annualPlan, 0) - valueOr(before.annualPlan, 0);
  return {
    says: { totalInvestment: after.totalInvestment, annualPlan: valueOr(after.annualPlan, null) },
    adds: { totalInvestment: after.totalInvestment - before.totalInvestment, annualPlan: plan },
  };
}

function valuesOf(
  rows: readonly Adjustment[],
  before: Project,
  readMoney: (text: string) => Money | null,
): Pick<RowMove, "says" | "adds"> {
  let says: Says = { totalInvestment: before.totalInvestment, annualPlan: valueOr(before.annualPlan, null) };
  let adds: Says = { totalInvestment: 0, annualPlan: 0 };
  for (const { type, from, to } of rows) {
    const field = MONEY[type]!;
    const next = isValue(to) ? readMoney(to) : null;
    const old = isValue(from) ? readMoney(from) : valueOr(before[field], 0);
    if (next === null || old === null) return { says: null, adds: null };
    says = { ...says, [field]: next };
    adds = { ...adds, [field]: (adds[field] ?? 0) + next - old };
  }
  return { says, adds };
}
