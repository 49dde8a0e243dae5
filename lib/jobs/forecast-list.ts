import type { NamedForecast } from "../views/forecast-tables.ts";
import type { JobInput } from "./job.ts";

/** The milestones that warn as of the day, likeliest first. */
export function warnedList(input: JobInput): readonly NamedForecast[] {
  const { milestones, warned } = input.judge(input.asOf, null);
  const found = warned();
  return milestones
    .flatMap(({ key, milestone }) => {
      const forecast = found.get(key);
      return forecast === undefined ? [] : [{ key, name: milestone.name, forecast }];
    })
    .toSorted((a, b) => b.forecast.chanceLate! - a.forecast.chanceLate! || (a.key < b.key ? -1 : 1));
}

/** The open milestones of one project in their order. */
export function forecastList(input: JobInput, project: string): readonly NamedForecast[] {
  const { milestones, forecasts } = input.judge(input.asOf, null);
  const names = new Map(
    milestones
      .filter((one) => one.project === project)
      .map(({ seq, key, milestone }) => [seq, { key, name: milestone.name }]),
  );
  const list = forecasts(project)?.milestones ?? [];
  return list
    .map((forecast) => ({ ...names.get(forecast.seq)!, forecast }))
    .toSorted((a, b) => a.forecast.seq - b.forecast.seq);
}
