import { lastMonthOf, periodKind } from "../domain/assessment/periods.ts";
import { lastDayOf } from "../domain/dates.ts";
import type { RankingRow } from "../domain/ranking-block.ts";
import type { Unit } from "../domain/registry.ts";
import { assessmentRulesUsed } from "../rules/assessment-rules.ts";
import type { Explained, ExplainedScore } from "../views/explain.ts";
import { publishedPlace, publishedWords } from "../views/explained-unit.ts";
import { type Calculation, calculationLines } from "../views/unit-explanation.ts";
import { quarterCalculation } from "../views/unit-explanation-rollup.ts";
import type { JobInput, Published } from "./job.ts";
import { monthOfInput, monthsOf, rankingOf } from "./monthly.ts";
import { quarterOf } from "./quarterly.ts";
import { calculator, ownYear } from "./unit-calculations.ts";
import { yearOf } from "./yearly.ts";

/** A unit's score as reckoned, and what of it is published. */
export interface ExplainedUnit {
  readonly explained: Explained;
  readonly calculation: Calculation;
  /** Sentences that say whether this is published, and whether it is the same. */
  readonly standing: readonly string[];
  readonly isPublished: boolean;
  /** As published, "" where it is not or has none. */
  readonly place: string;
}

interface Found {
  readonly calculation: Calculation;
  readonly row: Pick<RankingRow, "rank" | "tied" | "note"> | null;
  readonly rules: Explained["rules"];
}

/**
 * Every figure of a unit's month, quarter or year, by cell. `input` is that of the period: what its result was drafted from; `published`: all that is
 * known to be published. null: no such unit in the period.
 */
export function explainUnit(input: JobInput, key: string, published: readonly Published[]): ExplainedUnit | null {
  const unit = unitNamed(input, key);
  const found = unit === null ? null : foundIn(input, unit);
  if (found === null) return null;
  const { calculation, row, rules } = found;
  const result = published.findLast(
    ({ kind, period }) => kind === KINDS[periodKind(period) ?? "month"] && period === calculation.period,
  );
  const standing = publishedWords(calculation, result ?? null);
  const explained: Explained = {
    kind: "unit",
    key: calculation.unit,
    title: `${calculation.unit} ${calculation.period}`,
    sentences: [...calculationLines(calculation, row?.note ?? null), ...standing],
    rules,
    values: { period: calculation.period },
    cells: [],
    score: scoreOf(calculation, row),
  };
  const place = publishedPlace(calculation, result ?? null);
  return { explained, calculation, standing, isPublished: result !== undefined, place };
}

const KINDS = { month: "ranking", quarter: "quarter", year: "year" } as const;

/** By its name, else by one of its 别名. */
function unitNamed({ reading }: JobInput, key: string): Unit | null {
  const { units } = reading.registry;
  const byAlias = ({ aliases }: Unit): boolean => Array.isArray(aliases) && aliases.includes(key);
  return units.find(({ name }) => name === key) ?? units.find(byAlias) ?? null;
}

function foundIn(input: JobInput, { name }: Unit): Found | null {
  const kind = periodKind(input.period ?? "") ?? "month";
  return kind === "month" ? ofMonth(input, name) : ofRollUp(input, name, input.period!, kind);
}

function ofMonth(input: JobInput, name: string): Found | null {
  const period = monthOfInput(input);
  const { months, rules } = monthsOf(input, period);
  const month = months.find(({ unit }) => unit.name === name);
  if (month === undefined) return null;
  const row = rankingOf(input, period).rows.find(({ unit }) => unit === name) ?? null;
  return { calculation: calculator(input, rules.score)(month), row, rules: rules.used };
}

function ofRollUp(input: JobInput, name: string, period: string, kind: "quarter" | "year"): Found | null {
  const rules = assessmentRulesUsed(input.book, lastDayOf(lastMonthOf(period)), kind);
  if (kind === "quarter") {
    const block = quarterOf(input, period);
    const row = block.rows.find(({ unit }) => unit === name);
    return row === undefined ? null : { calculation: quarterCalculation(block, row), row, rules };
  }
  const block = yearOf(input, period);
  const row = block.rows.find(({ unit }) => unit === name);
  return row === undefined ? null : { calculation: ownYear(block, row, input.book), row, rules };
}

const points = (hundredths: number | null): number | null => (hundredths === null ? null : hundredths / 100);

const scoreOf = ({ total, items }: Calculation, row: Found["row"]): ExplainedScore => ({
  total: points(total),
  rank: row?.rank ?? null,
  tied: row?.tied ?? false,
  items: items.map((item) => ({ name: item.name, points: points(item.points) })),
});
