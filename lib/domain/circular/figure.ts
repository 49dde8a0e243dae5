/** One number of a confirmed result: the draft's id and the way to it in its block ("rows.3.items.0.numerator"). */
export interface BlockPlace {
  readonly draft: string;
  readonly path: string;
}

/**
 * The same column of many rows. `times`: a plan spread over months, each row's part in whole 元, half up. `counted`: each row counts so much, where
 * that is not what the cell says (a change nobody agreed to).
 */
export interface Cells {
  readonly workbook: string;
  readonly tab: string;
  readonly field: string;
  readonly keys: readonly string[];
  readonly times?: readonly [passed: number, of: number];
  readonly counted?: number;
}

export type Operand = BlockPlace | Cells;

/**
 * How a figure is reckoned, so that anybody can do it again: `count` of rows, the `sum` of all operands, a `share` of sums or a `ratio` of counts
 * (added up first, then divided), or how far two of these are `apart` (the first less the second).
 */
export type Reckoning =
  | { readonly do: "count" | "sum"; readonly of: readonly Operand[] }
  | { readonly do: "share" | "ratio"; readonly part: readonly Operand[]; readonly whole: readonly Operand[] }
  | { readonly do: "apart"; readonly first: Reckoning; readonly second: Reckoning };

/** Whole counts and places, points of a score, percent, percentage points, money with its unit, or its digits alone in 亿元 or 万元. */
export type FigureKind = "count" | "score" | "percent" | "points" | "money" | "yi" | "wan";

/** A number as it stands in a sentence, and what it rests on. */
export interface Figure {
  readonly shown: string;
  readonly kind: FigureKind;
  readonly from: Reckoning;
}

/** What sentences are put together from: our words, what is given (names, periods, days, rules), and figures. No other digit stands outside a figure. */
export type Part = string | { readonly given: string } | Figure;

export interface Sentence {
  readonly text: string;
  readonly figures: readonly Figure[];
}

export const isFigure = (part: Part): part is Figure => typeof part === "object" && "shown" in part;

export const sentence = (...parts: readonly Part[]): Sentence => ({
  text: parts.map(textOf).join(""),
  figures: parts.filter(isFigure),
});

const textOf = (part: Part): string => (typeof part === "string" ? part : isFigure(part) ? part.shown : part.given);

/** Sentences one after the other as one paragraph. */
export const joined = (sentences: readonly Sentence[]): Sentence => ({
  text: sentences.map(({ text }) => text).join(""),
  figures: sentences.flatMap(({ figures }) => figures),
});
