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

const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (char) => ENTITIES[char]!);

const isHtml = (part: Part): part is Html => typeof part === "object" && SAFE in part;

const markupOf = (part: Part): string => {
  if (typeof part === "string" || typeof part === "number") return escapeHtml(String(part));
  return isHtml(part) ? part.markup : part.map(markupOf).join("");
};

/** Template that escapes every value unless it is itself `html`. Lists are joined without a separator. */
export const html = (strings: TemplateStringsArray, ...parts: readonly Part[]): Html => ({
  [SAFE]: true,
  markup: strings.map((text, index) => text + (index < parts.length ? markupOf(parts[index]!) : "")).join(""),
});
