import type { Month, PlainDate } from "../../lib/domain/dates.ts";
import { withRole } from "../demo-units.ts";
import { seeded } from "../random.ts";
import type { Cast } from "./cast.ts";
import type { Course } from "./chains.ts";
import { habitOf } from "./habits.ts";
import { added, type Deed } from "./world.ts";

/** 观摩 of the year with its day: April and October look at the other four categories, July and December at 产业. */
const VISITS: readonly { readonly visit: Month; readonly on: PlainDate; readonly industry: boolean }[] = [
  { visit: "2026-04", on: "2026-04-23", industry: false },
  { visit: "2026-07", on: "2026-07-23", industry: true },
  { visit: "2026-10", on: "2026-10-22", industry: false },
  { visit: "2026-12", on: "2026-12-17", industry: true },
];

/** The clerk types the judges' sheets on the evening of the visit. */
export const yearVisits = ({ visited }: Cast, courses: readonly Course[]): readonly Deed[] =>
  VISITS.flatMap(({ visit, on, industry }) =>
    toSee(courses, on, industry, visited).flatMap(({ project: { code: project, unit } }) =>
      withRole("评委").map(({ name: judge }) => {
        const row = { visit, project, judge, score: judgedScore(unit, visit, project, judge) };
        return added("observations", on, `${visit}/${project}/${judge}`, row);
      }),
    ),
  );

/** 0 to 100 with one decimal: by the habits of the project's unit and the judge's own eye. */
function judgedScore(unit: string, visit: Month, project: string, judge: string): number {
  const { kind } = habitOf(unit);
  const base = { good: 91, fair: 86, poor: 79 }[kind] + seeded(`year visit ${visit} ${project}`).int(-3, 4);
  const eye = seeded(`year judge ${judge}`).int(-2, 2);
  const own = seeded(`year vote ${visit} ${project} ${judge}`).int(-15, 15) / 10;
  return Math.round((base + eye + own) * 10) / 10;
}

/** Projects under way, one county after the other. */
function toSee(courses: readonly Course[], on: PlainDate, industry: boolean, count: number): readonly Course[] {
  const random = seeded(`year visited ${on}`);
  const fit = courses.filter(
    ({ project, started }) =>
      started !== null && started < on && project.plan !== null && (project.category === "产业") === industry,
  );
  const byCounty = [...Map.groupBy(random.shuffle(fit), ({ project }) => project.county).values()];
  const rounds = Array.from({ length: 4 }, (_, round) => byCounty.flatMap((own) => own[round] ?? []));
  return rounds.flat().slice(0, count);
}
