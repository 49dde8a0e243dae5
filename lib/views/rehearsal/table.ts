import { type Html, html } from "../html.ts";
import { oneLine } from "../one-line.ts";

/** 16,243 */
export const countWords = (count: number): string => count.toLocaleString("en-US");

/** A table that may be read on a phone: it scrolls in its own box. Columns named in `figures` stand right. */
export function table(
  caption: string,
  headers: readonly string[],
  rows: readonly (readonly (string | number)[])[],
  figures: readonly number[] = [],
): Html {
  if (rows.length === 0) return html`<p>${caption}：无。</p>\n`;
  const right = (at: number): Html => (figures.includes(at) ? html` class="n"` : html``);
  const words = (cell: string | number): string => (typeof cell === "number" ? countWords(cell) : oneLine(cell, 200));
  const head = headers.map((header, at) => html`<th scope="col"${right(at)}>${header}</th>`);
  const body = rows.map((row) => {
    const [first, ...others] = row;
    const cells = others.map((cell, at) => html`<td${right(at + 1)}>${words(cell)}</td>`);
    return html`<tr><th scope="row">${words(first!)}</th>${cells}</tr>\n`;
  });
  return html`<div class="wide" tabindex="0" role="region" aria-label="${caption}"><table><caption>${caption}</caption>
<thead><tr>${head}</tr></thead><tbody>
${body}</tbody></table></div>
`;
}

export const section = (id: string, title: string, parts: readonly Html[]): Html =>
  html`<section aria-labelledby="${id}">
<h2 id="${id}">${title}</h2>
${parts}</section>
`;

/** Long lists are folded: they open without a script, and are open on paper. */
export const folded = (title: string, part: Html): Html =>
  html`<details><summary>${title}</summary>
${part}</details>
`;
