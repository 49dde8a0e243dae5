import { lastDayOf, type Month } from "../domain/dates.ts";
import type { Judgement } from "../domain/judgement.ts";
import { lastEndedMonth, lockDay } from "../domain/office-calendar.ts";
import { progressRows } from "../domain/progress.ts";
import { projectMoves } from "../domain/project-moves.ts";
import { NO_PREVIOUS, type PreviousPlaces, placesOf, type RankingBlock } from "../domain/ranking-block.ts";
import { summarise } from "../domain/summary.ts";
import { type UnitMonth, unitMonths } from "../domain/unit-month.ts";
import type { DraftProposal } from "../ports/plan.ts";
import type { SystemTab } from "../ports/spreadsheet.ts";
import { rankingHeaders, systemTabOf } from "../registry/system-tabs.ts";
import { readingRules } from "../rules/reading-rules.ts";
import { type ScoringRules, scoringRulesOn } from "../rules/scoring.ts";
import { summaryRulesOn } from "../rules/summary-rules.ts";
import { indicatorNames, parseRankingBlock, rankingBlock } from "../views/ranking.ts";
import { rankingWorkbook } from "../views/ranking-workbook.ts";
import { progressTab, summaryTab } from "../views/summary.ts";
import { staleWords } from "../views/workbook-words.ts";
import { registryDigest } from "./drafting.ts";
import type { Job, JobInput } from "./job.ts";

/**
 * An ended month: summary and progress into the sheet; score and ranking as a draft that waits for confirmation after the lock.
 * Judged on the month's last day with what was known at the end of the lock day (the runner cuts the input).
 */
export const monthly: Job = {
  name: "monthly",
  kinds: [],
  decide: (input) => {
    const period = monthOfInput(input);
    const { registry } = input.reading;
    return {
      job: "monthly",
      asOf: input.asOf,
      status: [],
      systemTabs: [...summaryTabs(input, period)],
      findings: input.findings,
      kinds: [],
      notices: [],
      drafts: [rankingDraft(input, period)],
      figures: { period, projects: registry.projects.length, milestones: registry.milestones.length },
    };
  },
};

export const monthOfInput = ({ period, asOf }: JobInput): Month => period ?? lastEndedMonth(asOf);

const judgementOf = (input: JobInput, period: Month): Judgement => input.judge(lastDayOf(period), period);

/** Where nothing could be read, nothing is summed: no zeros, only why. */
function summaryTabs(input: JobInput, period: Month): readonly SystemTab[] {
  const { registry } = input.reading;
  const end = lastDayOf(period);
  const { listed: files } = judgementOf(input, period);
  const rules = summaryRulesOn(input.book, end);
  const { basis } = scoringRulesOn(input.book, end);
  const { units, targets, unitIndicators, setAside } = registry;
  const { categories } = readingRules(input.book, end);
  const common = { period, files, targets, basis };
  const summary = summarise({ ...common, units, categories, rules, setAside: setAside.projects ?? 0 });
  const progress = progressRows({ ...common, unitIndicators, curveTolerancePercent: rules.curveTolerancePercent });
  const lacking = input.stale.map((one) => staleWords(one, end));
  const nothing = files.length === 0 && input.stale.length > 0;
  return [
    summaryTab(nothing ? { ...summary, rows: [] } : summary, systemTabOf("汇总"), lacking),
    progressTab(nothing ? [] : progress, systemTabOf("进度")),
  ];
}

/** Every unit's calculation of the month: what the ranking is made of and `explain UNIT` shows. */
export function monthsOf(
  input: JobInput,
  period: Month,
): { readonly months: readonly UnitMonth[]; readonly rules: ScoringRules } {
  const { registry } = input.reading;
  const { listed: files, milestones, reports, issues, list } = judgementOf(input, period);
  const rules = scoringRulesOn(input.book, lastDayOf(period));
  const moves = projectMoves({ period, ...registry, history: input.history, members: list.members });
  return { months: unitMonths({ period, registry, files, milestones, reports, issues, rules, moves }), rules };
}

export function rankingOf(input: JobInput, period: Month): RankingBlock {
  const { months, rules } = monthsOf(input, period);
  return rankingBlock({ period, months, previous: previousPlaces(input, period), rules, stale: input.stale });
}

/** The newest ranking published for an earlier month. */
function previousPlaces({ published }: JobInput, period: Month): PreviousPlaces {
  const earlier = published.filter((one) => one.kind === "ranking" && one.period < period).at(-1);
  return earlier === undefined ? NO_PREVIOUS : placesOf(parseRankingBlock(earlier.body));
}

function rankingDraft(input: JobInput, period: Month): DraftProposal {
  const block = rankingOf(input, period);
  return {
    kind: "ranking",
    period,
    idStem: `M-${period}`,
    lockDay: lockDay(input.calendar, period).day,
    body: JSON.stringify(block),
    inputDigest: registryDigest(input.reading.registry),
    rulesDigest: input.rulesDigest,
    attachment: {
      filename: `${period}排名.xlsx`,
      workbook: rankingWorkbook(block, { ...systemTabOf("排名"), headers: rankingHeaders(indicatorNames(block)) }),
    },
  };
}
