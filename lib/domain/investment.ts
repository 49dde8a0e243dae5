import { addToMonth, type Month, monthNumber } from "./dates.ts";
import { type Field, isValue, UNREADABLE, valueOr } from "./field.ts";
import type { CellRef } from "./light.ts";
import type { Money, MonthlyReport } from "./registry.ts";

/** The reports of one project: the row of a month, null when there is none (or none was known then). */
export type ReportsOf = (month: Month) => MonthlyReport | null;

/**
 * A cumulative figure since January, exact 元. `value` null: nothing reported this year, or `unreadable`.
 * `month` is the month whose report it comes from; `stale` when that is not the month asked for (sums say so in a footnote).
 * `incomplete`: it was added up from 本月 figures and a month between is missing.
 */
export interface Cumulative {
  readonly value: Money | null;
  readonly month: Month | null;
  readonly stale: boolean;
  readonly unreadable: boolean;
  readonly incomplete: boolean;
  readonly restsOn: readonly CellRef[];
}

/** All reports by project code and month. */
export type InvestmentBook = ReadonlyMap<string, ReadonlyMap<Month, MonthlyReport>>;

export function investmentBook(reports: readonly MonthlyReport[]): InvestmentBook {
  const book = new Map<string, Map<Month, MonthlyReport>>();
  for (const report of reports) {
    const months = book.get(report.project) ?? new Map<Month, MonthlyReport>();
    book.set(report.project, months.set(report.month, report));
  }
  return book;
}

/** A row with only its key, or without any investment figure, is not yet a report. An unreadable figure is one. */
export const isReported = (report: MonthlyReport | null): report is MonthlyReport =>
  report !== null && (report.invested !== null || report.investedYtd !== null);

const NOTHING = { value: null, month: null, stale: true, unreadable: false, incomplete: false, restsOn: [] } as const;

/** 年初累计 as typed; left out, it is the last month's plus 本月. Source: registry.md 月报, domain.md "Investment identities". */
export const investedToDate = (reports: ReportsOf, month: Month): Cumulative =>
  cumulative(reports, month, "investedYtd", "invested");

/** 年初累计到位, likewise; but left blank in the last report it is 0. Source: domain.md "Indicators", 资金到位率. */
export function fundedToDate(reports: ReportsOf, month: Month): Cumulative {
  const funded = cumulative(reports, month, "fundedYtd", "funded");
  const last = funded.month === null ? null : reports(funded.month);
  return last !== null && hasNoFunds(last) ? { ...funded, value: 0, unreadable: false, incomplete: false } : funded;
}

export const hasNoFunds = ({ funded, fundedYtd }: MonthlyReport): boolean => funded === null && fundedYtd === null;

type Total = "investedYtd" | "fundedYtd";
type Part = "invested" | "funded";

function cumulative(reports: ReportsOf, asked: Month, total: Total, part: Part): Cumulative {
  const month = lastReported(reports, asked);
  if (month === null) return NOTHING;
  const figure = build(reports, month, total, part);
  return { ...figure, month, stale: month !== asked };
}

/** The last month of the year up to `month` that was reported. */
export function lastReported(reports: ReportsOf, month: Month): Month | null {
  for (let m = month; ; m = addToMonth(m, -1)) {
    if (isReported(reports(m))) return m;
    if (monthNumber(m) === 1) return null;
  }
}

type Figure = Pick<Cumulative, "value" | "unreadable" | "incomplete" | "restsOn">;

function build(reports: ReportsOf, month: Month, total: Total, part: Part): Figure {
  const report = reports(month)!;
  const cell = (field: string): CellRef => ({
    workbook: report.workbook,
    tab: "monthlyReports",
    key: report.key,
    field,
  });
  if (isValue(report[total]))
    return { value: report[total], unreadable: false, incomplete: false, restsOn: [cell(total)] };
  const addend: Field<Money> = report[total] === UNREADABLE ? UNREADABLE : report[part];
  const here = addend === UNREADABLE && report[total] === UNREADABLE ? cell(total) : cell(part);
  if (addend === UNREADABLE) return { value: null, unreadable: true, incomplete: false, restsOn: [here] };
  const before = beforeMonth(reports, month, total, part);
  const value = before.unreadable ? null : (before.value ?? 0) + valueOr(addend, 0);
  return { ...before, value, restsOn: [...before.restsOn, here] };
}

/** The figure this month's 本月 is added to. A missing January belongs to February's report and leaves no gap. */
function beforeMonth(reports: ReportsOf, month: Month, total: Total, part: Part): Figure {
  if (monthNumber(month) === 1) return NOTHING;
  const previous = addToMonth(month, -1);
  const last = lastReported(reports, previous);
  const gap = last === null ? monthNumber(month) > 2 : last !== previous;
  if (last === null) return { ...NOTHING, incomplete: gap };
  const figure = build(reports, last, total, part);
  return { ...figure, incomplete: figure.incomplete || gap };
}
