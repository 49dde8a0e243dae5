import type { Random } from "./random.ts";

/** What a project counts under; all sums in hundredths of 亿元 (1,000,000 元), so that the published figures come out exactly. */
export interface Slot {
  readonly annualClass: string;
  readonly category: string;
  readonly band: string;
}
export interface Bounds {
  readonly least: number;
  readonly most: number;
}
type Axis = keyof Slot;
export type Margins = { readonly [A in Axis]: Readonly<Record<string, number>> };

const AXES: readonly Axis[] = ["annualClass", "category", "band"];
const ROUNDS = 400;

const clamp = (value: number, { least, most }: Bounds): number => Math.min(most, Math.max(least, value));
const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

/** Amounts whose sums over every class, category and band are the margins: raked, rounded, then settled pair by pair. */
export function amountsFor(
  slots: readonly Slot[],
  margins: Margins,
  bounds: readonly Bounds[],
  start: readonly number[],
  random: Random,
): readonly number[] {
  const raked = rake(slots, margins, bounds, start);
  const amounts = raked.map((value, index) => clamp(Math.round(value), bounds[index]!));
  settle(slots, margins, bounds, amounts, random);
  return amounts;
}

function rake(slots: readonly Slot[], margins: Margins, bounds: readonly Bounds[], start: readonly number[]): number[] {
  const values = [...start];
  for (let round = 0; round < ROUNDS; round++) {
    for (const axis of AXES) {
      for (const [name, target] of Object.entries(margins[axis])) {
        const members = slots.flatMap((slot, index) => (slot[axis] === name ? [index] : []));
        const factor = target / sumOf(members.map((index) => values[index]!));
        for (const index of members) values[index] = clamp(values[index]! * factor, bounds[index]!);
      }
    }
  }
  return values;
}

const gapOf = (slots: readonly Slot[], amounts: readonly number[], axis: Axis, name: string, target: number): number =>
  target - sumOf(amounts.filter((_, index) => slots[index]![axis] === name));

/** Moves single units between projects that differ in one axis only, until every margin is met. */
function settle(
  slots: readonly Slot[],
  margins: Margins,
  bounds: readonly Bounds[],
  amounts: number[],
  random: Random,
) {
  addTo(slots, bounds, amounts, () => true, sumOf(Object.values(margins.band)) - sumOf(amounts), random);
  for (const axis of AXES) {
    const names = Object.keys(margins[axis]);
    for (let guard = 0; guard < 100_000; guard++) {
      const gaps = names.map((name) => gapOf(slots, amounts, axis, name, margins[axis][name]!));
      const short = names[gaps.findIndex((gap) => gap > 0)];
      const over = names[gaps.findIndex((gap) => gap < 0)];
      if (short === undefined || over === undefined) break;
      movePair(slots, bounds, amounts, axis, over, short, random);
    }
  }
}

function movePair(
  slots: readonly Slot[],
  bounds: readonly Bounds[],
  amounts: number[],
  axis: Axis,
  from: string,
  to: string,
  random: Random,
): void {
  const others = AXES.filter((other) => other !== axis);
  const givers = random.shuffle([...slots.keys()].filter((index) => slots[index]![axis] === from));
  for (const giver of givers) {
    const taker = [...slots.keys()].find(
      (index) =>
        slots[index]![axis] === to &&
        others.every((other) => slots[index]![other] === slots[giver]![other]) &&
        amounts[index]! < bounds[index]!.most,
    );
    if (taker === undefined || amounts[giver]! <= bounds[giver]!.least) continue;
    amounts[giver]! -= 1;
    amounts[taker]! += 1;
    return;
  }
  throw new RangeError(`the published sums cannot be met: ${from} → ${to}`);
}

function addTo(
  slots: readonly Slot[],
  bounds: readonly Bounds[],
  amounts: number[],
  wanted: (slot: Slot) => boolean,
  units: number,
  random: Random,
): void {
  const step = Math.sign(units);
  for (let left = Math.abs(units); left > 0; ) {
    const index = random.int(0, slots.length - 1);
    const next = amounts[index]! + step;
    if (!wanted(slots[index]!) || next !== clamp(next, bounds[index]!)) continue;
    amounts[index] = next;
    left--;
  }
}
