import { resolved, type Schema, schemaNamed } from "./discovery.ts";
import type { Violation } from "./errors.ts";

/** Groups of which at most one may be set; the discovery document does not tell them. */
const ONE_OF: Readonly<Record<string, readonly string[]>> = {
  Request: Object.keys(schemaNamed("Request").properties!),
  ExtendedValue: Object.keys(schemaNamed("ExtendedValue").properties!),
  DataFilter: Object.keys(schemaNamed("DataFilter").properties!),
  DeveloperMetadataLocation: ["spreadsheet", "sheetId", "dimensionRange"],
  UpdateCellsRequest: ["start", "range"],
  ConditionalFormatRule: ["booleanRule", "gradientRule"],
};

/**
 * Everything in a body that the schema does not know: names, enum values, kinds of value.
 * Stricter than Google in one thing: a number in quotes is refused.
 */
export function violationsIn(value: unknown, schemaName: string): readonly Violation[] {
  return object(value, schemaName, "");
}

function check(value: unknown, schema: Schema, path: string): readonly Violation[] {
  if (value === null) return [];
  if (schema.$ref !== undefined) return object(value, schema.$ref, path);
  if (schema.type === "array") return array(value, schema.items!, path);
  if (schema.additionalProperties !== undefined) return map(value, schema.additionalProperties, path);
  return isScalar(value, schema) ? [] : [wrongValue(value, schema, path)];
}

function object(value: unknown, schemaName: string, path: string): readonly Violation[] {
  if (!isRecord(value)) return [wrongValue(value, { type: schemaName }, path)];
  const properties = resolved({ $ref: schemaName }).properties ?? {};
  const set = (ONE_OF[schemaName] ?? []).filter((name) => value[name] !== undefined && value[name] !== null);
  return [
    ...(set.length > 1 ? [twice(path, set)] : []),
    ...Object.entries(value).flatMap(([name, inner]) =>
      properties[name] === undefined ? [unknownName(name, path)] : check(inner, properties[name], join(path, name)),
    ),
  ];
}

const array = (value: unknown, items: Schema, path: string): readonly Violation[] =>
  Array.isArray(value)
    ? value.flatMap((item, n) => check(item, items, `${path}[${n}]`))
    : [wrongValue(value, { type: "array" }, path)];

const map = (value: unknown, inner: Schema, path: string): readonly Violation[] =>
  isRecord(value)
    ? Object.entries(value).flatMap(([key, item]) => check(item, inner, `${path}[${key}]`))
    : [wrongValue(value, { type: "map" }, path)];

const INT32 = 2 ** 31;

function isScalar(value: unknown, { type, enum: words }: Schema): boolean {
  if (words !== undefined) return typeof value === "string" && words.includes(value);
  if (type === "integer") return Number.isInteger(value) && Math.abs(value as number) < INT32;
  if (type === "any") return true;
  return typeof value === type;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const snake = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const join = (path: string, name: string): string => (path === "" ? snake(name) : `${path}.${snake(name)}`);

const typeOf = ({ type, enum: words, format }: Schema): string =>
  words !== undefined ? "enum" : `TYPE_${(format ?? type ?? "object").toUpperCase()}`;

const wrongValue = (value: unknown, schema: Schema, field: string): Violation => ({
  field,
  description: `Invalid value at '${field}' (${typeOf(schema)}), ${JSON.stringify(value)}`,
});

const unknownName = (name: string, path: string): Violation => ({
  field: path,
  description: `Invalid JSON payload received. Unknown name "${name}"${path === "" ? "" : ` at '${path}'`}: Cannot find field.`,
});

const twice = (field: string, [first, second]: readonly string[]): Violation => ({
  field,
  description: `Invalid value at '${field}' (oneof), oneof field '${first}' is already set. Cannot set '${second}'`,
});
