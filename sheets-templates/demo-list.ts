import { amountsFor, type Bounds, type Margins, type Slot } from "./demo-sums.ts";
import { seeded } from "./random.ts";

/** Class, category, band and sums of the 148 projects under way, as published (domain.md "Summary"), in hundredths of 亿元. */
const TOTALS: Margins = {
  annualClass: { 新开工: 225_300, 续建: 263_230 },
  category: { 产业: 242_070, 基础设施: 129_530, 民生: 51_470, 生态环保: 16_440, 文化旅游: 49_020 },
  band: { giant: 196_130, large: 72_340, middle: 206_700, small: 13_360 },
};
const PLANS: Margins = {
  annualClass: { 新开工: 55_250, 续建: 57_490 },
  category: { 产业: 58_050, 基础设施: 25_640, 民生: 11_480, 生态环保: 5_560, 文化旅游: 12_010 },
  band: { giant: 30_310, large: 13_100, middle: 63_040, small: 6_290 },
};
const COUNTS: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  giant: { 产业: 3, 基础设施: 4, 文化旅游: 1 },
  large: { 产业: 5, 基础设施: 4, 民生: 1, 文化旅游: 1 },
  middle: { 产业: 56, 基础设施: 15, 民生: 19, 生态环保: 7, 文化旅游: 14 },
  small: { 产业: 5, 民生: 4, 生态环保: 7, 文化旅游: 2 },
};
const BOUNDS: Readonly<Record<string, Bounds>> = {
  giant: { least: 10_200, most: 60_000 },
  large: { least: 5_100, most: 9_900 },
  middle: { least: 1_020, most: 4_900 },
  small: { least: 320, most: 980 },
};
/** 69 projects in preparation, 5557.7 亿元. */
const PREPARED = { count: 69, total: 555_770, shares: { 产业: 33, 基础设施: 15, 民生: 9, 生态环保: 4, 文化旅游: 8 } };

export interface Listed {
  readonly annualClass: "新开工" | "续建" | "前期" | "储备";
  readonly category: string;
  /** 万元. */
  readonly total: number;
  /** 万元, null for projects in preparation. */
  readonly plan: number | null;
}

const TEN_THOUSANDS = 100;

function slots(): readonly Slot[] {
  const cells = Object.entries(COUNTS).flatMap(([band, counts]) =>
    Object.entries(counts).flatMap(([category, count]) => Array.from({ length: count }, () => ({ category, band }))),
  );
  const startsAnew = (index: number): boolean => index % 2 === 0 && index !== 60;
  return cells.map((cell, index) => ({ ...cell, annualClass: startsAnew(index) ? "新开工" : "续建" }));
}

function underWay(): readonly Listed[] {
  const random = seeded("amounts");
  const list = slots();
  const within = list.map(({ band }) => BOUNDS[band]!);
  const guess = within.map(({ least, most }) => least + random.next() ** 2 * (most - least));
  const totals = amountsFor(list, TOTALS, within, guess, random);
  const planBounds = totals.map((total) => ({ least: Math.max(40, Math.round(total * 0.05)), most: total - 20 }));
  const planGuess = totals.map((total) => total * (random.chance(0.12) ? 0.03 : 0.12 + random.next() * 0.4));
  const plans = amountsFor(list, PLANS, planBounds, planGuess, random);
  return list.map(({ annualClass, category }, index) => ({
    annualClass: annualClass as Listed["annualClass"],
    category,
    total: totals[index]! * TEN_THOUSANDS,
    plan: plans[index]! * TEN_THOUSANDS,
  }));
}

function prepared(): readonly Listed[] {
  const random = seeded("prepared");
  const categories = Object.entries(PREPARED.shares).flatMap(([name, count]) =>
    Array.from({ length: count }, () => name),
  );
  const weights = categories.map(() => 0.2 + random.next() ** 3 * 4);
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  const totals = weights.map((weight) => Math.round((weight / whole) * PREPARED.total));
  totals[0]! += PREPARED.total - totals.reduce((sum, total) => sum + total, 0);
  return categories.map((category, index) => ({
    annualClass: "前期",
    category,
    total: totals[index]! * TEN_THOUSANDS,
    plan: null,
  }));
}

/** 217 projects whose counts and sums are the published example. */
export const listed = (): readonly Listed[] => [
  ...seeded("order").shuffle(underWay()),
  ...seeded("order of preparation").shuffle(prepared()),
];
