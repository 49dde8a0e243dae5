import { describe, expect, it } from "vitest";
import { FINDING_WORDS } from "../../lib/views/finding-words.ts";
import { findingName } from "../../lib/views/rehearsal/finding-names.ts";

describe("what a rehearsal's report calls things", () => {
  it("every finding has a name in words, and no two share one", () => {
    const names = Object.keys(FINDING_WORDS).map(findingName);
    expect(names.filter((name) => /[a-z]/.test(name))).toEqual([]);
    expect(new Set(names).size).toBe(names.length);
  });
});
