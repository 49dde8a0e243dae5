import { describe, expect } from "vitest";
import { ALL_PROJECTS, askedProjects } from "../../lib/views/board/query.ts";
import { boardScene, countOf, PHONE, SOON, seenCodes, WALL } from "../fakes/board-scene.ts";
import { CHROMIUM, testWith } from "../require-tool.ts";

const scene = boardScene();
const bare = { javaScriptEnabled: false };
const inChromium = (title: string, body: () => Promise<void>): void => testWith(CHROMIUM, "chromium", title, body);

describe("the board without JavaScript", () => {
  inChromium("shows every project, and each opens", async () => {
    const board = await scene.board();
    const page = await scene.open("", bare);
    expect([...(await seenCodes(page))].sort()).toEqual(board.projects.map(({ verdict }) => verdict.key).sort());
    const sheet = page.locator(".project .sheet").first();
    expect(await sheet.isVisible()).toBe(false);
    await page.locator(".project summary").first().click();
    expect(await sheet.isVisible()).toBe(true);
  });

  inChromium("filters and sorts by its form, which the server answers", async () => {
    const board = await scene.board();
    const page = await scene.open("", bare);
    await page.selectOption("[name=light]", "红");
    await page.selectOption("[name=sort]", "code");
    await page.fill("[name=q]", "县");
    await page.locator("#filters [type=submit]").click();
    await page.waitForURL(/light/);
    const wanted = askedProjects(board.projects, { ...ALL_PROJECTS, light: "红", sort: "code", q: "县" });
    expect(await seenCodes(page)).toEqual(wanted.map(({ verdict }) => verdict.key));
    expect(await countOf(page)).toBe(`显示 ${wanted.length} 个项目，共 ${board.projects.length} 个`);
    expect(await page.locator("[name=light]").inputValue()).toBe("红");
    await page.click("#clear");
    await page.waitForURL(/\?$/);
    expect((await seenCodes(page)).length).toBe(board.projects.length);
  });

  inChromium("a link to a project leads to it, opened", async () => {
    const board = await scene.board();
    const { key } = board.projects.at(-1)!.verdict;
    const page = await scene.open(`#p-${encodeURIComponent(key)}`, bare);
    const article = page.locator(`[id="p-${key}"]`);
    await expect.poll(async () => (await article.boundingBox())!.y, SOON).toBeLessThan(PHONE.height);
    expect(await article.locator(".sheet").isVisible()).toBe(true);
  });

  inChromium("a wall is a long page that loads itself anew", async () => {
    const board = await scene.board();
    const page = await scene.open("?wall=1", { ...bare, viewport: WALL });
    expect((await seenCodes(page)).length).toBe(board.projects.length);
    // Without a script the contents of <noscript> are elements like any other.
    expect(await page.locator("meta[http-equiv=refresh]").getAttribute("content")).toBe("300");
    const desk = await scene.open("", bare);
    expect(await desk.locator("meta[http-equiv=refresh]").count()).toBe(0);
  });
});
