import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

/** Reckoning and words alone: they keep nothing, so a worker takes one file after the other and the sources once. */
const SHARED = ["dispute", "domain", "minutes", "registry", "rules", "sheets-templates", "views"].map(
  (room) => `test/${room}/**/*.test.ts`,
);

export default defineConfig({
  test: {
    projects: [
      { extends: true, test: { name: "shared", include: SHARED, isolate: false } },
      { extends: true, test: { name: "apart", include: ["test/**/*.test.ts"], exclude: SHARED } },
    ],
    // No secret of the tests may be shown by anybody.
    setupFiles: ["test/security/watch-output.ts"],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    pool: "forks",
    // Most of the time goes into processes of their own that a test waits for.
    maxWorkers: "100%",
    // Processes of our command line start in three quarters of the time.
    env: { NODE_COMPILE_CACHE: fileURLToPath(new URL("node_modules/.cache/duban", import.meta.url)) },
    reporters: ["default", "json"],
    outputFile: { json: "reports/vitest.json" },
  },
});
