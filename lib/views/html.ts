const SAFE = Symbol("safe markup");

/** Markup that is safe to send: only `html` makes it, and no JSON value can pretend to be it. */
export interface Html {
  readonly [SAFE]: true;
  readonly markup: string;
}

type Part = Html | string | number | readonly Part[];

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

const escapeHtml = (text: string): string =>
  /[&<>"']/.test(text) ? text.replace(/[&<>"']/g, (char) => ENTITIES[char]!) : text;

const isHtml = (part: Part): part is Html => typeof part === "object" && SAFE in part;

function markupOf(part: Part): string {
  if (typeof part === "string" || typeof part === "number") return escapeHtml(String(part));
  if (isHtml(part)) return part.markup;
  let markup = "";
  for (const one of part) markup += markupOf(one);
  return markup;
}

/** Template that escapes every value unless it is itself `html`. Lists are joined without a separator. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  // Added up, not joined: a page of megabytes is copied once, not once for every level of it.
  let markup = strings[0]!;
  for (let at = 0; at < parts.length; at++) markup += markupOf(parts[at]!) + strings[at + 1]!;
  return { [SAFE]: true, markup };
}
