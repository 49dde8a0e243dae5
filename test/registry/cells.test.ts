import { describe, expect, test } from "vitest";
import type { RawCell } from "../../lib/ports/spreadsheet.ts";
import { readDate } from "../../lib/registry/cells/date.ts";
import { readMoney } from "../../lib/registry/cells/money.ts";
import { readMonth, readPeriod, readQuarter } from "../../lib/registry/cells/month.ts";
import { readNumber } from "../../lib/registry/cells/number.ts";
import { readPercent } from "../../lib/registry/cells/percent.ts";
import { type CellResult, isProblem } from "../../lib/registry/cells/problem.ts";
import { readBool, readEmail, readId, readText } from "../../lib/registry/cells/text.ts";
import { readCases } from "../cases/read-cases.ts";
import { typedCell } from "../fakes/sheets.ts";

const READERS: Readonly<Record<string, (cell: RawCell) => CellResult>> = {
  actual: (cell) => readDate(cell, { planned: false, planYear: 2026 }),
  planned: (cell) => readDate(cell, { planned: true, planYear: 2026 }),
  month: (cell) => readMonth(cell, 2026),
  period: readPeriod,
  quarter: readQuarter,
  money: (cell) => readMoney(cell),
  money亿元: (cell) => readMoney(cell, 8),
  money元: (cell) => readMoney(cell, 0),
  num: (cell) => readNumber(cell, { whole: false, signed: false, max: null }),
  int: (cell) => readNumber(cell, { whole: true, signed: false, max: null }),
  score: (cell) => readNumber(cell, { whole: false, signed: false, max: 100 }),
  percent: readPercent,
  bool: readBool,
  text: readText,
  id: readId,
  email: readEmail,
};

const shown = (result: CellResult): string => {
  if (result === null) return "";
  return isProblem(result) ? `!${result.problem} ${result.suggestion}`.trim() : String(result);
};

describe("a cell typed by a person", () => {
  test.each(readCases("cells.csv"))(
    "$kind “$typed” ($situation) is read as “$expected”",
    ({ kind, typed, expected }) => {
      expect(shown(READERS[kind!]!(typedCell(typed!)))).toBe(expected);
    },
  );

  test("a planned date without a year cannot be read as long as 计划年度 is missing", () => {
    const read = (text: string) => shown(readDate(text, { planned: true, planYear: null }));
    expect(read("3月底")).toBe("!date-no-plan-year");
    expect(read("3月5日")).toBe("!date-no-plan-year");
    expect(read("2026年3月底")).toBe("2026-03-31");
  });
});
