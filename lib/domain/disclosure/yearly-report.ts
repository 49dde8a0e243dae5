import { type PlainDate, yearOf } from "../dates.ts";
import type { DisclosureVerdict } from "./disclosure.ts";
import { type CountedDisclosures, countsOf, type DisclosureCounts } from "./monthly-list.ts";

/** Figures of the yearly report of one unit, or of all. */
export interface DisclosureReport {
  readonly year: number;
  readonly asOf: PlainDate;
  /** null: the government's own, of all units. */
  readonly unit: string | null;
  readonly due: PlainDate;
  /** Rows formed, changed or asked for in the year. */
  readonly proactive: DisclosureCounts;
  readonly onRequest: DisclosureCounts;
  /** Of `proactive`. */
  readonly permits: number;
  readonly penalties: number;
  /** Asked of third parties, among 依申请. */
  readonly consulted: number;
  readonly extended: number;
  readonly categories: readonly CountedDisclosures[];
  /** Of the government's own. */
  readonly units: readonly CountedDisclosures[];
}

export interface ReportAsked {
  readonly year: number;
  readonly unit: string | null;
  readonly due: PlainDate;
  readonly asOf: PlainDate;
  readonly categories: readonly string[];
}

/** By the day rows were formed: a year's rows are in one report alone. Source: 政府信息公开条例 49 and 50. */
export function disclosureReport(verdicts: readonly DisclosureVerdict[], asked: ReportAsked): DisclosureReport {
  const { year, unit, categories } = asked;
  const isOwn = ({ row }: DisclosureVerdict): boolean => unit === null || row.discloser === unit;
  const rows = verdicts.filter(
    (one) => yearOf(one.row.formedOn) === year && one.row.formedOn <= asked.asOf && isOwn(one),
  );
  const requested = rows.filter(({ row }) => row.manner === "依申请");
  const proactive = rows.filter(({ row }) => row.manner !== "依申请");
  const byCategory = Map.groupBy(proactive, ({ row }) => row.category);
  const byUnit = Map.groupBy(rows, ({ row }) => row.discloser);
  return {
    ...{ year, unit, due: asked.due, asOf: asked.asOf },
    ...{ proactive: countsOf(proactive), onRequest: countsOf(requested) },
    permits: proactive.filter(({ decision }) => decision?.kind === "permit").length,
    penalties: proactive.filter(({ decision }) => decision?.kind === "penalty").length,
    consulted: requested.filter(({ row }) => row.consultFrom !== null).length,
    extended: requested.filter(({ clock }) => (clock?.extension ?? 0) > 0).length,
    categories: categories.map((name) => ({ name, counts: countsOf(byCategory.get(name) ?? []) })),
    units: unit === null ? [...byUnit].map(([name, own]) => ({ name, counts: countsOf(own) })).sort(byName) : [],
  };
}

const byName = (a: CountedDisclosures, b: CountedDisclosures): number => (a.name < b.name ? -1 : 1);
