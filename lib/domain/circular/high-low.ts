import type { IndicatorCode } from "../indicator.ts";
import type { RankedItem, RankingBlock, RankingGroup, RankingRow } from "../ranking-block.ts";
import { add, compare, decimal, divide, multiply, type Ratio, ratio, roundHalfUp, ZERO } from "../ratio.ts";

/** Who a circular may name, and when. Source: rules 通报较高家数, 通报较低家数, 通报点名最少家数, 通报点名上限. */
export interface NamingRules {
  readonly high: number;
  readonly low: number;
  /** With fewer units compared nobody is named. */
  readonly minUnits: number;
  /** At most one in so many of those compared is named on either side (3: ⌈n/3⌉). */
  readonly oneIn: number;
}

/** One unit in a comparison. `shown` is tenths of a percent of what was due, half up: what is read is what is compared. */
export interface ComparedUnit {
  readonly unit: string;
  /** Its place in the block: rows[row].items[item]. */
  readonly row: number;
  readonly item: number;
  readonly shown: number;
  readonly done: number;
  readonly due: number;
}

export type NotNamed = "too-few" | "all-equal" | "nobody";

/** One indicator in one group: who stands out, or why nobody is named. `overall`: sums first, then the ratio, over those compared. */
export interface Comparison {
  readonly code: IndicatorCode;
  readonly group: RankingGroup;
  readonly compared: readonly ComparedUnit[];
  readonly overall: number;
  readonly high: readonly ComparedUnit[];
  readonly low: readonly ComparedUnit[];
  readonly because: "named" | NotNamed;
}

const FULL = 1000;

/** Every indicator of the block in every group that is ranked, in the order of the table; those without a case are left out. */
export const comparisonsOf = (block: RankingBlock, rules: NamingRules): readonly Comparison[] =>
  block.indicators.flatMap((code) =>
    block.groups
      .filter(({ ranked }) => ranked > 0)
      .flatMap(({ group }) => {
        const entries = entriesOf(block, group, code);
        return entries.length === 0 ? [] : [comparison(code, group, entries, rules)];
      }),
  );

interface EntryOf {
  readonly unit: ComparedUnit;
  readonly item: RankedItem;
  /** False data were confirmed of it in the month: it is not praised for anything, as it stands on no red list. */
  readonly isFalse: boolean;
}

/** Only units with a place are compared, and no figure that was found false. */
function entriesOf(block: RankingBlock, group: RankingGroup, code: IndicatorCode): readonly EntryOf[] {
  return block.rows.flatMap((row, index) => {
    if (row.group !== group || row.rank === null) return [];
    const at = itemOf(row, code);
    const item = row.items[at];
    if (item === undefined || item.rate === null || item.due <= 0 || item.zeroedForFalseData) return [];
    const { numerator: done, due } = item;
    return [
      {
        unit: { unit: row.unit, row: index, item: at, shown: attainmentShown(item), done, due },
        item,
        isFalse: row.falseDataPenalty !== 0,
      },
    ];
  });
}

const itemOf = (row: RankingRow, code: IndicatorCode): number => row.items.findIndex((item) => item.code === code);

/** Done ÷ due. Where the target is 100 % this is the rate the table shows, to the digit. */
const attainmentShown = (item: RankedItem): number =>
  item.target === FULL ? item.rate! : tenths(divide(decimal(item.numerator), decimal(item.due)));

const tenths = (share: Ratio): number => roundHalfUp(multiply(share, ratio(FULL)), 0);

function comparison(
  code: IndicatorCode,
  group: RankingGroup,
  entries: readonly EntryOf[],
  rules: NamingRules,
): Comparison {
  const compared = entries.map(({ unit }) => unit);
  const all = { code, group, compared, overall: overallOf(entries) };
  const because = whyNobody(compared, rules);
  if (because !== null) return { ...all, high: [], low: [], because };
  const most = Math.ceil(compared.length / rules.oneIn);
  const praised = entries.filter(({ isFalse }) => !isFalse).map(({ unit }) => unit);
  const high = highOnes(praised, all.overall, Math.min(rules.high, most), most);
  const low = lowOnes(compared, all.overall, Math.min(rules.low, most));
  return { ...all, high, low, because: high.length + low.length === 0 ? "nobody" : "named" };
}

function overallOf(entries: readonly EntryOf[]): number {
  const total = (figure: (item: RankedItem) => number): Ratio =>
    entries.reduce((sum, { item }) => add(sum, decimal(figure(item))), ZERO);
  const due = total((item) => item.due);
  return compare(due, ZERO) === 0
    ? 0
    : tenths(
        divide(
          total((item) => item.numerator),
          due,
        ),
      );
}

function whyNobody(compared: readonly ComparedUnit[], { minUnits }: NamingRules): NotNamed | null {
  if (compared.length < minUnits) return "too-few";
  return compared.every(({ shown }) => shown === compared[0]!.shown) ? "all-equal" : null;
}

const byName = (a: ComparedUnit, b: ComparedUnit): number => (a.unit < b.unit ? -1 : 1);

/** Not below the group's figure. Equals at the edge: all in, unless that passes the third; then all out. */
function highOnes(
  units: readonly ComparedUnit[],
  overall: number,
  wanted: number,
  most: number,
): readonly ComparedUnit[] {
  const sorted = units.filter(({ shown }) => shown >= overall).toSorted((a, b) => b.shown - a.shown || byName(a, b));
  return upToEdge(sorted, wanted, most);
}

/** Below the group's figure and below the own target. Equals at the edge: all out. */
function lowOnes(units: readonly ComparedUnit[], overall: number, wanted: number): readonly ComparedUnit[] {
  const sorted = units
    .filter(({ shown }) => shown < overall && shown < FULL)
    .toSorted((a, b) => a.shown - b.shown || byName(a, b));
  return upToEdge(sorted, wanted, wanted);
}

/** The first `wanted`; those who equal the last of them come in while that stays within `most`, else none of them does. */
function upToEdge(sorted: readonly ComparedUnit[], wanted: number, most: number): readonly ComparedUnit[] {
  const edge = sorted[wanted - 1]?.shown;
  if (edge === undefined) return wanted <= 0 ? [] : sorted;
  const withEquals = sorted.filter(({ shown }, index) => index < wanted || shown === edge);
  return withEquals.length <= most ? withEquals : sorted.slice(0, wanted).filter(({ shown }) => shown !== edge);
}
