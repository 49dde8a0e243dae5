import { type ForecastCase, forecastCases, type SettledCase, settled } from "../../../lib/domain/calibration.ts";
import { addDays, type PlainDate } from "../../../lib/domain/dates.ts";
import type { Judgement } from "../../../lib/domain/judgement.ts";
import { NO_LEDGER } from "../../../lib/domain/notice.ts";
import { endOfDay } from "../../../lib/domain/office-calendar.ts";
import type { TabCode } from "../../../lib/domain/registry.ts";
import { assess } from "../../../lib/jobs/assess.ts";
import { NO_LETTERS } from "../../../lib/jobs/letter-book.ts";
import type { TemplateRows } from "../../../sheets-templates/registry-sheets.ts";
import { mornings } from "../../../sheets-templates/year/city.ts";
import { sheetOf, workbookOf } from "../sheets.ts";
import { cityOfHabits } from "./habits.ts";

/** The half-year forecast on: plans up to 30 days ahead of the last Monday are over before the last day. */
export const HALF = { from: "2026-01-05", to: "2026-06-30" } as const;
const FIRST_MONDAY: PlainDate = "2026-01-12";
const LAST_MONDAY: PlainDate = "2026-05-25";

/** What was forecast in a city on every n-th Monday from the rows of that morning, with what came by the end of the half-year. */
export function forecastHalfYear(seed: string, everyWeeks: number): readonly SettledCase[] {
  const rowsOn = mornings(cityOfHabits(seed, HALF));
  const cases: ForecastCase[] = [];
  for (let day = FIRST_MONDAY; day <= LAST_MONDAY; day = addDays(day, 7 * everyWeeks))
    cases.push(...forecastCases(judgedOn(rowsOn(day), day)));
  return settled(cases, judgedOn(rowsOn(HALF.to), HALF.to));
}

function judgedOn(rows: TemplateRows, day: PlainDate): Judgement {
  const sheets = Object.entries(rows)
    .filter(([, list]) => list.length > 0)
    .map(([tab, list]) => sheetOf(tab as TabCode, list));
  const known = {
    histories: new Map(),
    ledger: NO_LEDGER,
    published: [],
    letters: NO_LETTERS,
    consulted: [],
    unread: [],
  };
  return assess({ ...known, snapshots: [workbookOf(sheets)], at: endOfDay(day) }, day, null).judge(day, null);
}
