/**
 * Numbers for steps in their order; null = a step that needs one. Between two numbers that stand, whole numbers in even steps where they fit; else, and at the
 * end, tens after the last. A number that was ever used, those that stand among them, is nobody else's. Source: registry.md, 节点序号.
 */
export function freeNumbers(
  order: readonly (number | null)[],
  last: number,
  isUsed: (seq: number) => boolean,
): readonly number[] {
  const numbers: number[] = [];
  let after = last;
  for (let from = 0; from < order.length; ) {
    const to = nextStanding(order, from);
    const high = order[to];
    const low = order.slice(0, from).reduce<number>((most, seq) => Math.max(most, seq ?? 0), 0);
    const between = high == null ? null : gap(low, high, to - from, isUsed);
    for (let at = from; at < to; at++) {
      if (between === null) after = nextTen(after, isUsed);
      numbers.push(between?.[at - from] ?? after);
    }
    if (high != null) numbers.push(high);
    from = to + 1;
  }
  return numbers;
}

function nextStanding(order: readonly (number | null)[], from: number): number {
  const found = order.findIndex((seq, at) => at >= from && seq !== null);
  return found === -1 ? order.length : found;
}

/** `count` free whole numbers between two others in even steps, tens where there is room for them; null: there is no room. */
function gap(low: number, high: number, count: number, isUsed: (seq: number) => boolean): readonly number[] | null {
  const room = (high - low) / (count + 1);
  const unit = room >= 10 ? 10 : 1;
  const found: number[] = [];
  for (let at = 1; at <= count; at++) {
    const wanted = Math.floor((low + room * at) / unit) * unit;
    let seq = Math.max(wanted, Math.floor(found.at(-1) ?? low) + 1);
    while (seq < high && isUsed(seq)) seq++;
    if (seq >= high) return null;
    found.push(seq);
  }
  return found;
}

function nextTen(after: number, isUsed: (seq: number) => boolean): number {
  for (let seq = (Math.floor(after / 10) + 1) * 10; ; seq += 10) if (!isUsed(seq)) return seq;
}
