import { readFileSync } from "node:fs";

/** A type in Google's discovery document. */
export interface Schema {
  readonly type?: string;
  readonly format?: string;
  readonly $ref?: string;
  readonly enum?: readonly string[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema;
  readonly repeated?: boolean;
}

interface Method {
  readonly id: string;
  readonly path: string;
  readonly httpMethod: string;
  readonly parameters?: Readonly<Record<string, Schema & { readonly location: string }>>;
  readonly request?: { readonly $ref: string };
  readonly response: { readonly $ref: string };
}

interface Resource {
  readonly methods?: Readonly<Record<string, Method>>;
  readonly resources?: Readonly<Record<string, Resource>>;
}

interface Discovery extends Resource {
  readonly schemas: Readonly<Record<string, Schema>>;
  readonly parameters: Readonly<Record<string, Schema>>;
}

const document = JSON.parse(readFileSync(new URL("sheets-v4.json", import.meta.url), "utf8")) as Discovery;

export const schemaNamed = (name: string): Schema => document.schemas[name]!;

/** Follows a reference to the type it names. */
export const resolved = (schema: Schema): Schema => (schema.$ref === undefined ? schema : schemaNamed(schema.$ref));

export interface Route {
  /** As in calls and faults: "spreadsheets.batchUpdate". */
  readonly method: string;
  readonly request: string | null;
  readonly response: string;
  readonly query: Readonly<Record<string, Schema>>;
  readonly path: Readonly<Record<string, string>>;
}

const methodsOf = (resource: Resource): readonly Method[] => [
  ...Object.values(resource.methods ?? {}),
  ...Object.values(resource.resources ?? {}).flatMap(methodsOf),
];

const pattern = (path: string): RegExp => new RegExp(`^/${path.replaceAll(/\{(\w+)\}/g, "(?<$1>[^/]+)")}$`);

/** Methods with a verb after the colon come first: a range may hold a colon too. */
const ROUTES = methodsOf(document)
  .map((method) => ({ method, at: pattern(method.path) }))
  .sort((a, b) => Number(b.method.path.includes("}:")) - Number(a.method.path.includes("}:")));

const queryOf = ({ parameters = {} }: Method): Readonly<Record<string, Schema>> => ({
  ...document.parameters,
  ...Object.fromEntries(Object.entries(parameters).filter(([, { location }]) => location === "query")),
});

/** The method that answers, or null when the API has none at this path. */
export function routeOf(verb: string, path: string): Route | null {
  const found = ROUTES.find(({ method, at }) => method.httpMethod === verb && at.test(path));
  if (found === undefined) return null;
  const groups = Object.entries(found.at.exec(path)!.groups ?? {});
  return {
    method: found.method.id.replace(/^sheets\./, ""),
    request: found.method.request?.$ref ?? null,
    response: found.method.response.$ref,
    query: queryOf(found.method),
    path: Object.fromEntries(groups.map(([name, value]) => [name, decodeURIComponent(value)])),
  };
}
