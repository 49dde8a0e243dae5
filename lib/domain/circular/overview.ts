import type { Month } from "../dates.ts";
import { isLarge } from "../large-projects.ts";
import type { Light } from "../light.ts";
import type { PlanBasis } from "../planned-to-date.ts";
import { countedRows, countIn } from "../progress.ts";
import { isUnderConstruction, type ProjectFile, startedOn } from "../project-file.ts";
import type { ProjectVerdict } from "../project-lights.ts";
import type { Money, Project, Target, UnitIndicator } from "../registry.ts";
import {
  cityShare,
  countOf,
  curveShare,
  type ProjectSums,
  projectSums,
  type SumTerms,
  startsOf,
} from "./project-sums.ts";
import { type Counted, operandsOf, type Share, shareOf, type Traced } from "./traced.ts";

/** 四率 at a month's end; null = no case. Source: domain.md M16. */
export interface FourRates {
  readonly start: Share | null;
  readonly funding: Share | null;
  readonly contract: Share | null;
  readonly operation: Share | null;
}

/** What one month's end says of the city. */
export interface CityFigures {
  readonly period: Month;
  readonly built: ProjectSums;
  readonly starting: Traced;
  readonly started: Traced;
  readonly rates: FourRates;
}

export interface CategorySums {
  readonly name: string;
  readonly sums: ProjectSums;
}

/** 超亿元: sums, and how many are red and yellow at the period's end. Source: domain.md M19. */
export interface LargeSums {
  readonly limit: Money;
  readonly sums: ProjectSums;
  readonly red: Traced;
  readonly yellow: Traced;
}

export interface Overview {
  readonly now: CityFigures;
  /** The end of the period before in the same year; null: there is none, or it is not compared. */
  readonly before: CityFigures | null;
  readonly continuing: Traced;
  readonly preliminary: Traced;
  readonly categories: readonly CategorySums[];
  readonly large: LargeSums | null;
}

export interface CityInput {
  readonly period: Month;
  /** Projects on the list at the period's end. */
  readonly listed: readonly ProjectFile[];
  readonly verdicts: readonly ProjectVerdict[];
  readonly targets: readonly Target[];
  readonly unitIndicators: readonly UnitIndicator[];
  readonly projects: readonly Project[];
  readonly basis: PlanBasis;
  readonly largePlan: Money;
  /** In the order shown; what is not among them is 其他. */
  readonly categories: readonly string[];
}

export function overviewOf(input: CityInput, before: CityInput | null): Overview {
  const built = input.listed.filter(({ project }) => isUnderConstruction(project));
  const ofClass = (name: string): Traced => countOf(input.listed.filter(({ project }) => project.annualClass === name));
  return {
    now: cityFigures(input),
    before: before === null ? null : cityFigures(before),
    continuing: ofClass("续建"),
    preliminary: ofClass("前期"),
    categories: categorySums(built, input),
    large: largeSums(built, input),
  };
}

const termsOf = ({ period, basis, projects }: CityInput): SumTerms => ({
  period,
  basis,
  rows: new Map(projects.map((project) => [project.code, project])),
});

function cityFigures(input: CityInput): CityFigures {
  const { period, targets, listed } = input;
  const built = listed.filter(({ project }) => isUnderConstruction(project));
  const terms = termsOf(input);
  const sums = projectSums(built, terms);
  const planned = curveShare(targets, period, sums.annualPlan) ?? sums.planned;
  return {
    period,
    built: { ...sums, planned },
    ...startsOf(built, period, startedOn),
    rates: fourRates(built, input, terms),
  };
}

function fourRates(built: readonly ProjectFile[], { unitIndicators, period }: CityInput, terms: SumTerms): FourRates {
  const counts = (indicator: string): Traced | null => countsOf(unitIndicators, indicator, period);
  return {
    start: cityShare(built, "starts", terms),
    funding: cityShare(built, "funding", terms),
    contract: rateOfCounts(counts("转化合同数"), counts("框架内合同数")),
    operation:
      rateOfCounts(counts("建成投产项目数"), counts("应建成投产项目数")) ?? cityShare(built, "completions", terms),
  };
}

function countsOf(rows: readonly UnitIndicator[], indicator: string, month: Month): Traced | null {
  const found = countedRows(rows, indicator, month).flatMap((row) => {
    const count = countIn(row);
    return count === null ? [] : [{ row, count }];
  });
  if (found.length === 0) return null;
  const cells = found.map(
    ({ row, count }): Counted => ({
      workbook: row.workbook,
      tab: "unitIndicators",
      key: row.key,
      field: count.field,
    }),
  );
  return { value: found.reduce((sum, { count }) => sum + count.value, 0), of: operandsOf(cells) };
}

const rateOfCounts = (part: Traced | null, whole: Traced | null): Share | null =>
  part === null || whole === null ? null : shareOf(part, whole);

/** A row for every category that has projects, and one for 其他 where something is in none of them: parts add up to the total. */
function categorySums(built: readonly ProjectFile[], input: CityInput): readonly CategorySums[] {
  const { categories } = input;
  const nameOf = ({ project }: ProjectFile): string =>
    categories.includes(project.category) ? project.category : "其他";
  const members = Map.groupBy(built, nameOf);
  return [...categories, "其他"]
    .filter((name, index, all) => all.indexOf(name) === index)
    .flatMap((name) => {
      const own = members.get(name);
      return own === undefined ? [] : [{ name, sums: projectSums(own, termsOf(input)) }];
    });
}

function largeSums(built: readonly ProjectFile[], input: CityInput): LargeSums | null {
  const large = built.filter(({ project }) => isLarge(project, input.largePlan));
  if (large.length === 0) return null;
  const lights = new Map(input.verdicts.map(({ key, light }) => [key, light]));
  const lit = (light: Light): Traced => countOf(large.filter(({ project }) => lights.get(project.key) === light));
  return { limit: input.largePlan, sums: projectSums(large, termsOf(input)), red: lit("red"), yellow: lit("yellow") };
}
