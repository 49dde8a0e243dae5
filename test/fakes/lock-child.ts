import { openSqliteStore } from "../../lib/adapters/sqlite/store.ts";

/** A process that asks for the store's lock when told "lock", says what it got, and holds on until it is killed. */
const file = process.argv[2];
if (file === undefined || process.send === undefined) throw new Error("started by a test, with a store file");
const store = await openSqliteStore(file);

process.on("message", async (word) => {
  if (word !== "lock") return;
  const lock = await store.lock();
  process.send?.("heldBy" in lock ? { heldBy: lock.heldBy.pid } : { token: lock.token });
});
process.send("ready");
