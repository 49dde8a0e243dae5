import { excusedUnits, forceMajeure } from "../domain/assessment/force-majeure.ts";
import { lastMonthOf, lastQuarterBy, monthsIn } from "../domain/assessment/periods.ts";
import { groupsOf } from "../domain/assessment/placing.ts";
import { quarterPlaces } from "../domain/assessment/quarter.ts";
import type { QuarterBlock } from "../domain/assessment/quarter-block.ts";
import { redBlackLists } from "../domain/assessment/red-black-list.ts";
import { lastDayOf } from "../domain/dates.ts";
import { isConfirmedFalse } from "../domain/month-ground.ts";
import { lastEndedMonth, lockDay } from "../domain/office-calendar.ts";
import { groupName } from "../domain/ranking.ts";
import { NO_PREVIOUS, type PreviousPlaces, placesOf } from "../domain/ranking-block.ts";
import type { Registry } from "../domain/registry.ts";
import type { DraftProposal } from "../ports/plan.ts";
import { systemTabOf } from "../registry/system-tabs.ts";
import { listRulesOn } from "../rules/assessment-rules.ts";
import { scoringRulesOn } from "../rules/scoring.ts";
import { parseQuarterBlock, quarterBlock } from "../views/quarter-ranking.ts";
import { quarterWorkbook } from "../views/quarter-workbook.ts";
import { registryDigest } from "./drafting.ts";
import type { Job, JobInput } from "./job.ts";
import { monthsOf } from "./monthly.ts";

/**
 * An ended quarter: ranking by the mean of its months, red and black lists, as a draft that waits for confirmation until its months are published.
 * `input` is frozen at the lock of its last month; `input.months` are its months as published.
 */
export const quarterly: Job = {
  name: "quarterly",
  kinds: [],
  decide: (input) => {
    const period = quarterOfInput(input);
    return {
      ...{ job: "quarterly", asOf: input.asOf, status: [], systemTabs: [], findings: [], kinds: [], notices: [] },
      drafts: [quarterDraft(input, period)],
      figures: { quarter: period },
    };
  },
};

export const quarterOfInput = ({ period, asOf }: Pick<JobInput, "period" | "asOf">): string =>
  period ?? lastQuarterBy(lastEndedMonth(asOf));

export function quarterOf(input: JobInput, period: string): QuarterBlock {
  const { book, months, reading } = input;
  const end = lastDayOf(lastMonthOf(period));
  const { ties, groups: grouping, smallGroup } = scoringRulesOn(book, end);
  const names = grouping.map(groupName);
  const previous = previousPlaces(input, period);
  const falseReports = falseReportsOf(reading.registry, period);
  const places = quarterPlaces({ months, rules: { ties, groups: names }, previous, falseReports });
  const groups = groupsOf(places, names, smallGroup);
  const exempt = forceMajeure(reading.registry, period);
  const excused = exempt.size === 0 ? new Set<string>() : excusedUnits(investments(input, period), exempt);
  const lists = redBlackLists(places, groups, listRulesOn(book, end), excused);
  return quarterBlock({ ...{ period, ties, months, groups, places, exempt }, ...lists });
}

const investments = (input: JobInput, period: string) =>
  monthsOf(input, lastMonthOf(period)).months.map(({ unit, values }) => ({
    unit: unit.name,
    parts: values.find(({ code }) => code === "investment")?.parts ?? [],
  }));

/** Confirmed false reports of the quarter, by the unit that answers for the project. */
function falseReportsOf({ inspections, projects }: Registry, period: string): ReadonlyMap<string, number> {
  const unitOf = new Map(projects.map(({ code, responsibleUnit }) => [code, responsibleUnit]));
  const rows = monthsIn(period).flatMap((month) => inspections.filter((row) => isConfirmedFalse(row, month)));
  const byUnit = Map.groupBy(rows, ({ project }) => unitOf.get(project) ?? "");
  return new Map([...byUnit].map(([unit, list]) => [unit, list.length]));
}

/** Places of the newest quarter published before. */
function previousPlaces({ published }: JobInput, period: string): PreviousPlaces {
  const earlier = published.filter((one) => one.kind === "quarter" && one.period < period).at(-1);
  return earlier === undefined ? NO_PREVIOUS : placesOf(parseQuarterBlock(earlier.body));
}

function quarterDraft(input: JobInput, period: string): DraftProposal {
  const block = quarterOf(input, period);
  return {
    ...{ kind: "quarter", period, idStem: `Q-${period}` },
    lockDay: lockDay(input.calendar, lastMonthOf(period)).day,
    body: JSON.stringify(block),
    inputDigest: registryDigest(input.reading.registry),
    rulesDigest: input.rulesDigest,
    attachment: { filename: `${period}排名和红黑榜.xlsx`, workbook: quarterWorkbook(block, systemTabOf("红黑榜")) },
  };
}
