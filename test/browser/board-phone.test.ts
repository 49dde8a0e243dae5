import type { Page } from "playwright-core";
import { describe, expect } from "vitest";
import { boardScene, PHONE } from "../fakes/board-scene.ts";
import { CHROMIUM, testWith } from "../require-tool.ts";

const scene = boardScene();
const phone = { viewport: PHONE, hasTouch: true, isMobile: true };
const inChromium = (title: string, body: () => Promise<void>): void => testWith(CHROMIUM, "chromium", title, body);

/** How wide the page is, and which of its elements stand out of a window of 390. */
const widths = (page: Page): Promise<{ readonly page: number; readonly out: readonly string[] }> =>
  page.evaluate(`({
    page: document.documentElement.scrollWidth,
    out: [...document.querySelectorAll("main *, header *")]
      .filter((one) => one.checkVisibility() && one.closest("svg") === null && one.closest("thead") === null)
      .filter((one) => one.getBoundingClientRect().right > innerWidth + 0.5 && one.getBoundingClientRect().width > 1)
      .map((one) => one.localName + "." + one.className),
  })`);

/** What one taps and is lower than a finger: links inside of sentences and tables are as high as their line. */
const smallTargets = (page: Page): Promise<readonly string[]> =>
  page.evaluate(`[...document.querySelectorAll("summary, button, select, input, nav a, .tiles a, #clear, .tally a, .up a")]
    .filter((one) => one.checkVisibility({ visibilityProperty: true }))
    .map((one) => [one, one.getBoundingClientRect()])
    .filter(([, { height, width }]) => height > 0 && (height < 40 || width < 40))
    .map(([one, { height, width }]) => one.localName + "." + one.className + " " + Math.round(width) + "x" + Math.round(height))`);

describe("the board on a phone of 390 px", () => {
  inChromium("never scrolls sideways, whatever is open", async () => {
    const board = await scene.board();
    const page = await scene.open("", phone);
    expect(await widths(page)).toEqual({ page: PHONE.width, out: [] });
    const longest = board.projects.toSorted((a, b) => b.steps.length - a.steps.length)[0]!.verdict.key;
    const late = board.projects.find(({ verdict, issues }) => verdict.light === "red" && issues.length > 0)!;
    for (const key of [longest, late.verdict.key]) {
      await page.locator(`[id="p-${key}"] > details`).evaluate((one) => one.setAttribute("open", ""));
      expect(await widths(page)).toEqual({ page: PHONE.width, out: [] });
    }
    await page.locator("details.legend").evaluate((one) => one.setAttribute("open", ""));
    expect(await widths(page)).toEqual({ page: PHONE.width, out: [] });
  });

  inChromium("comes to the projects within two screens: counties and categories wait behind their name", async () => {
    const page = await scene.open("", phone);
    const { y } = (await page.locator(".project").first().boundingBox())!;
    expect(y).toBeLessThan(2 * PHONE.height);
    await page.locator("details.by > summary").tap();
    expect(await page.locator(".tally").first().isVisible()).toBe(true);
    expect(await widths(page)).toEqual({ page: PHONE.width, out: [] });
  });

  inChromium("has nothing to tap that is lower than 40 px", async () => {
    const page = await scene.open("?light=红", phone);
    await page.locator(".project:not([hidden]) summary").first().tap();
    expect(await smallTargets(page)).toEqual([]);
  });

  inChromium("filters and opens by taps", async () => {
    const page = await scene.open("", phone);
    await page.locator("#overview .t-red a").tap();
    expect(await page.locator("#count").textContent()).toContain("显示");
    const { y } = (await page.locator("#projects").boundingBox())!;
    expect(Math.abs(y)).toBeLessThan(PHONE.height / 4);
    await page.locator(".project:not([hidden]) summary").first().tap();
    expect(await page.locator(".project:not([hidden]) .sheet").first().isVisible()).toBe(true);
  });
});
