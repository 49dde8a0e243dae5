import chineseDays from "chinese-days";
import { afterAll, describe, expect, it, vi } from "vitest";
import { addDays } from "../../lib/domain/dates.ts";
import type { CalendarRow } from "../../lib/domain/registry.ts";
import { addWorkingDays, isWorkday, workingDaysBetween } from "../../lib/domain/working-days.ts";
import {
  calendarFor,
  FESTIVAL_YEARS,
  HOLIDAY_NOTICES,
  holidaySource,
  STATUTORY_SOURCE,
  statutoryDays,
} from "../../lib/rules/holidays.ts";

const city = calendarFor([], null);
const daysOf = (year: number): string[] => {
  const days: string[] = [];
  for (let day = `${year}-01-01`; day <= `${year}-12-31`; day = addDays(day, 1)) days.push(day);
  return days;
};

const row = (
  date: string,
  type: CalendarRow["type"],
  scope: string | null,
  basis: string | null = null,
): CalendarRow => ({
  workbook: "台账",
  key: `${date}/${scope ?? "全市"}`,
  date,
  type,
  scope,
  basis,
});

/** The oracle reads days in the machine's own time, set before it is loaded: west of Greenwich it would be a day off. */
const zoneBefore = vi.hoisted(() => {
  const before = process.env.TZ;
  process.env.TZ = "Asia/Shanghai";
  return before;
});
afterAll(() => {
  if (zoneBefore === undefined) delete process.env.TZ;
  else process.env.TZ = zoneBefore;
});

describe("the State Council's notices", () => {
  it.each([2025, 2026])("%i has 248 working days", (year) => {
    expect(workingDaysBetween(city, `${year - 1}-12-31`, `${year}-12-31`)).toBe(248);
  });

  it.each([2025, 2026])("agree with an independent table on every day of %i", (year) => {
    const differing = daysOf(year).filter((day) => isWorkday(city, day) !== chineseDays.isWorkday(day));
    expect(differing).toEqual([]);
  });

  it("rest on whole periods and work on make-up days, each inside its own year, the make-up days on weekends", () => {
    for (const { year, rest, work, issuedOn } of HOLIDAY_NOTICES) {
      for (const [first, last] of rest)
        expect([first <= last, first.slice(0, 4), last.slice(0, 4)]).toEqual([true, `${year}`, `${year}`]);
      for (const day of work) expect([isWorkday(city, day), new Date(day).getUTCDay() % 6]).toEqual([true, 0]);
      expect(issuedOn < `${year}-01-01`).toBe(true);
    }
  });

  it("are named as the source of their year, the law as that of any other", () => {
    expect(holidaySource(2026)).toBe("《国务院办公厅关于2026年部分节假日安排的通知》（2025-11-04）");
    expect(holidaySource(2025)).toContain("2024-11-12");
    expect(holidaySource(2027)).toBe(STATUTORY_SOURCE);
  });
});

describe("statutory days of years without a notice", () => {
  it("are the thirteen days of the law in 2027", () => {
    expect(statutoryDays(2027)).toEqual([
      "2027-01-01",
      "2027-02-05",
      "2027-02-06",
      "2027-02-07",
      "2027-02-08",
      "2027-04-05",
      "2027-05-01",
      "2027-05-02",
      "2027-06-09",
      "2027-09-15",
      "2027-10-01",
      "2027-10-02",
      "2027-10-03",
    ]);
  });

  it("do not hold 除夕 and 2 May before the law of 2025", () => {
    expect(statutoryDays(2024)).toEqual([
      "2024-01-01",
      "2024-02-10",
      "2024-02-11",
      "2024-02-12",
      "2024-04-04",
      "2024-05-01",
      "2024-06-10",
      "2024-09-17",
      "2024-10-01",
      "2024-10-02",
      "2024-10-03",
    ]);
  });

  it("are the fixed days alone beyond the checked-in table", () => {
    expect(statutoryDays(2041)).toEqual([
      "2041-01-01",
      "2041-05-01",
      "2041-05-02",
      "2041-10-01",
      "2041-10-02",
      "2041-10-03",
    ]);
    expect([FESTIVAL_YEARS[0], FESTIVAL_YEARS.at(-1), FESTIVAL_YEARS.length]).toEqual([2024, 2040, 17]);
  });

  it.each(FESTIVAL_YEARS)("agree with an independent lunar calendar in %i", (year) => {
    const solar = (lunar: string): string => chineseDays.getSolarDateFromLunar(`${year}-${lunar}`).date;
    const qingming = chineseDays.getSolarTerms(`${year}-04-01`, `${year}-04-10`).find((term) => term.name === "清明");
    const newYear = solar("01-01");
    for (const day of [
      newYear,
      addDays(newYear, 1),
      addDays(newYear, 2),
      solar("05-05"),
      solar("08-15"),
      qingming!.date,
    ])
      expect(statutoryDays(year)).toContain(day);
    expect(statutoryDays(year).includes(addDays(newYear, -1))).toBe(year >= 2025);
  });

  it("rest on weekdays, and nothing is made up: every weekend of 2027 is free", () => {
    expect(isWorkday(city, "2027-02-05")).toBe(false);
    expect(isWorkday(city, "2027-02-09")).toBe(true);
    expect(daysOf(2027).filter((day) => isWorkday(city, day) && new Date(day).getUTCDay() % 6 === 0)).toEqual([]);
    expect(city.announced.has(2027)).toBe(false);
  });

  it("hold from 2000 to 2100, the years people type", () => {
    expect(isWorkday(city, "2000-05-01")).toBe(false);
    expect(isWorkday(city, "2100-10-01")).toBe(false);
  });
});

describe("the tab 节假日", () => {
  it("turns a working day into a rest day for all, whether 全市 is written or left blank", () => {
    expect(isWorkday(calendarFor([row("2026-06-12", "放假", "全市")], null), "2026-06-12")).toBe(false);
    expect(isWorkday(calendarFor([row("2026-06-12", "放假", null)], "甲县"), "2026-06-12")).toBe(false);
  });

  it("turns a rest day into a working day", () => {
    expect(isWorkday(calendarFor([row("2026-06-13", "上班", "全市")], null), "2026-06-13")).toBe(true);
  });

  it("holds for the county it names and for no other place", () => {
    const rows = [row("2026-06-12", "放假", "甲县")];
    expect(isWorkday(calendarFor(rows, "甲县"), "2026-06-12")).toBe(false);
    expect(isWorkday(calendarFor(rows, "乙县"), "2026-06-12")).toBe(true);
    expect(isWorkday(calendarFor(rows, null), "2026-06-12")).toBe(true);
    expect(isWorkday(calendarFor(rows, "全市"), "2026-06-12")).toBe(true);
  });

  it("lets the county's row stand over the city's, wherever it is written", () => {
    const rows = [row("2026-06-12", "上班", "甲县"), row("2026-06-12", "放假", "全市")];
    expect(isWorkday(calendarFor(rows, "甲县"), "2026-06-12")).toBe(true);
    expect(isWorkday(calendarFor(rows, "乙县"), "2026-06-12")).toBe(false);
  });

  it("stands over a notice: a make-up Saturday called off is no working day", () => {
    expect(addWorkingDays(calendarFor([row("2026-02-28", "放假", "全市")], null), "2026-02-27", 1).day).toBe(
      "2026-03-02",
    );
  });

  it("leaves the built-in calendar untouched for the next one", () => {
    calendarFor([row("2026-06-12", "放假", "全市")], null);
    expect(isWorkday(calendarFor([], null), "2026-06-12")).toBe(true);
  });
});

describe("a year announced by the tab 节假日", () => {
  const notice = "国务院办公厅关于2027年部分节假日安排的通知";
  it("is no longer 暂定 once 全市 rows citing the State Council hold rest and make-up days", () => {
    const rows = [row("2027-01-01", "放假", "全市", notice), row("2027-02-13", "上班", null, "国办通知")];
    expect(calendarFor(rows, "甲县").announced.has(2027)).toBe(true);
    expect(addWorkingDays(calendarFor(rows, null), "2027-03-01", 1).provisional).toBe(false);
  });

  it.each([
    ["only rest days", [row("2027-01-01", "放假", "全市", notice)]],
    ["only make-up days", [row("2027-02-13", "上班", "全市", notice)]],
    [
      "another document",
      [row("2027-01-01", "放假", "全市", "市政府通知"), row("2027-02-13", "上班", "全市", "市政府通知")],
    ],
    ["no document", [row("2027-01-01", "放假", "全市"), row("2027-02-13", "上班", "全市")]],
    ["a county's rows", [row("2027-01-01", "放假", "甲县", notice), row("2027-02-13", "上班", "甲县", notice)]],
    ["days of two years", [row("2027-01-01", "放假", "全市", notice), row("2028-02-12", "上班", "全市", notice)]],
  ])("stays 暂定 with %s", (_, rows) => {
    expect([...calendarFor(rows, "甲县").announced]).toEqual([2025, 2026]);
  });
});
