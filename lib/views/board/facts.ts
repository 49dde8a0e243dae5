import { valueOr } from "../../domain/field.ts";
import { progressSums } from "../../domain/progress-sums.ts";
import { lightWord } from "../notice-lines.ts";
import { oneLine } from "../one-line.ts";
import type { BoardProject } from "./board.ts";
import type { Chosen } from "./selection.ts";

/** Points of the annual plan behind; null: not judged. */
export const completionGap = ({ verdict }: BoardProject): number | null => verdict.gapPoints;

/** Calendar days its worst overdue milestone is late; 0: none is. */
export const daysOverdue = ({ steps }: BoardProject): number =>
  steps.reduce(
    (most, { verdict }) => (verdict.because === "overdue" ? Math.max(most, verdict.daysLate ?? 0) : most),
    0,
  );

/** The annual plan in 元. */
export const investmentOf = ({ verdict }: BoardProject): number | null => valueOr(verdict.project.annualPlan, null);

/** A forecast warns of a milestone or of the finish. */
export const isForecastLate = ({ forecast }: Pick<BoardProject, "forecast">): boolean =>
  forecast !== null && (forecast.finish?.warns === true || forecast.milestones.some(({ warns }) => warns));

/** What free text is looked for in: number, name, unit, leader; one case, no full-width letters. */
export const searchText = ({ verdict, unit, leader }: BoardProject): string =>
  [verdict.project.code, verdict.project.name, unit, leader]
    .map((text) => oneLine(text, 100))
    .filter(Boolean)
    .join(" ")
    .normalize("NFKC")
    .toLowerCase();

/** The greatest chance of being late among its forecasts, 0..1; null: none. */
export function forecastChance({ forecast }: Pick<BoardProject, "forecast">): number | null {
  if (forecast === null) return null;
  const all = forecast.finish === null ? forecast.milestones : [...forecast.milestones, forecast.finish];
  const chances = all.map(({ chanceLate }) => chanceLate).filter((chance) => chance !== null);
  return chances.length === 0 ? null : Math.max(...chances);
}

/** What it adds to the words of a selection. */
export function chosenOf(project: BoardProject): Chosen {
  const { done, planned, annualPlan } = progressSums(project.listed ? [project.verdict] : []);
  return {
    light: lightWord(project.verdict.light),
    forecast: isForecastLate(project),
    overdue: project.steps.filter(({ verdict }) => verdict.because === "overdue").length,
    money: annualPlan === 0 ? null : [done, planned, annualPlan],
  };
}
