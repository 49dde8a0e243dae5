import type { TemplatePackage, TextPart } from "./template-package.ts";
import { paragraphsOf, type TemplateParagraph } from "./template-text.ts";

export type Sign = "" | "#" | "^" | "/";

/** A placeholder where it stands, or a brace without its other half. */
export interface Placeholder {
  readonly part: TextPart;
  readonly paragraph: TemplateParagraph;
  /** With its braces. */
  readonly typed: string;
  readonly brace: "whole" | "unclosed" | "unopened" | "full-width";
  readonly sign: Sign | "other";
  readonly name: string;
}

const TOKEN = /\{([^{}]*)\}|[{}]|｛([^{}｛｝]{1,40})[｝}]/g;

/** Every placeholder of a template in the order in which it is filled. */
export const placeholdersOf = ({ texts }: TemplatePackage): readonly Placeholder[] =>
  texts.flatMap((part) => paragraphsOf(part.root).flatMap((paragraph) => inParagraph(part, paragraph)));

const inParagraph = (part: TextPart, paragraph: TemplateParagraph): readonly Placeholder[] =>
  [...paragraph.text.matchAll(TOKEN)].map((found) => ({ part, paragraph, ...tokenOf(found, paragraph.text) }));

type Token = Pick<Placeholder, "typed" | "brace" | "sign" | "name">;

function tokenOf(found: RegExpExecArray, text: string): Token {
  const [typed, inside, wide] = found;
  if (inside !== undefined) return { typed, brace: "whole", ...signed(inside) };
  if (wide !== undefined) return { typed, brace: "full-width", ...signed(wide) };
  const rest = text.slice(found.index);
  const closed = /^\{([^{}｛｝]{1,40})｝/.exec(rest);
  if (closed !== null) return { typed: closed[0], brace: "full-width", ...signed(closed[1]!) };
  if (typed === "}")
    return { typed: text.slice(Math.max(0, found.index - 10), found.index + 1), brace: "unopened", ...signed("") };
  const open = rest.slice(0, 12);
  return { typed: open, brace: "unclosed", ...signed(open.slice(1)) };
}

function signed(inside: string): Pick<Token, "sign" | "name"> {
  const text = inside.trim();
  const sign = /^[#^/]/.exec(text)?.[0] as Sign | undefined;
  if (sign !== undefined) return { sign, name: text.slice(1).trim() };
  return /^[^\p{L}\p{N}]/u.test(text) ? { sign: "other", name: text.slice(1).trim() } : { sign: "", name: text };
}
