import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";
import { describe, expect } from "vitest";
import { boardScene, PHONE, WALL } from "../fakes/board-scene.ts";
import { CHROMIUM, testWith } from "../require-tool.ts";

const scene = boardScene();
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const inChromium = (title: string, body: () => Promise<void>): void => testWith(CHROMIUM, "chromium", title, body);

/** WCAG 2.2 A and AA, and what axe calls best practice: contrast among them. Rules it breaks, with where. */
async function violations(page: Page): Promise<readonly string[]> {
  await page.evaluate(AXE);
  return page.evaluate<readonly string[]>(`axe.run(document, { resultTypes: ["violations"] }).then(({ violations }) =>
    violations.flatMap(({ id, nodes }) => nodes.slice(0, 3).map(({ html, failureSummary }) => id + ": " + html.slice(0, 200) + " " + failureSummary)))`);
}

/** Two projects of every light: axe looks at each element for a while. */
async function few(): Promise<void> {
  const [server, board] = [await scene.server(), await scene.board()];
  const lights = Map.groupBy(board.projects, ({ verdict }) => verdict.light);
  server.board = { ...board, projects: [...lights.values()].flatMap((projects) => projects.slice(0, 2)) };
}

async function openFirst(page: Page): Promise<void> {
  await page.locator(".project:not([hidden]) summary").first().click();
}

describe("axe finds nothing wrong with the board", () => {
  inChromium("on a desk, filtered, with a project open and the list of keys", async () => {
    await few();
    const page = await scene.open();
    expect(await violations(page)).toEqual([]);
    await page.selectOption("[name=light]", "红");
    await openFirst(page);
    await page.locator("details.legend").evaluate((one) => one.setAttribute("open", ""));
    expect(await violations(page)).toEqual([]);
    await page.getByRole("button", { name: "键盘操作" }).click();
    expect(await violations(page)).toEqual([]);
  });

  inChromium("that finds nothing", async () => {
    await few();
    expect(await violations(await scene.open("?q=没有这样的项目"))).toEqual([]);
  });

  inChromium("on a phone, with a project open", async () => {
    await few();
    const page = await scene.open("?light=黄", { viewport: PHONE, hasTouch: true, isMobile: true });
    await openFirst(page);
    expect(await violations(page)).toEqual([]);
  });

  inChromium("on every kind of screen of the wall", async () => {
    await few();
    const page = await scene.open("?wall=1", { viewport: WALL });
    await page.keyboard.press("Space");
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press("ArrowRight");
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press("End");
    expect(await violations(page)).toEqual([]);
  });
});
