import type { PlainDate } from "./dates.ts";

/** One dated value of a rule: in force from its day until the next entry's day. `source` names the document. */
export interface DatedValue<T> {
  readonly from: PlainDate;
  readonly value: T;
  readonly source: string;
}

/** A rule has start dates only, so gaps and overlaps cannot be written. Entries are in ascending order of `from`. */
export interface Rule<T> {
  readonly name: string;
  readonly entries: readonly DatedValue<T>[];
}

/** What a verdict quotes of the rule it used. */
export interface RuleRef {
  readonly name: string;
  readonly from: PlainDate;
  readonly source: string;
}

/** The rule as it stood on one day: its value, ready to quote. */
export interface RuleInForce<T> extends RuleRef {
  readonly value: T;
}

/** The entry in force on `day`; before the first entry, the first one counts (a rule has no past it denies). */
export function inForce<T>(rule: Rule<T>, day: PlainDate): RuleInForce<T> {
  const first = rule.entries[0];
  if (first === undefined) throw new RangeError(`rule ${rule.name} has no entries`);
  let found = first;
  for (const entry of rule.entries) if (entry.from <= day) found = entry;
  return { name: rule.name, from: found.from, source: found.source, value: found.value };
}
