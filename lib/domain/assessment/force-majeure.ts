import { firstDayOf, lastDayOf } from "../dates.ts";
import { UNREADABLE } from "../field.ts";
import { type IndicatorPart, rateOf, targetOf } from "../indicator.ts";
import { indicatorValue } from "../indicator-sums.ts";
import { roundHalfUp } from "../ratio.ts";
import type { Exemption, Registry } from "../registry.ts";
import { firstMonthOf, lastMonthOf } from "./periods.ts";

/** A unit's investment at the period's end, project by project. */
export interface UnitInvestment {
  readonly unit: string;
  readonly parts: readonly IndicatorPart[];
}

/** Exemptions of whole projects for 不可抗力 that touch the period, by the unit that answers for the project; by project and day, whatever the order of the tab. */
export function forceMajeure(
  { exemptions, projects }: Pick<Registry, "exemptions" | "projects">,
  period: string,
): ReadonlyMap<string, readonly Exemption[]> {
  const [from, to] = [firstDayOf(firstMonthOf(period)), lastDayOf(lastMonthOf(period))];
  const unitOf = new Map(projects.map((project) => [project.code, project.responsibleUnit]));
  const touching = exemptions.filter(
    (row) => row.cause === "不可抗力" && isWhole(row) && row.from <= to && row.to >= from && unitOf.has(row.project),
  );
  const sorted = touching.sort((a, b) => (order(a) < order(b) ? -1 : 1));
  return Map.groupBy(sorted, (row) => unitOf.get(row.project)!);
}

const order = ({ project, from, code }: Exemption): string => `${project}|${from}|${code}`;

/** One whose 节点序号 cannot be read holds for the whole project, as everywhere. */
const isWhole = ({ seq }: Exemption): boolean => seq === null || seq === UNREADABLE;

/**
 * Units whose missed target rests on 不可抗力 alone: without the projects exempt for it in the period, the target is met, or nothing is left to
 * measure. A project exempt on the period's last day is out of the figures already, so what the others missed is the unit's own.
 */
export function excusedUnits(
  investments: readonly UnitInvestment[],
  exempt: ReturnType<typeof forceMajeure>,
): ReadonlySet<string> {
  const excused = investments.filter(({ unit, parts }) => {
    const projects = new Set((exempt.get(unit) ?? []).map(({ project }) => project));
    const rest = parts.filter(({ subject }) => !projects.has(subject));
    return rest.length < parts.length && !isMissed(rest);
  });
  return new Set(excused.map(({ unit }) => unit));
}

/** By what would be shown. */
function isMissed(parts: readonly IndicatorPart[]): boolean {
  const value = indicatorValue("investment", parts);
  const [rate, target] = [rateOf(value), targetOf(value)];
  return rate !== null && target !== null && roundHalfUp(rate, 3) < roundHalfUp(target, 3);
}
