import { once } from "node:events";
import type { Server } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DescribeTableCommand,
  DynamoDBClient,
} from "@aws-sdk/client-dynamodb";

const dynalite = createRequire(import.meta.url)("dynalite") as (options: object) => Server;

/** A DynamoDB on this machine, in memory. */
export interface Dynalite {
  readonly endpoint: string;
  readonly port: number;
  /** Makes a new table and answers its name. */
  readonly table: () => Promise<string>;
  readonly client: DynamoDBClient;
  readonly close: () => Promise<void>;
}

/** The SDK signs every request; dynalite does not look. */
export const CREDENTIALS = { AWS_ACCESS_KEY_ID: "test", AWS_SECRET_ACCESS_KEY: "geheim", AWS_REGION: "cn-north-1" };

export async function startDynalite(): Promise<Dynalite> {
  Object.assign(process.env, CREDENTIALS);
  const server = dynalite({ createTableMs: 0 });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const endpoint = `http://127.0.0.1:${port}`;
  const client = new DynamoDBClient({ endpoint });
  let tables = 0;
  const table = async (): Promise<string> => {
    const name = `duban-${++tables}`;
    await client.send(new CreateTableCommand({ TableName: name, ...LAYOUT }));
    while (!(await isActive(client, name))) await new Promise((done) => setImmediate(done));
    return name;
  };
  const close = async (): Promise<void> => {
    client.destroy();
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  };
  return { endpoint, port, table, client, close };
}

/** A table that is still being made is not there for readers and writers. */
async function isActive(client: DynamoDBClient, name: string): Promise<boolean> {
  const { Table } = await client.send(new DescribeTableCommand({ TableName: name }));
  return Table?.TableStatus === "ACTIVE";
}

const LAYOUT: Omit<CreateTableCommandInput, "TableName"> = {
  BillingMode: "PAY_PER_REQUEST",
  AttributeDefinitions: [
    { AttributeName: "pk", AttributeType: "S" },
    { AttributeName: "sk", AttributeType: "S" },
  ],
  KeySchema: [
    { AttributeName: "pk", KeyType: "HASH" },
    { AttributeName: "sk", KeyType: "RANGE" },
  ],
};
