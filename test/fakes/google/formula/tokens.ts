/** A piece of a formula; joined together the texts are the formula again. */
export interface Token {
  readonly kind: "space" | "text" | "number" | "reference" | "name" | "error" | "sign";
  readonly text: string;
}

const SHEET = /(?:'(?:[^']|'')+'|[\p{L}_][\p{L}\p{N}_.]*)!/u.source;
const CORNER = String.raw`\$?[A-Za-z]{1,3}\$?[0-9]+`;
const COLUMN = String.raw`\$?[A-Za-z]{1,3}`;
const ROW = String.raw`\$?[0-9]+`;
const AREA = `${CORNER}:(?:${CORNER}|${COLUMN}|${ROW})|${COLUMN}:(?:${CORNER}|${COLUMN})|${ROW}:${ROW}|${CORNER}`;

const PATTERNS: readonly (readonly [Token["kind"], RegExp])[] = [
  ["space", /\s+/uy],
  ["text", /"(?:[^"]|"")*"/uy],
  ["error", /(?:(?:'(?:[^']|'')+'|[\p{L}_][\p{L}\p{N}_.]*)!)?#(?:REF!|N\/A|NAME\?|VALUE!|DIV\/0!|NUM!|NULL!|ERROR!)/uy],
  ["reference", new RegExp(String.raw`(?:${SHEET})?(?:${AREA})(?![\p{L}\p{N}_(!])`, "uy")],
  ["number", /(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/uy],
  ["name", /[\p{L}_][\p{L}\p{N}_.]*/uy],
  ["sign", /<>|<=|>=|[-+*/^&=<>(){},;%:]/uy],
];

/** Throws a SyntaxError at what no formula holds. */
export function tokensOf(formula: string): readonly Token[] {
  const tokens: Token[] = [];
  for (let at = 0; at < formula.length; at += tokens.at(-1)!.text.length) tokens.push(tokenAt(formula, at));
  return tokens;
}

function tokenAt(formula: string, at: number): Token {
  for (const [kind, pattern] of PATTERNS) {
    pattern.lastIndex = at;
    const text = pattern.exec(formula)?.[0];
    if (text !== undefined) return { kind, text };
  }
  throw new SyntaxError(`Formula parse error at ${at + 1}`);
}
