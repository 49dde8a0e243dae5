import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/live/*.live.ts"],
    testTimeout: 600_000,
    pool: "forks",
    fileParallelism: false,
    reporters: ["verbose"],
  },
});
