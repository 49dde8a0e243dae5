import { attribute } from "./items.ts";

/** What must hold of the present item for a write to be done. */
export interface Condition {
  readonly expression: string;
  readonly values?: Readonly<Record<string, string | number>>;
}

export const IS_NEW: Condition = { expression: "attribute_not_exists(pk)" };

export interface QueryOptions {
  /** Only items behind this sort key. */
  readonly after?: string;
  /** Only items with these attributes: saves the way, not the reading. */
  readonly having?: Readonly<Record<string, string>>;
  readonly newestFirst?: boolean;
  readonly limit?: number;
}

type Texts = Readonly<Record<string, string | number>>;

const valuesOf = (texts: Texts) =>
  Object.fromEntries(Object.entries(texts).map(([name, value]) => [name, attribute(value)]));

/** "token" is a word of DynamoDB's own. */
export function conditional({ expression, values = {} }: Condition) {
  return {
    ConditionExpression: expression,
    ...(expression.includes("#token") ? { ExpressionAttributeNames: { "#token": "token" } } : {}),
    ...(Object.keys(values).length === 0 ? {} : { ExpressionAttributeValues: valuesOf(values) }),
  };
}

export function queryInput(TableName: string, pk: string, options: QueryOptions) {
  const { after, having = {}, newestFirst, limit } = options;
  const values: Record<string, string> = after === undefined ? { ":pk": pk } : { ":pk": pk, ":after": after };
  for (const [name, value] of Object.entries(having)) values[`:${name}`] = value;
  const names = Object.keys(having);
  return {
    ...{ TableName, ConsistentRead: true, ScanIndexForward: newestFirst !== true },
    KeyConditionExpression: after === undefined ? "pk = :pk" : "pk = :pk AND sk > :after",
    ExpressionAttributeValues: valuesOf(values),
    ...(limit === undefined ? {} : { Limit: limit }),
    ...(names.length === 0 ? {} : { FilterExpression: names.map((name) => `#${name} = :${name}`).join(" AND ") }),
    ...(names.length === 0
      ? {}
      : { ExpressionAttributeNames: Object.fromEntries(names.map((name) => [`#${name}`, name])) }),
  };
}
