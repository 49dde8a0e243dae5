import { addDays, type PlainDate, yearOf } from "../domain/dates.ts";
import { valueOr } from "../domain/field.ts";
import type { CalendarRow } from "../domain/registry.ts";
import type { Calendar } from "../domain/working-days.ts";

/** The State Council's arrangement for one year. A period is "first..last", both included; years are those of the days. */
export interface HolidayNotice {
  readonly year: number;
  readonly issuedOn: PlainDate;
  readonly source: string;
  readonly rest: readonly (readonly [PlainDate, PlainDate])[];
  readonly work: readonly PlainDate[];
}

/** A new notice is one more entry here: see CONTRIBUTING "a new rule". */
export const HOLIDAY_NOTICES: readonly HolidayNotice[] = [
  {
    year: 2025,
    issuedOn: "2024-11-12",
    source: "《国务院办公厅关于2025年部分节假日安排的通知》（2024-11-12）",
    rest: [
      ["2025-01-01", "2025-01-01"],
      ["2025-01-28", "2025-02-04"],
      ["2025-04-04", "2025-04-06"],
      ["2025-05-01", "2025-05-05"],
      ["2025-05-31", "2025-06-02"],
      ["2025-10-01", "2025-10-08"],
    ],
    work: ["2025-01-26", "2025-02-08", "2025-04-27", "2025-09-28", "2025-10-11"],
  },
  {
    year: 2026,
    issuedOn: "2025-11-04",
    source: "《国务院办公厅关于2026年部分节假日安排的通知》（2025-11-04）",
    rest: [
      ["2026-01-01", "2026-01-03"],
      ["2026-02-15", "2026-02-23"],
      ["2026-04-04", "2026-04-06"],
      ["2026-05-01", "2026-05-05"],
      ["2026-06-19", "2026-06-21"],
      ["2026-09-25", "2026-09-27"],
      ["2026-10-01", "2026-10-07"],
    ],
    work: ["2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10"],
  },
];

export const STATUTORY_SOURCE = "《全国年节及纪念日放假办法》（2024-11-10 修订，2025-01-01 起施行）";

/** 清明, 春节（初一）, 端午, 中秋 as month and day. Checked in, so that no machine's locale data decides. Source: 中国科学院紫金山天文台年历. */
const FESTIVALS: Readonly<Record<number, readonly [string, string, string, string]>> = {
  2024: ["04-04", "02-10", "06-10", "09-17"],
  2025: ["04-04", "01-29", "05-31", "10-06"],
  2026: ["04-05", "02-17", "06-19", "09-25"],
  2027: ["04-05", "02-06", "06-09", "09-15"],
  2028: ["04-04", "01-26", "05-28", "10-03"],
  2029: ["04-04", "02-13", "06-16", "09-22"],
  2030: ["04-05", "02-03", "06-05", "09-12"],
  2031: ["04-05", "01-23", "06-24", "10-01"],
  2032: ["04-04", "02-11", "06-12", "09-19"],
  2033: ["04-04", "01-31", "06-01", "09-08"],
  2034: ["04-05", "02-19", "06-20", "09-27"],
  2035: ["04-05", "02-08", "06-10", "09-16"],
  2036: ["04-04", "01-28", "05-30", "10-04"],
  2037: ["04-04", "02-15", "06-18", "09-24"],
  2038: ["04-05", "02-04", "06-07", "09-13"],
  2039: ["04-05", "01-24", "05-27", "10-02"],
  2040: ["04-04", "02-12", "06-14", "09-20"],
};

/** Years for which statutory days are known in full; beyond them only the fixed days are. */
export const FESTIVAL_YEARS: readonly number[] = Object.keys(FESTIVALS).map(Number);

/** 除夕 and 2 May are statutory since 2025. A day on a weekend is not made up. Source: 《全国年节及纪念日放假办法》. */
export function statutoryDays(year: number): readonly PlainDate[] {
  const revised = year >= 2025;
  const fixed = ["01-01", "05-01", ...(revised ? ["05-02"] : []), "10-01", "10-02", "10-03"];
  const [qingming, newYear, ...others] = FESTIVALS[year] ?? [];
  const spring =
    newYear === undefined ? [] : [...(revised ? [-1] : []), 0, 1, 2].map((n) => addDays(`${year}-${newYear}`, n));
  const lunar = [qingming, ...others].filter((day) => day !== undefined);
  return [...[...fixed, ...lunar].map((day) => `${year}-${day}`), ...spring].sort();
}

const CITYWIDE = "全市";

/**
 * The calendar of a place: notices, statutory days of the years without one, then the tab 节假日: rows for 全市, over them those of the
 * county `scope` (null: only 全市). A year counts as announced when 全市 rows that cite the State Council hold both rest and make-up days of it.
 */
export function calendarFor(rows: readonly CalendarRow[], scope: string | null): Calendar {
  const citywide = rows.filter((row) => valueOr(row.scope, CITYWIDE) === CITYWIDE);
  const local = scope === null || scope === CITYWIDE ? [] : rows.filter((row) => row.scope === scope);
  const special = new Map(BUILT_IN);
  for (const row of [...citywide, ...local]) special.set(row.date, row.type === "上班" ? "work" : "rest");
  return { special, announced: new Set([...HOLIDAY_NOTICES.map((notice) => notice.year), ...announcedBy(citywide)]) };
}

const BUILT_IN: ReadonlyMap<PlainDate, "rest" | "work"> = builtIn();

function builtIn(): Map<PlainDate, "rest" | "work"> {
  const special = new Map<PlainDate, "rest" | "work">();
  const announced = new Set(HOLIDAY_NOTICES.map((notice) => notice.year));
  for (let year = 2000; year <= 2100; year++)
    if (!announced.has(year)) for (const day of statutoryDays(year)) special.set(day, "rest");
  for (const notice of HOLIDAY_NOTICES) {
    for (const [first, last] of notice.rest)
      for (let day = first; day <= last; day = addDays(day, 1)) special.set(day, "rest");
    for (const day of notice.work) special.set(day, "work");
  }
  return special;
}

const NAMES_THE_NOTICE = /国务院|国办/;

function announcedBy(citywide: readonly CalendarRow[]): readonly number[] {
  const cited = citywide.filter((row) => NAMES_THE_NOTICE.test(valueOr(row.basis, "")));
  const yearsOf = (type: CalendarRow["type"]) =>
    new Set(cited.filter((row) => row.type === type).map((row) => yearOf(row.date)));
  const worked = yearsOf("上班");
  return [...yearsOf("放假")].filter((year) => worked.has(year));
}

/** Where the calendar of a year comes from, for `days` and `explain`. */
export const holidaySource = (year: number): string =>
  HOLIDAY_NOTICES.find((notice) => notice.year === year)?.source ?? STATUTORY_SOURCE;
