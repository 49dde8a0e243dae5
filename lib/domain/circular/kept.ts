/** A paragraph the office wrote, and what of ours it stands after: a paragraph's id, a heading, a table, "" for the beginning. */
export interface OwnParagraph {
  readonly after: string;
  readonly text: string;
}

/** A line of ours that the office worded anew. */
export interface Rewritten {
  readonly id: string;
  /** As we wrote it when the office did so. */
  readonly was: string;
  readonly now: string;
}

/** All that an office did to a circular in its own word processor. */
export interface Edits {
  readonly own: readonly OwnParagraph[];
  readonly rewritten: readonly Rewritten[];
  /** Lines of ours that it took out. */
  readonly removed: readonly string[];
}

export const NO_EDITS: Edits = { own: [], rewritten: [], removed: [] };

/** A line as it was drawn: of ours (with our own wording where the office has another), or the office's own. */
export interface DrawnLine {
  /** "" for the office's own. */
  readonly id: string;
  readonly text: string;
  readonly ours: string;
}

/** A circular that was drawn once: its lines, and the paragraphs of its paper in which they stand among head and foot. */
export interface DrawnPaper {
  readonly lines: readonly DrawnLine[];
  readonly paragraphs: readonly string[];
  readonly removed: readonly string[];
}

/** null: too little of it is left to be that circular. */
export function editsIn(edited: readonly string[], drawn: DrawnPaper): Edits | null {
  const base = tagged(drawn);
  const pairs = commonPairs(
    base.map(({ text }) => text),
    edited.map(plain),
  );
  const ours = base.filter(({ line }) => line !== null && line.id !== "");
  const kept = pairs.filter(([at]) => base[at]!.line !== null && base[at]!.line.id !== "").length;
  if (kept * 2 < ours.length) return null;
  return collected(base, edited, pairs, drawn.removed);
}

/** Fewer of its lines stand in the file than in another: how near a drawing is to what the office edited. */
export const nearness = (edited: readonly string[], drawn: DrawnPaper): number =>
  commonPairs(drawn.paragraphs.map(plain), edited.map(plain)).length;

const plain = (text: string): string => text.normalize("NFKC").replace(/\s+/g, "");

interface Tagged {
  readonly text: string;
  /** null: of the head, the foot, or a caption nobody drew. */
  readonly line: DrawnLine | null;
}

/** Paragraphs of the paper with the line each of them is, in their order. */
function tagged({ lines, paragraphs }: DrawnPaper): readonly Tagged[] {
  let next = 0;
  return paragraphs.map((paragraph) => {
    const text = plain(paragraph);
    const at = lines.findIndex((line, index) => index >= next && plain(line.text) === text);
    if (at < 0) return { text, line: null };
    next = at + 1;
    return { text, line: lines[at]! };
  });
}

/** Places of the longest common run of equal paragraphs, in both orders. */
function commonPairs(a: readonly string[], b: readonly string[]): readonly (readonly [number, number])[] {
  const length = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      length[i]![j] = a[i] === b[j] ? length[i + 1]![j + 1]! + 1 : Math.max(length[i + 1]![j]!, length[i]![j + 1]!);
  const pairs: (readonly [number, number])[] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (a[i] === b[j]) pairs.push([i++, j++]);
    else if (length[i + 1]![j]! >= length[i]![j + 1]!) i++;
    else j++;
  }
  return pairs;
}

/** Goes through the paper gap by gap. What stands before our first line or after our last belongs to head and foot, and is left to them. */
function collected(
  base: readonly Tagged[],
  edited: readonly string[],
  pairs: readonly (readonly [number, number])[],
  removedBefore: readonly string[],
): Edits {
  const first = base.findIndex(({ line }) => line !== null);
  const last = base.findLastIndex(({ line }) => line !== null);
  const own: OwnParagraph[] = [];
  const rewritten: Rewritten[] = [];
  const removed = [...removedBefore];
  let anchor = "";
  let [i, j] = [0, 0];
  for (const [atBase, atEdited] of [...pairs, [base.length, edited.length] as const]) {
    const inside = atBase >= first && i <= last + 1;
    const gap = gapOf(base.slice(i, atBase), inside ? edited.slice(j, atEdited) : []);
    for (const one of gap.rewritten) rewritten.push(one);
    removed.push(...gap.removed);
    for (const { after, text } of gap.own) own.push({ after: after ?? anchor, text });
    anchor = gap.last ?? anchor;
    const line = base[atBase]?.line ?? null;
    if (line !== null && line.id === "") own.push({ after: anchor, text: line.text });
    if (line !== null && line.id !== "") {
      anchor = line.id;
      if (line.ours !== line.text) rewritten.push({ id: line.id, was: line.ours, now: line.text });
    }
    [i, j] = [atBase + 1, atEdited + 1];
  }
  return { own, rewritten, removed: [...new Set(removed)] };
}

interface Gap {
  readonly own: readonly { readonly after: string | null; readonly text: string }[];
  readonly rewritten: readonly Rewritten[];
  readonly removed: readonly string[];
  /** The last line of ours in it. */
  readonly last: string | null;
}

const ALIKE = 0.5;

/** Between two equal paragraphs: what is like a line of ours is that line worded anew, what is like head or foot is theirs, the rest is the office's. */
function gapOf(base: readonly Tagged[], edited: readonly string[]): Gap {
  const waiting = base.filter(({ line }) => line === null || line.id !== "");
  const own: Gap["own"][number][] = [];
  const rewritten: Rewritten[] = [];
  let last: string | null = null;
  for (const text of edited) {
    const at = nearestOf(waiting, text);
    if (at < 0) {
      own.push({ after: last, text });
      continue;
    }
    const line = waiting.splice(at, 1)[0]!.line;
    if (line === null) continue;
    rewritten.push({ id: line.id, was: line.ours, now: text });
    last = line.id;
  }
  return { own, rewritten, removed: waiting.flatMap(({ line }) => line?.id ?? []), last };
}

function nearestOf(waiting: readonly Tagged[], text: string): number {
  const words = plain(text);
  const likeness = waiting.map((one) => (beginAlike(one.text, words) ? 1 : alike(one.text, words)));
  const best = Math.max(ALIKE, ...likeness);
  return likeness.indexOf(best);
}

/** 从竣工投产情况看: the same sentence with other figures. */
const BEGINNING = 6;
const beginAlike = (a: string, b: string): boolean =>
  a.length > BEGINNING && a.slice(0, BEGINNING) === b.slice(0, BEGINNING);

/** Twice the pairs of neighbours both have, over all they have: 1 for the same text, 0 for texts without a pair in common. */
function alike(a: string, b: string): number {
  const [first, second] = [pairsIn(a), pairsIn(b)];
  const counts = new Map<string, number>();
  for (const pair of first) counts.set(pair, (counts.get(pair) ?? 0) + 1);
  let common = 0;
  for (const pair of second) {
    const left = counts.get(pair) ?? 0;
    if (left > 0) common++;
    counts.set(pair, left - 1);
  }
  return first.length + second.length === 0 ? 0 : (2 * common) / (first.length + second.length);
}

const pairsIn = (text: string): readonly string[] =>
  Array.from({ length: Math.max(text.length - 1, 0) }, (_, at) => text.slice(at, at + 2));

/** Our lines as they are to be drawn now. `conflicts`: worded anew by the office, and our own figures have changed since. */
export interface Merged {
  readonly texts: ReadonlyMap<string, string>;
  readonly conflicts: readonly (Rewritten & { readonly ours: string })[];
}

/**
 * What the office worded anew stays while what we would write is what it was, and while its words hold no number that ours do not: else a figure of an
 * older drawing, or one changed by hand, would stand as if it were reckoned. Then ours is drawn.
 */
export function merged(lines: readonly { readonly id: string; readonly text: string }[], edits: Edits): Merged {
  const byId = new Map(edits.rewritten.map((one) => [one.id, one]));
  const texts = new Map<string, string>();
  const conflicts: (Rewritten & { readonly ours: string })[] = [];
  for (const { id, text } of lines) {
    const one = byId.get(id);
    if (one === undefined) continue;
    if (plain(one.was) === plain(text) && hasNoOtherNumber(one.now, text)) texts.set(id, one.now);
    else conflicts.push({ ...one, ours: text });
  }
  return { texts, conflicts };
}

function hasNoOtherNumber(theirs: string, ours: string): boolean {
  const known = new Set(numbersIn(ours));
  return numbersIn(theirs).every((number) => known.has(number));
}

/** Days, months and years are no figures. */
const numbersIn = (text: string): readonly string[] =>
  text
    .normalize("NFKC")
    .replace(/\d+\s*[年月日号]/g, "")
    .match(/\d[\d,.]*/g) ?? [];
