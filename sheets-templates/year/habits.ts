import { type Random, seeded } from "../random.ts";

/** How a unit works: offices know it of each other. Shares are of 1, days are calendar days. */
export interface Habit {
  readonly kind: "good" | "fair" | "poor";
  /** Share of steps that come late without anybody's fault elsewhere, and how many days a late one takes at most. */
  readonly late: number;
  readonly days: number;
  /** What is invested of what is planned, as a share. */
  readonly pace: number;
  /** Share of reports and answers that come after their day. */
  readonly tardy: number;
}

const KINDS: readonly Habit["kind"][] = ["good", "good", "good", "fair", "fair", "fair", "fair", "poor", "poor"];

const BY_KIND: Readonly<Record<Habit["kind"], (random: Random) => Omit<Habit, "kind">>> = {
  good: (random) => ({ late: 0.05 + 0.06 * random.next(), days: 9, pace: 1.03 + 0.07 * random.next(), tardy: 0.01 }),
  fair: (random) => ({ late: 0.14 + 0.1 * random.next(), days: 18, pace: 0.97 + 0.08 * random.next(), tardy: 0.04 }),
  poor: (random) => ({ late: 0.26 + 0.14 * random.next(), days: 34, pace: 0.84 + 0.1 * random.next(), tardy: 0.12 }),
};

/** Units whose name is known for it: somebody must lead a list, and somebody must end it. */
const KNOWN: Readonly<Record<string, Habit["kind"]>> = {
  ...{ 东澜区: "good", 望川县: "fair", 云岭县: "poor", 松岩县: "poor", 市水务局: "good", 市交通运输局: "fair" },
  ...{ 市住房和城乡建设局: "poor", 澜江供电公司: "fair", 澜江经济技术开发区: "good", 清渡县: "good" },
};

/** The habit of a unit: the same the whole year. */
export function habitOf(unit: string): Habit {
  const random = seeded(`year habit ${unit}`);
  const drawn = random.pick(KINDS);
  const kind = KNOWN[unit] ?? drawn;
  return { kind, ...BY_KIND[kind](random) };
}
