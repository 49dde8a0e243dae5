import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  add,
  compare,
  decimal,
  divide,
  multiply,
  ratio,
  roundHalfUp,
  subtract,
  toNumber,
} from "../../lib/domain/ratio.ts";

const SEED = { seed: 20260305 };

describe("exact fractions", () => {
  test("a decimal is the number people typed", () => {
    expect(decimal(0.1)).toEqual(ratio(1, 10));
    expect(decimal(1.5e-7)).toEqual(ratio(3, 20_000_000));
    expect(decimal(1e21)).toEqual(ratio(10n ** 21n));
    expect(decimal(-2.5)).toEqual(ratio(-5, 2));
  });
  test("a number that is no number, and a ratio over zero, are refused", () => {
    expect(() => decimal(Number.NaN)).toThrow(new RangeError("NaN is not a decimal"));
    expect(() => ratio(1, 0)).toThrow(new RangeError("a ratio over zero"));
    expect(() => divide(ratio(1), ratio(0))).toThrow(RangeError);
  });
  test.each([
    [ratio(12345, 1000), 2, 1235],
    [ratio(12344, 1000), 2, 1234],
    [decimal(1.005), 2, 101],
    [decimal(2.675), 2, 268],
    [ratio(-12345, 1000), 2, -1235],
    [ratio(1, 3), 0, 0],
    [ratio(1, 2), 0, 1],
  ])("%o with %d decimals rounds half up to %d", (value, decimals, expected) => {
    expect(roundHalfUp(value, decimals)).toBe(expected);
  });
  test("a negative denominator moves its sign to the top", () => {
    expect(ratio(1, -2)).toEqual(ratio(-1, 2));
    expect(compare(ratio(1, -2), ratio(1, 3))).toBeLessThan(0);
  });
  test("adding and taking away, multiplying and dividing undo each other", () => {
    const any = fc.tuple(fc.integer(), fc.integer({ min: 1 })).map(([n, d]) => ratio(n, d));
    fc.assert(
      fc.property(any, any, (a, b) => {
        expect(subtract(add(a, b), b)).toEqual(a);
        if (b.n !== 0n) expect(divide(multiply(a, b), b)).toEqual(a);
      }),
      SEED,
    );
  });
  test("as a number it is the nearest one of money sums", () => {
    fc.assert(
      fc.property(
        fc.maxSafeInteger(),
        (n) =>
          toNumber(ratio(n, 100_000_000)) === n / 100_000_000 ||
          Math.abs(toNumber(ratio(n, 100_000_000)) - n / 100_000_000) < 1e-8,
      ),
      SEED,
    );
    expect(toNumber(ratio(656_000_000, 100_000_000))).toBe(6.56);
    expect(toNumber(ratio(768_681_818, 100_000_000))).toBe(7.68681818);
    expect(toNumber(ratio(2n ** 60n + 1n, 2n ** 60n))).toBe(1);
    expect(toNumber(ratio(488_530_000_000, 100_000_000))).toBe(4885.3);
    expect(toNumber(ratio(11_275, 11_274))).toBe(11_275 / 11_274);
  });
});
