import { resolved, type Schema } from "./discovery.ts";

/** Names to their own masks; null = everything below. */
export type Mask = ReadonlyMap<string, Mask | null>;

/** `a,b(c,d),e/f.g` as Google writes partial responses and update masks. Throws a SyntaxError. */
export function parseMask(text: string): Mask {
  const tokens = text.match(/[\w*]+|[.,/()]|\S/g) ?? [];
  const mask = list(tokens);
  if (tokens.length > 0) throw new SyntaxError(`Unexpected "${tokens[0]}"`);
  return mask;
}

function list(tokens: string[]): Mask {
  const mask = new Map<string, Mask | null>();
  do item(tokens, mask);
  while (tokens[0] === "," && tokens.shift());
  return mask;
}

function item(tokens: string[], into: Map<string, Mask | null>): void {
  const name = tokens.shift();
  if (name === undefined || !/^[\w*]+$/.test(name)) throw new SyntaxError(`A field name is missing at "${name}"`);
  const inner = below(tokens);
  const known = into.get(name);
  into.set(name, inner === null || known === null ? null : new Map([...(known ?? []), ...inner]));
}

function below(tokens: string[]): Mask | null {
  if (tokens[0] === "." || tokens[0] === "/") {
    tokens.shift();
    const inner = new Map<string, Mask | null>();
    item(tokens, inner);
    return inner;
  }
  if (tokens[0] !== "(") return null;
  tokens.shift();
  const inner = list(tokens);
  if (tokens.shift() !== ")") throw new SyntaxError("A bracket is not closed");
  return inner;
}

/** The first path that the type does not have, or null. */
export function strangerIn(mask: Mask, schema: Schema, path = ""): string | null {
  for (const [name, inner] of mask) {
    if (name === "*") continue;
    const here = path === "" ? name : `${path}.${name}`;
    const type = itemType(schema).properties?.[name];
    if (type === undefined) return here;
    const deeper = inner === null ? null : strangerIn(inner, type, here);
    if (deeper !== null) return deeper;
  }
  return null;
}

const itemType = (schema: Schema): Schema => {
  const type = resolved(schema);
  return type.items === undefined ? type : itemType(type.items);
};

/** What the mask lets through; arrays item by item. */
export function project(value: unknown, mask: Mask | null): unknown {
  if (mask === null || mask.has("*")) return value;
  if (Array.isArray(value)) return value.map((item) => project(item, mask));
  if (typeof value !== "object" || value === null) return value;
  const result: Record<string, unknown> = {};
  for (const [name, inner] of mask) {
    const found = (value as Record<string, unknown>)[name];
    if (found !== undefined) result[name] = project(found, inner);
  }
  return result;
}

/** The mask below a name: undefined = not asked for. */
export const within = (mask: Mask | null | undefined, name: string): Mask | null | undefined =>
  mask === null || mask === undefined ? mask : mask.has("*") ? null : mask.get(name);

/** `target` with the masked fields as in `source`; a masked field that the source lacks is cleared. */
export function overlay<T extends object>(target: T, source: T, mask: Mask | null): T {
  if (mask === null || mask.has("*")) return source;
  const result = { ...target } as Record<string, unknown>;
  for (const [name, inner] of mask) {
    const value = masked(result[name], (source as Record<string, unknown>)[name], inner);
    if (value === undefined) delete result[name];
    else result[name] = value;
  }
  return result as T;
}

function masked(old: unknown, next: unknown, mask: Mask | null): unknown {
  if (mask === null || mask.has("*")) return next;
  const result = overlay(asObject(old), asObject(next), mask);
  return Object.keys(result).length === 0 ? undefined : result;
}

const asObject = (value: unknown): object => (typeof value === "object" && value !== null ? value : {});
