import { type PlainDate, weekday } from "../domain/dates.ts";
import { decimal, multiply, type Ratio, ratio, roundHalfUp, subtract, ZERO } from "../domain/ratio.ts";
import type { Money } from "../domain/registry.ts";

/** 元 in 万元 and in 亿元. */
export const YUAN_PER_WAN = 10_000;
export const YUAN_PER_YI = 100_000_000;

/** What an empty case shows: never 0, never 100. */
export const NO_CASE = "—";

const WEEKDAYS = "一二三四五六日";

/** 3月5日（周四）; with its year (2026年3月5日（周四）) when `asOf` is given and lies in another one. */
export function dayWords(day: PlainDate, asOf: PlainDate = day): string {
  return `${shortDayWords(day, asOf)}（周${WEEKDAYS[weekday(day) - 1]}）`;
}

/** 3月5日, for running text where the day of the week says nothing (past days). */
export function shortDayWords(day: PlainDate, asOf: PlainDate = day): string {
  const year = day.slice(0, 4) === asOf.slice(0, 4) ? "" : `${+day.slice(0, 4)}年`;
  return `${year}${+day.slice(5, 7)}月${+day.slice(8, 10)}日`;
}

/** 2026年3月; 2026年第一季度; 2026年. */
export function periodWords(period: string): string {
  const year = `${+period.slice(0, 4)}年`;
  if (period.includes("Q")) return `${year}第${"一二三四"[+period.slice(-1) - 1]}季度`;
  return period.length === 4 ? year : `${year}${+period.slice(5, 7)}月`;
}

/**
 * Money as people say it, never rounded: 1.2 亿元, 3,200 万元, 12,345.6789 万元. 亿元 from one 亿 on, where four decimals hold the whole figure.
 */
export function moneyWords(money: Money): string {
  const inYi = Math.abs(money) >= YUAN_PER_YI && money % YUAN_PER_WAN === 0;
  return inYi ? `${grouped(money, 8)} 亿元` : `${grouped(money, 4)} 万元`;
}

/** The digits in 万元, never rounded and without the unit, for calculations that are to be repeated: 123,450.5. */
export const wanWords = (money: Money): string => grouped(money, 4);

/** Money of sums and tables, in 亿元 with one decimal, rounded half-up: 4,885.3 亿元. */
export const yiWords = (money: Money): string => `${fixed(ratio(money, YUAN_PER_YI), 1)} 亿元`;

/** A sum in a sentence: below one 亿 in whole 万元, so that a small one is not 0.0 亿元. */
export const sumWords = (money: Money): string =>
  Math.abs(money) < YUAN_PER_YI ? `${fixed(ratio(money, YUAN_PER_WAN), 0)} 万元` : yiWords(money);

/** A share as percent: 0.4306 is 43.1%. Exact for ratios; a number counts as the decimal it is written as. */
export const percentWords = (share: number | Ratio, decimals = 1): string =>
  `${fixed(multiply(asRatio(share), ratio(100)), decimals)}%`;

/** A difference of shares: 0.146 is 14.6 个百分点. */
export const pointsWords = (share: number | Ratio, decimals = 1): string =>
  `${fixed(multiply(asRatio(share), ratio(100)), decimals)} 个百分点`;

/** Two shares and how far apart they are, as percents and points with the fewest decimals (1 to 3) at which what is read can be subtracted. */
export function sharesApart(
  done: Ratio,
  planned: Ratio,
): { done: string; planned: string; apart: string; decimals: number } {
  const decimals = [1, 2].find((places) => agree(done, planned, places)) ?? 3;
  const difference = subtract(planned, done);
  const apart = fixed(multiply(difference.n < 0n ? subtract(ZERO, difference) : difference, ratio(100)), decimals);
  return { done: percentWords(done, decimals), planned: percentWords(planned, decimals), apart, decimals };
}

/** 年度投资完成 43.1%，计划进度 45.8%，差 2.7 个百分点: what was done, what was planned, and how far apart they are as read. */
export function completionWords(done: Ratio, planned: Ratio): readonly [done: string, planned: string, apart: string] {
  const shares = sharesApart(done, planned);
  if (Number(shares.apart) === 0) return [shares.done, shares.planned, "与计划持平"];
  const word = subtract(planned, done).n > 0n ? "差" : "超";
  return [shares.done, shares.planned, `${word} ${shares.apart} 个百分点`];
}

function agree(done: Ratio, planned: Ratio, decimals: number): boolean {
  const [shown, wanted, apart] = [done, planned, subtract(planned, done)].map((share) =>
    roundHalfUp(share, decimals + 2),
  );
  return wanted! - shown! === apart;
}

/** Points of a score, from hundredths: 8835 is 88.35 分. */
export const scoreWords = (hundredths: number): string => `${fixed(ratio(hundredths, 100), 2)} 分`;

const asRatio = (value: number | Ratio): Ratio => (typeof value === "number" ? decimal(value) : value);

/** Rounded half-up with a fixed number of decimals and thousands separators: 1,127.40. */
export function fixed(value: Ratio, decimals: number): string {
  const scaled = roundHalfUp(value, decimals);
  const digits = String(Math.abs(scaled)).padStart(decimals + 1, "0");
  const whole = thousands(digits.slice(0, digits.length - decimals));
  const fraction = decimals === 0 ? "" : `.${digits.slice(-decimals)}`;
  return `${scaled < 0 ? "-" : ""}${whole}${fraction}`;
}

const thousands = (digits: string): string => digits.replace(/\B(?=(\d{3})+$)/g, ",");

/** Whole 元 over 10^places, every decimal kept and no trailing zeros. */
const grouped = (money: Money, places: number): string =>
  fixed(ratio(money, 10 ** places), places)
    .replace(/0+$/, "")
    .replace(/\.$/, "");
