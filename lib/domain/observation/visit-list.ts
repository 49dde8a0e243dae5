import { firstDayOf, lastDayOf, type Month, type PlainDate } from "../dates.ts";
import { exemptionOn, indexExemptions, projectExemptions } from "../exemption.ts";
import type { Field } from "../field.ts";
import { isUnderConstruction } from "../project-file.ts";
import type { Exemption, Project } from "../registry.ts";
import type { RuleInForce } from "../rule.ts";
import { seededKey } from "../seeded-key.ts";
import { type AskedCount, type CountyShare, countyShares } from "./county-shares.ts";
import { pastVisits, type VisitsKnown, visitWithin } from "./past-visits.ts";

export interface DrawRule {
  /** Projects of each county when no other number is asked for. */
  readonly each: number;
  /** Months within which no project is visited twice. */
  readonly monthsApart: number;
}

export interface VisitListInput extends VisitsKnown {
  readonly visit: Month;
  readonly asOf: PlainDate;
  /** All projects, and which of them are on the list in force. */
  readonly projects: readonly Project[];
  readonly members: ReadonlySet<string>;
  readonly exemptions: readonly Exemption[];
  /** The month's theme, not empty. */
  readonly categories: readonly string[];
  /** null: the rule's. */
  readonly count: AskedCount | null;
  /** null: the month, so that everybody who asks gets the same list. */
  readonly seed: string | null;
  readonly rule: RuleInForce<DrawRule>;
}

export interface LeftOutOfVisit {
  readonly project: Project;
  readonly because: "not-listed" | "secret" | "exempt" | "visited";
  /** When it was visited. */
  readonly visit: Month | null;
}

/** The projects of a visit. The same registry, rules, history, as-of day and seed give the same list, whatever the order of the rows. */
export interface VisitList {
  readonly visit: Month;
  readonly asOf: PlainDate;
  readonly seed: string;
  readonly categories: readonly string[];
  readonly count: AskedCount;
  readonly rule: RuleInForce<DrawRule>;
  /** County by county, within it in the order drawn. */
  readonly drawn: readonly Project[];
  readonly shares: readonly CountyShare[];
  /** By number. */
  readonly leftOut: readonly LeftOutOfVisit[];
  /** Counted only: 在建 of other categories, and projects that are not 在建. */
  readonly otherCategory: number;
  readonly notBuilt: number;
}

/** Draws the projects of a visit. Source: domain.md M13. */
export function visitList(input: VisitListInput): VisitList {
  const { visit, asOf, categories, rule } = input;
  const built = input.projects.filter(isUnderConstruction);
  const themed = built.filter(({ category }) => categories.includes(category));
  const leftOut = themed.flatMap(leftOutOf(input));
  const out = new Set(leftOut.map(({ project }) => project.code));
  const byCounty = Map.groupBy(
    themed.filter(({ code }) => !out.has(code)),
    ({ county }) => county,
  );
  const [seed, count] = [input.seed ?? visit, input.count ?? { each: rule.value.each }];
  const eligible = new Map([...byCounty].map(([county, projects]) => [county, projects.length]));
  const shares = countyShares(eligible, count, seed);
  return {
    ...{ visit, asOf, seed, categories, count, rule, shares },
    drawn: shares.flatMap(({ county, drawn }) => shuffled(byCounty.get(county)!, seed).slice(0, drawn)),
    leftOut: leftOut.sort((a, b) => (a.project.code < b.project.code ? -1 : 1)),
    otherCategory: built.length - themed.length,
    notBuilt: input.projects.length - built.length,
  };
}

/** Chance follows from the seed and the project's number alone. */
const shuffled = (projects: readonly Project[], seed: string): readonly Project[] =>
  projects
    .map((project) => ({ project, chance: seededKey(seed, project.code) }))
    .sort((a, b) => a.chance - b.chance || (a.project.code < b.project.code ? -1 : 1))
    .map(({ project }) => project);

function leftOutOf(input: VisitListInput): (project: Project) => readonly LeftOutOfVisit[] {
  const visits = pastVisits(input);
  const exemptions = indexExemptions(input.exemptions);
  const day = dayWithin(input);
  return (project) => {
    const { code } = project;
    const out = (because: LeftOutOfVisit["because"], visit: Month | null = null) => [{ project, because, visit }];
    if (!input.members.has(code)) return out("not-listed");
    if (isSecret(project.secrecy)) return out("secret");
    if (exemptionOn(projectExemptions(exemptions, code), day) !== null) return out("exempt");
    const visited = visitWithin(visits.get(code) ?? [], input.visit, input.rule.value.monthsApart);
    return visited === null ? [] : out("visited", visited);
  };
}

/** The as-of day, moved into the visit's month. */
function dayWithin({ asOf, visit }: VisitListInput): PlainDate {
  const [first, last] = [firstDayOf(visit), lastDayOf(visit)];
  return asOf < first ? first : asOf > last ? last : asOf;
}

/** 密级 left blank or said to be none. What cannot be read is not shown around. */
const isSecret = (secrecy: Field<string>): boolean =>
  secrecy !== null && !(typeof secrecy === "string" && /^(?:公开|非|不|无|未|否)/.test(secrecy));
