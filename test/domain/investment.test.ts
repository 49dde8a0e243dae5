import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addToMonth } from "../../lib/domain/dates.ts";
import { UNREADABLE } from "../../lib/domain/field.ts";
import { fundedToDate, investedToDate, investmentBook, type ReportsOf } from "../../lib/domain/investment.ts";
import type { MonthlyReport } from "../../lib/domain/registry.ts";
import { newReport } from "../fakes/registry-rows.ts";

const SEED = { seed: 2026, numRuns: 300 };

type Figures = Partial<Pick<MonthlyReport, "invested" | "investedYtd" | "funded" | "fundedYtd">>;

/** The reports of P, read as the archive reads them. */
const bookReader =
  (reports: readonly MonthlyReport[]): ReportsOf =>
  (month) =>
    investmentBook(reports).get("P")?.get(month) ?? null;

const bookOf = (months: Readonly<Record<string, Figures>>) =>
  bookReader(Object.entries(months).map(([month, figures]) => ({ ...newReport("P", `2026-${month}`), ...figures })));

const investedAt = (months: Readonly<Record<string, Figures>>, month: string) =>
  investedToDate(bookOf(months), `2026-${month}`);
const fundedAt = (months: Readonly<Record<string, Figures>>, month: string) =>
  fundedToDate(bookOf(months), `2026-${month}`);

describe("年初累计 of a project", () => {
  test("is the figure typed", () => {
    expect(investedAt({ "03": { investedYtd: 300 } }, "03")).toMatchObject({
      value: 300,
      month: "2026-03",
      stale: false,
      incomplete: false,
    });
  });

  test("follows from 本月 and the month before where it was left out", () => {
    const months = { "01": { invested: 100 }, "02": { investedYtd: 250 }, "03": { invested: 50 } };
    expect(investedAt(months, "03").value).toBe(300);
    expect(investedAt(months, "03").restsOn.map(({ key, field }) => `${key} ${field}`)).toEqual([
      "P/2026-02 investedYtd",
      "P/2026-03 invested",
    ]);
  });

  test("is that of the last report where the month is missing, and stale", () => {
    expect(investedAt({ "02": { investedYtd: 250 } }, "05")).toMatchObject({
      value: 250,
      month: "2026-02",
      stale: true,
    });
  });

  test("does not reach back into the year before", () => {
    const reports = bookReader([{ ...newReport("P", "2025-12"), investedYtd: 900 }]);
    expect(investedToDate(reports, "2026-02")).toMatchObject({ value: null, month: null, stale: true });
  });

  test("added over a month that is missing it is marked incomplete", () => {
    expect(investedAt({ "02": { invested: 100 }, "04": { invested: 50 } }, "04")).toMatchObject({
      value: 150,
      incomplete: true,
    });
  });

  test("a January that came with February leaves no gap", () => {
    expect(investedAt({ "02": { invested: 100 } }, "02")).toMatchObject({ value: 100, incomplete: false });
    expect(investedAt({ "03": { invested: 100 } }, "03")).toMatchObject({ value: 100, incomplete: true });
  });

  test("a figure that cannot be read is unknown, not nought", () => {
    expect(investedAt({ "02": { investedYtd: UNREADABLE } }, "02")).toMatchObject({ value: null, unreadable: true });
    const later = { "02": { investedYtd: UNREADABLE }, "03": { invested: 50 } };
    expect(investedAt(later, "03")).toMatchObject({ value: null, unreadable: true });
    expect(investedAt({ ...later, "04": { investedYtd: 400 } }, "04").value).toBe(400);
  });

  test("a row with only its key is passed over", () => {
    expect(investedAt({ "02": { investedYtd: 250 }, "03": {} }, "03")).toMatchObject({ value: 250, stale: true });
  });
});

describe("年初累计到位 of a project", () => {
  test("are nought where the last report leaves them blank, and as typed again once it does not", () => {
    const months = { "02": { investedYtd: 250, fundedYtd: 200 }, "03": { investedYtd: 300 } };
    expect(fundedAt(months, "03")).toMatchObject({ value: 0, stale: false });
    expect(fundedAt(months, "04")).toMatchObject({ value: 0, month: "2026-03", stale: true });
    expect(fundedAt({ ...months, "04": { investedYtd: 320, funded: 10 } }, "04").value).toBe(210);
    const unread = { "02": { investedYtd: 250, fundedYtd: UNREADABLE }, "03": { investedYtd: 300 } };
    expect(fundedAt(unread, "03")).toMatchObject({ value: 0, unreadable: false });
  });

  test("are nought where no funds were ever reported", () => {
    expect(fundedAt({ "02": { investedYtd: 250 } }, "02").value).toBe(0);
  });
});

describe("cumulative figures", () => {
  test("are the exact sum of the months, whichever of the two figures each month gives", () => {
    const months = fc.array(fc.tuple(fc.integer({ min: 0, max: 10 ** 12 }), fc.boolean()), {
      minLength: 1,
      maxLength: 12,
    });
    fc.assert(
      fc.property(months, (figures) => {
        let sum = 0;
        const reports = figures.map(([money, asYtd], index) => {
          sum += money;
          const figure = asYtd ? { investedYtd: sum, fundedYtd: sum } : { invested: money, funded: money };
          return { ...newReport("P", addToMonth("2026-01", index)), ...figure };
        });
        const of = (month: string) => reports.find((report) => report.month === month) ?? null;
        const last = addToMonth("2026-01", figures.length - 1);
        expect([investedToDate(of, last).value, fundedToDate(of, last).value]).toEqual([sum, sum]);
      }),
      SEED,
    );
  });
});
