import { compareLights } from "../../domain/light.ts";
import { lightWord } from "../notice-lines.ts";
import { oneLine } from "../one-line.ts";
import type { BoardProject } from "./board.ts";
import { completionGap, daysOverdue, forecastChance, investmentOf, isForecastLate, searchText } from "./facts.ts";
import { BOARD_FIELDS, BOARD_SORTS, type BoardQuery, type BoardSort, FORECAST_WORD, named, terms } from "./fields.ts";

export { BOARD_FIELDS, BOARD_SORTS, type BoardQuery, type BoardSort, FORECAST_WORD, terms } from "./fields.ts";

export const ALL_PROJECTS: BoardQuery = {
  county: "",
  unit: "",
  leader: "",
  category: "",
  light: "",
  q: "",
  sort: "",
};

const LONGEST = 100;

/** Reads an address; what is not known of it is passed over, a text too long is clipped. */
export const readBoardQuery = (params: URLSearchParams): BoardQuery => {
  const text = (name: (typeof BOARD_FIELDS)[number]): string => {
    const asked = params.get(name) ?? "";
    return oneLine(name === "q" ? asked : named(asked), LONGEST);
  };
  const asked = Object.fromEntries(BOARD_FIELDS.map((name) => [name, text(name)])) as unknown as BoardQuery;
  return BOARD_SORTS.some((sort) => sort === asked.sort) ? asked : { ...asked, sort: "" };
};

/** The projects asked for, in the order asked for; those that say nothing of it last, equals by code. */
export function askedProjects(projects: readonly BoardProject[], query: BoardQuery): readonly BoardProject[] {
  const wanted = projects.filter((project) => fits(project, query));
  const measure = MEASURES[query.sort as BoardSort] ?? MEASURES[""];
  return wanted.toSorted((a, b) => measure(a, b) || byCode(a, b));
}

export function fits(project: BoardProject, { county, unit, leader, category, light, q }: BoardQuery): boolean {
  const { verdict } = project;
  const equal = (wanted: string, value: string): boolean => wanted === "" || wanted === oneLine(value, LONGEST);
  return (
    equal(county, verdict.project.county) &&
    equal(unit, project.unit) &&
    equal(leader, project.leader) &&
    equal(category, verdict.project.category) &&
    hasLight(project, light) &&
    terms(q).every((term) => searchText(project).includes(term))
  );
}

const hasLight = (project: BoardProject, light: string): boolean =>
  light === "" || (light === FORECAST_WORD ? isForecastLate(project) : lightWord(project.verdict.light) === light);

type Measure = (a: BoardProject, b: BoardProject) => number;

const byText = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);
const byCode: Measure = (a, b) => byText(a.verdict.key, b.verdict.key);
const descending =
  (measure: (project: BoardProject) => number | null): Measure =>
  (a, b) => {
    const [left, right] = [measure(a) ?? Number.NEGATIVE_INFINITY, measure(b) ?? Number.NEGATIVE_INFINITY];
    return left === right ? 0 : right - left;
  };

const byLight: Measure = (a, b) => compareLights(b.verdict.light, a.verdict.light);

const MEASURES: Readonly<Record<BoardSort, Measure>> = {
  "": byLight,
  code: byCode,
  gap: descending(completionGap),
  overdue: descending(daysOverdue),
  investment: descending(investmentOf),
  unit: (a, b) => byText(a.unit, b.unit) || byLight(a, b),
  forecast: descending(forecastChance),
};

/** Where every project stands in each order of BOARD_SORTS: the script sorts by the server's own order. */
export function placesOf(projects: readonly BoardProject[]): ReadonlyMap<BoardProject, readonly number[]> {
  const places = new Map<BoardProject, number[]>(projects.map((project) => [project, []]));
  for (const sort of BOARD_SORTS) {
    askedProjects(projects, { ...ALL_PROJECTS, sort }).forEach((project, at) => void places.get(project)!.push(at));
  }
  return places;
}
