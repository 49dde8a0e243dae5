import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { boardScript, SCRIPT_FILE, scriptModule } from "../../../functions/board-script.ts";
import { CLIENT_SCRIPT } from "../../../lib/views/board/client-script.ts";

describe("the board's script", () => {
  it("as checked in is what its source makes (npm run board:script)", async () => {
    expect(readFileSync(SCRIPT_FILE, "utf8")).toBe(scriptModule(await boardScript()));
  });

  it("cannot end its own element, and makes no markup and no code out of text", () => {
    expect(CLIENT_SCRIPT).not.toMatch(/<\/script|<!--/i);
    expect(CLIENT_SCRIPT).not.toMatch(/\beval\b|new Function|innerHTML|outerHTML|insertAdjacentHTML|document\.write/);
  });

  it("stays small enough for a phone", () => {
    expect(Buffer.byteLength(CLIENT_SCRIPT)).toBeLessThan(24_000);
  });
});
