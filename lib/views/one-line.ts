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

const NARROW = /(?<=[\p{Script=Han}”」』）])[,;:!?]|[,;:!?](?=\p{Script=Han})/gu;
const WIDE: Readonly<Record<string, string>> = { ",": "，", ";": "；", ":": "：", "!": "！", "?": "？" };
const BRACKETS = /\(([^()]*\p{Script=Han}[^()]*)\)|(?<=[\p{Script=Han}」』”])\(([^()]*)\)/gu;

/** A sentence from a cell: reading in NFKC narrowed its marks; beside Han they stand again as people type them. No names of files, no addresses. */
export const prose = (text: string, most = 60): string =>
  oneLine(
    oneLine(text, most * 4)
      .replace(BRACKETS, "（$1$2）")
      .replace(NARROW, (mark) => WIDE[mark]!),
    most,
  );
