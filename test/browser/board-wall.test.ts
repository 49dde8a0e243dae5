import { pathToFileURL } from "node:url";
import type { Page } from "playwright-core";
import { describe, expect } from "vitest";
import type { RankingBlock, RankingRow } from "../../lib/domain/ranking-block.ts";
import type { BoardRanking } from "../../lib/views/board/board.ts";
import { boardPage } from "../../lib/views/board/page.ts";
import { ALL_PROJECTS } from "../../lib/views/board/query.ts";
import { boardScene, SOON, seenCodes, WALL } from "../fakes/board-scene.ts";
import { htmlFile } from "../fakes/city-board.ts";
import { CHROMIUM, testWith } from "../require-tool.ts";

const scene = boardScene();
const inChromium = (title: string, body: () => Promise<void>): void => testWith(CHROMIUM, "chromium", title, body);

const MORNING = new Date("2026-10-19T08:00:00+08:00");
const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** A wall whose clock stands until a test moves it. */
async function hung(search = ""): Promise<Page> {
  const page = await scene.blank({ viewport: WALL });
  await page.clock.install({ time: MORNING });
  await page.goto(`${(await scene.server()).url}?wall=1${search}`);
  await page.clock.pauseAt(MORNING.getTime() + MINUTE);
  await page.keyboard.press("Home");
  return page;
}

const place = async (page: Page): Promise<readonly [at: number, of: number]> => {
  const words = (await page.locator("#foot span").first().textContent()) ?? "";
  const [at, of] = words.match(/\d+/g)!.map(Number);
  return [at!, of!];
};

const section = (page: Page): Promise<readonly string[]> =>
  page.locator("main > section:not(.off)").evaluateAll((all) => all.map(({ id }) => id));

const problemsIn = (page: Page): Promise<readonly string[]> =>
  page.locator("#issues:not(.off) tbody tr:not(.off)").allInnerTexts();

/** Bars for scrolling, and what is drawn below the window's end or under the line at its foot. */
const spills = (page: Page): Promise<object> =>
  page.evaluate(`(() => {
    const end = document.querySelector("#foot").getBoundingClientRect().top;
    const { scrollWidth, scrollHeight, clientWidth, clientHeight } = document.documentElement;
    const below = [...document.querySelectorAll("main .project, main tr, main .nt, main .tiles")]
      .filter((one) => one.checkVisibility() && one.getBoundingClientRect().bottom > end + 0.5);
    return { wide: scrollWidth - clientWidth, high: scrollHeight - clientHeight, bars: innerWidth - clientWidth, below: below.map((one) => one.id || one.className) };
  })()`);

const NOTHING_SPILLS = { wide: 0, high: 0, bars: 0, below: [] };

/** Answers that are under way come in; the clock stands meanwhile. */
const settled = (page: Page, text: string | RegExp): Promise<void> =>
  page.locator("#foot .stale").filter({ hasText: text }).waitFor({ state: "attached", timeout: 20_000 });

/** A confirmed ranking of two groups, the second half as long as the first. */
function rankingOf(units: number): BoardRanking {
  const row = (at: number, group: string): RankingRow => ({
    ...{ unit: `${group}${at}号单位`, group, rank: at, tied: false, notRanked: null, total: 9000 - at, note: "" },
    ...{ adjustment: 0, falseDataPenalty: 0, items: [], previousRank: null, change: null, gapAbove: null },
  });
  const rows = ["县区+园区", "市直+国企"].flatMap((group, at) =>
    Array.from({ length: at === 0 ? units : units / 2 }, (_, place) => row(place + 1, group)),
  );
  const block: RankingBlock = {
    ...{ kind: "ranking", version: 1, period: "2026-09", ties: "competition", indicators: [], groups: [], notes: [] },
    rows,
  };
  return { id: "M-2026-09", block, differences: "" };
}

describe("the office's wall", () => {
  inChromium("shows overview, every project once, every problem, then begins again; no screen scrolls", async () => {
    const board = await scene.board();
    const page = await hung();
    const [, screens] = await place(page);
    const codes: string[] = [];
    const problems: string[] = [];
    const sections: string[] = [];
    for (let at = 1; at <= screens; at++) {
      expect(await place(page)).toEqual([at, screens]);
      expect(await spills(page)).toEqual(NOTHING_SPILLS);
      sections.push(...(await section(page)));
      codes.push(...(await seenCodes(page)));
      problems.push(...(await problemsIn(page)));
      await page.clock.runFor(20 * SECOND);
    }
    expect(codes.toSorted()).toEqual(board.projects.map(({ verdict }) => verdict.key).toSorted());
    expect(problems.length).toBe(board.issues.length);
    expect([...new Set(sections)]).toEqual(["overview", "projects", "issues"]);
    expect((await place(page))[0]).toBe(1);
  });

  inChromium("shows every row of long tables side by side, each at least once", async () => {
    const [server, board] = [await scene.server(), await scene.board()];
    const counties = Array.from({ length: 45 }, (_, at) => ({ ...board.counties[0]!, name: `第${at + 1}县` }));
    server.board = { ...board, counties, projects: [], ranking: rankingOf(70) };
    const page = await hung();
    const [, screens] = await place(page);
    const seen = new Set<string>();
    for (let at = 1; at <= screens; at++) {
      expect(await spills(page)).toEqual(NOTHING_SPILLS);
      for (const name of await page.locator("main section:not(.off) tr:not(.off) th[scope=row]").allInnerTexts()) {
        seen.add(name);
      }
      await page.keyboard.press("ArrowRight");
    }
    expect(counties.map(({ name }) => name).filter((name) => !seen.has(name))).toEqual([]);
    expect(rankingOf(70).block.rows.filter(({ unit }) => !seen.has(unit))).toEqual([]);
  });

  inChromium("turns as fast as its address asks, stops for the space bar, and turns by arrows", async () => {
    const page = await hung("&seconds=7");
    await page.clock.runFor(7 * SECOND);
    expect((await place(page))[0]).toBe(2);
    await page.keyboard.press("Space");
    await page.clock.runFor(10 * MINUTE);
    expect((await place(page))[0]).toBe(2);
    expect(await page.locator("#foot").textContent()).toContain("已暂停");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowLeft");
    expect((await place(page))[0]).toBe(3);
    await page.getByRole("button", { name: "继续" }).click();
    await page.clock.runFor(7 * SECOND);
    expect((await place(page))[0]).toBe(4);
    await page.keyboard.press("End");
    await page.keyboard.press("ArrowRight");
    expect((await place(page))[0]).toBe(1);
  });

  inChromium("an arrow gives the screen its whole time", async () => {
    const page = await hung();
    await page.clock.runFor(15 * SECOND);
    await page.keyboard.press("ArrowRight");
    await page.clock.runFor(15 * SECOND);
    expect((await place(page))[0]).toBe(2);
  });

  inChromium("shows what its address asks for", async () => {
    const board = await scene.board();
    const page = await hung("&light=红");
    await page.keyboard.press("ArrowRight");
    const red = board.projects.filter(({ verdict }) => verdict.light === "red").map(({ verdict }) => verdict.key);
    expect([...(await seenCodes(page))].sort()).toEqual(red.toSorted());
  });

  inChromium("turns from a file on a disk as well, and asks nobody", async () => {
    const { html } = boardPage(await scene.board(), { mode: "file", query: ALL_PROJECTS, wall: false });
    const page = await scene.blank({ viewport: WALL });
    await page.clock.install({ time: MORNING });
    await page.goto(`${pathToFileURL(htmlFile(html))}?wall=1`);
    await page.clock.runFor(20 * SECOND);
    expect((await place(page))[0]).toBe(2);
    await page.clock.runFor(HOUR);
    expect(await spills(page)).toEqual(NOTHING_SPILLS);
    expect(await page.locator("#foot .stale").textContent()).toBe("");
  });

  inChromium("is cut anew when the window is another", async () => {
    const page = await hung();
    const [, before] = await place(page);
    await page.setViewportSize({ width: 1920, height: 700 });
    // The browser tells of the new size with its next frame.
    const screens = async () => {
      await page.clock.runFor(SECOND);
      return (await place(page))[1];
    };
    await expect.poll(screens, SOON).toBeGreaterThan(before);
    await page.keyboard.press("ArrowRight");
    expect(await spills(page)).toEqual(NOTHING_SPILLS);
  });
});

describe("a wall that hangs for days", () => {
  inChromium("fetches itself anew every five minutes and stays at its screen", async () => {
    const [server, board] = [await scene.server(), await scene.board()];
    const page = await hung();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Space");
    const [gone, ...rest] = board.projects;
    server.board = { ...board, projects: rest };
    expect(await page.locator(".project").count()).toBe(board.projects.length);
    await page.clock.runFor(5 * MINUTE);
    await expect.poll(() => page.locator(".project").count(), SOON).toBe(rest.length);
    expect(await page.locator(`[id="p-${gone!.verdict.key}"]`).count()).toBe(0);
    expect((await place(page))[0]).toBe(2);
    expect(await spills(page)).toEqual(NOTHING_SPILLS);
  });

  inChromium(
    "keeps the last good page when the server is away, refuses or has another, says so, and mends itself",
    async () => {
      const [server, board] = [await scene.server(), await scene.board()];
      // The browser itself notes an answer that is none.
      scene.forgive(/Failed to load resource/);
      const mishaps = [{ status: null }, { status: 403 }, { status: 500 }, { instead: "<h1>请登录</h1>" }];
      for (const mishap of mishaps) {
        const page = await hung();
        Object.assign(server, mishap, { board: { ...board, projects: [] } });
        await page.clock.runFor(5 * MINUTE);
        await settled(page, "未能更新");
        expect(await page.locator("#foot .stale").textContent()).toContain("截至 2026年10月19日");
        expect(await page.locator(".project").count()).toBe(board.projects.length);
        Object.assign(server, { status: 200, instead: "", board });
        await page.clock.runFor(5 * MINUTE);
        await settled(page, /^$/);
      }
    },
  );

  inChromium("loads itself whole where style or script are others than its own policy lets in", async () => {
    const [server, board] = [await scene.server(), await scene.board()];
    const page = await hung();
    await page.evaluate("window.isTheSame = true");
    // The day stands in the style, at the foot of printed sheets.
    server.board = { ...board, asOf: "2026-10-20" };
    await page.clock.runFor(5 * MINUTE);
    await expect.poll(() => page.evaluate("window.isTheSame ?? 'another'").catch(() => ""), SOON).toBe("another");
    await expect.poll(() => page.locator("#foot").count(), SOON).toBe(1);
    expect(await page.locator(".day").textContent()).toContain("10月20日");
  });

  inChromium("holds no more after a day than after an hour", async () => {
    const page = await hung("&seconds=60");
    const session = await page.context().newCDPSession(page);
    const held = async () => {
      await session.send("HeapProfiler.collectGarbage");
      return (await session.send("Memory.getDOMCounters")) as {
        readonly nodes: number;
        readonly jsEventListeners: number;
      };
    };
    const fetches = async (count: number) => {
      for (let at = 0; at < count; at++) {
        const answer = page.waitForResponse(/board/);
        await page.clock.runFor(5 * MINUTE);
        await (await answer).finished();
        await page.evaluate("new Promise((done) => queueMicrotask(done))");
      }
    };
    await fetches(3);
    const early = await held();
    await fetches(8);
    const late = await held();
    expect(late.nodes).toBeLessThan(early.nodes * 1.5);
    expect(late.jsEventListeners).toBe(early.jsEventListeners);
  });
});
