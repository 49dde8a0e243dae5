import { describe, expect, it } from "vitest";
import { outdated } from "../../sheets-templates/make.ts";

describe("generated files", () => {
  it("are checked in as the definitions give them today (else: npm run templates)", async () => {
    expect(await outdated(new URL("../../", import.meta.url))).toEqual([]);
  });

  it("are found outdated where they are missing", async () => {
    expect(await outdated(new URL("./nowhere/", import.meta.url))).toContain("sheets-templates/demo.xlsx");
  });
});
