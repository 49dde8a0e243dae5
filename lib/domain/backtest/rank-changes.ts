import type { Month } from "../dates.ts";
import type { IndicatorCode, IndicatorPart } from "../indicator.ts";
import type { RankedItem, RankingBlock, RankingGroup, RankingRow } from "../ranking-block.ts";
import type { UnitMonth } from "../unit-month.ts";

/** An indicator that earns other points, with the parts of its sums that count for something else; none where only weights differ. */
export interface ItemChange {
  readonly code: IndicatorCode;
  readonly before: RankedItem | null;
  readonly after: RankedItem | null;
  readonly parts: readonly IndicatorPart[];
}

/** A unit whose place or points in a month would be others. Totals are hundredths of a point. */
export interface RankChange {
  readonly month: Month;
  readonly unit: string;
  readonly group: RankingGroup;
  readonly before: RankingRow | null;
  readonly after: RankingRow | null;
  readonly items: readonly ItemChange[];
  /** Units of the group that would stand above it and did not, and the other way round. */
  readonly overtakenBy: readonly string[];
  readonly overtakes: readonly string[];
}

export interface RankedMonth {
  readonly block: RankingBlock;
  readonly months: readonly UnitMonth[];
}

/** Units whose place or total differs, those with another place first, in the order of the new table. */
export function rankChanges(before: RankedMonth, after: RankedMonth): readonly RankChange[] {
  const was = new Map(before.block.rows.map((row) => [row.unit, row]));
  const now = new Map(after.block.rows.map((row) => [row.unit, row]));
  const parts = partsReader(before, after);
  return [...new Set([...now.keys(), ...was.keys()])]
    .map((unit) => changeOf({ was, now, parts, month: after.block.period }, unit))
    .filter(differs)
    .toSorted((a, b) => Number(movesPlace(b)) - Number(movesPlace(a)));
}

export const movesPlace = ({ before, after }: RankChange): boolean => before?.rank !== after?.rank;

const differs = (change: RankChange): boolean => movesPlace(change) || change.before?.total !== change.after?.total;

type Rows = ReadonlyMap<string, RankingRow>;
type PartsReader = (unit: string, code: IndicatorCode) => readonly IndicatorPart[];

interface Tables {
  readonly was: Rows;
  readonly now: Rows;
  readonly parts: PartsReader;
  readonly month: Month;
}

function changeOf({ was, now, parts, month }: Tables, unit: string): RankChange {
  const [before, after] = [was.get(unit) ?? null, now.get(unit) ?? null];
  return {
    month,
    unit,
    group: (after ?? before)!.group,
    before,
    after,
    items: itemsOf(before, after, (code) => parts(unit, code)),
    overtakenBy: aboveOnlyIn(now, was, unit),
    overtakes: aboveOnlyIn(was, now, unit),
  };
}

function itemsOf(
  before: RankingRow | null,
  after: RankingRow | null,
  parts: (code: IndicatorCode) => readonly IndicatorPart[],
): readonly ItemChange[] {
  const item = (row: RankingRow | null, code: IndicatorCode): RankedItem | null =>
    row?.items.find((one) => one.code === code) ?? null;
  const codes = new Set([...(after?.items ?? []), ...(before?.items ?? [])].map(({ code }) => code));
  return [...codes]
    .map((code) => ({ code, before: item(before, code), after: item(after, code), parts: parts(code) }))
    .filter((change) => (change.before?.points ?? null) !== (change.after?.points ?? null));
}

/** Units ranked above this one in one table and not in the other. */
function aboveOnlyIn(here: Rows, there: Rows, unit: string): readonly string[] {
  const isAbove = (rows: Rows, other: string): boolean => {
    const [own, theirs] = [rows.get(unit), rows.get(other)];
    if (own?.rank == null || theirs?.rank == null || own.group !== theirs.group) return false;
    return theirs.rank < own.rank;
  };
  if (here.get(unit)?.rank == null || there.get(unit)?.rank == null) return [];
  return [...here.keys()].filter((other) => isAbove(here, other) && !isAbove(there, other));
}

/** Parts as they would count, where they counted otherwise or not at all. */
function partsReader(before: RankedMonth, after: RankedMonth): PartsReader {
  const valuesOf = ({ months }: RankedMonth) => new Map(months.map((month) => [month.unit.name, month.values]));
  const [was, now] = [valuesOf(before), valuesOf(after)];
  return (unit, code) => {
    const parts = (values: typeof was): readonly IndicatorPart[] =>
      values.get(unit)?.find((value) => value.code === code)?.parts ?? [];
    const known = new Map(parts(was).map((part) => [part.subject, part]));
    return parts(now).filter((part) => !sameCount(part, known.get(part.subject)));
  };
}

const sameCount = (a: IndicatorPart, b: IndicatorPart | undefined): boolean =>
  a.numerator === b?.numerator && a.denominator === b.denominator && a.due === b.due;
