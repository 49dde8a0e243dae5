import { type Schema, schemaNamed } from "./discovery.ts";
import { badRequest, type Violation } from "./errors.ts";
import { type Mask, parseMask, strangerIn } from "./field-mask.ts";

/** A query string against the method's parameters. */
export function checkQuery(query: URLSearchParams, known: Readonly<Record<string, Schema>>): void {
  const violations = [...query].flatMap(([name, value]) => violationOf(name, value, known[name]));
  if (violations.length > 0) throw badRequest(violations);
}

function violationOf(name: string, value: string, schema: Schema | undefined): readonly Violation[] {
  if (schema === undefined)
    return [
      {
        field: "",
        description: `Invalid JSON payload received. Unknown name "${name}": Cannot bind query parameter. Field '${name}' could not be found in request message.`,
      },
    ];
  if (schema.enum !== undefined && !schema.enum.includes(value)) return [wrong(name, value)];
  return schema.type === "boolean" && value !== "true" && value !== "false" ? [wrong(name, value)] : [];
}

const wrong = (name: string, value: string): Violation => ({
  field: name,
  description: `Invalid value at '${name}', "${value}"`,
});

/** The `fields` of an answer; null = all of it. */
export function responseMask(query: URLSearchParams, response: string): Mask | null {
  const fields = query.get("fields");
  if (fields === null || fields === "") return null;
  const mask = parsed(fields);
  const stranger = strangerIn(mask, schemaNamed(response));
  if (stranger !== null) throw unknownPath(stranger);
  return mask;
}

function parsed(fields: string): Mask {
  try {
    return parseMask(fields);
  } catch {
    throw unknownPath(fields);
  }
}

const unknownPath = (path: string): Error =>
  badRequest(
    [
      {
        field: path,
        description: `Error expanding 'fields' parameter. Cannot find matching fields for path '${path}'.`,
      },
    ],
    "Request contains an invalid argument.",
  );
