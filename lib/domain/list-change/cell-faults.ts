import { isAgreed } from "../adjustment.ts";
import { isValue, valueOr } from "../field.ts";
import type { Adjustment, Money, Project } from "../registry.ts";
import { MONEY } from "./changed-cells.ts";
import { countsFrom } from "./row-checks.ts";
import type { Lists } from "./row-moves.ts";
import { statedWrongly } from "./stated.ts";

/** A cell of an agreed row whose figure is not the registry's, in 元. */
export interface CellFault {
  readonly adjustment: Adjustment;
  readonly field: "from" | "to" | "reason";
  readonly of: "totalInvestment" | "annualPlan" | "either";
  /** null: blank, or cannot be read. */
  readonly says: Money | null;
  /** null: the registry has none. */
  readonly held: Money | null;
}

interface CellSources {
  readonly adjustments: readonly Adjustment[];
  readonly typed: (code: string) => Project | undefined;
  readonly readMoney: (text: string) => Money | null;
}

/** 原值 against what counted until now, 新值 against the cell of 项目 once that was typed over, words against what enters or leaves. */
export const cellFaults = (rows: readonly Adjustment[], lists: Lists, sources: CellSources): readonly CellFault[] =>
  rows.flatMap((row) => [...valueFaults(row, lists, sources), ...statedFaults(row, lists, sources)]);

function valueFaults(row: Adjustment, { before }: Lists, sources: CellSources): readonly CellFault[] {
  const of = MONEY[row.type];
  const held = before.get(row.project);
  if (of === undefined || held === undefined) return [];
  const { readMoney, typed } = sources;
  const money = (text: Adjustment["from"]): Money | null => (isValue(text) ? readMoney(text) : null);
  const [from, to, counted] = [money(row.from), money(row.to), valueOr(held[of], null)];
  const cell = valueOr(typed(row.project)?.[of] ?? null, null);
  const found: CellFault[] = [];
  if (from !== counted) found.push({ adjustment: row, field: "from", of, says: from, held: counted });
  const isTyped = cell !== counted && !hasLater(row, sources);
  if (to === null || (isTyped && to !== cell)) found.push({ adjustment: row, field: "to", of, says: to, held: cell });
  return found;
}

/** A later agreed row has changed the cell again. */
const hasLater = (row: Adjustment, { adjustments }: CellSources): boolean =>
  adjustments.some(
    (other) =>
      other.type === row.type &&
      other.project === row.project &&
      isAgreed(other) &&
      countsFrom(other) > countsFrom(row),
  );

function statedFaults(row: Adjustment, { before, after }: Lists, sources: CellSources): readonly CellFault[] {
  const project = (row.type === "调入" ? after : before).get(row.project) ?? sources.typed(row.project);
  if (project === undefined) return [];
  return statedWrongly(row, project, sources.readMoney).map((one) => ({ adjustment: row, ...one }));
}
