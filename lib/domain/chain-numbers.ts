/**
 * Numbers for steps in their order; null = a step that needs one. Between two numbers that stand, whole numbers in even steps where they fit; else, and at the
 * end, tens after the last. A number that was ever used is nobody else's. Source: registry.md, 节点序号.
 */
export function freeNumbers(
  order: readonly (number | null)[],
  last: number,
  isUsed: (seq: number) => boolean,
): readonly number[] {
  const numbers = [...order];
  const taken = new Set(order.filter((seq) => seq !== null));
  const isFree = (seq: number): boolean => !taken.has(seq) && !isUsed(seq);
  let after = last;
  for (let from = 0; from < order.length; ) {
    if (order[from] !== null) {
      from++;
      continue;
    }
    const to = nextStanding(order, from);
    const between = to < order.length ? gap(lowBefore(order, from), order[to]!, to - from, isFree) : null;
    for (let at = from; at < to; at++) {
      after = between === null ? nextTen(after, isFree) : after;
      const seq = between?.[at - from] ?? after;
      numbers[at] = seq;
      taken.add(seq);
    }
    from = to;
  }
  return numbers as number[];
}

function nextStanding(order: readonly (number | null)[], from: number): number {
  const found = order.findIndex((seq, at) => at >= from && seq !== null);
  return found === -1 ? order.length : found;
}

const lowBefore = (order: readonly (number | null)[], from: number): number =>
  order.slice(0, from).reduce<number>((most, seq) => Math.max(most, seq ?? 0), 0);

/** `count` free whole numbers between two others in even steps, tens where there is room for them; null: there is no room. */
function gap(low: number, high: number, count: number, isFree: (seq: number) => boolean): readonly number[] | null {
  const room = (high - low) / (count + 1);
  if (room < 1) return null;
  const unit = room >= 10 ? 10 : 1;
  const found: number[] = [];
  for (let at = 1; at <= count; at++) {
    const wanted = Math.floor((low + room * at) / unit) * unit;
    const seq = free(Math.max(wanted, (found.at(-1) ?? low) + 1), high, isFree);
    if (seq === null) return null;
    found.push(seq);
  }
  return found;
}

function free(from: number, high: number, isFree: (seq: number) => boolean): number | null {
  for (let seq = Math.floor(from) === from ? from : Math.ceil(from); seq < high; seq++) if (isFree(seq)) return seq;
  return null;
}

function nextTen(after: number, isFree: (seq: number) => boolean): number {
  for (let seq = (Math.floor(after / 10) + 1) * 10; ; seq += 10) if (isFree(seq)) return seq;
}
