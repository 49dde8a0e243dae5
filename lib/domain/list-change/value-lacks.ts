import { isAgreed } from "../adjustment.ts";
import type { PlainDate } from "../dates.ts";
import { type Field, isValue } from "../field.ts";
import type { Adjustment, Money, Project } from "../registry.ts";
import { DAY, MONEY } from "./changed-cells.ts";
import type { AdjustmentLack, CheckedAdjustment, CheckInput } from "./row-checks.ts";

interface ValueLacks {
  readonly lacks: readonly AdjustmentLack[];
  readonly held: CheckedAdjustment["held"];
}

const only = (...lacks: readonly AdjustmentLack[]): ValueLacks => ({ lacks, held: null });

/** What 原值, 新值 and the project itself lack: against the list for 调入 and 调出, against the plan that counted for a change. */
export function valueLacks(row: Adjustment, project: Project | null, input: CheckInput): ValueLacks {
  const { type } = row;
  if (project === null) return type === "调入" && !isAgreed(row) ? only() : only("unknown-project");
  if (type === "调入") return entryLacks(row, input);
  if (type === "调出") return input.isListed(row) ? only() : only("off-the-list");
  const [money, day] = [MONEY[type], DAY[type]];
  const held = input.heldAt(row);
  if (money !== undefined) return comparedValues(row, held === null ? "unknown" : held[money], input.readMoney);
  if (day !== undefined) return comparedValues(row, held === null ? "unknown" : held[day], input.readDay);
  const planned = input.plannedAt(row);
  if (planned === undefined) return only("unknown-milestone");
  if (type === "变更节点") return comparedValues(row, planned, input.readDay);
  return isValue(row.to) ? only() : only("new-value");
}

/** 前期 that are on the list may be called in to be built: their 年度类别 changes with it. */
function entryLacks(row: Adjustment, { isListed, isReserve }: CheckInput): ValueLacks {
  if (isListed(row)) return only("on-the-list");
  return isAgreed(row) && isReserve(row.project) ? only("still-reserve") : only();
}

/** Against the plan that counted: a cell the unit has already changed changes nothing before the row is agreed. */
function comparedValues<T extends Money | PlainDate>(
  { from, to }: Adjustment,
  held: Field<T> | "unknown",
  read: (text: string) => T | null,
): ValueLacks {
  const next: readonly AdjustmentLack[] = isValue(to) && read(to) !== null ? [] : ["new-value"];
  if (held === "unknown") return only(...(isValue(from) ? [] : (["old-value-missing"] as const)), ...next);
  if (!isValue(from)) return held === null ? only(...next) : only("old-value-missing", ...next);
  if (!isValue(held)) return held === null ? { lacks: ["old-value", ...next], held: "" } : only(...next);
  return read(from) === held ? only(...next) : { lacks: ["old-value", ...next], held };
}
