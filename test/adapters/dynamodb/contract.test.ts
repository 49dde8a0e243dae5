import { afterAll, beforeAll } from "vitest";
import { openDynamoStore } from "../../../lib/adapters/dynamodb/store.ts";
import { storeContract } from "../../contracts/store.ts";
import { type Dynalite, startDynalite } from "./dynalite.ts";

let server: Dynalite;
beforeAll(async () => {
  server = await startDynalite();
});
afterAll(() => server.close());

storeContract("DynamoDB", async () => {
  const table = await server.table();
  return {
    open: () => openDynamoStore(table, { endpoint: server.endpoint }),
    dispose: async () => {},
  };
});
