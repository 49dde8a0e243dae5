import type { Fields } from "../../domain/document-draft.ts";

/** Characters of 22 pt in a line of 156 mm. */
const MOST = 20;
const WORDS = new Intl.Segmenter("zh-CN", { granularity: "word" });
/** These begin no line, and those end none. */
const NOT_FIRST = /^[的、，。：；）》」”〕和与及等]/u;
const NOT_LAST = /[（《「“〔]$|^关于$/u;

/** Figures and letters take half a character, and a quarter is left between them and Chinese. */
const widthOf = (text: string): number =>
  [...text].reduce((sum, one) => sum + (one < "\u0100" ? 0.5 : 1), (text.match(SEAM) ?? []).length / 4);

const SEAM = /(?<=\p{Script=Han})(?=[\dA-Za-z])|(?<=[\dA-Za-z])(?=\p{Script=Han})/gu;

/**
 * A title over several lines: words whole, lines as even as may be. One with line breaks of its own stays as it is. Source: GB/T 9704-2012, 7.3.1
 * (回行时，要做到词意完整，排列对称，长短适宜).
 */
export function titleLines(title: string): string {
  const width = widthOf(title);
  if (width <= MOST || title.includes("\n")) return title;
  const count = Math.ceil(width / MOST);
  const words = [...WORDS.segment(title)].map(({ segment }) => segment);
  const lines = split(words, count, width / count);
  return lines.every((line) => widthOf(line) <= MOST) ? lines.join("\n") : title;
}

/** Greedy to the even width: each line ends at the break nearest to it. */
function split(words: readonly string[], count: number, even: number): readonly string[] {
  if (count === 1 || words.length === 0) return [words.join("")];
  const breaks = words.map((_, at) => at).filter((at) => mayBreak(words, at));
  const distance = (at: number): number => Math.abs(widthOf(words.slice(0, at).join("")) - even);
  const best = breaks.toSorted((a, b) => distance(a) - distance(b))[0];
  if (best === undefined) return [words.join("")];
  return [words.slice(0, best).join(""), ...split(words.slice(best), count - 1, even)];
}

const mayBreak = (words: readonly string[], at: number): boolean =>
  at > 0 && !NOT_FIRST.test(words[at]!) && !NOT_LAST.test(words[at - 1]!) && !isNumberAndUnit(words, at);

/** 2026 | 年, 30 | 件 stay together. */
const isNumberAndUnit = (words: readonly string[], at: number): boolean => /\d$/.test(words[at - 1]!);

/** The fields with their titles in lines. */
export const titled = (fields: Fields): Fields =>
  Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      /^(纪要)?标题$/.test(name) && typeof value === "string" ? titleLines(value) : value,
    ]),
  );
