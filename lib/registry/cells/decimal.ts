/** A figure exactly as it is written: `digits` times ten to the minus `places`. */
export interface Decimal {
  readonly negative: boolean;
  readonly digits: string;
  readonly places: number;
}

const FIGURE = /^([+-]?)(\d{1,3}(?:,\d{3})+|\d+|(?=\.\d))(?:\.(\d*))?$/;

/** 12000, 12,000, +1.50, .5; null for anything else. Blanks must be gone. */
export function decimalOf(text: string): Decimal | null {
  const found = FIGURE.exec(text);
  if (found === null) return null;
  const fraction = (found[3] ?? "").replace(/0+$/, "");
  const digits = (found[2]!.replaceAll(",", "") + fraction).replace(/^0+(?=\d)/, "");
  return { negative: found[1] === "-", digits: digits === "" ? "0" : digits, places: fraction.length };
}

/** A sheet's own figures carry 15 digits: 0.30000000000000004 is 0.3. Null when there is no plain way to write it. */
export const decimalOfNumber = (n: number): Decimal | null =>
  Number.isFinite(n) && Math.abs(n) < 1e15 ? decimalOf(plainDigits(n)) : null;

function plainDigits(n: number): string {
  const short = String(+n.toPrecision(15));
  return short.includes("e") ? n.toFixed(20) : short;
}

/** The whole number `value × 10^power`; null when a fraction is left or it is too large to be exact. */
export function scaledInteger(value: Decimal, power: number): number | null {
  if (value.places > power) return null;
  const whole = Number(value.digits + "0".repeat(power - value.places));
  if (!Number.isSafeInteger(whole)) return null;
  return value.negative && whole !== 0 ? -whole : whole;
}
