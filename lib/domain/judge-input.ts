import type { AsideIndex } from "./aside-rows.ts";
import type { Instant, Month, PlainDate } from "./dates.ts";
import type { DisclosureRule } from "./disclosure/disclosure-rule.ts";
import type { ForecastRule } from "./forecast.ts";
import type { History } from "./history.ts";
import type { HonestyRule } from "./honesty.ts";
import type { IdentityRule } from "./identities.ts";
import type { InspectionRule } from "./inspection.ts";
import type { IssueRule } from "./issue-rule.ts";
import type { FoldRule } from "./light-fold.ts";
import type { LoopLightRule } from "./loop-light.ts";
import type { MilestoneLightRule } from "./milestone.ts";
import type { OfficeCalendar } from "./office-calendar.ts";
import type { PlanBasis } from "./planned-to-date.ts";
import type { LampRules } from "./project-lamps.ts";
import type { Money, Registry } from "./registry.ts";
import type { ReportRule } from "./reports.ts";
import type { RuleInForce } from "./rule.ts";
import type { StaleWorkbook } from "./stale-workbook.ts";
import type { TaskRule } from "./task.ts";
import type { ToldDays } from "./told-days.ts";
import type { Calendar } from "./working-days.ts";
import type { WrittenReportRule } from "./written-report.ts";

/** The dated rules of the verdicts, asked with the day judged. */
export interface JudgeRules {
  readonly lamps: (day: PlainDate) => LampRules;
  readonly fold: (day: PlainDate) => RuleInForce<FoldRule>;
  readonly milestone: (day: PlainDate) => RuleInForce<MilestoneLightRule>;
  readonly report: (day: PlainDate) => RuleInForce<ReportRule>;
  readonly identity: (day: PlainDate) => RuleInForce<IdentityRule>;
  readonly honesty: (day: PlainDate) => RuleInForce<HonestyRule>;
  readonly basis: (day: PlainDate) => PlanBasis;
  readonly inspection: (day: PlainDate) => RuleInForce<InspectionRule>;
  readonly issue: (day: PlainDate) => RuleInForce<IssueRule>;
  readonly task: (day: PlainDate) => RuleInForce<TaskRule>;
  readonly writtenReport: (day: PlainDate) => RuleInForce<WrittenReportRule>;
  readonly loopLight: (day: PlainDate) => RuleInForce<LoopLightRule>;
  /** Calendar days at a quarter's end. */
  readonly listWindow: (day: PlainDate) => RuleInForce<number>;
  readonly forecast: (day: PlainDate) => RuleInForce<ForecastRule>;
  readonly disclosure: (day: PlainDate) => RuleInForce<DisclosureRule>;
}

/** Rows of projects that have no row in 项目. */
export type Orphans = Pick<Registry, "milestones" | "monthlyReports" | "monthlyPlans">;

/** What every verdict is made from: plain values. */
export interface JudgeInput {
  readonly registry: Registry;
  readonly history: History;
  /** The day judged; for a period its last day. */
  readonly asOf: PlainDate;
  /** A month judged as an ended one, with its own report and a light that may fall; null: a day (`daily`, `weekly`). */
  readonly period: Month | null;
  /** The moment of the reading the registry comes from. */
  readonly knownAt: Instant;
  readonly calendar: OfficeCalendar;
  /** Working days of a county. */
  readonly calendarOf: (county: string) => Calendar;
  readonly rules: JudgeRules;
  /** false: there is no tab 月报 and never was, so nobody can report: no report is owed and no 进度 judged. */
  readonly reportsAsked: boolean;
  /** Workbooks of 分表 that could not be read: what came into them since is not known. */
  readonly stale: readonly StaleWorkbook[];
  /** 计划年度 of 规则; null when it was not typed. */
  readonly planYear: number | null;
  /** Codes of projects whose row was set aside. */
  readonly setAside: ReadonlySet<string>;
  /** Reports and milestones that were set aside. */
  readonly aside: AsideIndex;
  readonly orphans: Orphans;
  /** Question key → day it was first asked, from the ledger. */
  readonly asked: ReadonlyMap<string, PlainDate>;
  /** Days told of problems, tasks and rows of 公开, from the ledger. */
  readonly told: ToldDays;
  /** Read 新值 as typed; null = cannot be read. */
  readonly readPlannedDay: (text: string) => PlainDate | null;
  readonly readMoney: (text: string) => Money | null;
}
