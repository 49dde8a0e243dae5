/** Where a unit stands now, as a paragraph of the office's may quote it. Points in hundredths. */
export interface Standing {
  readonly unit: string;
  readonly rank: number | null;
  readonly total: number | null;
}

/** A place or points that a paragraph gives a unit and the result does not. */
export interface StaleQuote {
  readonly text: string;
  readonly unit: string;
  readonly quoted: string;
  readonly now: Standing;
}

const PLACE = /第\s*([0-9]{1,4}|[一二三四五六七八九十]{1,3})\s*名/u;
const POINTS = /([0-9]+(?:\.[0-9]{1,2})?)\s*分(?![之钟点子])/u;

/** Between a unit's name and the next one, or the end of the sentence. */
export function staleQuotes(texts: readonly string[], standings: readonly Standing[]): readonly StaleQuote[] {
  return texts.flatMap((text) =>
    text
      .normalize("NFKC")
      .split(/[。;!?\n]/)
      .flatMap((sentence) => quotesIn(sentence, standings).map((quote) => ({ text, ...quote }))),
  );
}

function quotesIn(sentence: string, standings: readonly Standing[]): readonly Omit<StaleQuote, "text">[] {
  const found = mentions(sentence, standings);
  return found.flatMap(({ standing, end }, index) => {
    const about = sentence.slice(end, found[index + 1]?.start ?? sentence.length);
    return [PLACE.exec(about), POINTS.exec(about)].flatMap((match) =>
      match === null || holds(match, standing) ? [] : [{ unit: standing.unit, quoted: match[0], now: standing }],
    );
  });
}

interface Mention {
  readonly standing: Standing;
  readonly start: number;
  readonly end: number;
}

/** Longer names first: 甲县 is no mention inside 甲县水务局. */
function mentions(sentence: string, standings: readonly Standing[]): readonly Mention[] {
  const found: Mention[] = [];
  for (const standing of standings.toSorted((a, b) => b.unit.length - a.unit.length)) {
    const name = standing.unit.normalize("NFKC");
    if (name === "") continue;
    for (let at = sentence.indexOf(name); at >= 0; at = sentence.indexOf(name, at + name.length))
      if (found.every(({ start, end }) => at >= end || at + name.length <= start))
        found.push({ standing, start: at, end: at + name.length });
  }
  return found.sort((a, b) => a.start - b.start);
}

function holds([, number = ""]: RegExpExecArray, { rank, total }: Standing): boolean {
  if (/[一二三四五六七八九十]/.test(number)) return han(number) === rank;
  if (number.includes(".") || !Number.isInteger(Number(number))) return Math.round(Number(number) * 100) === total;
  return Number(number) === rank || Number(number) * 100 === total;
}

const DIGITS = "〇一二三四五六七八九";

function han(text: string): number {
  const [tens = "", ones = ""] = text.includes("十") ? text.split("十") : ["〇", text];
  return (tens === "" ? 1 : DIGITS.indexOf(tens)) * 10 + (ones === "" ? 0 : DIGITS.indexOf(ones));
}

/** Numbers with a decimal point that stood in what we drew before, are quoted by the office, and stand in what we draw now no more. */
export function goneFigures(
  texts: readonly string[],
  before: readonly string[],
  now: readonly string[],
): readonly { readonly text: string; readonly figure: string }[] {
  const [had, have] = [figuresIn(before), figuresIn(now)];
  return texts.flatMap((text) =>
    [...figuresIn([text])].filter((figure) => had.has(figure) && !have.has(figure)).map((figure) => ({ text, figure })),
  );
}

const figuresIn = (texts: readonly string[]): ReadonlySet<string> =>
  new Set(texts.flatMap((text) => [...text.normalize("NFKC").matchAll(/\d[\d,]*\.\d+/g)].map(([figure]) => figure)));
