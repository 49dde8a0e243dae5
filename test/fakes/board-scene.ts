import type { BrowserContextOptions, Page } from "playwright-core";
import { afterAll, afterEach, expect, onTestFinished } from "vitest";
import type { Board } from "../../lib/views/board/board.ts";
import { type BoardServer, serveBoard } from "./board-server.ts";
import { oneBrowser, type Watched, watch } from "./browser.ts";
import { demoBoard } from "./city-board.ts";

export const DESK = { width: 1366, height: 900 };
export const PHONE = { width: 390, height: 844 };
export const WALL = { width: 1920, height: 1080 };

export interface BoardScene {
  readonly board: () => Promise<Board>;
  readonly server: () => Promise<BoardServer>;
  /** A page of its own context that is being watched, not yet anywhere. */
  readonly blank: (options?: BrowserContextOptions) => Promise<Page>;
  /** Errors like this are the browser's own and are expected of this test. */
  readonly forgive: (error: RegExp) => void;
  /** The board at its address with `search` behind it. */
  readonly open: (search?: string, options?: BrowserContextOptions) => Promise<Page>;
}

/** The demo city's board with a third of its projects, which shows all there is to see and loads in a third of the time. */
async function partOfDemo(): Promise<Board> {
  const board = await demoBoard();
  return { ...board, projects: board.projects.filter((_, at) => at % 3 === 0) };
}

/** A board in one browser. After every test: no page asked for anything but itself, and none complained. */
export function boardScene(): BoardScene {
  const browser = oneBrowser();
  const forgiven: RegExp[] = [];
  const watched: Watched[] = [];
  let made: Promise<Board> | null = null;
  let served: Promise<BoardServer> | null = null;
  const board = () => (made ??= partOfDemo());
  const server = () => (served ??= board().then(serveBoard));
  const blank = async (options: BrowserContextOptions = {}) => {
    const context = await (await browser()).newContext({ viewport: DESK, ...options });
    onTestFinished(() => context.close());
    const page = await context.newPage();
    watched.push(watch(page));
    return page;
  };
  const open = async (search = "", options: BrowserContextOptions = {}) => {
    const page = await blank(options);
    await page.goto(`${(await server()).url}${search}`);
    return page;
  };
  afterEach(async () => {
    if (served !== null) Object.assign(await served, { board: await board(), status: 200, instead: "" });
    const own = (await served)?.url;
    const expected = forgiven.splice(0);
    for (const seen of watched.splice(0)) {
      const foreign = seen.requests.filter((url) => own === undefined || url.split("?")[0] !== own);
      const errors = seen.errors.filter((error) => !expected.some((pattern) => pattern.test(error)));
      expect({ ...seen, errors, requests: foreign }).toEqual({ requests: [], dialogs: [], errors: [] });
    }
  });
  afterAll(async () => (await served)?.close());
  return { board, server, blank, open, forgive: (error) => void forgiven.push(error) };
}

/** Numbers of the projects that are to be seen, from top to bottom. */
export const seenCodes = (page: Page): Promise<readonly string[]> =>
  page
    .locator(".project")
    .evaluateAll((all) =>
      (all as unknown as { id: string; checkVisibility: () => boolean }[])
        .filter((one) => one.checkVisibility())
        .map(({ id }) => id.slice(2)),
    );

export const countOf = async (page: Page): Promise<string> => (await page.locator("#count").textContent()) ?? "";
export const hashOf = (page: Page): string => decodeURIComponent(new URL(page.url()).hash);
export const askedOf = (page: Page, field: string): string | null => new URL(page.url()).searchParams.get(field);

/** The id of the project that holds the focus; "" for none. */
export const focused = (page: Page): Promise<string> =>
  page.evaluate<string>("document.activeElement?.closest('.project')?.id ?? ''");

/** A machine that does many things at once still comes to it. */
export const SOON = { timeout: 20_000 };
