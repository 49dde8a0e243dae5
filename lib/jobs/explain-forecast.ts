import type { Judgement } from "../domain/judgement.ts";
import type { MilestoneVerdict } from "../domain/milestone.ts";
import type { Explained } from "../views/explain.ts";
import { forecastAside, forecastSentence } from "../views/forecast-words.ts";

type Outlook = Pick<Explained, "sentences" | "rules" | "values">;
const NOTHING: Outlook = { sentences: [], rules: [], values: {} };

/** The forecast of a milestone that is open and not late yet, with what it rests on. */
export function explainForecast({ forecasts }: Judgement, verdict: MilestoneVerdict): Outlook {
  const isAhead = !verdict.done && verdict.daysLate !== null && verdict.daysLate <= 0;
  const project = isAhead ? forecasts(verdict.project) : null;
  const forecast = project?.milestones.find(({ seq }) => seq === verdict.seq);
  if (project === null || forecast === undefined || forecast.chanceLate === null) return NOTHING;
  const { name, from, source } = project.rule;
  return {
    sentences: [(forecast.warns ? forecastSentence : forecastAside)(forecast, verdict.asOf)],
    rules: [{ name, from, source }],
    values: {
      forecastChance: forecast.chanceLate,
      forecastMedian: forecast.median,
      forecastLikelyBy: forecast.likelyBy,
      forecastCases: forecast.cases,
      forecastCasesLate: forecast.casesLate,
      forecastSeed: project.seed,
    },
  };
}
