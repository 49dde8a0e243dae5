import { describe, expect } from "vitest";
import { oneBrowser, watch } from "../fakes/browser.ts";
import { boardOffice, LI, tokenFor } from "../functions/board-office.ts";
import { CHROMIUM, testWith } from "../require-tool.ts";

const browser = oneBrowser();

/** A clean browser and the address of a board of its own. */
async function reader() {
  const office = await boardOffice({ more: { DUBAN_BOARD_URL: "http://127.0.0.1" } });
  const context = await (await browser()).newContext();
  const page = await context.newPage();
  return {
    page,
    seen: watch(page),
    context,
    at: (query: string) => `http://127.0.0.1:${office.door.port}/board${query}`,
  };
}

const PROJECTS = ".project:not([hidden])";

describe("a link in a browser", () => {
  testWith(CHROMIUM, "chromium", "opens its person's projects, and its token stays nowhere to be read", async () => {
    const { page, seen, context, at } = await reader();
    await page.goto(at(`?t=${tokenFor(LI)}&light=`));
    expect(page.url()).toBe(at("?light="));
    expect(await page.locator(PROJECTS).evaluateAll((all) => all.map(({ id }) => id))).toEqual(["p-P-002"]);
    const read: string[] = await page.evaluate(
      "[document.cookie, document.referrer, document.documentElement.outerHTML]",
    );
    expect(read.slice(0, 2)).toEqual(["", ""]);
    expect(read[2]).not.toContain(tokenFor(LI));
    expect(await context.cookies()).toMatchObject([
      { name: "duban_board", httpOnly: true, sameSite: "Lax", path: "/board" },
    ]);
    expect(seen).toEqual({ requests: [], dialogs: [], errors: [] });
    await page.reload();
    expect(await page.locator(PROJECTS).count()).toBe(1);
    await page.goBack();
    expect(page.url()).toBe("about:blank");
    await context.close();
  });

  testWith(
    CHROMIUM,
    "chromium",
    "that is over, altered or nobody's shows one page, in Chinese, and no project",
    async () => {
      const { page, context, at } = await reader();
      const texts = new Set<string>();
      for (const token of [tokenFor(LI, "2026-06-11"), `${tokenFor(LI)}x`, tokenFor("nobody@jia.example")]) {
        expect((await page.goto(at(`?t=${token}`)))?.status()).toBe(401);
        texts.add(await page.locator("main").innerText());
      }
      expect([...texts]).toEqual([
        "暂不能查看挂图作战\n\n没有有效的链接，或链接已过期：请从最近一封督办邮件中打开，或向重点项目办索取新的链接。",
      ]);
      expect(await page.locator(".project").count()).toBe(0);
      await context.close();
    },
  );

  testWith(
    CHROMIUM,
    "chromium",
    "of somebody else opened in the same browser shows that person's projects only",
    async () => {
      const { page, context, at } = await reader();
      await page.goto(at(`?t=${tokenFor("sun@jia.example")}`));
      expect(await page.locator(PROJECTS).count()).toBe(2);
      await page.goto(at(`?t=${tokenFor(LI)}`));
      await page.goto(at(""));
      expect(await page.locator(".project").evaluateAll((all) => all.map(({ id }) => id))).toEqual(["p-P-002"]);
      await context.close();
    },
  );
});
