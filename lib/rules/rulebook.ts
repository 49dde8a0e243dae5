import type { PlainDate } from "../domain/dates.ts";
import type { RuleRow } from "../domain/registry.ts";
import { type DatedValue, inForce, type Rule, type RuleInForce } from "../domain/rule.ts";

/**
 * A rule the office may override in the tab 规则. `rule.name` is the 参数 people type; `parse` reads the typed 值 (undefined = not readable);
 * `hint` says how to write it; `show` words a value for `duban rules` and for findings.
 */
export interface RuleDef<T> {
  readonly rule: Rule<T>;
  readonly hint: string;
  readonly parse: (text: string) => T | undefined;
  readonly show: (value: T) => string;
}

/** Row of 规则 that cannot be used: unknown parameter or unreadable value. Worded as a finding by the caller. */
export interface RuleProblem {
  readonly row: RuleRow;
  readonly because: "unknown-parameter" | "unreadable-value";
  /** Nearest known parameter, or how to write the value. */
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
  const override = (book.overrides.get(def.rule.name) ?? []).filter((entry) => entry.from <= day).at(-1);
  if (override === undefined || override.from < builtIn.from) return builtIn;
  return { name: def.rule.name, from: override.from, source: override.source, value: override.value as T };
}
