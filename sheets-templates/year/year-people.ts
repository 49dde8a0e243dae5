import { addDays, type PlainDate } from "../../lib/domain/dates.ts";
import { type DemoPerson, officersOf } from "../demo-units.ts";
import { seeded } from "../random.ts";
import type { TemplateRow } from "../registry-sheets.ts";
import type { Cast } from "./cast.ts";
import type { Course } from "./chains.ts";
import { isReserve } from "./town.ts";
import { added, type Deed, dateCell, officeDay, typed } from "./world.ts";

const rowOf = ({ name, unit, title, email, roles }: DemoPerson): TemplateRow => ({
  ...{ name, unit, title, email, roles },
  ...{ deputy: null, leaveFrom: null, leaveTo: null, disabled: null },
});

/** Whose address is missing when the year begins, and whose is misspelt: both are mended when the admins were told. */
const WITHOUT = "云岭县";
const MISSPELT = "市水务局";

/** 人员 on the first morning. */
export const peopleBefore = ({ people }: Cast): readonly TemplateRow[] =>
  people.map((person) => {
    const row = rowOf(person);
    if (person.unit === WITHOUT && person.roles === "办公室主任") return { ...row, email: null };
    if (person.unit === MISSPELT && person.roles === "办公室主任")
      return { ...row, email: person.email.replace("@", "＠").replace(".example", "") };
    return row;
  });

/** Leave with and without a deputy, an officer who moves to another unit, addresses that are mended, a project that changes hands. */
export const yearPeople = (cast: Cast, courses: readonly Course[]): readonly Deed[] => [
  ...leaves(cast),
  ...mendedAddresses(cast),
  ...movedOfficer(cast, courses),
  ...handedOver(cast, courses),
];

const LEAVES: readonly PlainDate[] = [
  "2026-02-10",
  "2026-03-09",
  "2026-04-13",
  "2026-06-08",
  "2026-07-13",
  "2026-08-10",
  "2026-10-12",
  "2026-11-09",
];

function leaves({ units }: Cast): readonly Deed[] {
  const counties = units.filter(({ group }) => group !== "其他").map(({ name }) => name);
  return LEAVES.flatMap((begins, index) => {
    const unit = counties[index % counties.length]!;
    const [away, deputy] = officersOf(unit);
    const leave = { leaveFrom: dateCell(begins), leaveTo: dateCell(addDays(begins, 13)) };
    const cells = { ...leave, deputy: index % 4 === 3 ? null : deputy!.name };
    return [typed("people", officeDay(addDays(begins, -1)), `${unit}/${away!.name}`, cells)];
  });
}

const mendedAddresses = ({ people }: Cast): readonly Deed[] =>
  people
    .filter(({ unit, roles }) => (unit === WITHOUT || unit === MISSPELT) && roles === "办公室主任")
    .map(({ unit, name, email }) =>
      typed("people", unit === WITHOUT ? "2026-03-05" : "2026-01-09", `${unit}/${name}`, { email }),
    );

/** An officer goes from a county to a department in May; the projects of before get the colleague. */
function movedOfficer({ people }: Cast, courses: readonly Course[]): readonly Deed[] {
  const [from, to] = ["望川县", "市水务局"];
  const [mover, colleague] = people.filter(({ unit, roles }) => unit === from && roles === "联络员");
  if (mover === undefined || colleague === undefined) return [];
  const on = "2026-05-11";
  const own = courses.filter(({ project }) => project.officer === mover.name && !isReserve(project));
  return [
    typed("people", on, `${from}/${mover.name}`, { disabled: "是" }),
    added("people", on, `${to}/${mover.name}`, { ...rowOf(mover), unit: to, title: "项目科副科长" }),
    ...own.map(({ project }) => typed("projects", on, project.code, { responsiblePerson: colleague.name })),
  ];
}

/** Two projects come under another 责任单位, in the middle of a quarter. */
function handedOver({ name }: Cast, courses: readonly Course[]): readonly Deed[] {
  const random = seeded(`year handed over ${name}`);
  const fit = courses.filter(
    ({ project }) => project.plan !== null && !isReserve(project) && project.unit !== project.county,
  );
  return random
    .shuffle(fit)
    .slice(0, name === "town" ? 1 : 3)
    .map(({ project }, index) => {
      const cells = { responsibleUnit: project.county, responsiblePerson: officersOf(project.county)[1]!.name };
      return typed("projects", ["2026-04-20", "2026-08-11", "2026-11-05"][index]!, project.code, cells);
    });
}
