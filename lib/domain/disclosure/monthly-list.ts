import type { PlainDate } from "../dates.ts";
import type { DisclosureState, DisclosureVerdict } from "./disclosure.ts";

/** How many rows were due in a period, and what became of them; every due row is in just one of the others. */
export interface DisclosureCounts {
  readonly due: number;
  readonly inTime: number;
  readonly late: number;
  readonly withheld: number;
  /** The limit passed and it is not disclosed. */
  readonly overdue: number;
  /** The limit has not passed yet, or the clock stands. */
  readonly open: number;
  readonly unknown: number;
}

export interface CountedDisclosures {
  readonly name: string;
  readonly counts: DisclosureCounts;
}

/** The rows of a period, and their figures by 公开主体 and category, which add up to the total. */
export interface DisclosureList {
  readonly from: PlainDate;
  readonly to: PlainDate;
  readonly asOf: PlainDate;
  readonly total: DisclosureCounts;
  readonly units: readonly CountedDisclosures[];
  readonly categories: readonly CountedDisclosures[];
  /** By unit, limit and key. */
  readonly rows: readonly DisclosureVerdict[];
}

const COLUMN: Readonly<Record<DisclosureState, Exclude<keyof DisclosureCounts, "due">>> = {
  running: "open",
  consulting: "open",
  "withheld-unreviewed": "open",
  overdue: "overdue",
  disclosed: "inTime",
  "disclosed-late": "late",
  withheld: "withheld",
  unknown: "unknown",
};

/** Rows whose limit lies in the period; those without one by the day they were formed. Nothing is formed after `asOf`, the day of the verdicts. */
export function disclosureList(
  verdicts: readonly DisclosureVerdict[],
  { from, to, asOf }: Pick<DisclosureList, "from" | "to" | "asOf">,
  categories: readonly string[],
): DisclosureList {
  const rows = verdicts
    .filter(({ limit, row }) => row.formedOn <= asOf && isWithin(limit ?? row.formedOn, from, to))
    .toSorted((a, b) => compare(orderOf(a), orderOf(b)));
  const byUnit = Map.groupBy(rows, ({ row }) => row.discloser);
  const byCategory = Map.groupBy(rows, ({ row }) => row.category);
  const others = [...byCategory.keys()].filter((name) => !categories.includes(name)).sort();
  return {
    ...{ from, to, asOf, rows },
    total: countsOf(rows),
    units: [...byUnit].map(([name, own]) => ({ name, counts: countsOf(own) })),
    categories: [...categories, ...others].map((name) => ({ name, counts: countsOf(byCategory.get(name) ?? []) })),
  };
}

const isWithin = (day: PlainDate, from: PlainDate, to: PlainDate): boolean => from <= day && day <= to;
const orderOf = ({ row, limit, key }: DisclosureVerdict): string =>
  [row.discloser, limit ?? "9999", key].join("\u0000");
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

export function countsOf(rows: readonly Pick<DisclosureVerdict, "state">[]): DisclosureCounts {
  const counts = { due: rows.length, inTime: 0, late: 0, withheld: 0, overdue: 0, open: 0, unknown: 0 };
  for (const { state } of rows) counts[COLUMN[state]]++;
  return counts;
}
