import { describe, expect, onTestFinished } from "vitest";
import { hashOf, SOON, seenCodes, WALL } from "../fakes/board-scene.ts";
import { oneBrowser, watch } from "../fakes/browser.ts";
import { boardOffice, LI, tokenFor } from "../functions/board-office.ts";
import { CHROMIUM, testWith } from "../require-tool.ts";

const browser = oneBrowser();
const inChromium = (title: string, body: () => Promise<void>): void => testWith(CHROMIUM, "chromium", title, body);

/** A browser at the real door of an office; the cookie may travel without TLS there. */
async function visitor(options = {}) {
  const { door } = await boardOffice({ more: { DUBAN_BOARD_URL: "http://127.0.0.1:8080" } });
  const context = await (await browser()).newContext(options);
  onTestFinished(() => context.close());
  const page = await context.newPage();
  const at = (path: string) => `http://127.0.0.1:${door.port}${path}`;
  return { door, page, seen: watch(page), at };
}

describe("a link of a mail", () => {
  inChromium("opens the project it names, though its token leaves the address on the way", async () => {
    const { page, seen, at } = await visitor();
    await page.goto(at(`/board?t=${tokenFor(LI)}#p-P-002`));
    expect(new URL(page.url()).search).toBe("");
    expect(hashOf(page)).toBe("#p-P-002");
    expect(await seenCodes(page)).toEqual(["P-002"]);
    expect(await page.locator('[id="p-P-002"] .sheet').isVisible()).toBe(true);
    await page.selectOption("[name=unit]", "市水务局");
    await page.reload();
    expect(await seenCodes(page)).toEqual(["P-002"]);
    expect(seen).toEqual({ requests: [], dialogs: [], errors: [] });
  });

  inChromium("filters without a script through the door, kept in by its cookie", async () => {
    const { page, at } = await visitor({ javaScriptEnabled: false });
    await page.goto(at(`/board?t=${tokenFor(LI)}`));
    await page.fill("[name=q]", "没有");
    await page.locator("#filters [type=submit]").click();
    await page.waitForURL(/q=/);
    expect(await seenCodes(page)).toEqual([]);
    expect(await page.locator("#count").textContent()).toBe("没有符合条件的项目（共 1 个）");
  });

  inChromium("hangs a wall that the door lets fetch itself anew", async () => {
    const { door, page, seen, at } = await visitor({ viewport: WALL });
    await page.clock.install({ time: new Date("2026-06-12T08:00:00+08:00") });
    await page.goto(at(`/board?wall=1&t=${tokenFor(LI)}`));
    const fetched = page.waitForResponse((response) => response.request().resourceType() === "fetch");
    await page.clock.runFor(5 * 60_000);
    expect((await fetched).status()).toBe(200);
    expect(await page.locator("#foot .stale").textContent()).toBe("");
    expect(seen.errors).toEqual([]);
    expect(seen.requests.every((url) => url === at("/board?wall=1"))).toBe(true);
    await door.stop();
    await page.clock.runFor(5 * 60_000);
    await expect.poll(() => page.locator("#foot .stale").textContent(), SOON).toContain("未能更新");
  });
});
