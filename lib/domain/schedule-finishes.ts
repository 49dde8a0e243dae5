import { type Network, OPEN, UNFIXED } from "./schedule-network.ts";

/**
 * The finishes the backward pass counts from: the fixed ones, and the latest of these for every loose end (nothing open waits for it) that does not come
 * after a fixed step. What comes after, like 结算 after 竣工, has no fixed finish.
 */
export function finishesOf({ size, fixed, actual, firstLink, from }: Network): Int32Array {
  const finishes = Int32Array.from(fixed);
  let last = OPEN;
  for (const day of fixed) if (day !== UNFIXED && day > last) last = day;
  if (last === OPEN) return finishes;
  const held = new Uint8Array(size);
  const after = afterFixed({ size, fixed, firstLink, from });
  for (let step = 0; step < size; step++)
    if (actual[step] === OPEN)
      for (let link = firstLink[step]!; link < firstLink[step + 1]!; link++) held[from[link]!] = 1;
  for (let step = 0; step < size; step++)
    if (held[step] === 0 && after[step] === 0 && fixed[step] === UNFIXED) finishes[step] = last;
  return finishes;
}

/** Steps that come after a fixed one, through done steps too; among those there may be rings. */
function afterFixed({
  size,
  fixed,
  firstLink,
  from,
}: Pick<Network, "size" | "fixed" | "firstLink" | "from">): Uint8Array {
  const successors = successorsOf({ size, firstLink, from });
  const after = new Uint8Array(size);
  const reached: number[] = [];
  const reach = (step: number): void => {
    for (let at = successors.first[step]!; at < successors.first[step + 1]!; at++) {
      const next = successors.steps[at]!;
      if (after[next] === 0) reached.push(next);
      after[next] = 1;
    }
  };
  for (let step = 0; step < size; step++) if (fixed[step] !== UNFIXED) reach(step);
  for (let step = reached.pop(); step !== undefined; step = reached.pop()) reach(step);
  return after;
}

/** The links the other way round: steps[first[i]] up to steps[first[i + 1]] wait for step i. */
function successorsOf({ size, firstLink, from }: Pick<Network, "size" | "firstLink" | "from">) {
  const first = new Int32Array(size + 1);
  for (const before of from) first[before + 1]!++;
  for (let step = 0; step < size; step++) first[step + 1]! += first[step]!;
  const free = first.slice();
  const steps = new Int32Array(from.length);
  for (let step = 0; step < size; step++)
    for (let link = firstLink[step]!; link < firstLink[step + 1]!; link++) steps[free[from[link]!]!++] = step;
  return { first, steps };
}
