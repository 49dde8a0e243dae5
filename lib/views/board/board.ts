import type { Instant, Month, PlainDate } from "../../domain/dates.ts";
import type { MilestoneForecast, ProjectForecast } from "../../domain/forecast.ts";
import type { Change } from "../../domain/honesty.ts";
import type { IssueVerdict } from "../../domain/issue-loop.ts";
import type { Light } from "../../domain/light.ts";
import type { MilestoneVerdict } from "../../domain/milestone.ts";
import type { ProjectVerdict } from "../../domain/project-lights.ts";
import type { ProjectSchedule, StepSchedule } from "../../domain/schedule.ts";

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
  readonly months: readonly { readonly month: Month; readonly light: Light }[];
  /** Changes that may be shown to others, newest first. */
  readonly changes: readonly Change[];
}

/** A line of the overview: a county or a category. */
export interface BoardTally {
  readonly name: string;
  readonly projects: number;
  readonly lights: Readonly<Partial<Record<Light, number>>>;
  /** 元; null: no annual plan. */
  readonly annualPlan: number | null;
  readonly done: number | null;
  readonly planned: number | null;
  readonly overdue: number;
  readonly forecastLate: number;
}

/** A confirmed ranking as published; never a draft. */
export interface BoardRanking {
  readonly period: string;
  readonly draftId: string;
  readonly groups: readonly {
    readonly name: string;
    readonly rows: readonly {
      readonly rank: string;
      readonly unit: string;
      readonly score: string;
      readonly change: string;
    }[];
  }[];
}

/** The wall chart as values; words, colours and HTML are made from it in this room. Made by lib/jobs/board.ts. */
export interface Board {
  readonly title: string;
  readonly asOf: PlainDate;
  readonly at: Instant;
  readonly scope: BoardScope;
  readonly total: BoardTally;
  readonly counties: readonly BoardTally[];
  readonly categories: readonly BoardTally[];
  readonly projects: readonly BoardProject[];
  readonly issues: readonly IssueVerdict[];
  readonly ranking: BoardRanking | null;
  /** Rows of projects and milestones that could not be counted. */
  readonly setAside: number;
}
