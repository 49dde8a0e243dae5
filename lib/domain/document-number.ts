import type { Instant } from "./dates.ts";
import type { LetterDue } from "./supervision-letters.ts";

/** 机关代字, kind and year: what numbers run in. Source: GB/T 9704-2012, 发文字号. */
export interface NumberSeries {
  readonly office: string;
  readonly kind: NumberedKind;
  readonly year: number;
}

/** A letter to one unit, or the name of a paper that goes to many. */
export type NumberedKind = `letter/${LetterDue["type"]}` | (typeof PAPERS)[number];

const PAPERS = [
  "通报",
  "交办单",
  "会议纪要",
  "季调度材料",
  "工作例会材料",
  "观摩结果",
  "清单调整通知",
  "集中开工通知",
] as const;

/** No two of them are alike, so that a number says what it is of. */
const KIND_WORDS: Readonly<Record<NumberedKind, string>> = {
  "letter/提醒函": "提函",
  "letter/督办函": "督函",
  "letter/约谈": "约函",
  "letter/通报": "通函",
  通报: "通报",
  交办单: "交办",
  会议纪要: "纪要",
  季调度材料: "调度",
  工作例会材料: "例会",
  观摩结果: "观摩",
  清单调整通知: "调整",
  集中开工通知: "开工",
};

export const isNumberedPaper = (document: string): document is (typeof PAPERS)[number] =>
  (PAPERS as readonly string[]).includes(document);

/** 重点办督函〔2026〕: what all numbers of the series begin with. */
export const beginningOf = ({ office, kind, year }: NumberSeries): string => `${office}${KIND_WORDS[kind]}〔${year}〕`;

/** 重点办督函〔2026〕3号, without padding. */
export const documentNumber = (series: NumberSeries, n: number): string => `${beginningOf(series)}${n}号`;

/** The highest number of the series among these, 0 without one: people enter letters of their own. */
export function highestNumber(series: NumberSeries, numbers: readonly string[]): number {
  const start = beginningOf(series);
  const counts = numbers
    .map(asPrinted)
    .map((number) => /^0*(\d{1,6})号$/.exec(number.startsWith(start) ? number.slice(start.length) : ""));
  return Math.max(0, ...counts.map((found) => Number(found?.[1] ?? 0)));
}

/** As the office prints it, whatever brackets and blanks it was typed with. */
export const asPrinted = (number: string): string =>
  number
    .normalize("NFKC")
    .replace(/\s/g, "")
    .replace(/[[【(（〔]/g, "〔")
    .replace(/[\]】)）〕]/g, "〕");

/** A number that was given out. It is never given to another draft; `void` says why it will not be used. */
export interface TakenNumber {
  readonly n: number;
  readonly draft: string;
  readonly by: string;
  readonly at: Instant;
  readonly void: VoidBecause | null;
}

/** The draft was numbered anew: in another year or series, or since a person had typed that number into 督办 meanwhile. */
export type VoidBecause = "other-series" | "typed-by-hand";

/** All numbers of one series, in the order they were given out. */
export interface NumberBook {
  readonly series: NumberSeries;
  readonly last: number;
  readonly taken: readonly TakenNumber[];
}

export interface NumberAsked {
  readonly draft: string;
  readonly by: string;
  readonly at: Instant;
  /** Numbers in the register 督办, as typed. */
  readonly registered: readonly string[];
}

/** The number of a draft: the one it was given before, while nobody else uses it, else the next. */
export function numbered(book: NumberBook, asked: NumberAsked): { readonly n: number; readonly book: NumberBook } {
  const typed = new Set(asked.registered.map(asPrinted));
  const own = book.taken.find((one) => one.draft === asked.draft && one.void === null);
  if (own !== undefined && !typed.has(documentNumber(book.series, own.n))) return { n: own.n, book };
  const n = Math.max(book.last, highestNumber(book.series, asked.registered)) + 1;
  const { draft, by, at } = asked;
  const rest = voided(book, draft, "typed-by-hand");
  return { n, book: { ...rest, last: n, taken: [...rest.taken, { n, draft, by, at, void: null }] } };
}

/** The same book when nothing of it was the draft's. */
export const voided = (book: NumberBook, draft: string, because: VoidBecause): NumberBook => {
  if (!book.taken.some((one) => one.draft === draft && one.void === null)) return book;
  const taken = book.taken.map((one) => (one.draft === draft && one.void === null ? { ...one, void: because } : one));
  return { ...book, taken };
};
