import type { Month, PlainDate } from "../dates.ts";
import { isValue, UNREADABLE, valueOr } from "../field.ts";
import { isOnYearList } from "../list-change/list-sums.ts";
import type { Money, Project } from "../registry.ts";
import type { StartBatchBlock, StartEntry } from "./batch-block.ts";

/** Sums of some of a batch: 元; `withoutPlan` of them have no 年度计划投资 that can be read, and add nothing to it. */
export interface StartSums {
  readonly number: number;
  readonly totalInvestment: Money;
  readonly annualPlan: Money;
  readonly withoutPlan: number;
}

export interface StartGroup {
  readonly name: string;
  readonly sums: StartSums;
}

/** Every division adds up to `all`. */
export interface StartFigures {
  readonly all: StartSums;
  /** 主会场, 分会场. */
  readonly byVenue: readonly StartGroup[];
  readonly byCounty: readonly StartGroup[];
  readonly byCategory: readonly StartGroup[];
}

/** What stands against the list: those of `BLOCKING` before it can be announced at all. */
export interface ListFault {
  readonly because:
    | "empty"
    | "main-venue-none"
    | "main-venue-several"
    /** 会场 is blank or cannot be read. */
    | "venue-missing"
    /** Marked, and not on the list in force: neither announced nor summed. */
    | "off-list"
    /** 年度类别 is 储备, without an agreed 调入: announced as marked, and said. */
    | "still-reserve"
    /** 集中开工批次 cannot be read: nobody can tell which batch it is. */
    | "mark-unreadable";
  readonly projects: readonly Project[];
}

const BLOCKING: readonly ListFault["because"][] = ["empty", "main-venue-none", "main-venue-several", "venue-missing"];

export const isBlocking = ({ because }: ListFault): boolean => BLOCKING.includes(because);

export interface BatchList {
  readonly block: StartBatchBlock;
  readonly faults: readonly ListFault[];
}

export interface BatchListInput {
  readonly batch: Month;
  readonly day: PlainDate;
  /** All projects, with the plan that counts. */
  readonly projects: readonly Project[];
  readonly members: ReadonlySet<string>;
}

/** The rows of 项目 marked with the batch that are on the list in force: main venue first, then by county and 项目编号. */
export function batchList({ batch, day, projects, members }: BatchListInput): BatchList {
  const marked = projects.filter(({ startBatch }) => startBatch === batch);
  const listed = marked.filter(({ code }) => members.has(code));
  const entries = listed.flatMap((project) => entryOf(project) ?? []).toSorted(mainFirst);
  const main = listed.filter(({ venue }) => venue === "主会场");
  const faults: readonly ListFault[] = [
    ...(listed.length === 0 ? [{ because: "empty", projects: [] } as const] : []),
    ...(listed.length > 0 && main.length === 0 ? [{ because: "main-venue-none", projects: [] } as const] : []),
    ...fault("main-venue-several", main.length > 1 ? main : []),
    ...fault(
      "venue-missing",
      listed.filter(({ venue }) => !isValue(venue)),
    ),
    ...fault(
      "off-list",
      marked.filter(({ code }) => !members.has(code)),
    ),
    ...fault(
      "still-reserve",
      listed.filter((project) => !isOnYearList(project)),
    ),
    ...fault(
      "mark-unreadable",
      projects.filter(({ startBatch, code }) => startBatch === UNREADABLE && members.has(code)),
    ),
  ];
  return { block: { batch, day, entries }, faults };
}

const fault = (because: ListFault["because"], projects: readonly Project[]): readonly ListFault[] =>
  projects.length === 0 ? [] : [{ because, projects: projects.toSorted((a, b) => compare(a.code, b.code)) }];

function entryOf(project: Project): StartEntry | null {
  const { code, name, category, county, responsibleUnit, totalInvestment, annualPlan, venue } = project;
  if (!isValue(venue)) return null;
  const plan = valueOr(annualPlan, null);
  return { project: code, name, category, county, unit: responsibleUnit, totalInvestment, annualPlan: plan, venue };
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const mainFirst = (a: StartEntry, b: StartEntry): number =>
  Number(b.venue === "主会场") - Number(a.venue === "主会场") ||
  compare(a.county, b.county) ||
  compare(a.project, b.project);

/** 个数, 总投资, 年度计划投资 in all and by 会场, 属地 and 类别; `categories` in the order shown, what is not among them behind. */
export function startFigures(entries: readonly StartEntry[], categories: readonly string[]): StartFigures {
  const rank = (name: string): number => (categories.includes(name) ? categories.indexOf(name) : categories.length);
  return {
    all: sumsOf(entries),
    byVenue: groups(entries, ({ venue }) => venue, compare),
    byCounty: groups(entries, ({ county }) => county, compare),
    byCategory: groups(
      entries,
      ({ category }) => category,
      (a, b) => rank(a) - rank(b) || compare(a, b),
    ),
  };
}

export function sumsOf(entries: readonly StartEntry[]): StartSums {
  const plans = entries.flatMap(({ annualPlan }) => annualPlan ?? []);
  return {
    number: entries.length,
    totalInvestment: entries.reduce((sum, { totalInvestment }) => sum + totalInvestment, 0),
    annualPlan: plans.reduce((sum, plan) => sum + plan, 0),
    withoutPlan: entries.length - plans.length,
  };
}

const groups = (
  entries: readonly StartEntry[],
  nameOf: (entry: StartEntry) => string,
  order: (a: string, b: string) => number,
): readonly StartGroup[] =>
  [...Map.groupBy(entries, nameOf)]
    .toSorted(([a], [b]) => order(a, b))
    .map(([name, own]) => ({ name, sums: sumsOf(own) }));
