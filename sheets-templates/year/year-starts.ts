import { addDays, addMonths, type Month, type PlainDate } from "../../lib/domain/dates.ts";
import { seeded } from "../random.ts";
import type { Course } from "./chains.ts";
import { type Deed, officeDay, typed } from "./world.ts";

/** 集中开工 of the year: the month, and the day of the event. */
export const BATCHES: readonly { readonly batch: Month; readonly on: PlainDate }[] = [
  { batch: "2026-02", on: "2026-02-28" },
  { batch: "2026-05", on: "2026-05-28" },
  { batch: "2026-08", on: "2026-08-28" },
  { batch: "2026-11", on: "2026-11-27" },
];

/** New projects planned to start from three weeks before the event to five weeks behind it. */
const belongs = ({ project }: Course, on: PlainDate): boolean =>
  project.annualClass === "新开工" && project.start >= addDays(on, -21) && project.start < addDays(on, 36);

/** 集中开工批次 and 会场 are typed a fortnight before; whoever has begun already is not among them. One place is the main venue. */
export const yearStarts = (courses: readonly Course[]): readonly Deed[] =>
  BATCHES.flatMap(({ batch, on }) => {
    const inIt = courses.filter(
      (course) => belongs(course, on) && (course.started === null || course.started > addDays(on, -14)),
    );
    const random = seeded(`year batch ${batch}`);
    const main = inIt.length === 0 ? null : random.pick(inIt).project.code;
    return inIt.map(({ project: { code } }) => {
      const cells = { startBatch: batch, venue: code === main ? "主会场" : "分会场" };
      return typed("projects", officeDay(addDays(on, -random.int(11, 16))), code, cells);
    });
  });

/** On the list of a batch, and not begun two months later: what the next batch's honesty tells of. */
export const notBegun = (courses: readonly Course[]): readonly Course[] =>
  courses.filter((course) =>
    BATCHES.some(({ on }) => belongs(course, on) && (course.started === null || course.started > addMonths(on, 2))),
  );
