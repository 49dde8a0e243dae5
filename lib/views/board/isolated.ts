import { type Html, html } from "../html.ts";

/** Hebrew, Arabic and the other scripts written from right to left, words of them parted by blanks and marks. */
const RIGHT_TO_LEFT =
  /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}](?:[\s\p{M}\p{P}]*[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}])*/gu;

/** A line with texts from cells: what is written from right to left stands by itself and turns no figure or name beside it. */
export function isolated(line: string): Html {
  const parts: Html[] = [];
  let from = 0;
  for (const { 0: run, index } of line.matchAll(RIGHT_TO_LEFT)) {
    parts.push(html`${line.slice(from, index)}<bdi>${run}</bdi>`);
    from = index + run.length;
  }
  return parts.length === 0 ? html`${line}` : html`${parts}${line.slice(from)}`;
}
