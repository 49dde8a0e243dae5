/** Overrides and isolates of the writing direction: one of them in a cell could turn the rest of a letter round. */
const DIRECTION = /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
const CONTROL = /[\s\p{Cc}\p{Zl}\p{Zp}\p{Cs}\p{Co}\ufffe\uffff\ufeff]+/gu;

/** A cell's text as it may stand in a sentence: one line, at most `most` characters, ended by … when clipped. */
export function oneLine(text: string, most = 60): string {
  const plain = text
    .slice(0, most * 4)
    .replace(DIRECTION, "")
    .replace(CONTROL, " ")
    .trim();
  const characters = [...plain];
  return characters.length <= most
    ? plain
    : `${characters
        .slice(0, most - 1)
        .join("")
        .trimEnd()}…`;
}
