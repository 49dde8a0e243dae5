import { addDays, monthOf, type PlainDate } from "../../lib/domain/dates.ts";
import { dayAt } from "../../lib/domain/office-calendar.ts";
import { monthlyLocks } from "../../lib/domain/original-plan.ts";
import type { TabCode } from "../../lib/domain/registry.ts";
import { tabOf } from "../../lib/registry/tabs.ts";
import { demoProjects } from "../demo-projects.ts";
import { cleanCity } from "../demo-rows.ts";
import { officersOf } from "../demo-units.ts";
import { seeded } from "../random.ts";
import type { TemplateRow, TemplateRows } from "../registry-sheets.ts";
import { issueDeeds, taskDeeds } from "./matters.ts";
import { agreedMoves, milestoneDeeds, milestonesBefore } from "./milestones.ts";
import { reportDeeds } from "./reports.ts";
import { CALENDAR, type Deed, dateCell, officeDay, type Rows, typing, type World } from "./world.ts";

export interface CitySize {
  readonly from: PlainDate;
  readonly to: PlainDate;
  readonly projects: number;
  readonly issues: number;
  readonly tasks: number;
}

/** 217 projects, 400 problems and 106 tasks from January to June. */
export const HALF_YEAR: CitySize = { from: "2026-01-05", to: "2026-06-30", projects: 217, issues: 400, tasks: 106 };

const EMPTY: readonly TabCode[] = [
  "monthlyReports",
  "issues",
  "tasks",
  "inspections",
  "observations",
  "adjustments",
  "letters",
  "appeals",
  "scoreAdjustments",
  "exemptions",
  "disclosures",
];

/** A city whose people forget, are late, cheat, mend, reopen and go on leave, day by day. The same every time. */
export function livingCity({ from, to, projects: size, issues, tasks }: CitySize): World {
  const city = cleanCity();
  const projects = demoProjects().slice(0, size);
  const codes = new Set(projects.map(({ code }) => code));
  const milestones = milestonesBefore(
    city.milestones!.filter(({ project }) => codes.has(String(project))),
    from,
  );
  const start: TemplateRows = {
    ...city,
    ...Object.fromEntries(EMPTY.map((tab) => [tab, []])),
    projects: city.projects!.filter(({ code }) => codes.has(String(code))).map((row) => projectBefore(row, from)),
    monthlyPlans: city.monthlyPlans!.filter(({ project }) => codes.has(String(project))),
    milestones,
    people: city.people!.map((row) => ({ ...row, deputy: null, leaveFrom: null, leaveTo: null })),
  };
  const deeds = [
    ...milestoneDeeds(milestones, from, to),
    ...agreedMoves(milestones, from, to),
    ...reportDeeds(projects, monthOf(from), to),
    ...issueDeeds(projects, from, to, issues),
    ...taskDeeds(from, to, tasks),
    ...leaveDeeds(from, to),
  ].sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
  const planted = deeds
    .flatMap(({ cheat, key, tab, on }) => (cheat === undefined || key === undefined ? [] : [{ cheat, key, tab, on }]))
    .filter(({ cheat, on }) => !cheat.startsWith("plan-moved") || on >= plansFreeze(from));
  return { start, deeds, planted };
}

/** Until the first lock after the first reading a plan may be moved: nobody has agreed to any yet. */
const plansFreeze = (from: PlainDate): PlainDate => addDays(dayAt(monthlyLocks(CALENDAR)(`${from}T00:00:00.000Z`)), -1);

/** The milestones of these names tell when a project began and ended. */
const projectBefore = (row: TemplateRow, from: PlainDate): TemplateRow => ({
  ...row,
  actualStart: before(row.actualStart, from),
  actualFinish: null,
  registeredOn: before(row.registeredOn, from),
});

const before = (cell: TemplateRow[string] | undefined, from: PlainDate) =>
  typeof cell === "object" && cell !== null && cell.date < from ? cell : null;

/** Some officers go on leave for two weeks, most with a deputy. */
function leaveDeeds(from: PlainDate, to: PlainDate): readonly Deed[] {
  const random = seeded("living leave");
  const units = ["东澜区", "西屏区", "北渚区", "望川县", "清渡县", "松岩县"];
  return units.flatMap((unit, index) => {
    const [away, deputy] = officersOf(unit);
    const begins = officeDay(addMonthsOf(from, index + 1));
    if (begins > to || away === undefined) return [];
    const leave = {
      leaveFrom: dateCell(begins),
      leaveTo: dateCell(addWeeks(begins)),
      deputy: random.chance(0.7) ? deputy!.name : null,
    };
    return [{ on: begins, tab: "people" as const, change: typing(`${unit}/${away.name}`, leave) }];
  });
}

const addMonthsOf = (day: PlainDate, months: number): PlainDate =>
  `${day.slice(0, 5)}${String(Number(day.slice(5, 7)) + Math.min(months, 6)).padStart(2, "0")}-10`;
const addWeeks = (day: PlainDate): PlainDate => `${day.slice(0, 8)}26`;

const textOf = (cell: TemplateRow[string] | undefined): string =>
  cell === null || cell === undefined ? "" : typeof cell === "object" ? cell.date : String(cell);

/** As the registry makes it. */
const keyOf = (tab: string, row: TemplateRow): string =>
  tabOf(tab)
    .key.map((code) => textOf(row[code]))
    .join("/");

/** The rows of every morning, deeds of the days before done. */
export function mornings({ start, deeds }: World): (day: PlainDate) => TemplateRows {
  const tabs = new Map<string, Rows>(
    Object.entries(start).map(([tab, rows]) => [tab, new Map(rows.map((row) => [keyOf(tab, row), row]))]),
  );
  const rowsOf = (tab: string): Rows => {
    const rows = tabs.get(tab) ?? new Map();
    tabs.set(tab, rows);
    return rows;
  };
  let next = 0;
  return (day) => {
    for (; next < deeds.length && deeds[next]!.on < day; next++) deeds[next]!.change(rowsOf(deeds[next]!.tab));
    return Object.fromEntries([...tabs].map(([tab, rows]) => [tab, [...rows.values()]]));
  };
}
