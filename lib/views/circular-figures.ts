import type { BlockPlace, Figure, Operand, Part, Reckoning } from "../domain/circular/figure.ts";
import type { Share, Traced } from "../domain/circular/traced.ts";
import { type Ratio, ratio, subtract, ZERO } from "../domain/ratio.ts";
import { fixed, percentWords, scoreWords, sumWords } from "./words.ts";

/** Figures of a circular: how each is written, and what it rests on. */
export const given = (text: string): Part => ({ given: text });

export const countFigure = ({ value, of }: Traced): Figure => ({
  shown: String(value),
  kind: "count",
  from: { do: of.some((operand) => "keys" in operand && operand.tab === "unitIndicators") ? "sum" : "count", of },
});

export const moneyFigure = ({ value, of }: Traced): Figure => ({
  shown: sumWords(value),
  kind: "money",
  from: { do: "sum", of },
});

const isCount = ({ of }: Traced): boolean =>
  of.some((operand) => "keys" in operand && (operand.field === "code" || operand.field === ""));

/** Shares of counts count rows; shares of money add up cells. */
export const shareReckoning = ({ part, whole }: Share): Reckoning => ({
  do: isCount(whole) ? "ratio" : "share",
  part: part.of,
  whole: whole.of,
});

export const exactShare = ({ part, whole }: Share): Ratio => ratio(Math.round(part.value), Math.round(whole.value));

export const shareFigure = (share: Share, decimals = 1): Figure => ({
  shown: percentWords(exactShare(share), decimals),
  kind: "percent",
  from: shareReckoning(share),
});

/** How far the first is above the second, in percentage points; never negative: the words before it say which way. */
export function apartFigure(first: Share, second: Share, decimals = 1): Figure {
  const difference = subtract(exactShare(first), exactShare(second));
  const [larger, smaller] = difference.n < 0n ? [second, first] : [first, second];
  const size = difference.n < 0n ? subtract(ZERO, difference) : difference;
  return {
    shown: fixed({ n: size.n * 100n, d: size.d }, decimals),
    kind: "points",
    from: { do: "apart", first: shareReckoning(larger), second: shareReckoning(smaller) },
  };
}

/** One number of the block as it stands there. */
const place = (draft: string, path: string): BlockPlace => ({ draft, path });
const taken = (of: Operand): Reckoning => ({ do: "sum", of: [of] });

export const blockCount = (draft: string, path: string, value: number): Figure => ({
  shown: String(value),
  kind: "count",
  from: taken(place(draft, path)),
});

/** 88.35 分 in sentences; tables have the unit in their heads. */
export const scoreFigure = (draft: string, path: string, value: number, withUnit = true): Figure => ({
  shown: withUnit ? scoreWords(value) : fixed(ratio(value, 100), 2),
  kind: "score",
  from: taken(place(draft, path)),
});

/** From tenths of a percent, as the block has them. */
export const tenthsFigure = (draft: string, path: string, value: number): Figure => ({
  shown: percentWords(ratio(value, 1000)),
  kind: "percent",
  from: taken(place(draft, path)),
});
