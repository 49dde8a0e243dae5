import type { Fields, FieldValue } from "../../domain/document-draft.ts";
import type { FieldCatalogue, FieldEntry } from "../../ports/document-fields.ts";

/** Names and values as the library gets them: no prototype behind them. */
export interface Scope {
  readonly [name: string]: string | boolean | readonly Scope[];
}

/**
 * The fields a template of that catalogue may ask for, as plain text, with the conditions 有‹name›. Throws when one is missing or of another shape:
 * whoever fills must give all.
 */
export function scopeOf(fields: Fields, catalogue: FieldCatalogue, path = "", isTail = true): Scope {
  const scope: Record<string, string | boolean | readonly Scope[]> = Object.create(null);
  for (const [name, entry] of Object.entries(catalogue)) {
    const value = Object.hasOwn(fields, name) ? plain(fields[name]!, entry, `${path}${name}`, isTail) : undefined;
    if (value === undefined) throw new Error(`the document's field ${path}${name} is missing or is no ${entry.is}`);
    scope[name] = value;
    if (typeof value !== "boolean") scope[`有${name}`] = value.length > 0;
  }
  return scope;
}

function plain(
  value: FieldValue,
  entry: FieldEntry,
  path: string,
  isTail: boolean,
): string | boolean | readonly Scope[] | undefined {
  if (entry.is === "text") return typeof value === "string" ? plainText(value) : undefined;
  if (entry.is === "condition") return typeof value === "boolean" ? value : undefined;
  if (!Array.isArray(value)) return undefined;
  return value.map((round: Fields, at) => {
    const 末 = at === value.length - 1;
    const 尾 = 末 && isTail;
    return { ...scopeOf(round, entry.of, `${path}.`, 尾), 首: at === 0, 末, 尾 };
  });
}

/** Breaks of any kind become one kind; what XML cannot hold or a reader cannot see is dropped, half a surrogate pair is told as lost. */
const plainText = (text: string): string =>
  text
    .toWellFormed()
    .replace(/\r\n?|[\u0085\u2028\u2029\v\f]/g, "\n")
    .replace(/\t/g, " ")
    .replace(UNSEEN, "");

/** Control characters, marks of format (they turn the direction of writing, or show nothing), and what is no character. */
const UNSEEN = /(?!\n)[\p{Cc}\p{Cf}\p{Noncharacter_Code_Point}]/gu;
