import { openDynamoStore } from "../../../lib/adapters/dynamodb/store.ts";

/** A process that asks for the store's lock when told "lock", says what it got, and holds on until it is killed. */
const [endpoint, table, leaseMs] = process.argv.slice(2);
if (endpoint === undefined || table === undefined || process.send === undefined)
  throw new Error("started by a test, with endpoint, table and length of the lease");
const store = await openDynamoStore(table, { endpoint, leaseMs: Number(leaseMs) });

process.on("message", async (word) => {
  if (word !== "lock") return;
  const lock = await store.lock();
  process.send?.("heldBy" in lock ? { heldBy: lock.heldBy.pid } : { token: lock.token });
});
process.send("ready");
