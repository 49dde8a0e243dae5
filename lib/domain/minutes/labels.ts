/** What a label in brackets or on a line of its own gives: 牵头单位：…；完成时限：… */
export type LabelKind = "lead" | "responsible" | "cooperating" | "leader" | "due" | "other";

export interface Labelled {
  readonly kind: LabelKind;
  readonly label: string;
  /** The value, in the plain text's own places. */
  readonly at: number;
  readonly end: number;
}

/** A text up to its labels, and them. */
export interface LabelledPart {
  readonly at: number;
  readonly end: number;
  readonly labels: readonly Labelled[];
}

const KINDS: readonly (readonly [kind: LabelKind, words: RegExp])[] = [
  ["due", /时限|时间|期限|节点/],
  ["leader", /领导|牵头人/],
  ["cooperating", /配合|协办|协助|协同|参与|参加/],
  ["lead", /牵头|主办|主责|第一责任/],
  ["other", /责任人|联系人|负责人|成果|备注/],
  ["responsible", /责任|承办|落实|负责|办理/],
];

export const labelKind = (label: string): LabelKind => KINDS.find(([, words]) => words.test(label))?.[0] ?? "other";

const NAME =
  "(?:(?:第一|主要)?(?:牵头|主办|主责|责任|负责|承办|落实|办理|配合|协办|协助|协同|参与|参加)(?:单位|部门|方|县区)(?:及责任人)?|(?:牵头|责任|包抓|包保|分管|督办|挂点|包联)(?:市)?领导|责任人|牵头人|联系人|负责人|(?:完成|办理|办结|整改|反馈|落实|解决|销号)?(?:时限|期限|时间节点|时间要求|时限要求)|(?:完成|办结|整改|解决)时间)";
const LABEL = new RegExp(`[[(【]?(?<name>${NAME}):`, "g");
const STOP = /[。\n\])】]/;
const CLOSED_BRACKETS = /^\((?:区|市|市、区|县|牵头|配合|主办|协办|含[^()]{1,12})\)/;

/** Cuts a plain text at its labels. What follows the last of them has no labels. */
export function labelledParts(text: string): readonly LabelledPart[] {
  const parts: LabelledPart[] = [];
  let from = 0;
  let labels: Labelled[] = [];
  let bodyEnd = 0;
  let last = 0;
  const close = (): void => {
    if (labels.length > 0) parts.push({ at: from, end: bodyEnd, labels });
  };
  for (const match of text.matchAll(LABEL)) {
    const start = match.index;
    if (start < last) continue;
    if (labels.length === 0 || /[^\s,;。、)\]】]/.test(text.slice(last, start))) {
      close();
      if (labels.length > 0) from = afterEnds(text, last);
      labels = [];
      bodyEnd = start;
    }
    const at = start + match[0].length;
    last = valueEnd(text, at);
    labels.push({ kind: labelKind(match.groups!.name!), label: match.groups!.name!, at, end: last });
  }
  close();
  const rest = labels.length > 0 ? afterEnds(text, last) : 0;
  return rest < text.length ? [...parts, { at: rest, end: text.length, labels: [] }] : parts;
}

const afterEnds = (text: string, at: number): number => at + /^[\s,;。)\]】]*/.exec(text.slice(at, at + 20))![0].length;

const NEXT_LABEL = new RegExp(`^[,;、\\s]*[[(【]?${NAME}:`);

function valueEnd(text: string, at: number): number {
  let end = at;
  for (; end < text.length && end - at < 200; end++) {
    const inner = CLOSED_BRACKETS.exec(text.slice(end, end + 20))?.[0];
    if (inner !== undefined) end += inner.length - 1;
    else if (STOP.test(text[end]!) || NEXT_LABEL.test(text.slice(end, end + 30))) break;
  }
  return end;
}
