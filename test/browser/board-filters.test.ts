import { pathToFileURL } from "node:url";
import { describe, expect } from "vitest";
import type { Board } from "../../lib/views/board/board.ts";
import { boardPage } from "../../lib/views/board/page.ts";
import { ALL_PROJECTS, askedProjects, BOARD_SORTS, type BoardQuery } from "../../lib/views/board/query.ts";
import { lightWord } from "../../lib/views/notice-lines.ts";
import { askedOf, boardScene, countOf, focused, hashOf, SOON, seenCodes } from "../fakes/board-scene.ts";
import { htmlFile } from "../fakes/city-board.ts";
import { CHROMIUM, testWith } from "../require-tool.ts";

const scene = boardScene();
const inChromium = (title: string, body: () => Promise<void>): void => testWith(CHROMIUM, "chromium", title, body);

const codes = (board: Board, asked: Partial<BoardQuery>): readonly string[] =>
  askedProjects(board.projects, { ...ALL_PROJECTS, ...asked }).map(({ verdict }) => verdict.key);

const searchOf = (asked: Partial<BoardQuery>): string => `?${new URLSearchParams(Object.entries(asked))}`;

describe("filters of the board", () => {
  inChromium("show by script what the server shows, in its order, for every kind of question", async () => {
    const board = await scene.board();
    const { unit, leader, verdict } = board.projects[20]!;
    const { county, category } = verdict.project;
    const questions: readonly Partial<BoardQuery>[] = [
      {},
      { county },
      { category },
      { unit },
      { leader },
      { light: "红" },
      { light: "免" },
      { light: "预测" },
      { county, light: "黄" },
      { q: "改造" },
      { q: "Ｐ-０１ 县" },
      { q: "没有这样的项目" },
      { light: "蓝", q: "p-1", sort: "overdue" },
      ...BOARD_SORTS.map((sort) => ({ sort })),
    ];
    const page = await scene.open();
    for (const asked of questions) {
      await page.evaluate(`history.pushState(null, "", ${JSON.stringify(searchOf(asked))})`);
      await page.evaluate("dispatchEvent(new PopStateEvent('popstate'))");
      expect(await seenCodes(page), JSON.stringify(asked)).toEqual(codes(board, asked));
    }
  });

  inChromium(
    "a choice stands in the address, is announced, and is taken back by Back and brought again by Forward",
    async () => {
      const board = await scene.board();
      const page = await scene.open();
      const all = board.projects.length;
      const red = board.projects.filter(({ verdict }) => verdict.light === "red").length;
      expect(await countOf(page)).toBe(`共 ${all} 个项目`);
      expect(await page.locator("#count").getAttribute("role")).toBe("status");
      await page.selectOption("[name=light]", "红");
      expect(askedOf(page, "light")).toBe("红");
      expect(await countOf(page)).toBe(`显示 ${red} 个项目，共 ${all} 个`);
      await page.selectOption("[name=sort]", "code");
      const byCode = await seenCodes(page);
      expect(byCode).toEqual(codes(board, { light: "红", sort: "code" }));
      await page.goBack();
      await page.goBack();
      expect([page.url().includes("?"), await countOf(page)]).toEqual([false, `共 ${all} 个项目`]);
      expect(await page.locator("[name=light]").inputValue()).toBe("");
      await page.goForward();
      await page.goForward();
      expect(await seenCodes(page)).toEqual(byCode);
      expect(await page.locator("[name=light]").inputValue()).toBe("红");
    },
  );

  inChromium("says of the projects chosen what the server says of them; of all the overview does", async () => {
    const page = await scene.open("?light=红", { javaScriptEnabled: false });
    const words = await page.locator("#tally").textContent();
    expect(words).toMatch(
      /^其中：红 \d+；逾期节点 \d+ 个；.*年度投资完成 [\d.]+%，计划进度 [\d.]+%，差 [\d.]+ 个百分点。$/,
    );
    const scripted = await scene.open();
    expect(await scripted.locator("#tally").textContent()).toBe("");
    await scripted.selectOption("[name=light]", "红");
    expect(await scripted.locator("#tally").textContent()).toBe(words);
    expect(await scripted.locator("#h-overview").textContent()).toContain("全部");
  });

  inChromium("typing is one step of the way back, however many letters it has", async () => {
    const page = await scene.open();
    await page.locator("[name=q]").pressSequentially("改造", { delay: 200 });
    await page.waitForURL((url) => url.searchParams.get("q") === "改造");
    expect(await seenCodes(page)).toEqual(codes(await scene.board(), { q: "改造" }));
    expect(await page.evaluate("history.length")).toBe(3);
    await page.goBack();
    expect(await page.locator("[name=q]").inputValue()).toBe("");
    expect((await seenCodes(page)).length).toBe((await scene.board()).projects.length);
  });

  inChromium("Enter in the search box answers at once and loads nothing", async () => {
    const page = await scene.open();
    await page.evaluate("window.isTheSame = true");
    await page.fill("[name=q]", "改造");
    await page.keyboard.press("Enter");
    expect(await page.evaluate("window.isTheSame")).toBe(true);
    expect(askedOf(page, "q")).toBe("改造");
  });

  inChromium("an address with filters opens so, and its other parameters stay through every choice", async () => {
    const board = await scene.board();
    const page = await scene.open("?seconds=30&light=黄&sort=code");
    expect(await seenCodes(page)).toEqual(codes(board, { light: "黄", sort: "code" }));
    expect(await page.locator("[name=sort]").inputValue()).toBe("code");
    await page.click("#clear");
    expect(await seenCodes(page)).toEqual(codes(board, { sort: "code" }));
    expect(new URL(page.url()).search).toBe("?seconds=30&sort=code");
  });

  inChromium("a figure of the overview shows its projects without loading anything", async () => {
    const board = await scene.board();
    const page = await scene.open();
    await page.evaluate("window.isTheSame = true");
    const { county } = board.projects[0]!.verdict.project;
    await page.locator("#overview .tally a", { hasText: county }).first().click();
    expect(await seenCodes(page)).toEqual(codes(board, { county }));
    expect(await page.locator("[name=county]").inputValue()).toBe(county);
    expect(await page.evaluate("window.isTheSame")).toBe(true);
  });

  inChromium("a file on a disk filters the same way and keeps it in its address", async () => {
    const board = await scene.board();
    const { html } = boardPage(board, { mode: "file", query: ALL_PROJECTS, wall: false });
    const page = await scene.blank();
    await page.goto(`${pathToFileURL(htmlFile(html))}?light=红`);
    expect(await seenCodes(page)).toEqual(codes(board, { light: "红" }));
    await page.selectOption("[name=light]", "黄");
    expect([askedOf(page, "light"), (await seenCodes(page)).length]).toEqual([
      "黄",
      codes(board, { light: "黄" }).length,
    ]);
    await page.goBack();
    expect(await seenCodes(page)).toEqual(codes(board, { light: "红" }));
  });
});

describe("a link to a project", () => {
  inChromium("opens it and brings the reader there, beside filters", async () => {
    const board = await scene.board();
    const yellow = board.projects.filter(({ verdict }) => verdict.light === "yellow");
    const { key, project } = yellow.at(-1)!.verdict;
    const page = await scene.open(`?light=黄#p-${encodeURIComponent(project.code)}`);
    const article = page.locator(`[id="p-${key}"]`);
    expect(await article.locator("> details").getAttribute("open")).not.toBeNull();
    await expect.poll(() => focused(page), SOON).toBe(`p-${key}`);
    const { y } = (await article.boundingBox())!;
    expect(y).toBeGreaterThanOrEqual(0);
    expect(y).toBeLessThan(200);
    expect((await seenCodes(page)).length).toBe(yellow.length);
  });

  inChromium("shows it although the filters would not", async () => {
    const board = await scene.board();
    const green = board.projects.find(({ verdict }) => verdict.light === "green")!.verdict.key;
    const page = await scene.open(`?light=红#p-${encodeURIComponent(green)}`);
    expect(await seenCodes(page)).toContain(green);
    expect(await page.locator(".project:not([hidden])").count()).toBe(codes(board, { light: "红" }).length + 1);
  });

  inChromium("stands in the address as soon as one opens a project; Back closes it", async () => {
    const page = await scene.open("?light=红");
    const [first, second] = await seenCodes(page);
    await page.locator(`[id="p-${first}"] summary`).first().click();
    await page.waitForURL(/#/);
    expect(hashOf(page)).toBe(`#p-${first}`);
    await page.locator(`[id="p-${second}"] summary`).first().click();
    await page.waitForURL((url) => decodeURIComponent(url.hash) === `#p-${second}`);
    await page.goBack();
    const open = () => page.locator(".project > details[open]").evaluateAll((all) => all.length);
    expect([hashOf(page), await open()]).toEqual([`#p-${first}`, 1]);
    await page.goBack();
    expect([hashOf(page), await open()]).toEqual(["", 0]);
    expect(askedOf(page, "light")).toBe("红");
  });

  inChromium("that nobody knows opens nothing and says so where the rows begin", async () => {
    const page = await scene.open("#p-%E0%A4%A");
    expect(await page.locator(".project > details[open]").count()).toBe(0);
    const gone = await scene.open("#p-P-9999");
    expect(await countOf(gone)).toMatch(/^共 \d+ 个项目。链接所指的项目 P-9999 不在本页/);
    await expect
      .poll(() => gone.locator("#projects").evaluate((one) => one.getBoundingClientRect().top < 200), SOON)
      .toBe(true);
  });
});

describe("lights", () => {
  inChromium("are words for those who do not see", async () => {
    const board = await scene.board();
    const page = await scene.open("?light=红");
    const { light } = board.projects.find(({ verdict }) => verdict.light === "red")!.verdict;
    expect(await page.locator(".project:not([hidden]) summary").first().innerText()).toContain(`${lightWord(light)}灯`);
  });
});
