import type { Judgement } from "../domain/judgement.ts";
import { largeFigures, largeProjects } from "../domain/large-projects.ts";
import type { TabStatus } from "../ports/plan.ts";
import type { SystemTab } from "../ports/spreadsheet.ts";
import { systemTabOf } from "../registry/system-tabs.ts";
import { tabOf } from "../registry/tabs.ts";
import { mirrorTab } from "../registry/writing.ts";
import { summaryRulesOn } from "../rules/summary-rules.ts";
import { findingsTab } from "../views/findings-tab.ts";
import { appealNotices } from "./appeals.ts";
import { dailyFindings } from "./daily-findings.ts";
import { disclosureDrafts } from "./disclosure-draft.ts";
import type { Job, JobInput } from "./job.ts";
import { CONSULTATION_KINDS, consultationNotices } from "./owed-consultation.ts";
import { owedInputOf } from "./owed-input.ts";
import { letterPlan } from "./owed-letters.ts";
import { DAILY_KINDS, dailyNotices } from "./owed-notices.ts";
import { PAPER_KINDS, paperNotices } from "./owed-papers.ts";
import { startCheckFigures } from "./owed-starts.ts";
import { provisionalDays } from "./provisional-days.ts";
import { changedResultNotices, publishedKinds, publishedNotices, publishedTabs } from "./published.ts";
import { statusOf } from "./status.ts";
import { toldChanges } from "./told-changes.ts";
import { writtenReportDrafts } from "./written-report-draft.ts";

/**
 * Every day: findings, milestone and project lights, the state of reports beside the rows; digests of what is new. Confirmed results are put back
 * if they are missing. Source: domain.md "How verdicts are made", "Mail budget".
 */
export const daily: Job = {
  name: "daily",
  kinds: [...DAILY_KINDS, ...publishedKinds, ...PAPER_KINDS, ...CONSULTATION_KINDS],
  decide: (input) => {
    const judgement = input.judge(input.asOf, null);
    const status = statusOf(judgement, input.reading);
    const findings = dailyFindings(input, judgement);
    const { projects, milestones } = input.reading.registry;
    const letters = letterPlan(input, judgement);
    const owed = owedInputOf({ ...input, findings }, judgement);
    return {
      job: "daily",
      asOf: input.asOf,
      status,
      systemTabs: [
        ...mirrors(input, status),
        findingsTab(findings, systemTabOf("数据问题"), (tab) => tabOf(tab).title),
        toldChanges(judgement),
        ...publishedTabs(input),
      ],
      findings,
      kinds: daily.kinds,
      notices: [
        ...dailyNotices(owed),
        ...publishedNotices(input),
        ...paperNotices(input),
        ...consultationNotices(input),
        ...appealNotices(input),
        ...changedResultNotices(input),
      ],
      drafts: [...letters.drafts, ...writtenReportDrafts(input, judgement), ...disclosureDrafts(input, judgement)],
      outdated: letters.outdated,
      figures: {
        ...{ projects: projects.length, milestones: milestones.length, findings: findings.length },
        ...largeFigures(largeOn(judgement.listed, input), judgement.projects),
        forecastLate: judgement.warned().size,
        ...startCheckFigures(owed),
        ...provisionalDays(judgement, input.calendar),
      },
    };
  },
};

const largeOn = (listed: Judgement["listed"], { book, asOf }: JobInput): ReadonlySet<string> =>
  largeProjects(listed, summaryRulesOn(book, asOf).largePlan);

const mirrors = ({ reading, snapshots }: JobInput, status: readonly TabStatus[]): readonly SystemTab[] => {
  const workbook = snapshots[0]?.name ?? "";
  return status.map((one) => mirrorTab(reading, workbook, one));
};
