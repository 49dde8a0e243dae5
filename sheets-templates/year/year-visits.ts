import type { Month } from "../../lib/domain/dates.ts";
import { seeded } from "../random.ts";
import { habitOf } from "./habits.ts";

/** What a judge of a visit gives a project: 0 to 100 with one decimal. The same whenever it is asked. */
export type JudgedScore = (visit: Month, project: string, judge: string) => number;

/** By the habits of the project's unit and the judge's own eye; `unitOf` of a project nobody knows is "". */
export const judgedBy =
  (unitOf: (project: string) => string): JudgedScore =>
  (visit, project, judge) => {
    const { kind } = habitOf(unitOf(project));
    const base = { good: 91, fair: 86, poor: 79 }[kind] + seeded(`year visit ${visit} ${project}`).int(-3, 4);
    const eye = seeded(`year judge ${judge}`).int(-2, 2);
    const own = seeded(`year vote ${visit} ${project} ${judge}`).int(-15, 15) / 10;
    return Math.round((base + eye + own) * 10) / 10;
  };
