import type { Explained } from "../views/explain.ts";
import { calculationLines } from "../views/unit-explanation.ts";
import type { JobInput } from "./job.ts";
import { monthOfInput, monthsOf, rankingOf } from "./monthly.ts";
import { ownCalculation } from "./unit-calculations.ts";

/** Every figure of a unit's score, by cell. `input` is that of a month: what the ranking was drafted from. */
export function explainUnit(input: JobInput, key: string): Explained | null {
  const period = monthOfInput(input);
  const { months, rules } = monthsOf(input, period);
  const month = months.find(
    ({ unit }) => unit.name === key || (Array.isArray(unit.aliases) && unit.aliases.includes(key)),
  );
  if (month === undefined) return null;
  const row = rankingOf(input, period).rows.find((one) => one.unit === month.unit.name) ?? null;
  return {
    kind: "unit",
    key: month.unit.name,
    title: `${month.unit.name} ${period}`,
    sentences: calculationLines(ownCalculation(input, month), row?.note ?? null),
    rules: rules.used,
    values: { period },
    cells: [],
  };
}
