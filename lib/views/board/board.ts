import type { Instant, PlainDate } from "../../domain/dates.ts";
import type { MilestoneForecast, ProjectForecast } from "../../domain/forecast.ts";
import type { HistoryQuestion } from "../../domain/history-questions.ts";
import type { Change } from "../../domain/honesty.ts";
import type { IssueVerdict } from "../../domain/issue-loop.ts";
import type { Light } from "../../domain/light.ts";
import type { MilestoneVerdict } from "../../domain/milestone.ts";
import type { ProgressSums } from "../../domain/progress-sums.ts";
import type { MonthLight, ProjectVerdict } from "../../domain/project-lights.ts";
import type { RankingBlock } from "../../domain/ranking-block.ts";
import type { ProjectSchedule, StepSchedule } from "../../domain/schedule.ts";
import type { StaleWorkbook } from "../../domain/stale-workbook.ts";
import type { ColumnName } from "../change-words.ts";

/** Whose eyes the board is made for: all of it, or one person's projects. */
export interface BoardScope {
  /** null: all. */
  readonly person: { readonly name: string; readonly unit: string } | null;
  readonly until: PlainDate | null;
}

/** One milestone on the wall. */
export interface BoardStep {
  readonly verdict: MilestoneVerdict;
  readonly schedule: StepSchedule | null;
  readonly forecast: MilestoneForecast | null;
}

/** One project with everything its row and its page say. */
export interface BoardProject {
  readonly verdict: ProjectVerdict;
  /** The unit's full name; its 包联领导, "" where none. */
  readonly unit: string;
  readonly leader: string;
  readonly steps: readonly BoardStep[];
  readonly schedule: ProjectSchedule | null;
  readonly forecast: ProjectForecast | null;
  readonly issues: readonly IssueVerdict[];
  /** Lights at the months' ends, oldest first. */
  readonly months: readonly MonthLight[];
  /** Changes that may be shown to others, newest first, the last few. */
  readonly changes: readonly BoardChange[];
  /** 超亿元. */
  readonly large: boolean;
  /** On the list in force: others are lit but in no sum. */
  readonly listed: boolean;
}

/** A change with its column as people know it, and the unit's answer where it was asked. */
export interface BoardChange {
  readonly change: Change;
  readonly column: ColumnName;
  readonly question: HistoryQuestion | null;
}

/** A line of the overview: all, a county or a category, or the 超亿元 projects. Parts add up to the total. */
export interface BoardTally {
  readonly projects: number;
  readonly lights: Readonly<Partial<Record<Light, number>>>;
  /** Investment of the projects whose progress can be told; an annual plan of 0: none can. */
  readonly sums: ProgressSums;
  /** Milestones that are overdue, and projects of which a forecast warns. */
  readonly overdue: number;
  readonly forecastLate: number;
}

/** Of one county or category; null: of those that are none of the known ones. */
export interface NamedTally extends BoardTally {
  readonly name: string | null;
}

/** A confirmed ranking as it was published; never a draft. */
export interface BoardRanking {
  readonly id: string;
  readonly block: RankingBlock;
  /** What a re-issue says; "" for a first issue. */
  readonly differences: string;
}

/** The wall chart as values; words, colours and HTML are made from it in this room. Made by lib/jobs/board.ts. */
export interface Board {
  readonly title: string;
  readonly asOf: PlainDate;
  readonly at: Instant;
  readonly scope: BoardScope;
  /** Nothing is left out: asked for all, or a person who sees all. */
  readonly whole: boolean;
  readonly total: BoardTally;
  readonly counties: readonly NamedTally[];
  readonly categories: readonly NamedTally[];
  /** 超亿元; null where there is none. */
  readonly large: BoardTally | null;
  readonly projects: readonly BoardProject[];
  /** Open problems of these projects, and of no project those of the reader's units; worst first. */
  readonly issues: readonly IssueVerdict[];
  readonly ranking: BoardRanking | null;
  /** Rows that could not be counted. */
  readonly setAside: { readonly projects: number; readonly milestones: number };
  /** Workbooks of 分表 whose rows are old or not there. */
  readonly stale: readonly StaleWorkbook[];
}
