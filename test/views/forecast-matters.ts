import type { MilestoneForecast, ProjectForecast } from "../../lib/domain/forecast.ts";
import type { Milestone } from "../../lib/domain/registry.ts";
import { forecastWords, leaderForecastLine } from "../../lib/views/forecast-words.ts";
import { newMilestone, newProject } from "../fakes/registry-rows.ts";
import { newMilestoneVerdict } from "../fakes/verdicts.ts";
import { AS_OF, LEADER_WEEK, matter } from "./mail-matters.ts";

/** 9 of 14 past steps were late: 78 %. */
export const newForecast = (more: Partial<MilestoneForecast> = {}): MilestoneForecast => ({
  ...{ seq: 30, planned: "2026-06-25", chanceLate: 0.78, median: "2026-07-06", likelyBy: "2026-07-14" },
  ...{ unit: "甲县发展改革局", cases: 14, casesLate: 9, record: "unit", waitsFor: [], warns: true },
  ...more,
});

const RULE = { threshold: 0.7, fewestCases: 8, horizonDays: 30, samples: 1000 };
export const NEW_PROJECT: ProjectForecast = {
  ...{ project: "P-031", milestones: [], finish: null, seed: "forecast/2026-01-01/P-031" },
  rule: { name: "预警预测", from: "2026-01-01", source: "经验值", value: RULE },
};

const told = (key: string, projectName: string, name: string, forecast: MilestoneForecast) => {
  const [project = "", seq = ""] = key.split("/");
  const row: Milestone = { ...newMilestone(project, Number(seq)), planned: forecast.planned };
  const verdict = newMilestoneVerdict(row, forecast.unit, AS_OF, -13);
  return matter("milestone-forecast", {
    ...{ subject: key, project, projectName, name, due: forecast.planned },
    ...forecastWords(forecast, NEW_PROJECT, verdict),
    facts: { daysLate: -13, place: "" },
  });
};

export const FORECAST = told("P-031/40", "滨河路改造", "路面铺装", newForecast());
export const FORECAST_BEHIND = told(
  "P-044/30",
  "职教园区",
  "主体封顶",
  newForecast({ planned: "2026-07-03", chanceLate: 1, likelyBy: "2026-08-21", waitsFor: [20] }),
);

export const FORECAST_WEEK = matter("leader-week", {
  ...LEADER_WEEK.item,
  facts: {
    ...LEADER_WEEK.item.facts,
    forecast: leaderForecastLine(
      2,
      3,
      {
        project: { ...newProject("P-031"), name: "滨河路改造" },
        finish: newForecast({ planned: "2026-12-20", likelyBy: "2027-01-22" }),
      },
      AS_OF,
    ),
  },
});
