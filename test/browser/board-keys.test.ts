import type { Page } from "playwright-core";
import { describe, expect } from "vitest";
import { boardScene, focused, hashOf, SOON, seenCodes } from "../fakes/board-scene.ts";
import { CHROMIUM, testWith } from "../require-tool.ts";

const scene = boardScene();
const inChromium = (title: string, body: () => Promise<void>): void => testWith(CHROMIUM, "chromium", title, body);

/** What holds the focus: the name of a control, else the element's. */
const holder = (page: Page): Promise<string> =>
  page.evaluate<string>("document.activeElement.name || document.activeElement.localName");

const opened = (page: Page): Promise<readonly string[]> =>
  page.locator(".project:has(> details[open])").evaluateAll((all) => all.map(({ id }) => id));

const press = async (page: Page, ...keys: readonly string[]): Promise<void> => {
  for (const key of keys) await page.keyboard.press(key);
};

describe("the board without a mouse", () => {
  inChromium("is searched, walked through, opened and closed by keys", async () => {
    const page = await scene.open();
    await press(page, "/");
    expect(await holder(page)).toBe("q");
    await page.keyboard.type("j改造?");
    expect(await page.locator("[name=q]").inputValue()).toBe("j改造?");
    await press(page, "Escape");
    expect(await page.locator("[name=q]").inputValue()).toBe("");
    await page.keyboard.type("p-1");
    await press(page, "Enter");
    await page.evaluate("document.activeElement.blur()");
    const codes = (await seenCodes(page)).map((code) => `p-${code}`);
    expect(codes.length).toBeGreaterThan(3);
    const at = async () => codes.indexOf(await focused(page));
    await press(page, "j");
    expect(await at()).toBe(0);
    await press(page, "j", "ArrowDown", "k");
    expect(await at()).toBe(1);
    await press(page, "End");
    expect(await at()).toBe(codes.length - 1);
    await press(page, "ArrowDown", "ArrowUp");
    expect(await at()).toBe(codes.length - 2);
    await press(page, "Home", "Enter");
    expect(await opened(page)).toEqual([codes[0]]);
    await page.waitForURL(/#/);
    expect(hashOf(page)).toBe(`#${codes[0]}`);
    await press(page, "Tab", "Escape");
    expect([await opened(page), await at()]).toEqual([[], 0]);
  });

  inChromium("shows where one is: the row that has the focus is in sight and outlined", async () => {
    const page = await scene.open();
    await press(page, ...Array.from({ length: 20 }, () => "j"));
    const { top, bottom, outline, height } = await page.evaluate<Record<string, number | string>>(`(() => {
      const { top, bottom } = document.activeElement.getBoundingClientRect();
      return { top, bottom, height: innerHeight, outline: getComputedStyle(document.activeElement).outlineStyle };
    })()`);
    expect(top).toBeGreaterThanOrEqual(0);
    expect(bottom).toBeLessThanOrEqual(Number(height));
    expect(outline).toBe("solid");
  });

  inChromium("? lists the keys and gives the focus back; a switch there turns the letters off for good", async () => {
    const page = await scene.open();
    await press(page, "j", "?");
    const dialog = page.locator("#keys");
    expect(await dialog.isVisible()).toBe(true);
    expect(await dialog.innerText()).toContain("下一个项目");
    const first = await seenCodes(page);
    await press(page, "Escape");
    expect([await dialog.isVisible(), await focused(page)]).toEqual([false, `p-${first[0]}`]);
    await page.getByRole("button", { name: "键盘操作" }).click();
    await page.getByRole("checkbox", { name: /停用/ }).check();
    await page.getByRole("button", { name: "关闭" }).click();
    await page.reload();
    await press(page, "j");
    expect(await focused(page)).toBe("");
    await press(page, "?");
    expect(await dialog.count()).toBe(0);
    await page.locator(".project:not([hidden]) summary").first().focus();
    await press(page, "ArrowDown");
    expect(await focused(page)).toBe(`p-${first[1]}`);
  });

  inChromium(
    "holds nobody fast: Tab goes from the first link through the filters into the rows, and back",
    async () => {
      const page = await scene.open("?light=红#projects");
      await page.evaluate("scrollTo(0, 0); document.activeElement.blur()");
      await page.locator("a.skip").focus();
      const way: string[] = [];
      for (let step = 0; step < 150 && (await focused(page)) === ""; step++) {
        await press(page, "Tab");
        way.push(await holder(page));
      }
      expect(
        way.filter((name) => ["q", "county", "category", "unit", "leader", "light", "sort"].includes(name)),
      ).toEqual(["q", "county", "category", "unit", "leader", "light", "sort"]);
      const [first, second] = await seenCodes(page);
      expect(await focused(page)).toBe(`p-${first}`);
      await press(page, "Tab");
      expect(await focused(page)).toBe(`p-${second}`);
      await press(page, "Shift+Tab", "Shift+Tab");
      expect(await focused(page)).toBe("");
    },
  );

  inChromium("a figure of the overview leads on to its rows", async () => {
    const page = await scene.open();
    await page.locator("#overview .t-red a").focus();
    await press(page, "Enter", "Tab");
    expect(await holder(page)).toBe("q");
    const codes = await seenCodes(page);
    await press(page, "Escape");
    await page.evaluate("document.activeElement.blur()");
    await press(page, "j");
    expect(await focused(page)).toBe(`p-${codes[0]}`);
    expect(new URL(page.url()).searchParams.get("light")).toBe("红");
  });

  inChromium("keys of the browser and of one who types stay theirs", async () => {
    const page = await scene.open();
    await page.selectOption("[name=light]", "红");
    await page.locator("[name=light]").focus();
    await press(page, "ArrowDown");
    expect(await holder(page)).toBe("light");
    expect(await page.locator("[name=light]").inputValue()).toBe("黄");
    await page.evaluate("document.activeElement.blur()");
    await press(page, "Control+j", "Alt+j");
    expect(await focused(page)).toBe("");
    const before = await page.evaluate<number>("scrollY");
    await press(page, "End");
    await expect.poll(() => page.evaluate<number>("scrollY"), SOON).toBeGreaterThan(before);
  });
});
