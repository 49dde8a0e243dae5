/** An exact fraction, reduced, `d` > 0. Rates and points are computed in these, so that a clerk's calculator agrees to the last decimal. */
export interface Ratio {
  readonly n: bigint;
  readonly d: bigint;
}

export const ZERO: Ratio = { n: 0n, d: 1n };
export const ONE: Ratio = { n: 1n, d: 1n };

/** `n` ÷ `d` of whole numbers. Throws RangeError for d = 0: callers decide "no case" before dividing. */
export function ratio(n: number | bigint, d: number | bigint = 1n): Ratio {
  const [top, bottom] = [BigInt(n), BigInt(d)];
  if (bottom === 0n) throw new RangeError("a ratio over zero");
  const common = gcd(top < 0n ? -top : top, bottom < 0n ? -bottom : bottom);
  const sign = bottom < 0n ? -1n : 1n;
  return { n: (sign * top) / common, d: (sign * bottom) / common };
}

function gcd(a: bigint, b: bigint): bigint {
  let [x, y] = [a, b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

/** A number as people write it: 0.2 is two tenths, not its binary neighbour. Throws for numbers that are not finite. */
export function decimal(value: number): Ratio {
  if (!Number.isFinite(value)) throw new RangeError(`${value} is not a decimal`);
  const [digits = "0", exponent = "0"] = String(value).split("e");
  const [whole = "0", fraction = ""] = digits.split(".");
  const power = Number(exponent) - fraction.length;
  const top = BigInt(whole + fraction);
  return power >= 0 ? ratio(top * 10n ** BigInt(power)) : ratio(top, 10n ** BigInt(-power));
}

export const add = (a: Ratio, b: Ratio): Ratio => ratio(a.n * b.d + b.n * a.d, a.d * b.d);
export const subtract = (a: Ratio, b: Ratio): Ratio => ratio(a.n * b.d - b.n * a.d, a.d * b.d);
export const multiply = (a: Ratio, b: Ratio): Ratio => ratio(a.n * b.n, a.d * b.d);
export const divide = (a: Ratio, b: Ratio): Ratio => ratio(a.n * b.d, a.d * b.n);
export const sum = (terms: readonly Ratio[]): Ratio => terms.reduce(add, ZERO);

/** Negative when `a` is smaller. */
export const compare = (a: Ratio, b: Ratio): number => Number(sign(a.n * b.d - b.n * a.d));
const sign = (n: bigint): bigint => (n > 0n ? 1n : n < 0n ? -1n : 0n);
export const smaller = (a: Ratio, b: Ratio): Ratio => (compare(a, b) <= 0 ? a : b);
export const larger = (a: Ratio, b: Ratio): Ratio => (compare(a, b) >= 0 ? a : b);
export const isZero = (a: Ratio): boolean => a.n === 0n;

/** Rounded half-up (away from zero) to `decimals`, as a whole number of the last decimal: 12.345 with 2 decimals is 1235. */
export function roundHalfUp(value: Ratio, decimals: number): number {
  const scaled = value.n * 10n ** BigInt(decimals);
  const magnitude = scaled < 0n ? -scaled : scaled;
  const rounded = (2n * magnitude + value.d) / (2n * value.d);
  return Number(scaled < 0n ? -rounded : rounded);
}

/** The nearest number, for cells that hold the exact figure and show fewer decimals. */
export function toNumber({ n, d }: Ratio): number {
  const [top, bottom] = [Number(n), Number(d)];
  if (Number.isSafeInteger(top) && Number.isSafeInteger(bottom)) return top / bottom;
  const whole = n / d;
  return Number(whole) + Number(n - whole * d) / bottom;
}
