import {
  type AttributeValue,
  BatchGetItemCommand,
  DeleteItemCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
} from "@aws-sdk/client-dynamodb";
import { type Asking, type AskingOptions, asking, MOST_TRIES, type Outcome } from "./asking.ts";
import { type Item, type Key, marshalled, unmarshalled } from "./items.ts";
import { type Condition, conditional, type QueryOptions, queryInput } from "./requests.ts";

export interface TableOptions extends AskingOptions {
  /** Another address than the region's own: a local server. */
  readonly endpoint?: string;
  readonly region?: string;
  /** Milliseconds of the machine's clock. */
  readonly now?: () => number;
}

/** The table, in three questions and two orders. Whatever is read is as of the last write that was answered. */
export interface Table {
  /** For errors. */
  readonly file: string;
  readonly now: () => number;
  readonly pause: Asking["pause"];
  readonly busy: Asking["busy"];
  readonly get: (key: Key) => Promise<Item | undefined>;
  /** The items of a partition in the order of their sort keys, however many they are. */
  readonly query: (pk: string, options?: QueryOptions) => Promise<readonly Item[]>;
  /** In any order; those that are not there are left out. */
  readonly getAll: (keys: readonly Key[]) => Promise<readonly Item[]>;
  readonly put: (item: Item, condition: Condition) => Promise<Outcome>;
  readonly remove: (key: Key, condition: Condition) => Promise<Outcome>;
  readonly close: () => void;
}

/** A request without an answer is given up after so long; a lease has to last longer (lease.ts). */
const REQUEST_MS = 5_000;
/** Keys of one BatchGetItem. */
const MOST_KEYS = 100;

/** Retries are ours, since the SDK would repeat a write that nobody answered. Credentials are those of the platform. */
export function openTable(name: string, options: TableOptions): Table {
  const client = openClient(options);
  const file = `dynamodb:${name}`;
  const { read, write, pause, busy } = asking(file, options);
  const at = (key: Key) => ({ TableName: name, Key: marshalled({ pk: key.pk, sk: key.sk }) });
  return {
    ...{ file, pause, busy, now: options.now ?? Date.now, close: () => client.destroy() },
    get: async (key) => {
      const answer = await read(() => client.send(new GetItemCommand({ ...at(key), ConsistentRead: true })));
      return answer.Item === undefined ? undefined : unmarshalled(answer.Item);
    },
    query: (pk, asked = {}) => allPages(client, queryInput(name, pk, asked), read, asked.limit),
    getAll: (keys) => allKeys(client, name, keys, { read, pause, busy }),
    put: (item, condition) =>
      write(() =>
        client.send(new PutItemCommand({ TableName: name, Item: marshalled(item), ...conditional(condition) })),
      ),
    remove: (key, condition) =>
      write(() => client.send(new DeleteItemCommand({ ...at(key), ...conditional(condition) }))),
  };
}

const openClient = ({ endpoint, region }: TableOptions): DynamoDBClient =>
  new DynamoDBClient({
    maxAttempts: 1,
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(region === undefined ? {} : { region }),
    requestHandler: { connectionTimeout: 2_000, requestTimeout: REQUEST_MS, throwOnRequestTimeout: true },
  });

/** A page ends at 1 MB. */
async function allPages(
  client: DynamoDBClient,
  input: ReturnType<typeof queryInput>,
  read: Asking["read"],
  limit = Number.POSITIVE_INFINITY,
): Promise<readonly Item[]> {
  const found: Item[] = [];
  let start: Record<string, AttributeValue> | undefined;
  do {
    const from = start === undefined ? {} : { ExclusiveStartKey: start };
    const page = await read(() => client.send(new QueryCommand({ ...input, ...from })));
    for (const item of page.Items ?? []) found.push(unmarshalled(item));
    start = page.LastEvaluatedKey;
  } while (start !== undefined && found.length < limit);
  return found;
}

/** An answer holds 16 MB at most, and less under load: what it left out is asked for again. */
async function allKeys(
  client: DynamoDBClient,
  name: string,
  keys: readonly Key[],
  { read, pause, busy }: Pick<Asking, "read" | "pause" | "busy">,
): Promise<readonly Item[]> {
  const found: Item[] = [];
  let open = keys.map(({ pk, sk }) => marshalled({ pk, sk }));
  for (let idle = 0; open.length > 0; ) {
    const Keys = open.slice(0, MOST_KEYS);
    const input = { RequestItems: { [name]: { Keys, ConsistentRead: true } } };
    const answer = await read(() => client.send(new BatchGetItemCommand(input)));
    const left = answer.UnprocessedKeys?.[name]?.Keys ?? [];
    for (const item of answer.Responses?.[name] ?? []) found.push(unmarshalled(item));
    open = [...left, ...open.slice(MOST_KEYS)];
    if (left.length < Keys.length) idle = 0;
    else if (++idle > MOST_TRIES) throw busy();
    else await pause(idle - 1);
  }
  return found;
}
