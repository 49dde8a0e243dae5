import type { MilestoneForecast } from "../domain/forecast.ts";
import type { Judgement } from "../domain/judgement.ts";
import { leaderForecastLine } from "../views/forecast-words.ts";
import type { LeaderEntry } from "./leader-book.ts";

/** The one line of a leader's week on forecasts, "" where none warns; no letter is written for it. */
export type LeaderForecasts = (entry: LeaderEntry) => { readonly forecast?: string };

/** How many milestones of the leader's projects warn, and of the projects among them that are likely to miss their finish the one with the greatest investment. */
export function leaderForecasts({ warned, milestones, forecasts, asOf }: Judgement): LeaderForecasts {
  const found = warned();
  const counts = new Map<string, number>();
  for (const { key, project } of milestones) if (found.has(key)) counts.set(project, (counts.get(project) ?? 0) + 1);
  return ({ projects }) => {
    const own = projects.filter(({ project }) => counts.has(project.code)).map(({ project }) => project);
    if (own.length === 0) return {};
    const missing = own.flatMap((project) => {
      const finish: MilestoneForecast | null = forecasts(project.code)?.finish ?? null;
      return finish?.warns === true ? [{ project, finish }] : [];
    });
    const [first] = missing.toSorted(
      (a, b) =>
        Number(b.project.totalInvestment) - Number(a.project.totalInvestment) ||
        (a.project.code < b.project.code ? -1 : 1),
    );
    const milestonesLate = own.reduce((sum, { code }) => sum + counts.get(code)!, 0);
    return { forecast: leaderForecastLine(own.length, milestonesLate, first ?? null, asOf) };
  };
}
