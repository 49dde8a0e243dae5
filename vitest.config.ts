import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
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
