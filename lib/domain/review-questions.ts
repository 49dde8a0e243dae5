import type { Month, PlainDate } from "./dates.ts";
import { isValue } from "./field.ts";
import type { BrokenIdentity, Identity } from "./identities.ts";
import type { CellRef } from "./light.ts";
import type { ProjectFile } from "./project-file.ts";
import type { MonthlyReport } from "./registry.ts";
import type { RuleRef } from "./rule.ts";
import { addWorkingDays, type Calendar } from "./working-days.ts";

/** What a figure disagrees with: an identity, or what an inspection found. */
export type QuestionCode = Identity | "verified-above" | "verified-below";

/** 待复核: a figure that breaks an identity or differs from a verified one, asked of the unit in its own mail. It never proposes a figure. */
export interface ReviewQuestion {
  /** Report key + identity, or project, inspection and code: the same question keeps its key. */
  readonly key: string;
  readonly identity: QuestionCode;
  readonly workbook: string;
  /** Key of the report. */
  readonly report: string;
  readonly project: string;
  readonly projectName: string;
  readonly unit: string;
  readonly month: Month;
  readonly cells: readonly CellRef[];
  /** Figures the unit itself reported, in 元, and counts of months. */
  readonly facts: Readonly<Record<string, string | number>>;
  /** 复核说明 is filled: nothing more is asked. */
  readonly answered: boolean;
  readonly firstAsked: PlainDate;
  /** The last day on which only the unit sees it. */
  readonly privateUntil: PlainDate;
  /** Answered, or the days are over: others may see it. */
  readonly shared: boolean;
  readonly rule: RuleRef;
}

export interface Asking {
  readonly asOf: PlainDate;
  /** Question key → day it was first asked; absent: it is asked today. */
  readonly asked: ReadonlyMap<string, PlainDate>;
  readonly calendar: Calendar;
  /** Working days from the first asking. */
  readonly privateFor: number;
  readonly rule: RuleRef;
}

export const reviewQuestion = (file: ProjectFile, broken: BrokenIdentity, asking: Asking): ReviewQuestion =>
  questionAbout(
    file,
    { ...broken, key: `${broken.report.key}/${broken.identity}`, answered: isAnswered(broken.report) },
    asking,
  );

export const isAnswered = ({ reviewAnswer }: MonthlyReport): boolean => isValue(reviewAnswer) && reviewAnswer !== "";

/** What is asked about a report. */
export interface Doubted extends Pick<ReviewQuestion, "key" | "identity" | "cells" | "facts" | "answered"> {
  readonly report: MonthlyReport;
}

export function questionAbout(file: ProjectFile, doubted: Doubted, asking: Asking): ReviewQuestion {
  const { key, report, identity, cells, facts, answered } = doubted;
  const firstAsked = asking.asked.get(key) ?? asking.asOf;
  const privateUntil = addWorkingDays(asking.calendar, firstAsked, asking.privateFor).day;
  return {
    key,
    identity,
    workbook: report.workbook,
    report: report.key,
    project: file.project.key,
    projectName: file.project.name,
    unit: file.project.responsibleUnit,
    month: report.month,
    cells,
    facts,
    answered,
    firstAsked,
    privateUntil,
    shared: answered || asking.asOf > privateUntil,
    rule: asking.rule,
  };
}
