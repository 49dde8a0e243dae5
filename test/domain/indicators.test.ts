import { describe, expect, test } from "vitest";
import { hasCase, INDICATOR_NAMES, type IndicatorValue, type LeftOut } from "../../lib/domain/indicator.ts";
import { compare, multiply, type Ratio, ratio, toNumber } from "../../lib/domain/ratio.ts";
import { type Case, readCases } from "../cases/read-cases.ts";
import { monthsOfRows } from "../fakes/month-table.ts";

const REASONS: Readonly<Record<LeftOut["because"], string>> = {
  exempt: "豁免",
  unreadable: "无法读取",
  "not-read": "没有读到",
  "set-aside": "行有误",
  "no-annual-plan": "没有年度计划",
};

const inWan = ({ code }: IndicatorValue, figure: Ratio): number =>
  toNumber(code === "investment" || code === "funding" ? multiply(figure, ratio(1, 10_000)) : figure);

function sumsOf(value: IndicatorValue): string {
  if (!hasCase(value)) return "—";
  const { numerator, denominator, due } = value;
  const rate = `${inWan(value, numerator)}/${inWan(value, denominator)}`;
  return compare(due, denominator) === 0 && value.code !== "investment" && value.code !== "funding"
    ? rate
    : `${rate}@${inWan(value, due)}`;
}

describe("the sums of an indicator, from the rows of the workbook", () => {
  test.each(readCases("indicators.csv"))("$situation（$indicator）", (row: Case) => {
    // A unit that answers for nothing has no month, and no case.
    const month = monthsOfRows(row.rows!, row.period!).find(({ unit }) => unit.name === row.unit);
    const value = month?.values.find(({ code }) => INDICATOR_NAMES[code] === row.indicator);
    expect(value === undefined ? "—" : sumsOf(value)).toBe(row.sums);
    const left = (value?.leftOut ?? []).map((entry) => `${entry.subject} ${REASONS[entry.because]}`);
    expect(left.join(";")).toBe(row.leftOut);
  });
});
