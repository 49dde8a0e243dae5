import type { LetterDue } from "./supervision-letters.ts";

/** 机关代字, type and year: what numbers run in. Source: GB/T 9704-2012, 发文字号. */
export interface NumberSeries {
  readonly office: string;
  readonly type: LetterDue["type"];
  readonly year: number;
}

const TYPE_WORDS: Readonly<Record<LetterDue["type"], string>> = { 督办函: "督函", 约谈: "约函", 通报: "通函" };

const beginning = ({ office, type, year }: NumberSeries): string => `${office}${TYPE_WORDS[type]}〔${year}〕`;

/** 重点办督函〔2026〕3号, without padding. */
export const letterNumber = (series: NumberSeries, n: number): string => `${beginning(series)}${n}号`;

/** The highest number of the series among these, 0 without one: people enter letters of their own. */
export function highestNumber(series: NumberSeries, numbers: readonly string[]): number {
  const start = beginning(series);
  const own = numbers.map((number) =>
    number
      .replace(/\s/g, "")
      .replace(/[[【(（]/, "〔")
      .replace(/[\]】)）]/, "〕"),
  );
  const counts = own.map((number) => /^(\d{1,6})号$/.exec(number.startsWith(start) ? number.slice(start.length) : ""));
  return Math.max(0, ...counts.map((found) => Number(found?.[1] ?? 0)));
}
