import type { PlainDate } from "../domain/dates.ts";
import { nearest } from "../domain/nearest.ts";
import type { RuleRow } from "../domain/registry.ts";
import { type DatedValue, inForce, type Rule, type RuleInForce } from "../domain/rule.ts";

/**
 * A rule the office may override in the tab 规则. `rule.name` is the 参数 people type; `parse` reads the typed 值 (undefined = not readable);
 * `hint` says how to write it; `show` words a value for `duban rules` and for findings. Methods, so that rules of all types share one list.
 */
export interface RuleDef<T> {
  readonly rule: Rule<T>;
  readonly hint: string;
  parse(text: string): T | undefined;
  show(value: T): string;
}

/** Row of 规则 that cannot be used: unknown parameter or unreadable value. Worded as a finding by the caller. */
export interface RuleProblem {
  readonly row: RuleRow;
  readonly because: "unknown-parameter" | "unreadable-value";
  /** Nearest known parameter ("" when none is near), or how to write the value. */
  readonly hint: string;
}

/** The rules as they stand for this registry: built-in dated values with the tab 规则 laid over them. */
export interface Rulebook {
  readonly overrides: ReadonlyMap<string, readonly DatedValue<unknown>[]>;
}

export const NO_OVERRIDES: Rulebook = { overrides: new Map() };

/** The rule in force on `day`: of the built-in and the overriding entries the latest one not after it; an override wins a tie. */
export function ruleOn<T>(book: Rulebook, def: RuleDef<T>, day: PlainDate): RuleInForce<T> {
  const builtIn = inForce(def.rule, day);
  const override = overrideOn(book, def.rule.name, day);
  if (override === undefined || override.from < builtIn.from) return builtIn;
  return { name: def.rule.name, from: override.from, source: override.source, value: override.value as T };
}

const overrideOn = (book: Rulebook, name: string, day: PlainDate): DatedValue<unknown> | undefined =>
  book.overrides.get(name)?.findLast((entry) => entry.from <= day);

/** How a parameter is matched: full width and blanks do not matter. */
export const plainName = (text: string): string => text.normalize("NFKC").replace(/\s+/g, "").toLowerCase();

/** Lays the rows of 规则 over the built-in rules. A row that cannot be used is a problem and changes nothing. */
export function readRulebook(
  rows: readonly RuleRow[],
  defs: readonly RuleDef<unknown>[],
): { book: Rulebook; problems: readonly RuleProblem[] } {
  const byName = new Map(defs.map((def) => [plainName(def.rule.name), def]));
  const overrides = new Map<string, DatedValue<unknown>[]>();
  const problems: RuleProblem[] = [];
  for (const row of rows) {
    const def = byName.get(plainName(row.parameter));
    const value = def?.parse(row.value.normalize("NFKC").trim());
    if (def === undefined) problems.push(unknown(row, defs));
    else if (value === undefined) problems.push({ row, because: "unreadable-value", hint: def.hint });
    else push(overrides, def.rule.name, { from: row.from, value, source: `规则表：${row.basis}` });
  }
  for (const entries of overrides.values()) entries.sort((a, b) => (a.from < b.from ? -1 : 1));
  return { book: { overrides }, problems };
}

const unknown = (row: RuleRow, defs: readonly RuleDef<unknown>[]): RuleProblem => ({
  row,
  because: "unknown-parameter",
  hint:
    nearest(
      row.parameter,
      defs.map((def) => def.rule.name),
    ) ?? "",
});

function push<T>(lists: Map<string, T[]>, name: string, item: T): void {
  const list = lists.get(name);
  if (list === undefined) lists.set(name, [item]);
  else list.push(item);
}

/** A line of `duban rules`. */
export interface ListedRule {
  readonly name: string;
  readonly value: string;
  readonly from: PlainDate;
  readonly source: string;
  readonly overridden: boolean;
}

export const rulesInForce = (
  book: Rulebook,
  defs: readonly RuleDef<unknown>[],
  day: PlainDate,
): readonly ListedRule[] =>
  defs.map((def) => {
    const { name, from, source, value } = ruleOn(book, def, day);
    const override = overrideOn(book, name, day);
    return { name, value: def.show(value), from, source, overridden: override?.value === value };
  });

/** What a digest of the rules is made of: every rule in force on the day, in the order of their names. */
export const rulesDigestInput = (book: Rulebook, defs: readonly RuleDef<unknown>[], day: PlainDate): string =>
  JSON.stringify(
    defs
      .map((def) => ruleOn(book, def, day))
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .map(({ name, from, source, value }) => [name, from, source, plainValue(value)]),
  );

/** Maps and sets are empty objects to JSON. */
const plainValue = (value: unknown): unknown => {
  if (value instanceof Map || value instanceof Set) return [...value];
  return value;
};
