import type { PlainDate } from "../domain/dates.ts";
import { nearest } from "../domain/nearest.ts";
import type { DatedValue } from "../domain/rule.ts";
import { ALL_RULES } from "./all-rules.ts";
import { DEADLINE_RULES } from "./deadlines.ts";
import { LIGHT_PRESET } from "./light-rules.ts";
import { READING_RULES } from "./reading-rules.ts";
import { plainName, type Rulebook, type RuleDef } from "./rulebook.ts";
import { SCHEME } from "./scoring-schemes.ts";

/** A value tried for a parameter in place of whatever holds. */
export interface TriedRule {
  readonly def: RuleDef<unknown>;
  readonly value: unknown;
}

export type TrialFault =
  | { readonly because: "unknown-preset"; readonly given: string; readonly hint: string }
  | { readonly because: "unknown-parameter"; readonly given: string; readonly hint: string }
  | { readonly because: "unreadable-value"; readonly given: string; readonly hint: string }
  /** It changes how the sheets are read, or which moments are judged: no history says what people would have typed then. */
  | { readonly because: "not-to-be-tried"; readonly given: string; readonly hint: string };

/** Parameters whose values are presets people know by name. */
const PRESETS: readonly RuleDef<unknown>[] = [LIGHT_PRESET, SCHEME];

/** 武汉 is 项目预警预设=武汉, 三个一批 is 评分方案=三个一批. */
export function triedPreset(name: string): TriedRule | TrialFault {
  for (const def of PRESETS) {
    const value = def.parse(name);
    if (value !== undefined) return { def, value };
  }
  return { because: "unknown-preset", given: name, hint: PRESETS.map(({ hint }) => hint).join("；") };
}

/** 参数=值, as a row of 规则 would give it. */
export function triedRule(text: string): TriedRule | TrialFault {
  const typed = text.normalize("NFKC");
  const at = typed.indexOf("=");
  const name = plainName(typed.slice(0, Math.max(0, at)));
  const def = ALL_RULES.find(({ rule }) => plainName(rule.name) === name);
  if (def === undefined) return { because: "unknown-parameter", given: text, hint: nearestName(name) };
  if (FIXED.includes(def)) return { because: "not-to-be-tried", given: def.rule.name, hint: "" };
  const value = def.parse(typed.slice(at + 1).trim());
  return value === undefined ? { because: "unreadable-value", given: text, hint: def.hint } : { def, value };
}

const FIXED: readonly RuleDef<unknown>[] = [...READING_RULES, ...DEADLINE_RULES];

const nearestName = (name: string): string =>
  nearest(
    name,
    ALL_RULES.map(({ rule }) => rule.name),
  ) ?? "";

/** The rulebook as it would be had the values been adopted on `from`: what 规则 or the built-in table lays down later gives way. */
export function triedBook(book: Rulebook, tried: readonly TriedRule[], from: PlainDate): Rulebook {
  const overrides = new Map(book.overrides);
  for (const { def, value } of tried) {
    const before = (overrides.get(def.rule.name) ?? []).filter((entry) => entry.from < from);
    const later = def.rule.entries.filter((entry) => entry.from > from).map((entry) => entry.from);
    const entries = [from, ...later].map((day): DatedValue<unknown> => ({ from: day, value, source: "回溯试算" }));
    overrides.set(def.rule.name, [...before, ...entries]);
  }
  return { overrides };
}
