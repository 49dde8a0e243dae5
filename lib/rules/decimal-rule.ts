import type { PlainDate } from "../domain/dates.ts";
import type { RuleDef } from "./rulebook.ts";

export interface DecimalSpec {
  readonly name: string;
  readonly from: PlainDate;
  readonly value: number;
  readonly source: string;
  /** The word behind the digits; may be typed or left out. */
  readonly unit: string;
  readonly min?: number;
  readonly max: number;
}

/** A figure that may have decimals, between `min` (0) and `max`. */
export const decimalRule = ({ name, from, value, source, unit, min = 0, max }: DecimalSpec): RuleDef<number> => ({
  rule: { name, entries: [{ from, value, source }] },
  hint: `请填 ${min} 到 ${max} 的数字（${unit}）`,
  parse: (text) => {
    const number = decimalIn(text, unit);
    return number !== undefined && number >= min && number <= max ? number : undefined;
  },
  show: (shown) => `${shown}${unit}`,
});

/** Digits with or without the unit's word behind them; undefined for anything else. */
export function decimalIn(text: string, unit: string): number | undefined {
  const typed = text.normalize("NFKC").replace(/\s/g, "");
  const digits = typed.endsWith(unit) ? typed.slice(0, typed.length - unit.length) : typed;
  return /^\d{1,12}(\.\d{1,6})?$/.test(digits) ? Number(digits) : undefined;
}
