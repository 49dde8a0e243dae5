import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openSqliteStore } from "../../../lib/adapters/sqlite/store.ts";
import { storeContract } from "../../contracts/store.ts";

storeContract("SQLite", async () => {
  const dir = await mkdtemp(join(tmpdir(), "duban-store-"));
  return {
    open: () => openSqliteStore(join(dir, "duban.sqlite")),
    dispose: () => rm(dir, { recursive: true, force: true }),
  };
});
