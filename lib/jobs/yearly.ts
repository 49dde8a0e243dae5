import { lastMonthOf, lastYearBy } from "../domain/assessment/periods.ts";
import { groupsOf } from "../domain/assessment/placing.ts";
import { yearPlaces } from "../domain/assessment/year.ts";
import type { VisitScore, YearBlock } from "../domain/assessment/year-block.ts";
import { lastDayOf } from "../domain/dates.ts";
import type { ObservationBlock } from "../domain/observation/observation-block.ts";
import { lastEndedMonth, lockDay } from "../domain/office-calendar.ts";
import { groupName } from "../domain/ranking.ts";
import { NO_PREVIOUS, type PreviousPlaces, placesOf } from "../domain/ranking-block.ts";
import type { DraftProposal } from "../ports/plan.ts";
import { yearWeightsOn } from "../rules/assessment-rules.ts";
import { scoringRulesOn } from "../rules/scoring.ts";
import { parseYearBlock, yearBlock, yearWorkbook } from "../views/year-ranking.ts";
import { digestOf, registryDigest } from "./drafting.ts";
import type { Job, JobInput, Published } from "./job.ts";
import { visitsOf } from "./month-results.ts";

/** An ended year, from its months and visits as published, as a draft that waits for confirmation until its months are published. */
export const yearly: Job = {
  name: "yearly",
  kinds: [],
  decide: (input) => {
    const period = yearOfInput(input);
    return {
      ...{ job: "yearly", asOf: input.asOf, status: [], systemTabs: [], findings: [], kinds: [], notices: [] },
      drafts: [yearDraft(input, period)],
      figures: { year: period },
    };
  },
};

export const yearOfInput = ({ period, asOf }: Pick<JobInput, "period" | "asOf">): string =>
  period ?? lastYearBy(lastEndedMonth(asOf));

export function yearOf(input: JobInput, period: string): YearBlock {
  const { book, months, published } = input;
  const end = lastDayOf(lastMonthOf(period));
  const { ties, groups: grouping, smallGroup } = scoringRulesOn(book, end);
  const names = grouping.map(groupName);
  const weights = yearWeightsOn(book, end);
  const visits = visitsOf(published, period);
  const places = yearPlaces({
    months,
    rules: { ties, groups: names, weights },
    previous: previousPlaces(input, period),
    visits: scoresOf(visits),
  });
  return yearBlock({
    ...{ period, ties, months, places, weights },
    visits: visits.map(({ period: month, id, body }) => ({ month, draft: id, digest: digestOf(body) })),
    groups: groupsOf(places, names, smallGroup),
  });
}

/** Each visited project's score goes to its 责任单位. */
function scoresOf(visits: readonly Published[]): ReadonlyMap<string, readonly VisitScore[]> {
  const scores = visits.flatMap(({ period: visit, body }) =>
    (JSON.parse(body) as ObservationBlock).projects.flatMap(({ project, unit, score }) =>
      score === null ? [] : [{ unit, visit: { visit, project, score } }],
    ),
  );
  const byUnit = Map.groupBy(scores, ({ unit }) => unit);
  return new Map([...byUnit].map(([unit, list]) => [unit, list.map(({ visit }) => visit)]));
}

/** Places of the newest year published before. */
function previousPlaces({ published }: JobInput, period: string): PreviousPlaces {
  const earlier = published.filter((one) => one.kind === "year" && one.period < period).at(-1);
  return earlier === undefined ? NO_PREVIOUS : placesOf(parseYearBlock(earlier.body));
}

function yearDraft(input: JobInput, period: string): DraftProposal {
  const block = yearOf(input, period);
  return {
    ...{ kind: "year", period, idStem: `Y-${period}` },
    lockDay: lockDay(input.calendar, lastMonthOf(period)).day,
    body: JSON.stringify(block),
    inputDigest: registryDigest(input.reading.registry),
    rulesDigest: input.rulesDigest,
    attachment: { filename: `${period}年度考核排名.xlsx`, workbook: yearWorkbook(block) },
  };
}
