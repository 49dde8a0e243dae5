import type { DatedValue } from "../domain/rule.ts";
import type { RuleDef } from "./rulebook.ts";

interface Known<T> {
  readonly name: string;
  /** One entry, or several in ascending order of `from`. */
  readonly entries: readonly DatedValue<T>[];
}

/** A whole number of `unit` between `min` and `max`. */
export function wholeNumberRule(rule: Known<number>, unit: string, min: number, max: number): RuleDef<number> {
  return {
    rule,
    hint: `请填 ${min} 到 ${max} 的整数（${unit}）`,
    parse: (text) => {
      const digits = text.endsWith(unit) ? text.slice(0, -unit.length).trim() : text;
      const value = /^\d{1,9}$/.test(digits) ? Number(digits) : Number.NaN;
      return value >= min && value <= max ? value : undefined;
    },
    show: (value) => `${value}${unit}`,
  };
}

/** One of a few words. */
export function choiceRule<T extends string>(rule: Known<T>, choices: readonly T[]): RuleDef<T> {
  return {
    rule,
    hint: `请填 ${choices.join("、")} 之一`,
    parse: (text) => choices.find((choice) => choice === text),
    show: (value) => value,
  };
}

/** Words separated by 、 or a comma, none twice, at least one. */
export function listRule(rule: Known<readonly string[]>): RuleDef<readonly string[]> {
  return {
    rule,
    hint: "请用顿号分隔，如 产业、基础设施、民生",
    parse: (text) => {
      const words = text.split(/[、,;]/).map((word) => word.trim());
      return words.every((word) => word !== "") && new Set(words).size === words.length ? words : undefined;
    },
    show: (value) => value.join("、"),
  };
}
