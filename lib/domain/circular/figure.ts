/** One number of a confirmed result: the draft's id and the way to it in its block ("rows.3.items.0.numerator"). */
export interface BlockPlace {
  readonly draft: string;
  readonly path: string;
}

/** The same column of many rows, times a fraction where a plan is spread over months: their sum, or how many they are. */
export interface Cells {
  readonly workbook: string;
  readonly tab: string;
  readonly field: string;
  readonly keys: readonly string[];
  readonly times?: readonly [passed: number, of: number];
}

export type Operand = BlockPlace | Cells;

/**
 * How a figure is reckoned, so that anybody can do it again: `count` of rows, the `sum` of all operands, a `share` (sums first, then the ratio), or
 * how far two shares or two sums are `apart` (the first less the second).
 */
export type Reckoning =
  | { readonly do: "count" | "sum"; readonly of: readonly Operand[] }
  | { readonly do: "share"; readonly part: readonly Operand[]; readonly whole: readonly Operand[] }
  | { readonly do: "apart"; readonly first: Reckoning; readonly second: Reckoning };

/** Whole counts, places, hundredths of a point, tenths of a percent, percentage points, or money. */
export type FigureKind = "count" | "score" | "percent" | "points" | "money";

/** A number as it stands in a sentence, and what it rests on. */
export interface Figure {
  readonly shown: string;
  readonly kind: FigureKind;
  readonly from: Reckoning;
}

/** What sentences are put together from: our words, text that people wrote (names), and figures. No digit of ours stands outside a figure. */
export type Part = string | { readonly name: string } | Figure;

export interface Sentence {
  readonly text: string;
  readonly figures: readonly Figure[];
}

export const isFigure = (part: Part): part is Figure => typeof part === "object" && "shown" in part;

export const sentence = (...parts: readonly Part[]): Sentence => ({
  text: parts.map(textOf).join(""),
  figures: parts.filter(isFigure),
});

const textOf = (part: Part): string => (typeof part === "string" ? part : isFigure(part) ? part.shown : part.name);

/** Sentences one after the other as one paragraph. */
export const joined = (sentences: readonly Sentence[]): Sentence => ({
  text: sentences.map(({ text }) => text).join(""),
  figures: sentences.flatMap(({ figures }) => figures),
});
