import type { PlainDate } from "../../lib/domain/dates.ts";
import { type DemoProject, demoProjects } from "../demo-projects.ts";
import { type DemoPerson, type DemoUnit, PEOPLE, UNITS } from "../demo-units.ts";
import { habitOf } from "./habits.ts";
import { RESERVES, TOWN, TOWN_UNITS } from "./town.ts";

export type CityName = "demo" | "town";
export const CITY_NAMES: readonly CityName[] = ["demo", "town"];

/** Who lives in the city, and how much happens there in a year. */
export interface Cast {
  readonly name: CityName;
  readonly projects: readonly DemoProject[];
  /** 储备: rows without a plan of the year, some of which come onto the list. */
  readonly reserves: readonly DemoProject[];
  readonly units: readonly DemoUnit[];
  readonly people: readonly DemoPerson[];
  /** New projects announced with a batch that do not begin in the year. */
  readonly idle: readonly string[];
  readonly issues: number;
  readonly tasks: number;
  /** Field inspections a month. */
  readonly inspections: number;
  /** Projects of a visit. */
  readonly visited: number;
  /** Share of the milestones due that somebody makes look better. */
  readonly cheats: number;
}

/** The days that are lived: the first working day of the year, to the day on which December, the last quarter and the year are confirmed. */
export const YEAR_FROM: PlainDate = "2026-01-04";
export const YEAR_TO: PlainDate = "2027-01-22";

/** Of units known for it, with a start planned around the batches of May and August. */
const idleOf = (projects: readonly DemoProject[]): readonly string[] =>
  projects
    .filter(({ annualClass, start }) => annualClass === "新开工" && start >= "2026-03-10" && start < "2026-09-20")
    .toSorted((a, b) => habitOf(a.unit).pace - habitOf(b.unit).pace)
    .slice(0, 6)
    .map(({ code }) => code);

const demo = (): Cast => ({
  name: "demo",
  projects: demoProjects().map((project) => ({ ...project, chain: "fine" })),
  reserves: RESERVES,
  units: UNITS,
  people: PEOPLE,
  idle: idleOf(demoProjects()),
  ...{ issues: 260, tasks: 120, inspections: 34, visited: 10, cheats: 0.03 },
});

const town = (): Cast => ({
  name: "town",
  projects: TOWN,
  reserves: RESERVES.filter(({ unit }) => TOWN_UNITS.includes(unit)),
  units: UNITS.filter(({ name }) => TOWN_UNITS.includes(name)),
  people: PEOPLE.filter(({ unit }) => TOWN_UNITS.includes(unit)),
  idle: ["P-005"],
  ...{ issues: 30, tasks: 24, inspections: 6, visited: 4, cheats: 0.09 },
});

export const castOf = (name: CityName): Cast => (name === "demo" ? demo() : town());
