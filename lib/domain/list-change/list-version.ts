import { agreedOn } from "../adjustment.ts";
import { type Month, monthOf, type PlainDate } from "../dates.ts";
import { type ListInForce, lastMoves, moveMonth } from "../list-in-force.ts";
import type { Adjustment, Project } from "../registry.ts";
import { isOnYearList, plus, sumsOf, totalOf } from "./list-sums.ts";
import type { ListSums } from "./notice-block.ts";

/** A project of the list on a day, with the plan that counts. */
export interface ListMember {
  readonly project: Project;
  /** First month it is on the list by its row of 调入; null: it stood there at the year's first run. */
  readonly since: Month | null;
  /** 申请编号 of that 调入. */
  readonly by: string | null;
  /** 申请编号 of rows that changed its 总投资 or 年度计划 and hold on the day. */
  readonly changedBy: readonly string[];
}

export interface ListPart {
  readonly name: string;
  readonly sums: ListSums;
}

/** The list as it was on a day. 储备 are in the pool and counted apart. */
export interface ListVersion {
  readonly day: PlainDate;
  readonly members: readonly ListMember[];
  readonly reserve: readonly Project[];
  readonly sums: ListSums;
  readonly byClass: readonly ListPart[];
  readonly byCategory: readonly ListPart[];
  readonly byCounty: readonly ListPart[];
}

export interface VersionInput {
  readonly day: PlainDate;
  readonly planYear: number;
  readonly list: ListInForce;
  readonly adjustments: readonly Adjustment[];
}

/** Parts are in the order they first stand in the list. */
export function listVersion({ day, planYear, list, adjustments }: VersionInput): ListVersion {
  const moves = lastMoves(adjustments, { month: monthOf(day), planYear });
  const ofTheYear = adjustments.filter((row) => moveMonth(row) >= `${planYear}-01`);
  const changes = (["变更总投资", "变更年度计划"] as const).map((type) => agreedOn(ofTheYear, type, day));
  const projects = list.projects.filter(isOnYearList);
  return {
    day,
    members: projects.map((project) => {
      const move = moves.get(project.code);
      const changedBy = changes.flatMap((rows) => rows.get(project.code)?.code ?? []);
      return { project, since: move === undefined ? null : moveMonth(move), by: move?.code ?? null, changedBy };
    }),
    reserve: list.projects.filter((project) => !isOnYearList(project)),
    sums: totalOf(projects),
    byClass: partsOf(projects, ({ annualClass }) => annualClass),
    byCategory: partsOf(projects, ({ category }) => category),
    byCounty: partsOf(projects, ({ county }) => county),
  };
}

function partsOf(projects: readonly Project[], nameOf: (project: Project) => string): readonly ListPart[] {
  const parts = new Map<string, ListSums>();
  for (const project of projects) {
    const [name, sums] = [nameOf(project), sumsOf(project)];
    const known = parts.get(name);
    parts.set(name, known === undefined ? sums : plus(known, sums));
  }
  return [...parts].map(([name, sums]) => ({ name, sums }));
}

/** What differs between two versions of the list, by project. */
export interface ListDifference {
  readonly entered: readonly ListMember[];
  readonly left: readonly { readonly project: Project; readonly by: string | null }[];
  readonly revalued: readonly { readonly before: Project; readonly now: ListMember }[];
}

/** `movesNow`: the last 调入 or 调出 of each project at the later day. */
export function listDifference(
  before: ListVersion,
  now: ListVersion,
  movesNow: ReadonlyMap<string, Adjustment>,
): ListDifference {
  const then = new Map(before.members.map((member) => [member.project.code, member]));
  const here = new Set(now.members.map(({ project }) => project.code));
  return {
    entered: now.members.filter(({ project }) => !then.has(project.code)),
    left: before.members
      .filter(({ project }) => !here.has(project.code))
      .map(({ project }) => ({ project, by: movesNow.get(project.code)?.code ?? null })),
    revalued: now.members.flatMap((member) => {
      const known = then.get(member.project.code)?.project;
      return known === undefined || isSameValue(known, member.project) ? [] : [{ before: known, now: member }];
    }),
  };
}

const isSameValue = (a: Project, b: Project): boolean =>
  a.totalInvestment === b.totalInvestment && a.annualPlan === b.annualPlan && a.annualClass === b.annualClass;
