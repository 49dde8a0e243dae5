import type { Scalar } from "./scalar.ts";
import { type Token, tokensOf } from "./tokens.ts";

export type Node =
  | { readonly kind: "value"; readonly value: Scalar }
  | { readonly kind: "reference"; readonly text: string }
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "lost"; readonly text: string }
  | { readonly kind: "call"; readonly name: string; readonly args: readonly Node[] }
  | { readonly kind: "array"; readonly rows: readonly (readonly Node[])[] }
  | { readonly kind: "binary"; readonly sign: string; readonly left: Node; readonly right: Node }
  | { readonly kind: "unary"; readonly sign: string; readonly of: Node };

export const BLANK: Node = { kind: "value", value: null };

/** Weakest first; all of them bind to the left. */
const STRENGTH: readonly (readonly string[])[] = [
  ["=", "<>", "<", ">", "<=", ">="],
  ["&"],
  ["+", "-"],
  ["*", "/"],
  ["^"],
];

/** "=…" as a tree. Throws a SyntaxError. */
export function parseFormula(formula: string): Node {
  const tokens = tokensOf(formula.slice(1)).filter(({ kind }) => kind !== "space");
  const reader = { tokens, at: 0 };
  const node = operation(reader, 0);
  if (reader.at < tokens.length) throw unexpected(reader);
  return node;
}

interface Reader {
  readonly tokens: readonly Token[];
  at: number;
}

const unexpected = ({ tokens, at }: Reader): SyntaxError =>
  new SyntaxError(`Formula parse error at "${tokens[at]?.text ?? "the end"}".`);

const isNext = ({ tokens, at }: Reader, ...signs: readonly string[]): boolean =>
  tokens[at]?.kind === "sign" && signs.includes(tokens[at].text);

function take(reader: Reader, ...signs: readonly string[]): string | null {
  return isNext(reader, ...signs) ? reader.tokens[reader.at++]!.text : null;
}

function expect(reader: Reader, sign: string): void {
  if (take(reader, sign) === null) throw unexpected(reader);
}

function operation(reader: Reader, strength: number): Node {
  const signs = STRENGTH[strength];
  if (signs === undefined) return prefixed(reader);
  let left = operation(reader, strength + 1);
  for (let sign = take(reader, ...signs); sign !== null; sign = take(reader, ...signs))
    left = { kind: "binary", sign, left, right: operation(reader, strength + 1) };
  return left;
}

function prefixed(reader: Reader): Node {
  const sign = take(reader, "-", "+");
  if (sign !== null) return { kind: "unary", sign, of: prefixed(reader) };
  let node = atom(reader);
  while (take(reader, "%") !== null) node = { kind: "unary", sign: "%", of: node };
  return node;
}

function atom(reader: Reader): Node {
  if (take(reader, "(") !== null) return bracketed(reader);
  if (take(reader, "{") !== null) return arrayLiteral(reader);
  const token = reader.tokens[reader.at];
  if (token === undefined || token.kind === "sign") throw unexpected(reader);
  reader.at++;
  return token.kind === "name" ? named(reader, token.text) : literal(token);
}

function literal({ kind, text }: Token): Node {
  if (kind === "reference") return { kind: "reference", text };
  if (kind === "error") return { kind: "lost", text };
  return { kind: "value", value: kind === "number" ? Number(text) : text.slice(1, -1).replaceAll('""', '"') };
}

function bracketed(reader: Reader): Node {
  const node = operation(reader, 0);
  expect(reader, ")");
  return node;
}

function named(reader: Reader, name: string): Node {
  if (take(reader, "(") !== null) return { kind: "call", name: name.toUpperCase(), args: argumentsOf(reader) };
  if (/^(true|false)$/i.test(name)) return { kind: "value", value: name.toLowerCase() === "true" };
  return { kind: "name", name };
}

function argumentsOf(reader: Reader): readonly Node[] {
  if (take(reader, ")") !== null) return [];
  const args: Node[] = [];
  do args.push(isNext(reader, ",", ")") ? BLANK : operation(reader, 0));
  while (take(reader, ",") !== null);
  expect(reader, ")");
  return args;
}

function arrayLiteral(reader: Reader): Node {
  const rows: Node[][] = [];
  do rows.push(rowOf(reader));
  while (take(reader, ";") !== null);
  expect(reader, "}");
  return { kind: "array", rows };
}

function rowOf(reader: Reader): Node[] {
  const row: Node[] = [];
  do row.push(operation(reader, 0));
  while (take(reader, ",") !== null);
  return row;
}
