import { addDays, type PlainDate } from "../../../lib/domain/dates.ts";
import { addWorkingDays } from "../../../lib/domain/working-days.ts";
import { demoProjects } from "../../../sheets-templates/demo-projects.ts";
import { cleanCity } from "../../../sheets-templates/demo-rows.ts";
import { type Random, seeded } from "../../../sheets-templates/random.ts";
import type { TemplateRow, TemplateRows } from "../../../sheets-templates/registry-sheets.ts";
import { milestoneKey } from "../../../sheets-templates/year/milestones.ts";
import { CALENDAR, type Deed, dateCell, officeDay, typing, type World } from "../../../sheets-templates/year/world.ts";

/**
 * A city whose units keep their habits: some are late with most steps, most with some, a few hardly ever; the same before the half-year and in it. The
 * project has its share in it too (some are hard), and so have the weeks of 春节; some steps are never done, and a late one holds up those behind it.
 * None of this is how the forecast reckons, and the shares are not fitted to it.
 */
export function cityOfHabits(seed: string, { from, to }: { readonly from: PlainDate; readonly to: PlainDate }): World {
  const city = cleanCity();
  const random = seeded(`habits ${seed}`);
  const units = new Map(demoProjects().map(({ code, unit }) => [code, unit]));
  const habits = new Map<string, Habit>();
  const habitOf = (unit: string): Habit => {
    const habit = habits.get(unit) ?? newHabit(random);
    habits.set(unit, habit);
    return habit;
  };
  const chains = Map.groupBy(city.milestones!, ({ project }) => String(project));
  const ends = [...chains].flatMap(([project, rows]) =>
    lived(random, rows, (row) => habitOf(String(row.responsibleUnit ?? units.get(project) ?? ""))),
  );
  const isKnown = ({ typed }: Lived): boolean => typed !== null && typed < from;
  const milestones = ends.map((one) => ({
    ...one.row,
    actual: isKnown(one) ? dateCell(one.actual!) : null,
    evidence: null,
  }));
  const deeds = ends.flatMap((one) => (isKnown(one) || one.typed === null || one.typed > to ? [] : [deedOf(one)]));
  const start: TemplateRows = { ...only(city), milestones };
  return { start, deeds: deeds.toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0)), planted: [] };
}

/** What a forecast does not need is left out. */
const only = ({ projects = [], units = [], people = [], rules = [] }: TemplateRows): TemplateRows => ({
  ...{ units, people, rules },
  projects: projects.map((row) => ({ ...row, actualStart: null, actualFinish: null, registeredOn: null })),
});

/** Share of steps that come late without anybody's fault elsewhere, and how many days a late one takes as a rule. */
interface Habit {
  readonly late: number;
  readonly days: number;
}

/** As offices say it of their units: of ten, two are hardly ever late, five now and then, two often, one nearly always. */
const SHARES = [0.04, 0.08, 0.15, 0.2, 0.25, 0.3, 0.35, 0.55, 0.65, 0.85];

const newHabit = (random: Random): Habit => ({
  late: Math.min(random.pick(SHARES) * (0.8 + 0.4 * random.next()), 0.95),
  days: random.int(5, 25),
});

interface Lived {
  readonly row: TemplateRow;
  /** null: never done. */
  readonly actual: PlainDate | null;
  readonly typed: PlainDate | null;
}

const NEVER = 0.03;
/** 春节 and the weeks around it. */
const SLOW: readonly [PlainDate, PlainDate] = ["2026-02-06", "2026-03-06"];

/** One project's steps one after the other. */
function lived(random: Random, rows: readonly TemplateRow[], habitOf: (row: TemplateRow) => Habit): readonly Lived[] {
  const hardness = 0.6 + 0.9 * random.next();
  let before: PlainDate | null = null;
  return rows.map((row): Lived => {
    const planned = (row.planned as { readonly date: PlainDate }).date;
    const { late, days } = habitOf(row);
    const season = planned >= SLOW[0] && planned <= SLOW[1] ? 1.5 : 1;
    const isLate = random.chance(Math.min(late * hardness * season, 0.97));
    const delay = isLate ? Math.ceil(days * (0.2 + 1.6 * random.next() ** 2)) : -random.int(0, 9);
    const allowed: PlainDate | null = before === null ? null : behind(before, Number(row.duration ?? 0));
    const base = delay > 0 && allowed !== null && allowed > planned ? allowed : planned;
    const day = addDays(base, delay);
    const never = random.chance(NEVER);
    const actual = allowed !== null && allowed > day ? allowed : day;
    before = never ? addDays(actual, 60) : actual;
    return never
      ? { row, actual: null, typed: null }
      : { row, actual, typed: officeDay(addDays(actual, random.int(0, 3))) };
  });
}

const behind = (before: PlainDate, duration: number): PlainDate => addWorkingDays(CALENDAR, before, duration).day;

const deedOf = ({ row, actual, typed }: Lived): Deed => ({
  on: typed!,
  tab: "milestones",
  change: typing(milestoneKey(row), { actual: dateCell(actual!), evidence: "验收记录" }),
});
