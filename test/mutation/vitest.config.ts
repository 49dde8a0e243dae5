import { defineConfig } from "vitest/config";

/** The tests a mutant of lib/domain is tried against: those of the domain and of its rules. Pages and jobs would catch more, but slowly. */
export default defineConfig({
  test: {
    include: ["test/domain/**/*.test.ts", "test/rules/**/*.test.ts"],
    testTimeout: 120_000,
  },
});
