/** Characters that cannot be seen and come in by pasting: zero-width, bidi marks, soft hyphen, byte order mark. */
const INVISIBLE = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;
const BLANKS = /[\s\p{Cc}]+/gu;

/** Latin without blanks at the rim, or plain Han: already normal, which holds for nearly every cell. */
function isPlain(text: string): boolean {
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (!((code > 0x20 && code < 0x7f) || (code >= 0x4e00 && code <= 0x9fff))) return false;
  }
  return true;
}

/** NFKC, trimmed, invisible characters gone, line breaks and runs of blanks one blank. Source: registry.md "Text". */
export function cleanText(text: string): string {
  if (isPlain(text)) return text;
  return text.toWellFormed().normalize("NFKC").replace(INVISIBLE, "").replace(BLANKS, " ").trim();
}

/** Nothing a person could see. The first character decides nearly always. */
export function isBlank(cell: unknown): boolean {
  if (cell === null || cell === undefined) return true;
  if (typeof cell !== "string") return false;
  const first = cell.charCodeAt(0);
  if ((first > 0x20 && first < 0x7f) || (first >= 0x4e00 && first <= 0x9fff)) return false;
  return cleanText(cell) === "";
}

export const withoutBlanks = (text: string): string => cleanText(text).replaceAll(" ", "");

/** How tab titles and headers are compared: NFKC, no blanks or line breaks, case folded, `*` dropped. */
export function headerForm(text: string): string {
  const known = FORMS.get(text);
  if (known !== undefined) return known;
  const form = withoutBlanks(text).replaceAll("*", "").toLowerCase();
  if (text.length <= LONGEST_HEADER && FORMS.size < MOST_FORMS) FORMS.set(text, form);
  return form;
}

/** The same headers are read again with every reading. */
const FORMS = new Map<string, string>();
const LONGEST_HEADER = 40;
const MOST_FORMS = 2000;

const CLIP = 200;

/** What stood in the cell, quotable: one line, at most 200 characters, never half a character. */
export const quoted = (text: string): string =>
  text
    .slice(0, CLIP * 2)
    .toWellFormed()
    .replace(INVISIBLE, "")
    .replace(BLANKS, " ")
    .slice(0, CLIP)
    .replace(/[\ud800-\udbff]$/, "");
