import type { GroupFacts, RankingGroup } from "../ranking-block.ts";
import type { UnitGroup } from "../registry.ts";
import type { QuarterPlace } from "./quarter.ts";
import type { ListColor, ListedUnit, ListSeats } from "./quarter-block.ts";

export interface SeatRule {
  readonly red: number;
  readonly black: number;
}

export interface ListRules {
  /** Seats by kind of unit; a group has those of its kind with the fewest. */
  readonly seats: Readonly<Partial<Record<UnitGroup, SeatRule>>>;
  /** No list is longer than the group ÷ this, rounded up. */
  readonly shareOf: number;
}

/** A seat before its sentence. */
export type Seat = Omit<ListedUnit, "note">;

export interface Lists {
  readonly seats: readonly ListSeats[];
  readonly lists: readonly Seat[];
}

/** Units that 不可抗力 keeps off the black list: decided by `forceMajeureUnits`. */
export type ExemptUnits = ReadonlySet<string>;

/**
 * Red and black lists of a quarter, group by group. Red: target beaten and in the top seats; black: target missed and in the bottom seats, both by what
 * is shown. "In the top n" counts units that are strictly better, whatever tie method is shown. Ties at the edge: all in on red unless the list would
 * pass its share of the group (then all out), all out on black. Seats are never filled from below. Source: domain.md "红黑榜".
 */
export function redBlackLists(
  rows: readonly QuarterPlace[],
  groups: readonly GroupFacts[],
  rules: ListRules,
  exempt: ExemptUnits,
): Lists {
  const each = groups.map((facts) => groupLists(ranked(rows, facts.group), facts, rules, exempt));
  return { seats: each.map(({ seats }) => seats), lists: each.flatMap(({ lists }) => lists) };
}

type Ranked = QuarterPlace & { readonly rank: number; readonly total: number };

const ranked = (rows: readonly QuarterPlace[], group: RankingGroup): readonly Ranked[] =>
  rows.filter((row): row is Ranked => row.group === group && row.rank !== null && row.total !== null);

function groupLists(members: readonly Ranked[], facts: GroupFacts, rules: ListRules, exempt: ExemptUnits) {
  const most = Math.ceil(members.length / rules.shareOf);
  const rule = seatsFor(facts.group, rules);
  const seats = { red: Math.min(rule.red, most), black: facts.small ? 0 : Math.min(rule.black, most) };
  const red = redList(members, seats.red, most);
  const black = blackList(members, seats.black, exempt);
  return {
    seats: {
      group: facts.group,
      red: seats.red,
      redEmpty: emptyOf(seats.red, red),
      black: seats.black,
      blackEmpty: emptyOf(seats.black, black),
      blackOff: facts.small,
    },
    lists: [...red, ...black],
  };
}

const emptyOf = (seats: number, list: readonly Seat[]): number =>
  Math.max(0, seats - list.filter(({ stands }) => stands).length);

/** Of a group of several kinds the fewest: whoever is unsure names fewer. */
function seatsFor(group: RankingGroup, { seats }: ListRules): SeatRule {
  const kinds = group.split("+").flatMap((kind) => seats[kind as UnitGroup] ?? []);
  if (kinds.length === 0) return { red: 0, black: 0 };
  return { red: Math.min(...kinds.map(({ red }) => red)), black: Math.min(...kinds.map(({ black }) => black)) };
}

function redList(members: readonly Ranked[], seats: number, most: number): readonly Seat[] {
  const top = members.filter((member) => count(members, ({ total }) => total > member.total) < seats);
  const worthy = top.filter((member) => whyNotRed(member) === null);
  const edge = Math.min(...worthy.map(({ total }) => total));
  const isOver = worthy.length > most;
  return top.map((member) => {
    const why = whyNotRed(member);
    if (why !== null) return seatOf(member, "red", why);
    return seatOf(member, "red", isOver && member.total === edge ? "tie-over-third" : "listed");
  });
}

function whyNotRed({ investment: { rate, target }, falseReports }: Ranked): ListedUnit["because"] | null {
  if (falseReports > 0) return "false-data";
  if (rate === null || target === null) return "no-case";
  return rate > target ? null : "target-not-beaten";
}

/** Worst first. */
function blackList(members: readonly Ranked[], seats: number, exempt: ExemptUnits): readonly Seat[] {
  const bottom = members.filter((member) => count(members, ({ total }) => total < member.total) < seats);
  return bottom
    .toReversed()
    .map((member) => seatOf(member, "black", whyNotBlack(member, members, seats, exempt) ?? "listed"));
}

function whyNotBlack(
  { unit, total, investment: { rate, target } }: Ranked,
  members: readonly Ranked[],
  seats: number,
  exempt: ExemptUnits,
): ListedUnit["because"] | null {
  if (rate === null || target === null) return "no-case";
  if (rate >= target) return "target-not-missed";
  if (exempt.has(unit)) return "exempt";
  return count(members, (other) => other.total <= total) > seats ? "tie-at-edge" : null;
}

const seatOf = ({ group, unit, rank, investment }: Ranked, color: ListColor, because: ListedUnit["because"]): Seat => ({
  group,
  color,
  unit,
  rank,
  investment,
  stands: because === "listed",
  because,
});

const count = <T>(list: readonly T[], holds: (one: T) => boolean): number => list.filter(holds).length;
