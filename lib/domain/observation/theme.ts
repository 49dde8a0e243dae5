import { type Month, monthNumber } from "../dates.ts";

/** Which categories the visits of these months look at; "others": those no other part names. */
export interface ThemePart {
  /** 1 … 12. */
  readonly months: readonly number[];
  readonly categories: readonly string[] | "others";
}

export type ThemeRule = readonly ThemePart[];

/** The categories of a month's visit, in the order of the office's list; empty: the month has no theme. Source: domain.md M13. */
export function themeOf(rule: ThemeRule, visit: Month, categories: readonly string[]): readonly string[] {
  const named = rule.flatMap((part) => (part.categories === "others" ? [] : part.categories));
  const wanted = rule
    .filter(({ months }) => months.includes(monthNumber(visit)))
    .flatMap((part) =>
      part.categories === "others" ? categories.filter((one) => !named.includes(one)) : part.categories,
    );
  return categories.filter((one) => wanted.includes(one));
}

/** 4, 7, 10, 12. */
export const themeMonths = (rule: ThemeRule): readonly number[] =>
  [...new Set(rule.flatMap(({ months }) => months))].sort((a, b) => a - b);
