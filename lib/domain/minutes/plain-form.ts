/** Half-width, compatibility forms undone, one character for one: places in the plain form are places in the text. */
export const plainForm = (text: string): string =>
  Array.from({ length: text.length }, (_, at) => plain(text[at]!)).join("");

/** ① and ㈠ are numbers of items and stay what they are; private characters would be taken for our own marks. */
function plain(character: string): string {
  const code = character.charCodeAt(0);
  if (code < 0x7f || (code >= 0x4e00 && code <= 0x9fff) || (code >= 0x2460 && code <= 0x24ff)) return character;
  if (code >= 0xe000 && code <= 0xf8ff) return " ";
  if (/[\s\p{Cc}]/u.test(character)) return " ";
  if (DASHES.includes(character)) return "-";
  if (character === "○" || character === "◯" || character === "零") return "〇";
  const form = character.normalize("NFKC");
  return form.length === 1 ? form : character;
}

const DASHES = "–—―－~～";

const BESIDE = "\\u3000-\\u303f\\u4e00-\\u9fff\\uff00-\\uffef";
const INNER_BLANKS = new RegExp(
  `(?<=[${BESIDE}\\d])[\\s\\p{Cc}]+(?=[${BESIDE}])|(?<=[${BESIDE}])[\\s\\p{Cc}]+(?=\\d)`,
  "gu",
);

/** Blanks that stand only for the look (2026 年 3 月, a line broken in the middle of a word) are gone; those between Latin words stay. */
export const withoutInnerBlanks = (text: string): string =>
  text.replace(INVISIBLE, "").replace(INNER_BLANKS, "").trim();

const INVISIBLE = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

const DIGITS = "〇一二三四五六七八九";

/** 15, 十五, 二十, 两, 二〇二六; NaN for anything else. */
export function numberIn(text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  const plainText = text.replace(/两/g, "二");
  if (!/^[〇一二三四五六七八九十]+$/.test(plainText)) return Number.NaN;
  if (!plainText.includes("十")) return Number(Array.from(plainText, (one) => DIGITS.indexOf(one)).join(""));
  const [tens = "", ones = "", ...more] = plainText.split("十");
  if (more.length > 0 || tens.length > 1 || ones.length > 1) return Number.NaN;
  return (tens === "" ? 1 : DIGITS.indexOf(tens)) * 10 + (ones === "" ? 0 : DIGITS.indexOf(ones));
}
