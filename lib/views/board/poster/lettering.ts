import { type Html, html } from "../../html.ts";
import { oneLine } from "../../one-line.ts";
import type { Box } from "./paper.ts";

/** A piece of the drawing and where it lies, so that every sheet holds only what it shows. */
export interface Drawn {
  readonly box: Box;
  readonly part: Html;
}

/** 7 points in millimetres: the least size of letters on a poster, between 小五号 (9) and 小六号 (6.5), read from half a metre. */
export const LEAST_SIZE = 2.47;

export interface Lettering {
  readonly x: number;
  readonly baseline: number;
  /** Height of a Han character, mm. */
  readonly size: number;
  /** mm; longer text is clipped with …. */
  readonly width: number;
  readonly look?: "strong" | "quiet" | "white";
  readonly anchor?: "start" | "middle" | "end";
}

/** Text that chromium and printers set as wide as it is reckoned here. */
const PLAIN = /^[\p{Script=Han}\u0020-\u007e\u3000-\u303f\uff01-\uff5e·—–…“”‘’％]*$/u;

/** One line of text from our own words or a cell. What no font's measure is known of is kept inside its box by force. */
export function words(text: string, at: Lettering): Drawn {
  const { x, baseline, size, width } = at;
  const shown = fitting(oneLine(text, 200), width / size);
  const box = { x: leftOf(at), y: round(baseline - size * 1.05), width, height: round(size * 1.4) };
  if (PLAIN.test(shown)) return { box, part: textAt(shown, x, baseline, at) };
  const inside = textAt(shown, x - box.x, baseline - box.y, at);
  return {
    box,
    part: html`<svg x="${round(box.x)}" y="${box.y}" width="${round(width)}" height="${box.height}">${inside}</svg>`,
  };
}

const ANCHORS = { start: 0, middle: 0.5, end: 1 } as const;
const leftOf = ({ x, width, anchor = "start" }: Lettering): number => x - width * ANCHORS[anchor];

function textAt(text: string, x: number, y: number, { size, look, anchor }: Lettering): Html {
  const names = [look, anchor === undefined || anchor === "start" ? "" : anchor].filter(Boolean).join(" ");
  const named = names === "" ? html`` : html` class="${names}"`;
  return html`<text x="${round(x)}" y="${round(y)}" font-size="${round(size)}"${named}>${text}</text>`;
}

/** Text clipped to so many em. */
export function fitting(text: string, em: number): string {
  const characters = [...text];
  const widths = characters.map(widthOf);
  if (sum(widths) <= em) return text;
  let [used, kept] = [1, 0];
  while (used + widths[kept]! <= em) used += widths[kept++]!;
  return `${characters.slice(0, kept).join("").trimEnd()}…`;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

/** Of a character in em, not less than Noto Sans CJK makes it. */
function widthOf(character: string): number {
  if (/[0-9a-z .,:;/()[\]'"|!~^-]/.test(character)) return 0.6;
  if (/[\u0020-\u007e]/.test(character)) return 0.8;
  return /\p{Mn}|\p{Cf}/u.test(character) ? 0 : 1;
}

/** Hundredths of a millimetre are finer than any printer. */
export const round = (mm: number): number => Math.round(mm * 100) / 100;
