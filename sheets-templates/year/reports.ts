import {
  addDays,
  addToMonth,
  lastDayOf,
  type Month,
  monthNumber,
  monthOf,
  type PlainDate,
} from "../../lib/domain/dates.ts";
import type { DemoProject } from "../demo-projects.ts";
import { type Random, seeded } from "../random.ts";
import { adding, type Deed, dateCell, officeDay, typing } from "./world.ts";

const LATE = 0.1;
const FORGOTTEN = 0.03;
const CHEATED = 0.012;

/** Every month's report of every project under way: mostly in time, some late, some never, a few mended in their own favour. */
export function reportDeeds(projects: readonly DemoProject[], from: Month, to: PlainDate): readonly Deed[] {
  const random = seeded("living reports");
  const building = projects.filter(({ annualClass }) => annualClass !== "前期");
  return building.flatMap((project) => reportsOf(random, project, from, to)).filter(({ on }) => on <= to);
}

function reportsOf(random: Random, project: DemoProject, from: Month, to: PlainDate): readonly Deed[] {
  const pace = 0.75 + random.next() * 0.45;
  const deeds: Deed[] = [];
  let sofar = 0;
  for (let month = from; month < monthOf(to); month = addToMonth(month, 1)) {
    sofar += Math.round(((project.plan ?? 0) / 12) * pace * (0.85 + random.next() * 0.3));
    const chance = random.next();
    if (chance < FORGOTTEN) continue;
    deeds.push(...reportOf(random, project, month, sofar, chance < FORGOTTEN + LATE));
  }
  return deeds;
}

function reportOf(random: Random, { code, officer }: DemoProject, month: Month, sofar: number, late: boolean): Deed[] {
  const typed = officeDay(addDays(lastDayOf(month), late ? random.int(9, 16) : random.int(1, 4)));
  const key = `${code}/${month}`;
  const row = {
    project: code,
    month,
    investedYtd: sofar,
    fundedYtd: sofar,
    visualProgress: `${monthNumber(month)}月按计划施工`,
    reporter: officer,
    reportedOn: dateCell(typed),
  };
  const deeds: Deed[] = [{ on: typed, tab: "monthlyReports", change: adding(key, row) }];
  if (random.chance(CHEATED)) deeds.push(mended(key, sofar, addDays(typed, random.int(12, 20)), random.chance(0.5)));
  return deeds;
}

/** Weeks later the figure is another, or gone, and nobody said why. */
const mended = (key: string, sofar: number, on: PlainDate, gone: boolean): Deed => ({
  on: officeDay(on),
  tab: "monthlyReports",
  change: typing(key, { investedYtd: gone ? null : Math.round(sofar * 0.8), ...(gone ? { fundedYtd: null } : {}) }),
  cheat: gone ? "figure-vanished" : "figure-fell",
  key,
});
