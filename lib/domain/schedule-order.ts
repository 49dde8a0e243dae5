import type { PredecessorLink } from "./predecessors.ts";
import type { ScheduleStep } from "./schedule.ts";

/** What each step of a list waits for. */
export type Waits = readonly (readonly PredecessorLink[])[];
/** Where the step of a number stands in the list. */
export type Places = ReadonlyMap<number, number>;

type WorkOrder =
  | { readonly order: Int32Array; readonly ring: null }
  | { readonly order: null; readonly ring: readonly number[] };

/** Depth first from the lowest number: a step follows all that it waits for. A done step waits for nothing, so no ring through it stops anybody. */
export function workOrder(sorted: readonly ScheduleStep[], waits: Waits, place: Places): WorkOrder {
  const order = new Int32Array(sorted.length);
  const state = new Uint8Array(sorted.length);
  const next = new Int32Array(sorted.length);
  const path: number[] = [];
  let placed = 0;
  const enter = (at: number): void => {
    state[at] = 1;
    path.push(at);
  };
  for (let from = 0; from < sorted.length; from++) {
    if (state[from] === 0) enter(from);
    while (path.length > 0) {
      const at = path.at(-1)!;
      const link = sorted[at]!.finished === null ? waits[at]![next[at]!++] : undefined;
      const before = link === undefined ? -1 : place.get(link.seq)!;
      if (before === -1) {
        state[at] = 2;
        order[placed++] = path.pop()!;
      } else if (state[before] === 0) enter(before);
      else if (state[before] === 1) return { order: null, ring: ringFrom(path.slice(path.indexOf(before))) };
    }
  }
  return { order, ring: null };
}

/** In the order of work, beginning with the lowest number. */
function ringFrom(waiting: readonly number[]): readonly number[] {
  const ring = waiting.toReversed();
  const lowest = ring.indexOf(ring.reduce((low, at) => Math.min(low, at)));
  return [...ring.slice(lowest), ...ring.slice(0, lowest)];
}
