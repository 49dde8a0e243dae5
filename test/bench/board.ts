/**
 * npm run bench:board: the wall chart of an office with 500 and with 5,000 projects of 20 milestones each: how long the server takes to make it, how large it is,
 * how long a browser takes to show it, to filter and sort it, and how evenly it scrolls (in brackets: the page's own thread). Read and judged is the workbook of the other benches.
 * node test/bench/board.ts [projects…] for other sizes. Needs Chromium (Debian: chromium).
 */
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { type Browser, chromium } from "playwright-core";
import { readConfig } from "../../functions/config.ts";
import { wire } from "../../functions/wire.ts";
import { boardOf } from "../../lib/jobs/board.ts";
import { look } from "../../lib/jobs/look.ts";
import { type BoardPage, boardPage } from "../../lib/views/board/page.ts";
import { posterPage } from "../../lib/views/board/poster/poster.ts";
import { ALL_PROJECTS } from "../../lib/views/board/query.ts";
import { bigCity, FIRST_DAY } from "./big-city.ts";
import { writeBigWorkbook } from "./big-workbook.ts";
import { tableWords } from "./rows-of-figures.ts";

const MILESTONES = 20;
const SCREEN = { width: 1920, height: 1080 };
/** A frame longer than this is felt. Source: RAIL, frames of 60 a second, three of them missed. */
const LONG_FRAME = 50;

const say = (text: string): void => void process.stdout.write(`${text}\n`);
const ms = (value: number): string => `${Math.round(value)} ms`;
const kib = (bytes: number): string => `${Math.round(bytes / 1024).toLocaleString("en")} KiB`;

interface Made {
  readonly page: BoardPage;
  readonly rows: readonly (readonly [string, string])[];
}

/** Milliseconds of processor time: on a busy machine steadier than the clock. */
async function timed<T>(work: () => T | Promise<T>): Promise<readonly [T, number]> {
  const start = process.cpuUsage();
  const result = await work();
  const { user, system } = process.cpuUsage(start);
  return [result, (user + system) / 1000];
}

/** From the workbook to the page, step by step. */
async function made(file: string): Promise<Made> {
  const settings = { DUBAN_NOW: `${FIRST_DAY}T08:00`, DUBAN_STORE: `sqlite:${file}.none.sqlite` };
  const { outside, close } = await wire(readConfig(settings, file), { store: "look" });
  const [input, looked] = await timed(() => look(outside, { asOf: FIRST_DAY, period: null, knownAt: null }));
  const [, judged] = await timed(() => input.judge(FIRST_DAY, null));
  const [board, boarded] = await timed(() => boardOf(input, { person: null, until: null }));
  const options = { mode: "served", query: ALL_PROJECTS, wall: false } as const;
  const [page, paged] = await timed(() => boardPage(board, options));
  const [, again] = await timed(() => boardPage(board, options));
  const [poster, postered] = await timed(() => posterPage(board, "a4"));
  await close();
  return {
    page,
    rows: [
      ["server, processor time: workbook read", ms(looked)],
      ["  judged", ms(judged)],
      ["  board made, schedules and forecasts in it", ms(boarded)],
      ["  page written, first and again", `${ms(paged)}, ${ms(again)}`],
      ["  size; compressed (gzip)", `${kib(Buffer.byteLength(page.html))}; ${kib(gzipSync(page.html).length)}`],
      ["  poster for A4 written", `${ms(postered)}, ${poster.posters} × A0, ${kib(Buffer.byteLength(poster.html))}`],
    ],
  };
}

function served({ html, policy }: BoardPage): Promise<Server> {
  const headers = { "Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": policy };
  const server = createServer((_, response) => void response.writeHead(200, headers).end(html));
  return new Promise((done) => server.listen(0, "127.0.0.1", () => done(server)));
}

const addressOf = (server: Server): string => `http://127.0.0.1:${(server.address() as { port: number }).port}/board`;

/** Milliseconds since the navigation began. */
const LOADED = `(() => {
  const [navigation] = performance.getEntriesByType("navigation");
  const paint = performance.getEntriesByName("first-contentful-paint")[0];
  return [paint?.startTime ?? 0, navigation.domContentLoadedEventEnd, navigation.loadEventEnd];
})()`;

/** From a change of a control to the second frame after it, when its outcome is on the screen. */
const CHANGED = `(name, value) => new Promise((done) => {
  const control = document.querySelector("#filters").elements[name];
  const start = performance.now();
  control.value = value;
  control.dispatchEvent(new Event("input", { bubbles: true }));
  control.dispatchEvent(new Event("change", { bubbles: true }));
  const before = document.querySelector("#count").textContent;
  const look = () => {
    const waits = name === "q" && document.querySelector("#count").textContent === before && performance.now() - start < 5000;
    requestAnimationFrame(waits ? look : () => done(performance.now() - start));
  };
  requestAnimationFrame(look);
})`;

/** Frames of a way down the page, a screen's height every tenth frame, of 30 screens at most. */
const SCROLLED = `() => new Promise((done) => {
  const frames = [];
  const end = () => document.documentElement.scrollHeight - innerHeight;
  let last = performance.now();
  const step = (now) => {
    frames.push(now - last);
    last = now;
    if (scrollY >= end() - 1 || frames.length > 300) return done(frames.slice(1));
    scrollBy(0, innerHeight / 10);
    requestAnimationFrame(step);
  };
  scrollTo(0, 0);
  requestAnimationFrame(step);
})`;

/** What the clock says, and in brackets how long the page's own thread worked: on a busy machine the latter is steadier. */
interface Took {
  readonly clock: number;
  readonly work: number;
}

const tookWords = ({ clock, work }: Took): string => `${ms(clock)} (${ms(work)})`;

async function shown(browser: Browser, page: BoardPage): Promise<Made["rows"]> {
  const server = await served(page);
  const tab = await browser.newPage({ viewport: SCREEN });
  const session = await tab.context().newCDPSession(tab);
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  const worked = async (): Promise<number> =>
    (await session.send("Performance.getMetrics")).metrics.find(({ name }) => name === "TaskDuration")!.value * 1000;
  await tab.goto(addressOf(server), { waitUntil: "load", timeout: 300_000 });
  const [paint, ready, loaded] = (await tab.evaluate(LOADED)) as number[];
  const loading = await worked();
  const change = async (name: string, value: string): Promise<Took> => {
    const before = await worked();
    const clock = (await tab.evaluate(`(${CHANGED})(${JSON.stringify(name)}, ${JSON.stringify(value)})`)) as number;
    return { clock, work: (await worked()) - before };
  };
  const county = (await tab.evaluate("document.querySelector('#filters').elements.county.options[1].value")) as string;
  const filters = [
    ["county", await change("county", county), await change("county", "")],
    ["light", await change("light", "红"), await change("light", "")],
    ["text", await change("q", "快速路"), await change("q", "")],
    ["order", await change("sort", "overdue"), await change("sort", "")],
  ] as const;
  const before = await worked();
  const frames = ((await tab.evaluate(`(${SCROLLED})()`)) as number[]).toSorted((a, b) => a - b);
  const perFrame = ((await worked()) - before) / frames.length;
  await tab.close();
  server.close();
  return [
    ["browser: first contentful paint", ms(paint!)],
    ["  DOM ready, loaded", `${ms(ready!)}, ${tookWords({ clock: loaded!, work: loading })}`],
    ...filters.map(
      ([name, there, back]) =>
        [`  ${name} asked for, and all again`, `${tookWords(there)}, ${tookWords(back)}`] as const,
    ),
    ["  scrolled through, a screen in ten frames", `${framesWords(frames)} (${ms(perFrame)} a frame)`],
  ];
}

function framesWords(frames: readonly number[]): string {
  const at = (share: number): number => frames[Math.min(frames.length - 1, Math.floor(share * frames.length))]!;
  const long = frames.filter((frame) => frame > LONG_FRAME).length;
  return `${frames.length} frames, half within ${ms(at(0.5))}, 95% within ${ms(at(0.95))}, longest ${ms(at(1))}, ${long} over ${LONG_FRAME} ms`;
}

const sizes = process.argv.slice(2).map(Number);
const folder = mkdtempSync(join(tmpdir(), "duban-bench-"));
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
try {
  for (const projects of sizes.length > 0 ? sizes : [500, 5_000]) {
    const file = join(folder, `${projects}.xlsx`);
    await writeBigWorkbook(file, bigCity({ projects, milestones: MILESTONES }));
    const { page, rows } = await made(file);
    say(`\n${projects} projects × ${MILESTONES} milestones\n${tableWords([...rows, ...(await shown(browser, page))])}`);
  }
} finally {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
}
