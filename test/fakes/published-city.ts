import { dateOf, daysInMonth } from "../../lib/domain/dates.ts";
import type { AnnualClass, MonthlyReport, Project, Registry, Target, Unit } from "../../lib/domain/registry.ts";
import { type Random, randomFrom } from "./random.ts";
import { EMPTY_REGISTRY, newProject, newReport, newUnit } from "./registry-rows.ts";

/** The published example of domain.md "Summary", in 万元: count, 总投资, 年度计划投资. */
export const PUBLISHED = {
  annualClass: { 新开工: [73, 22_530_000, 5_525_000], 续建: [75, 26_323_000, 5_749_000] },
  category: {
    产业: [69, 24_207_000, 5_805_000],
    基础设施: [23, 12_953_000, 2_564_000],
    民生: [24, 5_147_000, 1_148_000],
    生态环保: [14, 1_644_000, 556_000],
    文化旅游: [18, 4_902_000, 1_201_000],
  },
  size: {
    "≥100亿": [8, 19_613_000, 3_031_000],
    "50–100亿": [11, 7_234_000, 1_310_000],
    "10–50亿": [111, 20_670_000, 6_304_000],
    "<10亿": [18, 1_336_000, 629_000],
  },
  preliminary: [69, 55_577_000],
  curve: [1_625_000, 3_410_000, 3_838_000, 2_402_000],
  starts: [37, 24, 12, 0],
  finishes: 58,
} as const;

const YEAR = 2026;
const WAN = 10_000;

type Sums = readonly [count: number, total: number, plan: number];
type Margins = Readonly<Record<string, Sums>>;

/** 总投资 bounds of each band in 万元, both inclusive. */
const BOUNDS: Readonly<Record<string, readonly [number, number]>> = {
  "≥100亿": [1_000_000, 9_000_000],
  "50–100亿": [500_000, 999_999],
  "10–50亿": [100_000, 499_999],
  "<10亿": [500, 99_999],
};

/** One project in the making; amounts are 万元. */
interface Draft {
  readonly annualClass: string;
  readonly category: string;
  readonly size: string;
  total: number;
  plan: number;
}

/**
 * A city drawn at random whose sums are exactly those of the published example: the labels are dealt out and the amounts shifted between
 * projects of the same band until every margin holds at once; a deal that cannot be balanced is dealt again.
 */
export function publishedCity(seed: number): Registry {
  const random = randomFrom(seed);
  const drafts = balanced(random);
  const units = unitsOf();
  const starts = quarters(random, PUBLISHED.starts);
  const finishing = new Set(random.shuffle(drafts.map((_, index) => index)).slice(0, PUBLISHED.finishes));
  const built = drafts.map((draft, index) => projectOf(draft, index, units, random, starts, finishing.has(index)));
  const projects = random.shuffle([...built, ...preliminary(units, random)]);
  return {
    ...EMPTY_REGISTRY,
    projects,
    units,
    targets: targetsOf(random),
    monthlyReports: built.flatMap((project) => reportsOf(project, random)),
    rules: [
      {
        workbook: "台账",
        key: `计划年度/${YEAR}-01-01`,
        parameter: "计划年度",
        value: String(YEAR),
        from: `${YEAR}-01-01`,
        basis: "年度计划",
        note: null,
      },
    ],
  };
}

function balanced(random: Random): readonly Draft[] {
  for (let attempt = 0; attempt < 5000; attempt++) {
    const drafts = deal(random);
    if (balance(drafts, "total", random) && balance(drafts, "plan", random)) return drafts;
  }
  throw new Error("no deal could be balanced");
}

/** Labels with the counts of every margin, shuffled independently. */
function deal(random: Random): Draft[] {
  const labels = (margins: Margins) =>
    random.shuffle(Object.entries(margins).flatMap(([label, [count]]) => Array<string>(count).fill(label)));
  const [classes, categories, sizes] = [PUBLISHED.annualClass, PUBLISHED.category, PUBLISHED.size].map(labels);
  return sizes!.map((size, index) => ({
    annualClass: classes![index]!,
    category: categories![index]!,
    size,
    total: 0,
    plan: 0,
  }));
}

type Amount = "total" | "plan";
const figure = (sums: Sums, amount: Amount): number => (amount === "total" ? sums[1] : sums[2]);
const lower = (draft: Draft, amount: Amount): number => (amount === "total" ? BOUNDS[draft.size]![0] : 100);
const upper = (draft: Draft, amount: Amount): number => (amount === "total" ? BOUNDS[draft.size]![1] : draft.total);

/** Fills every band to its sum, then shifts between classes within a band, then between categories within band and class. */
function balance(drafts: readonly Draft[], amount: Amount, random: Random): boolean {
  for (const [size, sums] of Object.entries(PUBLISHED.size as Margins)) {
    const members = drafts.filter((draft) => draft.size === size);
    if (!fill(members, amount, figure(sums, amount), random)) return false;
  }
  const byClass = shift(drafts, amount, (draft) => draft.size, "annualClass", PUBLISHED.annualClass);
  const within = (draft: Draft) => `${draft.size}/${draft.annualClass}`;
  return byClass && shift(drafts, amount, within, "category", PUBLISHED.category);
}

/** Random amounts within their bounds that add up to `sum`. */
function fill(members: readonly Draft[], amount: Amount, sum: number, random: Random): boolean {
  for (const draft of members) draft[amount] = lower(draft, amount);
  let rest = sum - members.reduce((all, draft) => all + draft[amount], 0);
  for (let round = 0; rest > 0 && round < 200; round++)
    for (const draft of random.shuffle(members)) {
      const room = upper(draft, amount) - draft[amount];
      const more = Math.min(room, rest, random.below(Math.ceil((2 * sum) / members.length) + 1));
      draft[amount] += more;
      rest -= more;
    }
  return rest === 0;
}

type Label = "annualClass" | "category";

/** Moves amounts along chains of labels from those with too much to those with too little; no other margin changes. */
function shift(
  drafts: readonly Draft[],
  amount: Amount,
  within: (draft: Draft) => string,
  label: Label,
  margins: Margins,
): boolean {
  const labels = Object.keys(margins);
  const strata = [...Map.groupBy(drafts, within).values()];
  for (let round = 0; round < 400; round++) {
    const excess = new Map(labels.map((name) => [name, -figure(margins[name]!, amount)]));
    for (const draft of drafts) excess.set(draft[label], excess.get(draft[label])! + draft[amount]);
    const from = labels.find((name) => excess.get(name)! > 0);
    if (from === undefined) return true;
    const chain = chainFrom(
      from,
      (name) => excess.get(name)! < 0,
      labels,
      (a, b) => pairOf(strata, amount, label, a, b),
    );
    if (chain === null) return false;
    const goal = labels.find((name) => name === chain.at(-1)![1][label])!;
    const most = Math.min(excess.get(from)!, -excess.get(goal)!, ...chain.map((pair) => capacity(pair, amount)));
    for (const [giver, taker] of chain) {
      giver[amount] -= most;
      taker[amount] += most;
    }
  }
  return false;
}

type Pair = readonly [giver: Draft, taker: Draft];

const capacity = ([giver, taker]: Pair, amount: Amount): number =>
  Math.min(giver[amount] - lower(giver, amount), upper(taker, amount) - taker[amount]);

/** In one stratum the giver and the taker with the most room between two labels. */
function pairOf(
  strata: readonly (readonly Draft[])[],
  amount: Amount,
  label: Label,
  from: string,
  to: string,
): Pair | null {
  let best: Pair | null = null;
  for (const stratum of strata) {
    const giver = most(
      stratum.filter((draft) => draft[label] === from),
      (draft) => draft[amount] - lower(draft, amount),
    );
    const taker = most(
      stratum.filter((draft) => draft[label] === to),
      (draft) => upper(draft, amount) - draft[amount],
    );
    if (giver === null || taker === null || capacity([giver, taker], amount) <= 0) continue;
    if (best === null || capacity([giver, taker], amount) > capacity(best, amount)) best = [giver, taker];
  }
  return best;
}

const most = (drafts: readonly Draft[], room: (draft: Draft) => number): Draft | null =>
  drafts.reduce<Draft | null>((best, draft) => (best === null || room(draft) > room(best) ? draft : best), null);

/** Shortest chain of pairs from a label to one that fits, breadth first. */
function chainFrom(
  start: string,
  fits: (label: string) => boolean,
  labels: readonly string[],
  pair: (from: string, to: string) => Pair | null,
): readonly Pair[] | null {
  const chains = new Map<string, readonly Pair[]>([[start, []]]);
  for (const [label, chain] of chains) {
    if (fits(label)) return chain;
    for (const next of labels) {
      const found = chains.has(next) ? null : pair(label, next);
      if (found !== null) chains.set(next, [...chain, found]);
    }
  }
  return null;
}

const COUNTIES = [
  "甲县",
  "乙县",
  "丙县",
  "丁县",
  "戊区",
  "己区",
  "庚区",
  "辛市",
  "壬市",
  "癸县",
  "子县",
  "丑县",
] as const;

const unitsOf = (): readonly Unit[] => [
  ...COUNTIES.map((name) => newUnit(name, "县区")),
  newUnit("经济开发区", "园区"),
  ...["市发展改革委", "市交通运输局", "市水利局", "市住房城乡建设局", "市文化旅游局"].map((name) =>
    newUnit(name, "市直"),
  ),
  newUnit("市城投集团", "国企"),
];

/** The quarter (1..4) of each of the 新开工, dealt out by the published starts. */
const quarters = (random: Random, counts: readonly number[]): number[] =>
  random.shuffle(counts.flatMap((count, index) => Array<number>(count).fill(index + 1)));

function dayIn(random: Random, year: number, fromMonth: number, toMonth: number): string {
  const month = fromMonth + random.below(toMonth - fromMonth + 1);
  return dateOf(year, month, 1 + random.below(daysInMonth(year, month)));
}

function projectOf(
  draft: Draft,
  index: number,
  units: readonly Unit[],
  random: Random,
  starts: number[],
  finishes: boolean,
): Project {
  const isNew = draft.annualClass === "新开工";
  const quarter = isNew ? starts.pop()! : 0;
  const plannedStart = isNew ? dayIn(random, YEAR, quarter * 3 - 2, quarter * 3) : dayIn(random, YEAR - 1, 1, 12);
  const started = !isNew || random.below(4) > 0;
  return {
    ...newProject(`P-${String(index + 1).padStart(3, "0")}`),
    name: `项目${index + 1}`,
    category: draft.category,
    annualClass: draft.annualClass as AnnualClass,
    county: random.pick(COUNTIES),
    responsibleUnit: random.pick(units).name,
    totalInvestment: draft.total * WAN,
    annualPlan: draft.plan * WAN,
    plannedStart,
    actualStart: started ? plannedStart : null,
    plannedFinish: finishes ? dayIn(random, YEAR, 10, 12) : dayIn(random, YEAR + 1, 1, 12),
  };
}

/** 前期: 69 projects whose 总投资 adds up; nothing is planned for the year. */
function preliminary(units: readonly Unit[], random: Random): readonly Project[] {
  const [count, sum] = PUBLISHED.preliminary;
  const drafts = Array.from({ length: count }, () => ({
    annualClass: "前期",
    category: "产业",
    size: "10–50亿",
    total: 0,
    plan: 0,
  }));
  for (const draft of drafts) draft.total = 10_000;
  for (let rest = sum - count * 10_000; rest > 0; ) {
    const more = Math.min(rest, random.below(600_000) + 1);
    random.pick(drafts).total += more;
    rest -= more;
  }
  return drafts.map((draft, index) => ({
    ...newProject(`Q-${String(index + 1).padStart(3, "0")}`),
    name: `前期项目${index + 1}`,
    category: random.pick(Object.keys(PUBLISHED.category)),
    annualClass: "前期",
    county: random.pick(COUNTIES),
    responsibleUnit: random.pick(units).name,
    totalInvestment: draft.total * WAN,
  }));
}

function targetsOf(random: Random): readonly Target[] {
  const finishes = [0, 0, 0, 0];
  for (let n = 0; n < PUBLISHED.finishes; n++) finishes[random.below(4)]!++;
  return PUBLISHED.curve.map((investment, index) => ({
    workbook: "台账",
    key: `${YEAR}Q${index + 1}/全市`,
    period: `${YEAR}Q${index + 1}`,
    scope: "全市",
    plannedInvestment: investment * WAN,
    plannedStarts: PUBLISHED.starts[index]!,
    plannedFinishes: finishes[index]!,
  }));
}

/** Reports from January to November, growing, some months left out. */
function reportsOf(project: Project, random: Random): readonly MonthlyReport[] {
  const reports: MonthlyReport[] = [];
  let [invested, funded] = [0, 0];
  for (let month = 1; month <= 11; month++) {
    invested += random.below(Math.floor((project.annualPlan as number) / 10 / WAN) + 1) * WAN;
    funded += random.below(Math.floor((project.annualPlan as number) / 12 / WAN) + 1) * WAN;
    if (random.below(12) === 0) continue;
    const key = `${YEAR}-${String(month).padStart(2, "0")}`;
    reports.push({ ...newReport(project.code, key), investedYtd: invested, fundedYtd: funded });
  }
  return reports;
}
