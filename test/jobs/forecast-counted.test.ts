import { describe, expect, it } from "vitest";
import { NO_LEDGER } from "../../lib/domain/notice.ts";
import { endOfDay } from "../../lib/domain/office-calendar.ts";
import type { TabCode } from "../../lib/domain/registry.ts";
import { assess } from "../../lib/jobs/assess.ts";
import type { JobInput } from "../../lib/jobs/job.ts";
import { NO_LETTERS } from "../../lib/jobs/letter-book.ts";
import { rankingOf } from "../../lib/jobs/monthly.ts";
import { mornings } from "../../sheets-templates/year/city.ts";
import { HALF } from "../fakes/living/forecasts.ts";
import { cityOfHabits } from "../fakes/living/habits.ts";
import { sheetOf, workbookOf } from "../fakes/sheets.ts";

const DAY = "2026-06-15";

const rows = mornings(cityOfHabits("counted", HALF))(DAY);
const plan = { parameter: "预警预测 提前", from: { date: "2026-01-01" }, basis: "试行" };

/** The city of a morning with the forecast looking so many days ahead. */
function cityLooking(ahead: string): JobInput {
  const tabs = { ...rows, rules: [...rows.rules!, { ...plan, value: ahead }] };
  const sheets = Object.entries(tabs).map(([tab, list]) => sheetOf(tab as TabCode, list));
  const known = {
    histories: new Map(),
    ledger: NO_LEDGER,
    published: [],
    letters: NO_LETTERS,
    consulted: [],
    unread: [],
  };
  return assess({ ...known, snapshots: [workbookOf(sheets)], at: endOfDay(DAY) }, DAY, null);
}

/** Without the functions that rows of a file are asked by. */
const values = (projects: readonly object[]): unknown => JSON.parse(JSON.stringify(projects));

describe("a forecast is never counted", () => {
  const [on, off] = [cityLooking("60"), cityLooking("0")];
  const [judged, without] = [on.judge(DAY, null), off.judge(DAY, null)];

  it("there is something to count: many milestones warn in the one and none in the other", () => {
    expect(judged.warned().size).toBeGreaterThan(30);
    expect(without.warned().size).toBe(0);
  });

  it("lights of milestones and projects, marks of units and what is asked are the same", () => {
    expect(judged.milestones).toEqual(without.milestones);
    expect(values(judged.projects)).toEqual(values(without.projects));
    expect(judged.unitMarks).toEqual(without.unitMarks);
    expect(judged.questions).toEqual(without.questions);
    expect(judged.doubts()).toEqual(without.doubts());
  });

  it("points, places and every rate of the month are the same", () => {
    const ranking = rankingOf(on, "2026-05");
    expect(ranking.rows.length).toBeGreaterThan(20);
    expect(ranking).toEqual(rankingOf(off, "2026-05"));
  });
});
