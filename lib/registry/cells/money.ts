import type { Money } from "../../domain/registry.ts";
import type { RawCell } from "../../ports/spreadsheet.ts";
import { withoutBlanks } from "../clean.ts";
import { decimalOf, decimalOfNumber, scaledInteger } from "./decimal.ts";
import { type CellProblem, problem } from "./problem.ts";

/** Units of money as powers of ten of 元. */
export const MONEY_UNITS: Readonly<Record<string, number>> = {
  元: 0,
  千元: 3,
  万: 4,
  万元: 4,
  百万元: 6,
  千万元: 7,
  亿: 8,
  亿元: 8,
};

/** 万元: what a figure without a unit means in a column that names none. */
export const WAN = 4;

const WITH_UNIT = /^[¥￥]?(.*?\d\.?)(元|千元|万元?|百万元|千万元|亿元?)?(?:人民币)?$/;

/** Whole 元, exact. `power` is the header's unit. Null for blanks. Never suggests a figure. Source: registry.md "Money". */
export function readMoney(cell: RawCell, power: number = WAN): Money | null | CellProblem {
  if (cell === null) return null;
  if (typeof cell === "number") return moneyOfNumber(cell, power);
  if (typeof cell !== "string") return problem("money-unreadable");
  const text = withoutBlanks(cell);
  return text === "" ? null : moneyOfText(text, power);
}

function moneyOfNumber(n: number, power: number): Money | CellProblem {
  const whole = n * 10 ** power;
  if (Number.isInteger(n) && Number.isSafeInteger(whole)) return n < 0 ? problem("money-negative") : whole + 0;
  if (Math.abs(n) >= MOST_EXACT) return problem(n < 0 ? "money-negative" : "money-too-large");
  return exact(decimalOfNumber(n), power);
}

/** From here on a sheet's fifteen digits do not hold the figure. */
const MOST_EXACT = 1e15;

function moneyOfText(text: string, power: number): Money | CellProblem {
  const found = WITH_UNIT.exec(text);
  if (found === null) return problem("money-unreadable");
  return exact(decimalOf(found[1]!), found[2] === undefined ? power : MONEY_UNITS[found[2]]!);
}

function exact(value: ReturnType<typeof decimalOf>, power: number): Money | CellProblem {
  if (value === null) return problem("money-unreadable");
  if (value.places > power) return problem("money-fraction");
  const yuan = scaledInteger(value, power);
  if (yuan === null) return problem("money-too-large");
  return yuan < 0 ? problem("money-negative") : yuan;
}
